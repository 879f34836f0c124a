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
import type { ReachByRegion } from './reach-by-region.ts'
import type { Shard } from './shard.ts'

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
export function gapsIn(fact: Pick<AnyFact, 'gap' | 'unseen'>): number {
  return (fact.gap === undefined ? 0 : 1) + (fact.unseen === undefined ? 0 : Object.keys(fact.unseen).length)
}

/** Which facts are held under which map of a snapshot, by their `id`. */
export const shelves = {
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
