/** What facts hold: the shapes in which AWS's answers about organizations, accounts, trails and their destinations are kept. */

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
  /** Why the account was not examined on purpose: its state, the narrowing that left it out, or an exclusion of the policy. */
  readonly skipped?: string
  /** It was skipped for an exclusion: under a policy that does not exclude it, it was never read. */
  readonly excluded?: true
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
  readonly acl?: BucketAcl
  readonly versioning?: BucketVersioning
  /** The bucket that access logs go to, or null when none are written. */
  readonly accessLogBucket?: string | null
  /** Default retention of object lock, or null when there is no lock or no default. */
  readonly objectLock?: ObjectLock | null
  /** Lifecycle rules as S3 returned them (GetBucketLifecycleConfiguration), empty when there are none. */
  readonly lifecycle?: readonly LifecycleRule[]
  readonly payer?: 'BucketOwner' | 'Requester'
}

/** Grants of GetBucketAcl: `grantee` is a group's URI, or a canonical user id; `owner` the bucket owner's canonical id. */
export interface BucketAcl {
  readonly owner: string
  readonly grants: readonly { readonly grantee: string; readonly permission: string }[]
}

export interface BucketVersioning {
  readonly status: 'Enabled' | 'Suspended' | 'Never'
  readonly mfaDelete: boolean
}

export interface ObjectLock {
  readonly mode: 'COMPLIANCE' | 'GOVERNANCE'
  /** Days; a retention in years is told as 365 days each. */
  readonly days: number
}

/** A lifecycle rule, as far as deletion goes: enabled or not, the prefix it is for ('' for all), days after which objects or their old versions go. */
export interface LifecycleRule {
  readonly id?: string
  readonly enabled: boolean
  readonly prefix: string
  /** Whether tags or sizes narrow the rule further. */
  readonly narrowed: boolean
  readonly expirationDays?: number
  readonly expirationDate?: string
  readonly noncurrentDays?: number
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls?: boolean
  readonly IgnorePublicAcls?: boolean
  readonly BlockPublicPolicy?: boolean
  readonly RestrictPublicBuckets?: boolean
}

/** KMS KeyMetadata exactly as DescribeKey returned it; `policy` and `rotationEnabled` beside it are from calls of their own. */
export interface Key {
  readonly Arn: string
  readonly KeyState?: string
  readonly KeySpec?: string
  readonly KeyManager?: string
  /** The default key policy, as text (GetKeyPolicy). */
  readonly policy?: string
  /** GetKeyRotationStatus. */
  readonly rotationEnabled?: boolean
  readonly [member: string]: unknown
}

/** GetInsightSelectors of a trail, exactly as returned; null when Insights are not enabled (InsightNotEnabledException). */
export type Insights = { readonly InsightSelectors?: readonly unknown[]; readonly [member: string]: unknown } | null

/** A CloudWatch Logs group that a trail delivers to, with what watches it. */
export interface LogGroup {
  readonly arn: string
  readonly name: string
  /** null: kept for ever. */
  readonly retentionInDays: number | null
  readonly kmsKeyId?: string
  /** Metric filters on the group, with the alarms on their metrics (DescribeMetricFilters, DescribeAlarmsForMetric). */
  readonly metricFilters?: readonly MetricFilter[]
}

export interface MetricFilter {
  readonly name: string
  readonly pattern: string
  /** The dimensions of its metric: alarms on such a metric are listed by their values only, so that `alarms` has none of them. */
  readonly dimensions?: readonly string[]
  /** A further condition on system fields (DescribeMetricFilters). */
  readonly fieldSelectionCriteria?: string
  /** It reads events as a transformer left them. */
  readonly applyOnTransformedLogs?: true
  readonly alarms: readonly { readonly name: string; readonly actionsEnabled: boolean; readonly actions: readonly string[] }[]
}

/** An SNS topic that a trail or an alarm notifies: its policy as text, and how many confirmed subscriptions it has. */
export interface Topic {
  readonly arn: string
  readonly policy?: string
  readonly subscriptions?: number
}

/** The role with which a trail writes to its log group. */
export interface Role {
  readonly arn: string
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
