/** Buckets, keys, log groups, topics and event data stores drawn at random, as AWS could tell of them. */
import * as fc from 'fast-check'
import type { SketchBucket, SketchEventDataStore, SketchKey, SketchLogGroup, SketchTopic } from '../../src/nouns/sketch.ts'

export const keyId = '11111111-2222-3333-4444-555555555555'
const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery'
/** By the account's place in the organization. */
const bucketsOf = [['logs-one', 'us-east-1'], ['logs-two', 'eu-west-1']] as const

const flags = fc.oneof(fc.boolean(), fc.constant({ BlockPublicAcls: true, RestrictPublicBuckets: false }))
const rule = fc.record(
  {
    id: fc.constantFrom('expire', '<&>'),
    enabled: fc.boolean(),
    prefix: fc.constantFrom('', 'AWSLogs/'),
    narrowed: fc.boolean(),
    expirationDays: fc.nat(),
    expirationDate: fc.constant('2030-01-01T00:00:00.000Z'),
    noncurrentDays: fc.nat(),
  },
  { requiredKeys: ['enabled', 'prefix', 'narrowed'] },
)

/** The bucket of an account, with settings of every kind; AWS tells of MFA delete only where there are versions. */
export function bucketsArbitrary(index: number): fc.Arbitrary<readonly SketchBucket[]> {
  const [name, region] = bucketsOf[index] ?? []
  if (name === undefined || region === undefined) return fc.constant([])
  const drawn: fc.Arbitrary<SketchBucket> = fc.record(
    {
      name: fc.constant(name),
      region: fc.constant(region),
      policy: fc.constantFrom<unknown>('cloudtrail', null, { Version: '2012-10-17', Statement: '<é>' }),
      publicAccessBlock: flags,
      accountPublicAccessBlock: flags,
      grants: fc.constantFrom([{ grantee: logDelivery, permission: 'WRITE' }], [{ grantee: 'f00', permission: 'READ' }]),
      versioning: fc.constantFrom('Enabled', 'Suspended'),
      mfaDelete: fc.boolean(),
      accessLogBucket: fc.constant('access-logs'),
      objectLock: fc.record({ mode: fc.constantFrom('COMPLIANCE', 'GOVERNANCE'), days: fc.integer({ min: 1, max: 4000 }) }),
      lifecycle: fc.array(rule, { maxLength: 2 }),
      payer: fc.constantFrom('BucketOwner', 'Requester'),
      unseen: fc.subarray(['acl', 'lifecycle']),
    },
    { requiredKeys: ['name', 'region'] },
  )
  const never = fc.constant({ name, region, versioning: 'Never' } as const)
  return fc.oneof(drawn, never).map((bucket) => [bucket])
}

const homeRegion = fc.constantFrom('us-east-1', 'eu-west-1')
const actions = fc.subarray([
  'arn:aws:sns:us-east-1:111111111111:alerts',
  'arn:aws:sns:eu-west-1:999999999999:far',
  'arn:aws:ssm:us-east-1:111111111111:opsitem:1',
])
const alarms = fc.array(fc.record({ name: fc.constantFrom('one', 'é'), actionsEnabled: fc.boolean(), actions }), { maxLength: 2 })
const pattern = fc.constantFrom('', '{ $.eventName = "StopLogging" }')
const filterBody = { name: fc.constantFrom('changes', 'logins'), pattern }
const narrowing = {
  fieldSelectionCriteria: fc.constant('@aws.region = "eu-west-1"'),
  applyOnTransformedLogs: fc.constant(true as const),
}
const metricFilter = fc.oneof(
  fc.record({ ...filterBody, alarms, ...narrowing }, { requiredKeys: ['name', 'pattern', 'alarms'] }),
  // The alarms on a metric with dimensions are not listed.
  fc.record({ ...filterBody, dimensions: fc.subarray(['@aws.account', 'region', 'user'], { minLength: 1 }), alarms: fc.constant([]) }),
)
const logGroup = fc.record(
  {
    name: fc.constantFrom('trail', 'trail-2'),
    region: homeRegion,
    retentionInDays: fc.constantFrom(null, 365),
    kmsKeyId: fc.constant(`arn:aws:kms:us-east-1:111111111111:key/${keyId}`),
    metricFilters: fc.uniqueArray(metricFilter, { maxLength: 2, selector: ({ name }) => name }),
    unseen: fc.subarray(['metricFilters']),
  },
  { requiredKeys: ['name', 'region'] },
)
const topic = fc.record(
  { name: fc.constant('alerts'), region: homeRegion, policy: fc.constantFrom('cloudtrail', null), subscriptions: fc.nat(9) },
  { requiredKeys: ['name', 'region'] },
)

/** One key in us-east-1; one that is not symmetric never rotates. */
export const keysArbitrary: fc.Arbitrary<readonly SketchKey[]> = fc
  .record({ id: fc.constant(keyId), region: fc.constant('us-east-1'), spec: fc.constantFrom('SYMMETRIC_DEFAULT', 'RSA_2048') })
  .map((key) => [key])

export const logGroupsArbitrary: fc.Arbitrary<readonly SketchLogGroup[]> = fc.uniqueArray(logGroup, {
  maxLength: 3,
  selector: ({ name, region }) => `${name} ${region}`,
})

export const topicsArbitrary: fc.Arbitrary<readonly SketchTopic[]> = fc.uniqueArray(topic, {
  maxLength: 2,
  selector: ({ region }) => region,
})

const eventDataStore: fc.Arbitrary<SketchEventDataStore> = fc.record(
  {
    name: fc.constantFrom('lake', 'é'),
    region: homeRegion,
    status: fc.constantFrom('ENABLED', 'STOPPED_INGESTION'),
    organization: fc.boolean(),
    advancedEventSelectors: fc.constant([{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'], New: [1] }] }]),
    raw: fc.constantFrom({}, { RetentionPeriod: 90, NewMember: { deep: [null] } }),
  },
  { requiredKeys: ['region'] },
)

export const eventDataStoresArbitrary: fc.Arbitrary<readonly SketchEventDataStore[]> = fc.array(eventDataStore, { maxLength: 3 })
