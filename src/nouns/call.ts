/**
 * The AWS calls trailgate may make: one allow-list, checked before a request is signed. The session policy of every
 * AssumeRole and the reader role are printed from it. All of them read; none changes anything.
 */
import type { Bucket, FactKind } from './snapshot.ts'

/** Where a call is asked: by the caller for the whole organization, or in an account, once or in every region. */
export type Where = 'caller' | 'account' | 'region' | 'home-region' | 'bucket-owner' | 'key-owner'

/** Requests per second and burst that AWS documents per account and region; undefined where AWS documents none. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

export interface Call {
  /** The IAM action that allows it. */
  readonly action: string
  readonly where: Where
  readonly rate?: Rate
  /** The fact it yields, or yields a part of; undefined for calls that only open the way. */
  readonly fact?: FactKind
}

/** CloudTrail's documented read rate (reference 4.1). */
const trailReads: Rate = { perSecond: 10, burst: 10 }

/**
 * By `service:Operation`. Rates: CloudTrail 10 per second (reference 4.1), Organizations (reference 5), STS 600 per second
 * of the caller (reference 5), account:ListRegions 5 per second of the account that asks (reference 4.4): each account is asked about
 * itself, and the caller about those that it cannot enter.
 */
export const calls = {
  'sts:GetCallerIdentity': { action: 'sts:GetCallerIdentity', where: 'caller', rate: { perSecond: 600, burst: 600 } },
  'sts:AssumeRole': { action: 'sts:AssumeRole', where: 'caller', rate: { perSecond: 600, burst: 600 } },
  'organizations:DescribeOrganization': { action: 'organizations:DescribeOrganization', where: 'caller', rate: { perSecond: 1, burst: 2 }, fact: 'organization' },
  'organizations:ListAccounts': { action: 'organizations:ListAccounts', where: 'caller', rate: { perSecond: 8, burst: 12 }, fact: 'account' },
  'organizations:ListRoots': { action: 'organizations:ListRoots', where: 'caller', rate: { perSecond: 1, burst: 2 }, fact: 'organization' },
  'organizations:ListOrganizationalUnitsForParent': { action: 'organizations:ListOrganizationalUnitsForParent', where: 'caller', rate: { perSecond: 5, burst: 8 }, fact: 'organization' },
  'organizations:ListDelegatedAdministrators': { action: 'organizations:ListDelegatedAdministrators', where: 'caller', rate: { perSecond: 5, burst: 8 }, fact: 'organization' },
  'organizations:ListAWSServiceAccessForOrganization': { action: 'organizations:ListAWSServiceAccessForOrganization', where: 'caller', rate: { perSecond: 1, burst: 3 }, fact: 'organization' },
  'account:ListRegions': { action: 'account:ListRegions', where: 'account', rate: { perSecond: 5, burst: 5 }, fact: 'regions' },
  'ec2:DescribeRegions': { action: 'ec2:DescribeRegions', where: 'account', fact: 'regions' },
  'cloudtrail:DescribeTrails': { action: 'cloudtrail:DescribeTrails', where: 'region', rate: trailReads, fact: 'reach' },
  'cloudtrail:GetTrailStatus': { action: 'cloudtrail:GetTrailStatus', where: 'region', rate: trailReads, fact: 'reach' },
  'cloudtrail:GetEventSelectors': { action: 'cloudtrail:GetEventSelectors', where: 'home-region', rate: trailReads, fact: 'selectors' },
  'cloudtrail:ListTags': { action: 'cloudtrail:ListTags', where: 'home-region', rate: trailReads, fact: 'tags' },
  'cloudtrail:GetInsightSelectors': { action: 'cloudtrail:GetInsightSelectors', where: 'home-region', rate: trailReads, fact: 'insights' },
  'cloudtrail:ListEventDataStores': { action: 'cloudtrail:ListEventDataStores', where: 'region', rate: trailReads, fact: 'event-data-store' },
  'cloudtrail:GetEventDataStore': { action: 'cloudtrail:GetEventDataStore', where: 'region', rate: trailReads, fact: 'event-data-store' },
  's3:ListBuckets': { action: 's3:ListAllMyBuckets', where: 'account', fact: 'bucket' },
  's3:GetBucketLocation': { action: 's3:GetBucketLocation', where: 'bucket-owner', fact: 'bucket' },
  's3:GetBucketPolicy': { action: 's3:GetBucketPolicy', where: 'bucket-owner', fact: 'bucket' },
  's3:GetPublicAccessBlock': { action: 's3:GetBucketPublicAccessBlock', where: 'bucket-owner', fact: 'bucket' },
  's3control:GetPublicAccessBlock': { action: 's3:GetAccountPublicAccessBlock', where: 'bucket-owner', fact: 'bucket' },
  's3:GetBucketAcl': { action: 's3:GetBucketAcl', where: 'bucket-owner', fact: 'bucket' },
  's3:GetBucketVersioning': { action: 's3:GetBucketVersioning', where: 'bucket-owner', fact: 'bucket' },
  's3:GetBucketLogging': { action: 's3:GetBucketLogging', where: 'bucket-owner', fact: 'bucket' },
  's3:GetObjectLockConfiguration': { action: 's3:GetBucketObjectLockConfiguration', where: 'bucket-owner', fact: 'bucket' },
  's3:GetBucketLifecycleConfiguration': { action: 's3:GetLifecycleConfiguration', where: 'bucket-owner', fact: 'bucket' },
  's3:GetBucketRequestPayment': { action: 's3:GetBucketRequestPayment', where: 'bucket-owner', fact: 'bucket' },
  'kms:DescribeKey': { action: 'kms:DescribeKey', where: 'key-owner', fact: 'key' },
  'kms:GetKeyPolicy': { action: 'kms:GetKeyPolicy', where: 'key-owner', fact: 'key' },
  'kms:GetKeyRotationStatus': { action: 'kms:GetKeyRotationStatus', where: 'key-owner', fact: 'key' },
  'logs:DescribeLogGroups': { action: 'logs:DescribeLogGroups', where: 'home-region', fact: 'log-group' },
  'logs:DescribeMetricFilters': { action: 'logs:DescribeMetricFilters', where: 'home-region', fact: 'log-group' },
  'cloudwatch:DescribeAlarmsForMetric': { action: 'cloudwatch:DescribeAlarmsForMetric', where: 'home-region', fact: 'log-group' },
  'sns:GetTopicAttributes': { action: 'sns:GetTopicAttributes', where: 'home-region', fact: 'topic' },
  'iam:GetRole': { action: 'iam:GetRole', where: 'account', fact: 'role' },
} as const satisfies Record<string, Call>

