/**
 * The snapshot: what was seen, when, by whom, and what could not be seen.
 *
 * On disk it is newline-delimited JSON: a header line opens a segment, fact lines follow, a footer line closes it
 * (schemas/snapshot.schema.json). In memory facts are held by kind, so that an unseen fact is never taken for an absent one.
 */
import type {
  Account,
  Bucket,
  EventDataStore,
  Insights,
  Key,
  LogGroup,
  Organization,
  Reach,
  Regions,
  Role,
  Selectors,
  Tag,
  Topic,
  Trail,
} from './fact.ts'
import type { Place } from './place.ts'
import { newBeginning, ReachByRegion, type ReachInParts, type Step } from './reach-by-region.ts'
import type { Shard } from './shard.ts'
import { unionOf } from './union.ts'

export type * from './fact.ts'

export const snapshotFormat = 'trailgate-snapshot/1'

/** Why a fact could not be had. */
export type GapCause = 'refused' | 'throttled' | 'unsupported' | 'timed-out' | 'broken'

/** A fact that could not be had, or a part of one: the call that should have told it, and what was answered instead. */
export interface Gap {
  readonly cause: GapCause
  /** `service:Operation`, as in nouns/call.ts. */
  readonly call: string
  /** AWS's own error code, where it gave one. */
  readonly code?: string
  readonly message: string
  /** The account that was asked, where it is not the fact's own. */
  readonly account?: string
}

/** The kinds of facts and the shape of each one's value. */
export interface FactValues {
  readonly organization: Organization
  readonly account: Account
  readonly regions: Regions
  readonly reach: Reach
  readonly trail: Trail
  readonly selectors: Selectors
  readonly tags: readonly Tag[]
  readonly insights: Insights
  readonly bucket: Bucket
  readonly key: Key
  readonly 'log-group': LogGroup
  readonly topic: Topic
  readonly role: Role
  readonly 'event-data-store': EventDataStore
}

export type FactKind = keyof FactValues

/** What a fact is about: `region` and `id` are absent where the kind has none. */
export interface FactKey<K extends FactKind = FactKind> {
  readonly fact: K
  readonly account: string
  readonly region?: string
  readonly id?: string
}

/** One fact: its value, or the gap that stands in its place. `unseen` names parts of a value that are not known. */
export type Fact<K extends FactKind = FactKind> = FactKey<K> & {
  readonly unseen?: Readonly<Record<string, Gap>>
  readonly place?: Place
} & ({ readonly value: FactValues[K]; readonly gap?: never } | { readonly gap: Gap; readonly value?: never })

/** A fact of any kind, its value typed by its `fact`. */
export type AnyFact = { [K in FactKind]: Fact<K> }[FactKind]

/** Why an account was skipped that the run was not asked about: another run may have read it. */
export const outsideTheRun = 'outside the run'

/** What a run was narrowed to; a key is absent where it was not narrowed. */
export interface Narrowing {
  readonly thisAccount?: true
  readonly accounts?: readonly string[]
  readonly units?: readonly string[]
  readonly regions?: readonly string[]
}

/** Who asked. */
export interface Caller {
  readonly account: string
  readonly arn: string
  readonly userId?: string
}

/** The first line of a segment. */
export interface Header {
  readonly format: typeof snapshotFormat
  readonly segment: string
  readonly shard?: Shard
  /** ISO 8601: when the reading began. */
  readonly takenAt: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly caller: Caller
  readonly partition: string
  /** The organization's id, or null for a single account that is in none (or was asked alone). */
  readonly organization: string | null
  readonly narrowed?: Narrowing
  /** With what it was asked, beside the narrowing: a run goes on only with the same. */
  readonly asked?: { readonly roleName: string; readonly with?: readonly string[]; readonly exclude?: readonly string[] }
}

/**
 * The last line of a segment: `listed = assessed + skipped + unreadable`; the number of fact lines that hold a value; and the number
 * of gaps: fact lines that hold a gap instead, and unseen parts of values.
 */
export interface Footer {
  readonly footer: string
  /** ISO 8601: when the reading ended. */
  readonly takenUntil?: string
  readonly listed: number
  readonly assessed: number
  readonly skipped: number
  readonly unreadable: number
  readonly facts: number
  readonly gaps: number
}

export type SnapshotLine = Header | AnyFact | Footer

/** What the lines of a segment come to, as its footer counts them; a line that a later one of the segment replaced does not count. */
export type Counts = Omit<Footer, 'footer' | 'takenUntil'>

