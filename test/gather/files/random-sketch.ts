/** Sketches that nobody would think of. */
import * as fc from 'fast-check'
import type { Sketch, SketchAccount, SketchEventDataStore, SketchTrail } from '../../../src/nouns/sketch.ts'
import type { Gap, RegionStatus } from '../../../src/nouns/snapshot.ts'

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
  's3control:GetPublicAccessBlock',
  'kms:DescribeKey',
  'cloudtrail:ListEventDataStores',
  'cloudtrail:GetEventDataStore@us-east-1',
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
    eventSelectors: fc.constantFrom<readonly unknown[] | 'unseen'>([], [{ ReadWriteType: 'All' }], 'unseen'),
    tags: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
    unseen: fc.constant(true),
  },
  { requiredKeys: [] },
)

const store: fc.Arbitrary<SketchEventDataStore> = fc.record(
  {
    name: fc.string({ minLength: 1 }),
    id: fc.constantFrom(keyId, '00000000-0000-4000-8000-00000000000a'),
    region,
    status: fc.constantFrom('ENABLED', 'STOPPED_INGESTION'),
    multiRegion: fc.boolean(),
    organization: fc.boolean(),
    advancedEventSelectors: fc.array(fc.object(), { maxLength: 2 }),
    raw: fc.constantFrom({}, { UnknownMember: { deep: [1] } }),
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
      buckets: fc.array(fc.record({ name: bucketName, policy: fc.object(), publicAccessBlock: fc.boolean() }, { requiredKeys: ['name'] })),
      keys: fc.array(fc.constant({ id: keyId, region: 'us-east-1' })),
      trails: fc.array(trail, { maxLength: 3 }),
      eventDataStores: fc.uniqueArray(store, { maxLength: 2, selector: (one) => `${one.id} ${one.region}` }),
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
