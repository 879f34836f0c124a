/** Organizations whose accounts are alike but for one thing each: where sharing too much would show. */
import * as fc from 'fast-check'
import type { Sketch, SketchAccount, SketchLogGroup, SketchRegions, SketchTrail } from '../../../src/nouns/sketch.ts'
import type { GapCause, RegionStatus } from '../../../src/nouns/snapshot.ts'
import { randomSketch } from '../../gather/files/random-sketch.ts'

const management = '500000000000'
/** Before and after the number of the management account: what comes first is judged for the others. */
const members = ['100000000001', '100000000002', '300000000003', '900000000004', '900000000005', '900000000006']

const topic = `arn:aws:sns:us-east-1:${management}:alerts`

type Change = (account: SketchAccount) => SketchAccount

const region = fc.constantFrom('us-east-1', 'eu-west-1', 'ap-east-1')

function only(type: string, operator: string, value: string): SketchTrail {
  const fields = [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: [type] }]
  return { advancedEventSelectors: [{ FieldSelectors: [...fields, { Field: 'resources.ARN', [operator]: [value] }] }] }
}

const basic = (more: object): SketchTrail => ({ eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ...more }] })
const objects = (value: string): SketchTrail => basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: [value] }] })

/** What tells buckets or functions apart, wholly, in part, or by an account that there is. */
const telling = fc.constantFrom<SketchTrail>(
  objects('arn:aws:s3:::logs-1'),
  only('AWS::S3::Object', 'StartsWith', 'arn:aws:s3:::logs-2'),
  only('AWS::S3::Object', 'NotStartsWith', 'arn:aws:s3:::logs-1/'),
  only('AWS::S3::Object', 'NotEndsWith', 'logs-1/'),
  only('AWS::Lambda::Function', 'StartsWith', 'arn:aws:lambda:us-east-1:300000000003'),
  only('AWS::Lambda::Function', 'NotStartsWith', 'arn:aws:lambda:us-east-1:777788889999:'),
)

const selectors = fc.oneof(
  telling,
  fc.constantFrom<SketchTrail>(
    {},
    { eventSelectors: 'unseen' },
    basic({ ReadWriteType: 'WriteOnly' }),
    basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
    objects('arn:aws:s3'),
  ),
)

const logGroup: fc.Arbitrary<SketchLogGroup> = fc.record({
  name: fc.constant('trail'),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
  metricFilters: fc.constantFrom('{ $.eventSource = cloudtrail.amazonaws.com }', '{ $.eventName = StopLogging }').map((pattern) => [
    { name: 'changes', pattern, alarms: [{ name: 'changed', actionsEnabled: true, actions: [topic] }] },
  ]),
})

const trail: fc.Arbitrary<SketchTrail> = fc.oneof(
  selectors,
  fc.record<SketchTrail>({ name: fc.constantFrom('main', 'main-2', 'zz') }),
  fc.record<SketchTrail>({ homeRegion: region }),
  fc.record<SketchTrail>({ logging: fc.constantFrom<boolean | 'unseen'>(true, false, 'unseen') }),
  fc.record<SketchTrail>({ multiRegion: fc.boolean() }),
  fc.record<SketchTrail>({ insights: fc.constantFrom<readonly string[] | 'unseen'>(['ApiCallRateInsight'], ['ApiErrorRateInsight'], 'unseen') }),
  fc.record<SketchTrail>({ bucket: fc.constantFrom('logs-1', 'logs-2', 'shared') }),
  fc.constantFrom<SketchTrail>({ kmsKeyId: `arn:aws:kms:us-east-1:${management}:key/1` }, { recursiveLogging: false }, { unseen: true }),
  fc.record<SketchTrail>({ status: fc.dictionary(region, fc.constant({ LatestDeliveryError: 'AccessDenied' })) }),
  fc.constant<SketchTrail>({ multiRegion: false, raw: { IncludeGlobalServiceEvents: false } }),
)

const opened: Readonly<Record<string, RegionStatus>> = { 'us-east-1': 'ENABLED', 'eu-west-1': 'ENABLED', 'ap-east-1': 'DISABLED' }
const regions = fc.constantFrom<SketchRegions>(['us-east-1'], ['us-east-1', 'eu-west-1', 'ap-east-1'], opened)

const refusals = fc.constantFrom(
  'sts:AssumeRole',
  'account:ListRegions',
  'cloudtrail:DescribeTrails@eu-west-1',
  'cloudtrail:GetTrailStatus@us-east-1',
  'cloudtrail:GetEventSelectors',
)

const gaps = fc.constantFrom<GapCause>('throttled', 'timed-out').map((cause) => {
  return { 'cloudtrail:DescribeTrails@eu-west-1': { cause, call: 'cloudtrail:DescribeTrails', message: cause } }
})

/** What stands beside its trails, and what of it could not be seen. */
const beside: fc.Arbitrary<Partial<SketchAccount>> = fc.oneof(
  fc.record({ trails: fc.constant([]) }),
  fc.record({ logGroups: fc.tuple(logGroup) }),
  fc.record({ regions }),
  fc.record({ refused: fc.tuple(refusals) }),
  { weight: 2, arbitrary: fc.record({ gaps }) },
  fc.record({ missing: fc.dictionary(region, fc.constant(['organization'])) }),
)

function inEachTrail(more: SketchTrail): Change {
  return ({ trails = [], ...rest }) => ({ ...rest, trails: trails.map((one) => Object.assign({}, one, more)) })
}

/** One thing that is otherwise in an account: in all of its trails, in a further one, or in what stands beside them. */
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: trail.map(inEachTrail) },
  trail.map((more): Change => ({ trails = [], ...rest }) => ({ ...rest, trails: [...trails, Object.assign({ name: 'further' }, more)] })),
  { weight: 5, arbitrary: beside.map((more): Change => (account) => Object.assign({}, account, more)) },
)

const few = fc.oneof(fc.constant<readonly Change[]>([]), fc.tuple(change), fc.tuple(change, change))

const base = fc.tuple(fc.option(selectors, { freq: 2 }), logGroup).map(([chosen, group]): Omit<SketchAccount, 'id'> => {
  const trails = chosen === null ? [] : [Object.assign({ name: 'main', bucket: 'logs-2', logGroup: 'trail' }, chosen)]
  return { logGroups: [group], trails }
})

const organizationTrail = fc.tuple(telling, fc.option(trail)).map(([chosen, more]): SketchTrail => {
  return Object.assign({ bucket: 'logs-1' }, chosen, more, { name: 'organization', organizationTrail: true })
})

function changed(account: SketchAccount, changes: readonly Change[]): SketchAccount {
  return changes.reduce((known, make) => make(known), account)
}

const parts = { base, organizationTrail, changes: fc.tuple(...members.map(() => few)), stranger: randomSketch }

/** Members of one making, each with up to two changes; below an organization trail; and whoever a random sketch brings along. */
export const organizationOfTwins: fc.Arbitrary<Sketch> = fc.record(parts).map((made) => ({
  organization: 'o-exampleorgid',
  accounts: [
    { id: management, trails: [made.organizationTrail], topics: [{ name: 'alerts' }], buckets: [{ name: 'logs-1' }, { name: 'logs-2' }] },
    ...members.map((id, index) => changed({ id, ...made.base }, made.changes[index] ?? [])),
    ...(made.stranger.accounts ?? []).filter(({ id }) => id !== management),
  ],
}))
