/** The organization that these tests serve: 25 accounts, an organization trail, a trail of one member, and gaps of every kind. */
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import { snapshotFormat, type AnyFact, type Gap, type Header, type Snapshot } from '../../../src/nouns/snapshot.ts'

export const management = '111111111111'
export const owner = '222222222222'
export const refused = '333333333333'
export const skipped = '444444444444'
export const askedInside = '555555555555'
export const centralTrail = `arn:aws:cloudtrail:us-east-1:${management}:trail/central`
export const ownTrail = `arn:aws:cloudtrail:eu-west-1:${owner}:trail/own`
export const keyArn = `arn:aws:kms:eu-west-1:${owner}:key/11111111-2222-3333-4444-555555555555`

/** An unknown member, a number that no rounding keeps, and text that XML and JSON must escape. */
export const centralBody = {
  Name: 'central',
  TrailARN: centralTrail,
  HomeRegion: 'us-east-1',
  S3BucketName: 'central-logs',
  IsMultiRegionTrail: true,
  IsOrganizationTrail: true,
  FromTheFuture: { deep: [1, 'é<&>"'] },
}
const ownBody = { Name: 'own', TrailARN: ownTrail, HomeRegion: 'eu-west-1', S3BucketName: 'own-logs', KmsKeyId: keyArn }
/** `Equal` is no operator that the SDK knows. */
export const centralSelectors = {
  AdvancedEventSelectors: [{ Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equal: ['Management'] }] }],
}
export const policy = '{"Statement": [{"Sid": "<&>\\u00e9 é"}]}'

/** Members beyond the five that play a part; `member` is the first of them. */
export const others = Array.from({ length: 20 }, (_, index) => String(700000000000 + index))
export const member = '700000000000'
export const everyone = [management, owner, refused, skipped, askedInside, ...others]

export const header: Header = {
  format: snapshotFormat,
  segment: 'one',
  takenAt: '2026-11-01T09:00:00.000Z',
  tool: { name: 'trailgate', version: '0.0.0' },
  caller: { account: management, arn: `arn:aws:sts::${management}:assumed-role/auditor/me`, userId: 'AROAEXAMPLE:me' },
  partition: 'aws',
  organization: 'o-exampleorgid',
}

export function gap(call: string, code: string, cause: Gap['cause'] = 'refused'): Gap {
  return { cause, call, code, message: `${code} for ${call}` }
}

const units = [
  { Id: 'ou-ab12-prod', Name: 'Prod', ParentId: 'r-ab12' },
  { Id: 'r-ab12', Name: 'Root' },
]
const organization: AnyFact = {
  fact: 'organization',
  account: management,
  value: {
    Id: 'o-exampleorgid',
    MasterAccountId: management,
    FeatureSet: 'ALL',
    delegatedAdministrators: [owner],
    trustedServices: ['account.amazonaws.com', 'cloudtrail.amazonaws.com'],
    units,
  },
}

const logging = { IsLogging: true, LatestDeliveryTime: 1793523600.5 }
const status = { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-west-1': 'ENABLED_BY_DEFAULT', 'ap-east-1': 'DISABLED' } as const

function accountFacts(id: string): readonly AnyFact[] {
  const listed = { JoinedTimestamp: '2024-05-06T07:08:09.123Z', Paths: [`o-exampleorgid/r-ab12/${id}/`] }
  const value = { Id: id, Name: `name of ${id}`, State: 'ACTIVE', ...listed } as const
  if (id === skipped) return [{ fact: 'account', account: id, value: { ...value, State: 'SUSPENDED', skipped: 'suspended' } }]
  const told = { fact: 'regions', account: id, value: { source: 'account:ListRegions', status } } as const
  if (id === refused) return [{ fact: 'account', account: id, value, unseen: { identity: gap('sts:AssumeRole', 'AccessDenied') } }, told]
  const identity = `arn:aws:sts::${id}:assumed-role/trailgate-reader/trailgate`
  return [
    { fact: 'account', account: id, value: { ...value, identity } },
    id === askedInside ? { fact: 'regions', account: id, value: { source: 'ec2:DescribeRegions', status } } : told,
    { fact: 'reach', account: id, region: 'us-east-1', value: { trails: { [centralTrail]: logging } } },
    euWest(id),
  ]
}

function euWest(id: string): AnyFact {
  const key = { fact: 'reach', account: id, region: 'eu-west-1' } as const
  if (id === askedInside) return { ...key, gap: gap('cloudtrail:DescribeTrails', 'AccessDeniedException') }
  const trails = { [centralTrail]: { IsLogging: false }, ...(id === owner ? { [ownTrail]: {} } : {}) }
  const unseen = { [`trails.${ownTrail}`]: gap('cloudtrail:GetTrailStatus', 'AccessDeniedException') }
  return { ...key, value: { trails }, ...(id === owner ? { unseen } : {}) }
}

const central = { account: management, region: 'us-east-1', id: centralTrail } as const
const own = { account: owner, region: 'eu-west-1', id: ownTrail } as const
const trailFacts: readonly AnyFact[] = [
  { fact: 'trail', ...central, value: centralBody },
  { fact: 'selectors', ...central, value: centralSelectors },
  { fact: 'tags', ...central, value: [{ Key: 'team', Value: 'security' }] },
  { fact: 'trail', ...own, value: ownBody },
  { fact: 'selectors', ...own, gap: gap('cloudtrail:GetEventSelectors', 'ThrottlingException', 'throttled') },
]

const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: true }
const destinations: readonly AnyFact[] = [
  {
    fact: 'bucket',
    account: owner,
    id: 'own-logs',
    value: { Name: 'own-logs', owner, region: 'eu-west-1', policy, publicAccessBlock: block, accountPublicAccessBlock: null },
  },
  {
    fact: 'bucket',
    account: management,
    id: 'central-logs',
    value: { Name: 'central-logs', owner: management, region: 'us-east-1', policy: null, accountPublicAccessBlock: block },
    unseen: { publicAccessBlock: gap('s3:GetPublicAccessBlock', 'AccessDenied') },
  },
  { fact: 'bucket', account: member, id: 'hidden', gap: gap('s3:ListBuckets', 'AccessDenied') },
  { fact: 'key', account: owner, region: 'eu-west-1', id: keyArn, value: { Arn: keyArn, KeyState: 'Enabled', FromTheFuture: 1 } },
]

/** The whole organization, or as these facts change it: the last line of a key wins. */
export function served(...changes: readonly AnyFact[]): Snapshot {
  return snapshotOf([header, organization, ...everyone.flatMap(accountFacts), ...trailFacts, ...destinations, ...changes])
}
