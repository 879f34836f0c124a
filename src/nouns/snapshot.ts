/**
 * The snapshot: what was seen, when, by whom, and what could not be seen.
 *
 * On disk it is newline-delimited JSON: a header line opens a segment, fact lines follow, a footer line closes it
 * (schemas/snapshot.schema.json). In memory facts are held by kind, so that an unseen fact is never taken for an absent one.
 */
import type { Place } from './place.ts'

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

/** The organization, or the single account that is in none (then `Id` is absent and the only account is its management account). */
export interface Organization {
  readonly Id?: string
  readonly MasterAccountId: string
  readonly FeatureSet?: string
  /** Account ids that are delegated administrator for cloudtrail.amazonaws.com. */
  readonly delegatedAdministrators?: readonly string[]
  /** Service principals with trusted access. */
  readonly trustedServices?: readonly string[]
  /** Root and organizational units; `ParentId` is absent on the root. */
  readonly units?: readonly OrganizationalUnit[]
}

export interface OrganizationalUnit {
  readonly Id: string
  readonly Name: string
  readonly ParentId?: string
}

/** AWS Organizations' AccountState (it replaced Status on 9 Sep 2026). */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED'

/** An account as ListAccounts tells it, and the identity its configuration was read with (no e-mail address is kept). */
export interface Account {
  readonly Id: string
  readonly Name?: string
  readonly State: AccountState
  /** ISO 8601. */
  readonly JoinedTimestamp?: string
  /** Organizations' paths, `o-…/r-…/ou-…/account/`. */
  readonly Paths?: readonly string[]
  /** ARN of the identity that read the account; absent when the account was skipped. When it was refused, `unseen.identity` says so. */
  readonly identity?: string
  /** Why the account was not examined on purpose: its state, or the narrowing that left it out. */
  readonly skipped?: string
}

/** account:ListRegions' RegionOptStatus. */
export type RegionStatus = 'ENABLED' | 'ENABLED_BY_DEFAULT' | 'ENABLING' | 'DISABLING' | 'DISABLED'

/** The regions of one account with their status, by name; `source` is the call that told them. */
export interface Regions {
  readonly source: 'account:ListRegions' | 'ec2:DescribeRegions'
  readonly status: Readonly<Record<string, RegionStatus>>
}

/** What GetTrailStatus says of one trail in one region. Times are epoch seconds, as on the wire. */
export interface TrailStatus {
  readonly IsLogging?: boolean
  readonly LatestDeliveryTime?: number
  readonly LatestDeliveryError?: string
  readonly LatestDigestDeliveryTime?: number
  readonly LatestDigestDeliveryError?: string
  readonly LatestNotificationTime?: number
  readonly LatestNotificationError?: string
  readonly LatestCloudWatchLogsDeliveryTime?: number
  readonly LatestCloudWatchLogsDeliveryError?: string
  readonly StartLoggingTime?: number
  readonly StopLoggingTime?: number
}

/**
 * Which trails one region of one account shows (DescribeTrails with shadow copies), by ARN, with their status there.
 * A status that could not be had is empty here, and `unseen['trails.<arn>']` says why.
 */
export interface Reach {
  readonly trails: Readonly<Record<string, TrailStatus>>
}

/** A trail exactly as DescribeTrails returned it, unknown members included; stored once, at its owner and home region. */
export interface Trail {
  readonly TrailARN: string
  readonly Name?: string
  readonly HomeRegion?: string
  readonly S3BucketName?: string
  readonly S3KeyPrefix?: string
  readonly IsMultiRegionTrail?: boolean
  readonly IsOrganizationTrail?: boolean
  readonly IncludeGlobalServiceEvents?: boolean
  readonly LogFileValidationEnabled?: boolean
  readonly KmsKeyId?: string
  readonly RecursiveLogging?: boolean
  readonly [member: string]: unknown
}

/** The event selectors of a trail exactly as GetEventSelectors returned them, unknown members included. */
export interface Selectors {
  readonly EventSelectors?: readonly unknown[]
  readonly AdvancedEventSelectors?: readonly unknown[]
  readonly [member: string]: unknown
}

export interface Tag {
  readonly Key: string
  readonly Value?: string
}

/**
 * A bucket that a trail delivers to. `owner` is the account that lists it as its own; null when every account that could be
 * asked listed its buckets and none of them owns it. `policy` and the public access blocks are null when there is none.
 */
export interface Bucket {
  readonly Name: string
  readonly owner: string | null
  readonly region?: string
  readonly policy?: string | null
  readonly publicAccessBlock?: PublicAccessBlock | null
  readonly accountPublicAccessBlock?: PublicAccessBlock | null
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls?: boolean
  readonly IgnorePublicAcls?: boolean
  readonly BlockPublicPolicy?: boolean
  readonly RestrictPublicBuckets?: boolean
}

/** KMS KeyMetadata exactly as DescribeKey returned it. */
export interface Key {
  readonly Arn: string
  readonly KeyState?: string
  readonly [member: string]: unknown
}

