/** Sketches that nobody would think of. */
import * as fc from 'fast-check'
import type {
  Sketch,
  SketchAccount,
  SketchBucket,
  SketchEventDataStore,
  SketchKey,
  SketchLogGroup,
  SketchTopic,
  SketchTrail,
} from '../../../src/nouns/sketch.ts'
import type { Gap, LifecycleRule, RegionStatus } from '../../../src/nouns/snapshot.ts'

const region = fc.constantFrom('us-east-1', 'eu-west-1', 'ap-east-1')
const accountId = fc.constantFrom('111122223333', '222233334444', '333344445555', '444455556666')
const bucketName = fc.constantFrom('logs', 'more-logs', 'other')
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab'
const status = fc.constantFrom<RegionStatus>('ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING', 'DISABLING', 'DISABLED')
const regions = fc.oneof(fc.uniqueArray(region, { minLength: 1 }), fc.dictionary(region, status, { minKeys: 1 }))
const call = fc.constantFrom(
  'sts:AssumeRole',
  'account:ListRegions',
  'ec2:DescribeRegions',
  'cloudtrail:DescribeTrails',
  'cloudtrail:DescribeTrails@eu-west-1',
  'cloudtrail:GetTrailStatus@us-east-1',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:ListTags',
  's3:ListBuckets',
  's3:GetBucketPolicy',
  's3:GetBucketLifecycleConfiguration',
  's3control:GetPublicAccessBlock',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'cloudtrail:GetInsightSelectors',
  'cloudtrail:ListEventDataStores@us-east-1',
  'cloudtrail:GetEventDataStore',
  'logs:DescribeLogGroups',
  'cloudwatch:DescribeAlarmsForMetric@us-east-1',
  'sns:GetTopicAttributes',
  'iam:GetRole',
)
const gap: fc.Arbitrary<Gap> = fc.record(
  {
    cause: fc.constantFrom('refused', 'throttled', 'unsupported', 'timed-out', 'broken'),
    call: fc.constant('kms:DescribeKey'),
    message: fc.string(),
    code: fc.string(),
  },
  { requiredKeys: ['cause', 'call', 'message'] },
)

const policy = fc.oneof(fc.object(), fc.constantFrom('cloudtrail', null))
const accessBlock = fc.oneof(fc.boolean(), fc.record({ BlockPublicAcls: fc.boolean() }, { requiredKeys: [] }))
const rule: fc.Arbitrary<LifecycleRule> = fc.record(
  {
    id: fc.string(),
    enabled: fc.boolean(),
    prefix: fc.string(),
    narrowed: fc.boolean(),
    expirationDays: fc.nat(),
    expirationDate: fc.constant('2030-01-01T00:00:00.000Z'),
    noncurrentDays: fc.nat(),
  },
  { requiredKeys: ['enabled', 'prefix', 'narrowed'] },
)
const bucket: fc.Arbitrary<SketchBucket> = fc.record(
  {
    name: bucketName,
    region,
    policy,
    publicAccessBlock: accessBlock,
    accountPublicAccessBlock: accessBlock,
    grants: fc.array(fc.record({ grantee: fc.string({ minLength: 1 }), permission: fc.string({ minLength: 1 }) }), { maxLength: 1 }),
    versioning: fc.constantFrom('Enabled', 'Suspended', 'Never'),
    mfaDelete: fc.boolean(),
    accessLogBucket: bucketName,
    objectLock: fc.record({ mode: fc.constantFrom('COMPLIANCE', 'GOVERNANCE'), days: fc.integer({ min: 1 }) }),
    lifecycle: fc.array(rule, { maxLength: 2 }),
    payer: fc.constantFrom('BucketOwner', 'Requester'),
    unseen: fc.subarray(['region', 'policy', 'acl', 'versioning', 'accessLogBucket', 'objectLock', 'lifecycle', 'payer']),
  },
  { requiredKeys: ['name'] },
)
const key: fc.Arbitrary<SketchKey> = fc.record(
  {
    id: fc.constant(keyId),
    region: fc.constant('us-east-1'),
    state: fc.constantFrom('Disabled', 'PendingDeletion'),
    spec: fc.constantFrom('SYMMETRIC_DEFAULT', 'RSA_2048'),
    policy,
    rotation: fc.boolean(),
    unseen: fc.subarray(['policy', 'rotationEnabled']),
  },
  { requiredKeys: ['id', 'region'] },
)
const alarm = fc.record({
  name: fc.string({ minLength: 1 }),
  actionsEnabled: fc.boolean(),
  actions: fc.subarray(['arn:aws:sns:us-east-1:222233334444:alerts', 'arn:aws:automate:us-east-1:ec2:stop']),
})
const filter = fc.record({ name: fc.string({ minLength: 1 }), pattern: fc.string(), alarms: fc.array(alarm, { maxLength: 2 }) })
const logGroup: fc.Arbitrary<SketchLogGroup> = fc.record(
  {
    name: fc.constantFrom('trail', 'other'),
    region,
    retentionInDays: fc.option(fc.integer({ min: 1 })),
    kmsKeyId: fc.string({ minLength: 1 }),
    metricFilters: fc.array(filter, { maxLength: 2 }),
    unseen: fc.subarray(['metricFilters']),
  },
  { requiredKeys: ['name'] },
)
const topic: fc.Arbitrary<SketchTopic> = fc.record(
  { name: fc.constantFrom('alerts', 'other'), region, policy, subscriptions: fc.nat() },
  { requiredKeys: ['name'] },
)

