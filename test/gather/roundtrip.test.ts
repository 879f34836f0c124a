/** collect(simulate(S)) = S, facts and gaps, for organizations drawn at random (design section 9). */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sketch, SketchAccount, SketchTrail } from '../../src/nouns/sketch.ts'
import { factsIn, type Gap, type RegionStatus } from '../../src/nouns/snapshot.ts'
import { collected } from './aws/simulated.ts'
import { bucketsArbitrary, eventDataStoresArbitrary, keyId, keysArbitrary, logGroupsArbitrary, topicsArbitrary } from './random-destinations.ts'

const runs = process.env['TRAILGATE_LONG'] === undefined ? 15 : 300
const buckets = ['logs-one', 'logs-two', 'logs-nobody-has']

/** Errors with AWS's own code for each protocol, and answers that are not AWS's. */
function gapArbitrary(call: string): fc.Arbitrary<Gap> {
  const code = /^(s3|s3control|sts):/.test(call) ? 'AccessDenied' : 'AccessDeniedException'
  return fc.constantFrom<Gap>(
    { cause: 'refused', call, code, message: 'no policy allows <it> & "that"' },
    { cause: 'throttled', call, code: 'ThrottlingException', message: 'Rate exceeded' },
    { cause: 'unsupported', call, code: 'UnsupportedOperationException', message: 'Not in this region' },
    { cause: 'broken', call, message: 'HTTP 500, and not an answer of AWS' },
    { cause: 'broken', call, message: 'the connection was cut' },
  )
}

const refusable = [
  'sts:AssumeRole',
  'ec2:DescribeRegions',
  'cloudtrail:DescribeTrails',
  'cloudtrail:DescribeTrails@eu-west-1',
  'cloudtrail:GetTrailStatus@us-east-1',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:ListTags',
  's3:ListBuckets',
  's3:GetBucketLocation',
  's3:GetBucketPolicy',
  's3:GetPublicAccessBlock',
  's3control:GetPublicAccessBlock',
  's3:GetBucketAcl',
  's3:GetBucketVersioning',
  's3:GetBucketLogging',
  's3:GetObjectLockConfiguration',
  's3:GetBucketLifecycleConfiguration',
  's3:GetBucketRequestPayment',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'cloudtrail:GetInsightSelectors',
  'cloudtrail:ListEventDataStores@eu-west-1',
  'cloudtrail:GetEventDataStore',
  'logs:DescribeLogGroups',
  'logs:DescribeMetricFilters@us-east-1',
  'cloudwatch:DescribeAlarmsForMetric',
  'sns:GetTopicAttributes',
  'iam:GetRole',
]

const central = 'account:ListRegions'

/** Any of these calls with a gap of its own. */
function gapsArbitrary(calls: readonly string[]): fc.Arbitrary<Record<string, Gap>> {
  const one = fc
    .constantFrom(...calls)
    .chain((call) => gapArbitrary(call.replace(/@.*/, '')).map((gap) => [call, gap] as const))
    .filter(([call, gap]) => call !== 'kms:GetKeyRotationStatus' || gap.cause !== 'unsupported') // that one means "does not rotate"
  return fc.array(one, { maxLength: 2 }).map((pairs) => Object.fromEntries(pairs))
}