/** A CloudTrail Lake event data store as GetEventDataStore returned it, unknown members included (reference 7). */
export interface EventDataStore {
  readonly EventDataStoreArn: string
  readonly Name?: string
  /** CREATED, ENABLED, PENDING_DELETION, STARTING_INGESTION, STOPPING_INGESTION or STOPPED_INGESTION; only ENABLED records. */
  readonly Status?: string
  readonly MultiRegionEnabled?: boolean
  readonly OrganizationEnabled?: boolean
  /** Absent: every management event. */
  readonly AdvancedEventSelectors?: readonly unknown[]
  readonly KmsKeyId?: string
  /** Days. */
  readonly RetentionPeriod?: number
  readonly TerminationProtectionEnabled?: boolean
  readonly [member: string]: unknown
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
  readonly bucket: Bucket
  readonly key: Key
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
  readonly shard?: { readonly index: number; readonly of: number }
  /** ISO 8601: when the reading began. */
  readonly takenAt: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly caller: Caller
  readonly partition: string
  /** The organization's id, or null for a single account that is in none (or was asked alone). */
  readonly organization: string | null
  readonly narrowed?: Narrowing
}

/**
 * The last line of a segment: `listed = assessed + skipped + unreadable`; the number of fact lines that hold a value; and the number
 * of gaps: fact lines that hold a gap instead, and unseen parts of values.
 */
export interface Footer {
  readonly footer: string
  readonly listed: number
  readonly assessed: number
  readonly skipped: number
  readonly unreadable: number
  readonly facts: number
  readonly gaps: number
}

export type SnapshotLine = Header | AnyFact | Footer

/** One pass of reading: its header, and its footer if it came to its end. */
export interface Segment {
  readonly header: Header
  readonly footer?: Footer
}

/** What is known of one account. */
export interface AccountFacts {
  readonly account?: Fact<'account'>
  readonly regions?: Fact<'regions'>
  /** By region. */
  readonly reach: ReadonlyMap<string, Fact<'reach'>>
}

/**
 * A snapshot in memory. Maps are by account number, trail ARN, bucket name, key ARN and event data store ARN; where the stores
 * of a region could not be listed, that gap has no ARN and stands under `<account> <region>`.
 */
export interface Snapshot {
  readonly segments: readonly Segment[]
  readonly organization?: Fact<'organization'>
  readonly accounts: ReadonlyMap<string, AccountFacts>
  readonly trails: ReadonlyMap<string, Fact<'trail'>>
  readonly selectors: ReadonlyMap<string, Fact<'selectors'>>
  readonly tags: ReadonlyMap<string, Fact<'tags'>>
  readonly buckets: ReadonlyMap<string, Fact<'bucket'>>
  readonly keys: ReadonlyMap<string, Fact<'key'>>
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

/** Which facts are held under which map of a snapshot, by their `id`. */
const shelves = { trail: 'trails', selectors: 'selectors', tags: 'tags', bucket: 'buckets', key: 'keys', 'event-data-store': 'stores' } as const

interface Growing {
  segments: { header: Header; footer?: Footer }[]
  organization?: Fact<'organization'>
  accounts: Map<string, { account?: Fact<'account'>; regions?: Fact<'regions'>; reach: Map<string, Fact<'reach'>> }>
  trails: Map<string, Fact<'trail'>>
  selectors: Map<string, Fact<'selectors'>>
  tags: Map<string, Fact<'tags'>>
  buckets: Map<string, Fact<'bucket'>>
  keys: Map<string, Fact<'key'>>
  stores: Map<string, Fact<'event-data-store'>>
}

/** The snapshot that these lines make; the last line of a key wins. A footer closes the segment that it names. */
export function snapshotOf(lines: Iterable<SnapshotLine>): Snapshot {
  const snapshot: Growing = {
    segments: [],
    accounts: new Map(),
    trails: new Map(),
    selectors: new Map(),
    tags: new Map(),
    buckets: new Map(),
    keys: new Map(),
    stores: new Map(),
  }
  for (const line of lines) addLine(snapshot, line)
  return snapshot
}

function addLine(snapshot: Growing, line: SnapshotLine): void {
  if (isHeader(line)) snapshot.segments.push({ header: line })
  else if (isFooter(line)) {
    const open = snapshot.segments.find((segment) => segment.header.segment === line.footer)
    if (open !== undefined) open.footer = line
  } else addFact(snapshot, line)
}

function addFact(snapshot: Growing, fact: AnyFact): void {
  switch (fact.fact) {
    case 'organization':
      snapshot.organization = fact
      break
    case 'account':
      factsOf(snapshot, fact.account).account = fact
      break
    case 'regions':
      factsOf(snapshot, fact.account).regions = fact
      break
    case 'reach':
      factsOf(snapshot, fact.account).reach.set(fact.region ?? '', fact)
      break
    case 'trail':
    case 'selectors':
    case 'tags':
    case 'bucket':
    case 'key':
      ;(snapshot[shelves[fact.fact]] as Map<string, AnyFact>).set(fact.id ?? '', fact)
      break
    case 'event-data-store':
      snapshot.stores.set(fact.id ?? `${fact.account} ${fact.region ?? ''}`, fact)
      break
  }
}

function factsOf(snapshot: Growing, account: string): Growing['accounts'] extends Map<string, infer T> ? T : never {
  const known = snapshot.accounts.get(account) ?? { reach: new Map() }
  snapshot.accounts.set(account, known)
  return known
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