const eventDataStore: fc.Arbitrary<SketchEventDataStore> = fc.record(
  {
    name: fc.string({ minLength: 1 }),
    region,
    status: fc.string({ minLength: 1 }),
    multiRegion: fc.boolean(),
    organization: fc.boolean(),
    advancedEventSelectors: fc.constant([{}]),
    raw: fc.constantFrom({}, { RetentionPeriod: 7 }),
  },
  { requiredKeys: [] },
)

const trail: fc.Arbitrary<SketchTrail> = fc.record(
  {
    name: fc.constantFrom('main', 'second'),
    homeRegion: region,
    multiRegion: fc.boolean(),
    organizationTrail: fc.boolean(),
    logging: fc.constantFrom<boolean | 'unseen'>(true, false, 'unseen'),
    logFileValidation: fc.boolean(),
    kmsKeyId: accountId.map((id) => `arn:aws:kms:us-east-1:${id}:key/${keyId}`),
    bucket: bucketName,
    recursiveLogging: fc.boolean(),
    logGroup: fc.constantFrom('trail', 'other'),
    topic: fc.constantFrom('alerts', 'other'),
    insights: fc.constantFrom<readonly (string | object)[] | 'unseen'>([], ['ApiCallRateInsight', { InsightType: 'New' }], 'unseen'),
    eventSelectors: fc.constantFrom<readonly unknown[] | 'unseen'>([], [{ ReadWriteType: 'All' }], 'unseen'),
    tags: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
    unseen: fc.constant(true),
  },
  { requiredKeys: [] },
)

const account = (id: string): fc.Arbitrary<SketchAccount> =>
  fc.record(
    {
      id: fc.constant(id),
      name: fc.string({ minLength: 1 }),
      state: fc.constantFrom('ACTIVE', 'SUSPENDED', 'CLOSED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE'),
      in: fc.constantFrom([], ['ou-ab12-one'], ['ou-ab12-one', 'ou-ab12-two']),
      regions,
      buckets: fc.array(bucket, { maxLength: 3 }),
      keys: fc.array(key, { maxLength: 2 }),
      logGroups: fc.array(logGroup, { maxLength: 2 }),
      topics: fc.array(topic, { maxLength: 2 }),
      eventDataStores: fc.array(eventDataStore, { maxLength: 2 }),
      roles: fc.subarray(['cloudtrail-logs', 'other']),
      trails: fc.array(trail, { maxLength: 3 }),
      refused: fc.array(call, { maxLength: 3 }),
      gaps: fc.dictionary(call, gap, { maxKeys: 2 }),
      missing: fc.dictionary(region, fc.constant(['main'])),
    },
    { requiredKeys: ['id'] },
  )

/** Any sketch of an organization, or of one account. */
export const randomSketch: fc.Arbitrary<Sketch> = fc.oneof(
  fc.record({ regions, trails: fc.array(trail) }, { requiredKeys: [] }),
  fc.record(
    {
      organization: fc.constant('o-exampleorgid'),
      regions,
      delegatedAdministrators: fc.uniqueArray(accountId),
      trustedServices: fc.constant(['cloudtrail.amazonaws.com']),
      unseen: fc.dictionary(fc.constantFrom('delegatedAdministrators', 'trustedServices', 'units'), gap),
      accounts: fc.uniqueArray(accountId, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map(account))),
      trails: fc.array(trail),
    },
    { requiredKeys: ['organization'] },
  ),
)