const selectors = fc.constantFrom(
  {},
  { eventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, SomethingNew: { a: [1, null] } }] },
  { advancedEventSelectors: [{ Name: 'é <&>', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'], Contains: ['x'] }] }] },
  { eventSelectors: 'unseen' as const },
)

const insights = fc.constantFrom<NonNullable<SketchTrail['insights']>>(
  [],
  ['ApiErrorRateInsight', { InsightType: 'New', Deep: [null] }],
  'unseen',
)

function trailArbitrary(accounts: readonly string[], isManagement: boolean): fc.Arbitrary<SketchTrail> {
  const key = fc.constantFrom(...accounts).map((account) => `arn:aws:kms:us-east-1:${account}:key/${keyId}`)
  const drawn = fc.record(
    {
      name: fc.constantFrom('one', 'two-trail'),
      homeRegion: fc.constantFrom('us-east-1', 'eu-west-1'),
      multiRegion: fc.boolean(),
      organizationTrail: fc.boolean().map((wanted) => wanted && isManagement),
      logging: fc.constantFrom(true, false, 'unseen' as const),
      bucket: fc.constantFrom(...buckets),
      kmsKeyId: key,
      tags: fc.constantFrom({}, { b: '2', a: '1' }),
      logGroup: fc.constantFrom('trail', 'trail-2', 'nowhere'),
      topic: fc.constantFrom('alerts', 'nowhere'),
      insights,
      raw: fc.constantFrom({}, { NewMember: { deep: true } }),
    },
    { requiredKeys: ['name', 'homeRegion'] },
  )
  return fc.tuple(drawn, selectors).map((parts) => Object.assign({}, ...parts) as SketchTrail)
}

/** Whether account:ListRegions is refused for members each by itself, or for all of them alike; one account is like one of few. */
type Central = 'each' | 'none' | 'all'

/** The gaps of one account; the caller's own role is never assumed. */
function accountGaps(isCaller: boolean, refused: Central): fc.Arbitrary<Record<string, Gap>> {
  const calls = [...refusable, ...(refused === 'each' ? [central] : [])].filter((call) => !isCaller || call !== 'sts:AssumeRole')
  const gaps = gapsArbitrary(calls)
  return refused === 'all' && !isCaller ? gaps.map((own) => Object.assign({ [central]: untrusted }, own)) : gaps
}

/** As without trusted access for Account Management. */
const untrusted: Gap = { cause: 'refused', call: central, code: 'AccessDeniedException', message: 'no trusted access' }

function accountArbitrary(id: string, index: number, all: readonly string[], refused: Central = 'each'): fc.Arbitrary<SketchAccount> {
  const status = fc.constantFrom<RegionStatus>('ENABLED', 'DISABLED', 'ENABLING', 'DISABLING')
  const enabled = { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-west-1': 'ENABLED_BY_DEFAULT' } as const
  return fc.record({
    id: fc.constant(id),
    name: fc.constantFrom('plain', 'a <b> & "c"', '名前'),
    state: index === 0 ? fc.constant('ACTIVE' as const) : fc.constantFrom('ACTIVE', 'ACTIVE', 'PENDING_CLOSURE', 'SUSPENDED', 'CLOSED'),
    in: fc.constantFrom<readonly string[]>([], ['ou-0001-aaaaaaaa'], ['ou-0001-aaaaaaaa', 'ou-0001-bbbbbbbb']),
    regions: status.map((state) => Object.assign({ 'af-south-1': state }, enabled)),
    buckets: bucketsArbitrary(index),
    keys: keysArbitrary,
    logGroups: logGroupsArbitrary,
    topics: topicsArbitrary,
    eventDataStores: eventDataStoresArbitrary,
    roles: fc.subarray(['cloudtrail-logs']),
    trails: fc.uniqueArray(trailArbitrary(all, index === 0), { maxLength: 2, selector: ({ name }) => name }),
    gaps: accountGaps(index === 0, refused),
  })
}

const ids = Array.from({ length: 7 }, (_, index) => String(index + 1).repeat(12))

const listsServices = 'organizations:ListAWSServiceAccessForOrganization'

const unseenParts = fc.constantFrom<Record<string, Gap>>(
  {},
  { units: { cause: 'refused', call: 'organizations:ListRoots', code: 'AccessDeniedException', message: 'no' } },
  { trustedServices: { cause: 'throttled', call: listsServices, code: 'TooManyRequestsException', message: 'no' } },
)

/**
 * A collector that was refused for the first three active members asks centrally about no other, so that refusals of
 * account:ListRegions are drawn for each member by itself where there are no more than three, else for all of them alike or none.
 */
const shapes: fc.Arbitrary<readonly [size: number, refused: Central]> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constant('each' as const)),
  fc.tuple(fc.integer({ min: 5, max: ids.length }), fc.constantFrom('none', 'all')),
)

const organizations: fc.Arbitrary<Sketch> = shapes.chain(([size, refused]) => {
  const all = ids.slice(0, size)
  return fc.record({
    organization: fc.constant('o-example0001'),
    delegatedAdministrators: fc.subarray(all),
    trustedServices: fc.constantFrom([], ['cloudtrail.amazonaws.com', 'account.amazonaws.com']),
    unseen: unseenParts,
    accounts: fc.tuple(...all.map((id, index) => accountArbitrary(id, index, all, refused))),
  })
})

describe('a simulation that is collected', () => {
  it('gives back the facts and gaps it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(organizations, async (sketch) => {
        const { wanted, got } = await collected(sketch, { withEventDataStores: true })
        expect(factsIn(got)).toEqual(factsIn(wanted))
      }),
      { numRuns: runs },
    )
  }, 600_000)

  it('is not asked in the name of an excluded account', async () => {
    await fc.assert(
      fc.asyncProperty(organizations, fc.subarray(ids.slice(1), { minLength: 1 }), async (sketch, excluded) => {
        const exclude = excluded.map((account) => ({ account, skipped: 'excluded' }))
        const { got, requests } = await collected(sketch, { withEventDataStores: true, exclude })
        expect(requests.filter(({ account }) => excluded.includes(account))).toEqual([])
        for (const id of excluded) expect(got.accounts.get(id)?.account?.value?.identity).toBeUndefined()
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  }, 600_000)

  it('does so for one account that is in no organization', async () => {
    await fc.assert(
      fc.asyncProperty(accountArbitrary('111111111111', 0, ['111111111111']), async (account) => {
        const { wanted, got } = await collected({ accounts: [account] }, { withEventDataStores: true })
        expect(factsIn(got)).toEqual(factsIn(wanted))
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  }, 600_000)
})