export type CallName = keyof typeof calls

/** The parts of a bucket that calls of their own tell. */
export type BucketPart = Exclude<keyof Bucket, 'Name' | 'owner'>

/** The call that tells each part of a bucket; who owns it, s3:ListBuckets tells. */
export const bucketCalls = {
  region: 's3:GetBucketLocation',
  policy: 's3:GetBucketPolicy',
  publicAccessBlock: 's3:GetPublicAccessBlock',
  accountPublicAccessBlock: 's3control:GetPublicAccessBlock',
  acl: 's3:GetBucketAcl',
  versioning: 's3:GetBucketVersioning',
  accessLogBucket: 's3:GetBucketLogging',
  objectLock: 's3:GetObjectLockConfiguration',
  lifecycle: 's3:GetBucketLifecycleConfiguration',
  payer: 's3:GetBucketRequestPayment',
} as const satisfies Record<BucketPart, CallName>

/** Whether this `service:Operation` may be asked at all. */
export function isAllowed(name: string): name is CallName {
  return Object.hasOwn(calls, name)
}

/** The IAM actions of the calls made with an account's own role: what the session policy of every AssumeRole allows, sorted. */
export function memberActions(): readonly string[] {
  const inAccount = Object.values(calls).filter((call: Call) => call.where !== 'caller')
  return [...new Set(inAccount.map((call) => call.action))].sort()
}

/** Asked of the caller's own credentials, and allowed to everybody (AWS STS, "GetCallerIdentity"). */
const allowedToAll = 'sts:GetCallerIdentity'
/** Allowed on the reader role alone. */
const assuming = 'sts:AssumeRole'

/** The IAM actions of the calls about the whole organization, which its administrator makes with credentials of its own, sorted. */
export function callerActions(): readonly string[] {
  const byCaller = Object.values(calls).filter((call: Call) => call.where === 'caller').map((call: Call) => call.action)
  return [...new Set(byCaller)].filter((action) => action !== allowedToAll && action !== assuming).sort()
}
