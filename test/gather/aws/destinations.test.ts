/** What is read of where trails deliver to, and of what reads along with them. */
import { describe, expect, it } from 'vitest'
import { collect } from '../../../src/gather/aws/collect.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import type { Sketch, SketchAccount, SketchBucket, SketchKey, SketchTrail } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import { factsIn, type Fact, type Gap, type SnapshotLine } from '../../../src/nouns/snapshot.ts'
import { there } from '../files/there.ts'
import { collected, optionsFor } from './simulated.ts'

const account = '111111111111'
const key = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-3333-4444-555555555555`
const group = `arn:aws:logs:us-east-1:${account}:log-group:trail:*`
const topic = `arn:aws:sns:us-east-1:${account}:alerts`
const role = `arn:aws:iam::${account}:role/cloudtrail-logs`

function alone(trail: SketchTrail, destinations: Partial<SketchAccount> = {}): Sketch {
  return { accounts: [{ id: account, trails: [trail], ...destinations }] }
}

/** The bucket of a trail, read back. */
async function bucket(settings: Partial<SketchBucket>) {
  const { got } = await collected(alone({ bucket: 'logs' }, { buckets: [{ name: 'logs', ...settings }] }))
  return there(got.buckets.get('logs')?.value)
}

describe('a bucket', () => {
  it('that nobody set anything on is told as such', async () => {
    const told = await bucket({ policy: null, versioning: 'Never' })
    expect(told).toMatchObject({ lifecycle: [], objectLock: null, accessLogBucket: null, policy: null, payer: 'BucketOwner' })
    expect(told.versioning).toEqual({ status: 'Never', mfaDelete: false })
    expect(told.acl?.grants).toEqual([{ grantee: told.acl?.owner, permission: 'FULL_CONTROL' }])
  })

  it('is told with all that is set on it', async () => {
    const everyone = { grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' }
    const rule = { enabled: true, prefix: 'AWSLogs/', narrowed: true, expirationDays: 30, noncurrentDays: 7 }
    const settings = { accessLogBucket: 'access', objectLock: { mode: 'COMPLIANCE', days: 365 }, payer: 'Requester' } as const
    const told = await bucket({ ...settings, grants: [everyone], mfaDelete: true, lifecycle: [rule] })
    expect(told).toMatchObject({ ...settings, versioning: { status: 'Enabled', mfaDelete: true }, lifecycle: [rule] })
    expect(told.acl?.grants).toContainEqual(everyone)
  })
})

function keys(spec?: string): readonly SketchKey[] {
  return [{ id: key.split('/')[1] ?? '', region: 'us-east-1', ...(spec === undefined ? {} : { spec }) }]
}

describe('a key', () => {
  it('is told with its policy and its rotation', async () => {
    const { got } = await collected(alone({ kmsKeyId: key }, { keys: keys() }))
    const value = there(got.keys.get(key)?.value)
    expect(value.rotationEnabled).toBe(true)
    expect(JSON.parse(value.policy ?? '')).toMatchObject({ Version: '2012-10-17' })
  })

  it('that cannot rotate by itself does not rotate', async () => {
    const { got, requests } = await collected(alone({ kmsKeyId: key }, { keys: keys('RSA_2048') }))
    expect(got.keys.get(key)).toMatchObject({ value: { KeySpec: 'RSA_2048', rotationEnabled: false } })
    expect(requests.map(({ operation }) => operation)).toContain('GetKeyRotationStatus')
  })

  it('that goes by an alias is asked for its policy by its own ARN', async () => {
    const alias = `arn:aws:kms:us-east-1:${account}:alias/logs`
    const value = { Arn: key, policy: '{}', rotationEnabled: true }
    const known: Fact<'key'> = { fact: 'key', account, region: 'us-east-1', id: alias, value }
    const sketched = sketchSnapshot(alone({ kmsKeyId: alias }))
    const served = await startSimulation({ ...sketched, keys: new Map([[alias, known]]) })
    const lines: SnapshotLine[] = []
    for await (const line of collect(optionsFor(served))) lines.push(line)
    await served.close()
    expect(snapshotOf(lines).keys.get(alias)).toEqual(known)
  })
})

describe('what reads along', () => {
  const alarm = { name: 'trail changes', actionsEnabled: true, actions: [topic] }
  const metricFilters = [{ name: 'changes', pattern: '{ $.eventName = "StopLogging" }', alarms: [alarm] }]
  const logGroups = [{ name: 'trail', retentionInDays: 400, metricFilters }, { name: 'trail-2' }]

  it('is told: the group with its alarms, the topic that only an alarm names, the role', async () => {
    const topics = [{ name: 'alerts', subscriptions: 3 }]
    const { got } = await collected(alone({ logGroup: 'trail' }, { logGroups, topics, roles: ['cloudtrail-logs'] }))
    expect(got.logGroups.get(group)?.value).toEqual({ arn: group, name: 'trail', retentionInDays: 400, metricFilters })
    expect(got.topics.get(topic)?.value).toMatchObject({ arn: topic, subscriptions: 3 })
    expect(got.roles.get(role)?.value).toEqual({ arn: role })
  })

  it('is not asked for alarms on a metric with dimensions, which would be told only for their values', async () => {
    const filters = [{ name: 'changes', pattern: '', dimensions: ['@aws.region', 'user'], fieldSelectionCriteria: '@aws.region = "x"', alarms: [] }]
    const { got, requests } = await collected(alone({ logGroup: 'trail' }, { logGroups: [{ name: 'trail', metricFilters: filters }] }))
    expect(got.logGroups.get(group)?.value?.metricFilters).toEqual(filters)
    expect(requests.filter(({ operation }) => operation === 'DescribeAlarmsForMetric')).toEqual([])
  })

  it('is a gap with the code of AWS where it is not there', async () => {
    const { got, wanted } = await collected(alone({ logGroup: 'trail', topic: 'alerts' }, { logGroups: [{ name: 'trail-2' }] }))
    expect(got.logGroups.get(group)?.gap).toMatchObject({ cause: 'refused', code: 'ResourceNotFoundException' })
    expect(got.topics.get(topic)?.gap).toMatchObject({ cause: 'refused', code: 'NotFound' })
    expect(got.roles.get(role)?.gap).toMatchObject({ cause: 'refused', code: 'NoSuchEntity' })
    expect(factsIn(got)).toEqual(factsIn(wanted))
  })

  it('hides its filters when the alarms on them are refused', async () => {
    const gap: Gap = { cause: 'refused', call: 'cloudwatch:DescribeAlarmsForMetric', code: 'AccessDeniedException', message: 'no' }
    const { got } = await collected(alone({ logGroup: 'trail' }, { logGroups, gaps: { [gap.call]: gap } }))
    expect(got.logGroups.get(group)).toMatchObject({ value: { name: 'trail' }, unseen: { metricFilters: gap } })
    expect(got.logGroups.get(group)?.value).not.toHaveProperty('metricFilters')
  })

  it('in an account that is not part of the run is a gap that says so', async () => {
    const far = { CloudWatchLogsLogGroupArn: group.replace(account, '999999999999'), SnsTopicARN: topic.replace(account, '999999999999') }
    const { got, wanted } = await collected(alone({ raw: far }))
    expect([...got.logGroups.values(), ...got.topics.values()].map((fact) => fact.gap)).toMatchObject([
      { call: 'logs:DescribeLogGroups', account: '999999999999' },
      { call: 'sns:GetTopicAttributes', account: '999999999999' },
    ])
    expect(factsIn(got)).toEqual(factsIn(wanted))
  })
})

/** How often somebody asked for the Insights of a trail, and what was told. */
async function asked(trail: SketchTrail) {
  const { got, requests } = await collected(alone(trail))
  const calls = requests.filter(({ operation }) => operation === 'GetInsightSelectors')
  return { calls: calls.length, value: [...got.insights.values()][0]?.value }
}

describe('Insights', () => {
  it('are asked of a trail that has them, or selectors of its own', async () => {
    const selector = { InsightType: 'ApiCallRateInsight', EventCategories: ['Management'] }
    expect(await asked({ insights: ['ApiCallRateInsight'] })).toEqual({ calls: 1, value: { InsightSelectors: [selector] } })
    expect(await asked({ eventSelectors: [{ ReadWriteType: 'All' }] })).toEqual({ calls: 1, value: null })
    expect(await asked({ raw: { HasInsightSelectors: undefined } })).toEqual({ calls: 1, value: null })
  })

  it('are not asked of a trail that says it has neither', async () => {
    expect(await asked({})).toEqual({ calls: 0, value: null })
  })
})

describe('a member that only the organization trail reaches', () => {
  it('costs no more than two calls for each region, and three', async () => {
    const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-south-1']
    const delivering = { bucket: 'logs', kmsKeyId: key, logGroup: 'trail', topic: 'alerts' }
    const trail = { organizationTrail: true, ...delivering, insights: ['ApiCallRateInsight'] }
    const { requests } = await collected({
      organization: 'o-example0001',
      regions,
      accounts: [{ id: account, trails: [trail], buckets: [{ name: 'logs' }] }, { id: '222222222222' }],
    })
    const inMember = requests.filter((request) => request.account === '222222222222').length
    const forMember = requests.filter(({ operation }) => operation === 'AssumeRole').length
    expect(inMember + forMember).toBeLessThanOrEqual(2 * regions.length + 3)
  })
})