/** One pass of reading: its header, and its footer if it came to its end. */
export interface Segment {
  readonly header: Header
  readonly footer?: Footer
  /** What the lines come to, to hold against the footer; absent where a snapshot was made without lines. */
  readonly counts?: Counts
}

/** What is known of one account. */
export interface AccountFacts {
  readonly account?: Fact<'account'>
  readonly regions?: Fact<'regions'>
  readonly reach: ReachByRegion
}

/** A snapshot in memory. Maps are by account number, trail ARN, bucket name, and the ARN of keys, log groups, topics and roles. */
export interface Snapshot {
  readonly segments: readonly Segment[]
  readonly organization?: Fact<'organization'>
  readonly accounts: ReadonlyMap<string, AccountFacts>
  readonly trails: ReadonlyMap<string, Fact<'trail'>>
  readonly selectors: ReadonlyMap<string, Fact<'selectors'>>
  readonly tags: ReadonlyMap<string, Fact<'tags'>>
  readonly buckets: ReadonlyMap<string, Fact<'bucket'>>
  readonly keys: ReadonlyMap<string, Fact<'key'>>
  readonly insights: ReadonlyMap<string, Fact<'insights'>>
  readonly logGroups: ReadonlyMap<string, Fact<'log-group'>>
  readonly topics: ReadonlyMap<string, Fact<'topic'>>
  readonly roles: ReadonlyMap<string, Fact<'role'>>
  /** Where the stores of a region could not be listed, that gap has no ARN and stands under `<account> <region>`. */
  readonly stores: ReadonlyMap<string, Fact<'event-data-store'>>
}

export function isHeader(line: SnapshotLine): line is Header {
  return 'format' in line
}

export function isFooter(line: SnapshotLine): line is Footer {
  return 'footer' in line
}

/** One string per fact key; the last line of a key wins. */
export function keyOf(key: FactKey): string {
  return [key.fact, key.account, key.region ?? '', key.id ?? ''].join(' ')
}

/** One string per place in a snapshot: what has an `id` is held by that, whichever account it was found in. */
export function slotOf({ fact, account, region = '', id }: FactKey): string {
  if (fact === 'organization') return fact
  return id === undefined ? [fact, account, region].join(' ') : [fact, id].join(' ')
}

/** How many gaps a fact holds: its own, or those of its parts. */
export function gapsIn(fact: AnyFact): number {
  return (fact.gap === undefined ? 0 : 1) + (fact.unseen === undefined ? 0 : Object.keys(fact.unseen).length)
}

/** Which facts are held under which map of a snapshot, by their `id`. */
const shelves = {
  trail: 'trails',
  selectors: 'selectors',
  tags: 'tags',
  insights: 'insights',
  bucket: 'buckets',
  key: 'keys',
  'log-group': 'logGroups',
  topic: 'topics',
  role: 'roles',
  'event-data-store': 'stores',
} as const

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
  if ('shown' in line) {
    addParts(parts[parts.length - 1] as Growing, line)
  } else if ('fact' in line) {
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

function addParts(part: Growing, parts: ReachInParts): void {
  const replaced = factsOf(part, parts.account).reach.putParts(parts)
  const [open] = part.segments
  if (open === undefined) return
  if (replaced !== undefined) countFact(open.counts, replaced, -1)
  open.counts.facts += 1
}

function addCounted(part: Growing, fact: AnyFact): void {
  const [open] = part.segments
  const replaced = addFact(part, fact)
  if (open === undefined) return
  if (replaced !== undefined) countFact(open.counts, replaced, -1)
  countFact(open.counts, fact, 1)
}

/** Counts a fact in, or out again. */
export function countFact(counts: Growable<Counts>, fact: AnyFact, by: 1 | -1): void {
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
function addFact(snapshot: Growing, fact: AnyFact): AnyFact | undefined {
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

/** Every fact of a snapshot, sorted by key. */
export function factsIn(snapshot: Snapshot): readonly AnyFact[] {
  const byKey = new Map([...eachFact(snapshot)].map((fact) => [keyOf(fact), fact]))
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact)
}

function* eachFact(snapshot: Snapshot): Iterable<AnyFact> {
  if (snapshot.organization !== undefined) yield snapshot.organization
  for (const { account, regions, reach } of snapshot.accounts.values()) {
    if (account !== undefined) yield account
    if (regions !== undefined) yield regions
    yield* reach.values()
  }
  for (const shelf of Object.values(shelves)) yield* snapshot[shelf].values()
}
