/** The subjects that a snapshot holds, by kind: what rules are judged about, each once. */
import type { Subject } from '../../nouns/verdict.ts'
import type { SubjectKind } from '../../nouns/rule.ts'
import type { AccountFacts, Fact, Regions, RegionStatus, Snapshot } from '../../nouns/snapshot.ts'
import { onceIn } from './once-in.ts'

const inScope = new WeakMap<Snapshot, readonly string[]>()

/** Accounts that were meant to be read: neither skipped nor outside the run. A snapshot does not change: worked out once. */
export function accountsInScope(snapshot: Snapshot): readonly string[] {
  return onceIn(inScope, snapshot, () => [...snapshot.accounts].filter(([, facts]) => isInScope(facts)).map(([id]) => id).sort())
}

function isInScope(facts: AccountFacts): boolean {
  return facts.account !== undefined && facts.account.value?.skipped === undefined
}

const finders = {
  organization: organizationSubjects,
  account: accountSubjects,
  trail: trailSubjects,
  bucket: bucketSubjects,
  key: (snapshot) => [...snapshot.keys].map(([id, { account }]) => arnSubject('key', id, account)),
  'log-group': (snapshot) => [...snapshot.logGroups].map(([id, { account, value }]) => arnSubject('log-group', id, account, value?.name)),
  'event-data-store': storeSubjects,
} as const satisfies Record<SubjectKind, (snapshot: Snapshot) => readonly Subject[]>

const listed = new WeakMap<Snapshot, Map<SubjectKind, readonly Subject[]>>()

/** Every subject of this kind, by account and id; worked out once for all rules. */
export function subjectsOf(kind: SubjectKind, snapshot: Snapshot): readonly Subject[] {
  const known = listed.get(snapshot) ?? new Map<SubjectKind, readonly Subject[]>()
  const subjects = known.get(kind) ?? sortedSubjects(kind, snapshot)
  listed.set(snapshot, known.set(kind, subjects))
  return subjects
}

function sortedSubjects(kind: SubjectKind, snapshot: Snapshot): readonly Subject[] {
  return [...finders[kind](snapshot)].sort(compareSubjects)
}

/** By account, those of none first, then by id. */
export function compareSubjects(one: Subject, other: Subject): number {
  return compare(one.account ?? '', other.account ?? '') || compare(one.id, other.id)
}

/** The organization, where the run is about one: a single account that is in none, or was asked alone, has no such subject. */
function organizationSubjects({ organization, segments }: Snapshot): readonly Subject[] {
  const id = organization?.value?.Id ?? segments[0]?.header.organization
  return typeof id === 'string' ? [{ kind: 'organization', id }] : []
}

/** The subject that an account is. */
export function accountSubject(snapshot: Snapshot, id: string): Subject {
  const name = snapshot.accounts.get(id)?.account?.value?.Name
  return { kind: 'account', id, account: id, ...(name === undefined ? {} : { name }) }
}

function accountSubjects(snapshot: Snapshot): readonly Subject[] {
  return accountsInScope(snapshot).map((id) => accountSubject(snapshot, id))
}

/** A trail is one subject, judged once under the account in its ARN, however many members and regions show it. */
function trailSubjects(snapshot: Snapshot): readonly Subject[] {
  return [...snapshot.trails].map(([arn, fact]) => trailSubject(arn, fact))
}

/** The subject that a trail is. */
export function trailSubject(id: string, fact: Fact<'trail'> | undefined): Subject {
  const [, , , region = '', account = ''] = id.split(':')
  const name = fact?.value?.Name ?? id.split(':trail/')[1]
  return { kind: 'trail', id, account: fact?.account ?? account, region: fact?.region ?? region, ...(name === undefined ? {} : { name }) }
}

/** A bucket is judged in the account that owns it; where that is not known, under the one that its fact was asked for. */
function bucketSubjects(snapshot: Snapshot): readonly Subject[] {
  return [...snapshot.buckets].map(([id, { account, value }]) => {
    const subject = { kind: 'bucket', id, account: value?.owner ?? account, name: id } as const
    return value?.region === undefined ? subject : Object.assign(subject, { region: value.region })
  })
}

/** Where the stores of a region could not be listed, they are one subject of which nothing is known (nouns/snapshot.ts Snapshot). */
function storeSubjects(snapshot: Snapshot): readonly Subject[] {
  return [...snapshot.stores].map(([id, { account, region, value }]) => {
    const name = value?.Name ?? (id.startsWith('arn:') ? id.split('/').at(-1) : 'those that could not be listed')
    return Object.assign({ kind: 'event-data-store', id, account, name: name ?? id } as const, region === undefined ? {} : { region })
  })
}

function arnSubject(kind: 'key' | 'log-group', id: string, account: string, name?: string): Subject {
  const [, , , region = ''] = id.split(':')
  return { kind, id, account, region, name: name ?? id.split('/').at(-1) ?? id }
}

/** Text order that is the same on every machine. */
export function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** A region counts while calls to it are possible (reference 4.4): DISABLING still is, ENABLING and DISABLED are not. */
export function isEnabled(status: RegionStatus): boolean {
  return status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT' || status === 'DISABLING'
}

/** The regions of an account that questions are asked about, and whether these are known to be all of them. */
export interface AskedRegions {
  readonly regions: readonly string[]
  readonly all: boolean
}

const asked = new WeakMap<Snapshot, WeakMap<object, AskedRegions>>()

/**
 * Enabled regions, or, where those could not be seen, the ones that were read; both narrowed to the regions asked for. Most accounts
 * have the same regions, and their snapshot the same object: worked out once.
 */
export function askedRegions(snapshot: Snapshot, account: string): AskedRegions {
  const facts = snapshot.accounts.get(account)
  if (facts === undefined) return regionsToAsk(snapshot, undefined)
  const known = onceIn(asked, snapshot, () => new WeakMap<object, AskedRegions>())
  return onceIn(known, facts.regions?.value?.status ?? facts.reach.likeness, () => regionsToAsk(snapshot, facts))
}

function regionsToAsk(snapshot: Snapshot, facts: AccountFacts | undefined): AskedRegions {
  const status = facts?.regions?.value?.status
  const known = status === undefined ? [...(facts?.reach.keys() ?? [])].sort() : enabledRegions(status)
  const narrowed = narrowedRegions(snapshot)
  const regions = narrowed === undefined ? known : known.filter((region) => narrowed.includes(region))
  return { regions, all: status !== undefined || narrowed !== undefined }
}

/** Sorted. */
function enabledRegions(status: Regions['status']): readonly string[] {
  return Object.keys(status).filter((region) => isEnabled(status[region] ?? 'DISABLED')).sort()
}

/** The regions that the run was narrowed to, or undefined when it was not. */
export function narrowedRegions(snapshot: Snapshot): readonly string[] | undefined {
  return snapshot.segments[0]?.header.narrowed?.regions
}
