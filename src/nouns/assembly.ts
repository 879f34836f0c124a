/** Lines into a snapshot, as they come: the last line of a key wins, and what they come to is counted. */
import { newBeginning, ReachByRegion, type ReachInParts, type Step } from './reach-by-region.ts'
import { gapsIn, isHeader, shelves, type AnyFact, type Counts, type Fact, type Footer, type Header, type Snapshot, type SnapshotLine } from './snapshot.ts'
import { unionOf } from './union.ts'

type Growable<T> = { -readonly [K in keyof T]: T[K] }

interface GrowingAccount {
  account?: Fact<'account'>
  regions?: Fact<'regions'>
  reach: ReachByRegion
}

interface Growing {
  segments: { readonly header: Header; footer?: Footer; readonly counts: Growable<Counts> }[]
  organization?: Fact<'organization'>
  accounts: Map<string, GrowingAccount>
  /** The account of the latest line: those of an account stand together. */
  latest?: GrowingAccount
  /** Where their regions begin. */
  readonly beginning: Step
  trails: Map<string, Fact<'trail'>>
  selectors: Map<string, Fact<'selectors'>>
  tags: Map<string, Fact<'tags'>>
  buckets: Map<string, Fact<'bucket'>>
  keys: Map<string, Fact<'key'>>
  insights: Map<string, Fact<'insights'>>
  logGroups: Map<string, Fact<'log-group'>>
  topics: Map<string, Fact<'topic'>>
  roles: Map<string, Fact<'role'>>
  stores: Map<string, Fact<'event-data-store'>>
}

/**
 * The snapshot that these lines make; the last line of a key wins. A footer closes the segment that it names. Several segments are
 * joined: for an account the newest complete one wins (nouns/union.ts).
 */
export function snapshotOf(lines: Iterable<SnapshotLine>): Snapshot {
  const assembly = newAssembly()
  for (const line of lines) addLine(assembly, line)
  return assembled(assembly)
}

/** A snapshot of which lines are still to come: a part for each header, and one for what comes before any. */
export interface Assembly {
  readonly parts: Growing[]
  /** The latest of each segment. */
  readonly byName: Map<string, Growing>
}

export function newAssembly(): Assembly {
  return { parts: [], byName: new Map() }
}

/** Adds a line, which may replace an earlier one. */
export function addLine({ parts, byName }: Assembly, line: SnapshotLine | ReachInParts): void {
  if ('fact' in line) {
    if (parts.length === 0) parts.push(newPart())
    addCounted(parts[parts.length - 1] as Growing, line)
  } else if (isHeader(line)) {
    const part = newPart(line)
    parts.push(part)
    byName.set(line.segment, part)
  } else {
    const [closed] = byName.get(line.footer)?.segments ?? []
    if (closed !== undefined) closed.footer = line
  }
}

/** The snapshot, when all lines were added; it is not added to any more. */
export function assembled({ parts: [first = newPart(), ...others] }: Assembly): Snapshot {
  return others.length === 0 ? first : unionOf([first, ...others])
}

function newPart(header?: Header): Growing {
  return {
    segments: header === undefined ? [] : [{ header, counts: { listed: 0, assessed: 0, skipped: 0, unreadable: 0, facts: 0, gaps: 0 } }],
    accounts: new Map(),
    beginning: newBeginning(),
    trails: new Map(),
    selectors: new Map(),
    tags: new Map(),
    buckets: new Map(),
    keys: new Map(),
    insights: new Map(),
    logGroups: new Map(),
    topics: new Map(),
    roles: new Map(),
    stores: new Map(),
  }
}

function addCounted(part: Growing, fact: AnyFact | ReachInParts): void {
  const [open] = part.segments
  const replaced = addFact(part, fact)
  if (open === undefined) return
  if (replaced !== undefined) countFact(open.counts, replaced, -1)
  countFact(open.counts, fact, 1)
}

/** Counts a fact in, or out again. */
export function countFact(counts: Growable<Counts>, fact: AnyFact | ReachInParts, by: 1 | -1): void {
  if (fact.gap === undefined) counts.facts += by
  counts.gaps += by * gapsIn(fact)
  if (fact.fact !== 'account') return
  counts.listed += by
  counts[outcomeOf(fact)] += by
}

function outcomeOf({ value }: Fact<'account'>): 'assessed' | 'skipped' | 'unreadable' {
  if (value?.skipped !== undefined) return 'skipped'
  return value?.identity === undefined ? 'unreadable' : 'assessed'
}

/** Adds a fact, and answers the one in whose place it stands, if there was one. */
function addFact(snapshot: Growing, fact: AnyFact | ReachInParts): AnyFact | undefined {
  if ('shown' in fact) return factsOf(snapshot, fact.account).reach.putParts(fact)
  if (fact.fact === 'organization') return replace(snapshot, 'organization', fact)
  if (fact.fact === 'account') return replace(factsOf(snapshot, fact.account), 'account', fact)
  if (fact.fact === 'regions') return replace(factsOf(snapshot, fact.account), 'regions', fact)
  if (fact.fact === 'reach') return factsOf(snapshot, fact.account).reach.put(fact)
  if (fact.fact === 'event-data-store') return put(snapshot.stores, fact.id ?? `${fact.account} ${fact.region ?? ''}`, fact)
  return put(snapshot[shelves[fact.fact]] as Map<string, AnyFact>, fact.id ?? '', fact)
}

function replace<T, K extends keyof T>(holder: T, member: K, fact: T[K] & AnyFact): T[K] {
  const before = holder[member]
  holder[member] = fact
  return before
}

function put<F>(shelf: Map<string, F>, key: string, fact: F): F | undefined {
  const before = shelf.get(key)
  shelf.set(key, fact)
  return before
}

function factsOf(snapshot: Growing, account: string): GrowingAccount {
  if (snapshot.latest?.reach.account === account) return snapshot.latest
  const known = snapshot.accounts.get(account)
  if (known !== undefined) return (snapshot.latest = known)
  const first = { reach: new ReachByRegion(account, snapshot.beginning) }
  snapshot.accounts.set(account, first)
  return first
}
