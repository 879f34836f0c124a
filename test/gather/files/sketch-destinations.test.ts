/** The destinations of a sketch: what is not written about them is as CloudTrail's guide has it. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { SketchAccount, SketchBucket, SketchKey, SketchTrail } from '../../../src/nouns/sketch.ts'
import type { Fact, Snapshot } from '../../../src/nouns/snapshot.ts'
import { there } from './there.ts'

const management = '111122223333'
const member = '222233334444'
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab'
const key = `arn:aws:kms:us-east-1:${management}:key/${keyId}`
const arnOf = (name: string, account = management) => `arn:aws:cloudtrail:us-east-1:${account}:trail/${name}`

function organization(...accounts: readonly Omit<SketchAccount, 'id'>[]): Snapshot {
  const ids = [management, member]
  return sketchSnapshot({
    organization: 'o-exampleorgid',
    accounts: accounts.map((account, index) => Object.assign({ id: ids[index] ?? '' }, account)),
  })
}

interface Statement {
  readonly Sid: string
  readonly Resource: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

function statementsOf(policy: string | null | undefined): readonly Statement[] {
  return (JSON.parse(policy ?? '') as { readonly Statement: readonly Statement[] }).Statement
}

function bucketStatements(snapshot: Snapshot): readonly Statement[] {
  return statementsOf(snapshot.buckets.get('logs')?.value?.policy)
}

function sourceArns(statement: Statement | undefined): unknown {
  return statement?.Condition?.['StringEquals']?.['aws:SourceArn']
}

describe('the policy of a bucket that says nothing of its own', () => {
  const buckets = [{ name: 'logs' }]

  it('lets the trails that deliver there in, and nobody else', () => {
    const [check, write, ...rest] = bucketStatements(organization({ trails: [{ bucket: 'logs' }, { name: 'other' }], buckets }))
    expect([check?.Resource, sourceArns(check)]).toEqual(['arn:aws:s3:::logs', arnOf('main')])
    expect([write?.Resource, sourceArns(write)]).toEqual([`arn:aws:s3:::logs/AWSLogs/${management}/*`, arnOf('main')])
    expect(write?.Condition?.['StringEquals']?.['s3:x-amz-acl']).toBe('bucket-owner-full-control')
    expect(rest).toEqual([])
  })

  it('lets an organization trail write below the organization, and each trail below its prefix', () => {
    const trails = [{ bucket: 'logs', organizationTrail: true }]
    const snapshot = organization({ trails, buckets }, { trails: [{ name: 'own', bucket: 'logs', raw: { S3KeyPrefix: 'pre/fix' } }] })
    const [check, write, whole] = bucketStatements(snapshot)
    expect(sourceArns(check)).toEqual([arnOf('main'), arnOf('own', member)])
    expect(write?.Resource).toEqual([`arn:aws:s3:::logs/AWSLogs/${management}/*`, `arn:aws:s3:::logs/pre/fix/AWSLogs/${member}/*`])
    expect([whole?.Resource, sourceArns(whole)]).toEqual(['arn:aws:s3:::logs/AWSLogs/o-exampleorgid/*', arnOf('main')])
  })

  it('names the management account for an organization trail of a delegated administrator', () => {
    const [check] = bucketStatements(organization({}, { trails: [{ bucket: 'logs', organizationTrail: true }], buckets }))
    expect(sourceArns(check)).toBe(arnOf('main'))
  })
})

function bucketWith(written: Partial<SketchBucket>): Fact<'bucket'> {
  return there(organization({ trails: [{ bucket: 'logs' }], buckets: [{ name: 'logs', ...written }] }).buckets.get('logs'))
}

describe('a bucket', () => {
  it('has the policy that is written, or none', () => {
    expect(bucketWith({ policy: { Version: '2012-10-17' } }).value?.policy).toBe('{"Version":"2012-10-17"}')
    expect(bucketWith({ policy: 'as it is' }).value?.policy).toBe('as it is')
    expect(bucketWith({ policy: null }).value?.policy).toBe(null)
  })

  it('blocks public access unless it says otherwise', () => {
    expect(bucketWith({}).value?.publicAccessBlock).toMatchObject({ BlockPublicAcls: true, RestrictPublicBuckets: true })
    expect(bucketWith({ publicAccessBlock: false }).value?.publicAccessBlock).toMatchObject({ BlockPublicAcls: false })
    const own = { BlockPublicAcls: true }
    const both = { publicAccessBlock: own, accountPublicAccessBlock: own }
    expect(bucketWith(both).value).toMatchObject(both)
  })

  it('hides the parts that are named as unseen', () => {
    const { value, unseen } = bucketWith({ unseen: ['acl', 'policy'] })
    expect(Object.keys(unseen ?? {})).toEqual(['policy', 'acl'])
    expect(unseen?.['acl']).toMatchObject({ cause: 'refused', call: 's3:GetBucketAcl', code: 'AccessDenied' })
    expect(value).not.toHaveProperty('acl')
  })
})

function keyWith(written: Partial<SketchKey>): Fact<'key'> {
  return there(organization({ trails: [{ kmsKeyId: key }], keys: [{ id: keyId, region: 'us-east-1', ...written }] }).keys.get(key))
}

describe('a key', () => {
  it('lets the trails that use it encrypt', () => {
    const [, encrypt, describeKey] = statementsOf(keyWith({}).value?.policy)
    expect([sourceArns(encrypt), sourceArns(describeKey)]).toEqual([arnOf('main'), arnOf('main')])
    const context = encrypt?.Condition?.['StringLike']?.['kms:EncryptionContext:aws:cloudtrail:arn']
    expect(context).toBe(`arn:aws:cloudtrail:*:${management}:trail/*`)
  })

  it('rotates where it can', () => {
    expect(keyWith({}).value).toMatchObject({ rotationEnabled: true, KeySpec: 'SYMMETRIC_DEFAULT' })
    expect(keyWith({ spec: 'RSA_2048' }).value).toMatchObject({ rotationEnabled: false, KeySpec: 'RSA_2048' })
    expect(keyWith({ rotation: false }).value?.rotationEnabled).toBe(false)
  })

  it('hides the parts that are named as unseen', () => {
    const { value, unseen } = keyWith({ unseen: ['rotationEnabled'] })
    expect(unseen?.['rotationEnabled']).toMatchObject({ call: 'kms:GetKeyRotationStatus', code: 'AccessDeniedException' })
    expect(Object.keys(there(value))).not.toContain('rotationEnabled')
  })
})

function withTrail(trail: SketchTrail, account: Partial<SketchAccount> = {}): Snapshot {
  return organization({ trails: [trail], ...account })
}

describe('what reads along', () => {
  const group = `arn:aws:logs:us-east-1:${management}:log-group:trail:*`
  const topic = `arn:aws:sns:us-east-1:${management}:alerts`
  const role = `arn:aws:iam::${management}:role/cloudtrail-logs`

  it('is named by the trail, and delivered to at home', () => {
    const snapshot = withTrail({ logGroup: 'trail', topic: 'alerts' })
    expect(snapshot.trails.get(arnOf('main'))?.value).toMatchObject({
      CloudWatchLogsLogGroupArn: group,
      CloudWatchLogsRoleArn: role,
      SnsTopicARN: topic,
    })
    const reach = there(snapshot.accounts.get(management)).reach
    expect(reach.get('us-east-1')?.value?.trails[arnOf('main')]).toHaveProperty('LatestCloudWatchLogsDeliveryTime')
    expect(reach.get('us-east-1')?.value?.trails[arnOf('main')]).toHaveProperty('LatestNotificationTime')
    expect(reach.get('eu-west-1')?.value?.trails[arnOf('main')]).not.toHaveProperty('LatestCloudWatchLogsDeliveryTime')
  })

  it('is there when it is declared', () => {
    const account = { logGroups: [{ name: 'trail' }], topics: [{ name: 'alerts' }], roles: ['cloudtrail-logs'] }
    const snapshot = withTrail({ logGroup: 'trail', topic: 'alerts' }, account)
    expect(snapshot.logGroups.get(group)?.value).toEqual({ arn: group, name: 'trail', retentionInDays: null, metricFilters: [] })
    expect(sourceArns(statementsOf(snapshot.topics.get(topic)?.value?.policy)[0])).toBe(arnOf('main'))
    expect(snapshot.topics.get(topic)?.value?.subscriptions).toBe(1)
    expect(snapshot.roles.get(role)?.value).toEqual({ arn: role })
  })

  it('is a gap that says so when it is not', () => {
    const elsewhere = [{ name: 'trail', region: 'eu-west-1' }]
    const { logGroups, topics, roles } = withTrail({ logGroup: 'trail', topic: 'alerts' }, { logGroups: elsewhere })
    expect([logGroups.get(group), topics.get(topic), roles.get(role)].map((fact) => fact?.gap?.code)).toEqual([
      'ResourceNotFoundException',
      'NotFound',
      'NoSuchEntity',
    ])
  })

  it('is a gap of the call that is refused, and the filters one of either call', () => {
    const logGroups = [{ name: 'trail', metricFilters: [{ name: 'f', pattern: '', alarms: [] }] }]
    for (const call of ['logs:DescribeMetricFilters', 'cloudwatch:DescribeAlarmsForMetric']) {
      const told = withTrail({ logGroup: 'trail' }, { logGroups, refused: [call] }).logGroups.get(group)
      expect(told?.unseen?.['metricFilters']?.call).toBe(call)
    }
    const refused = ['logs:DescribeLogGroups', 'iam:GetRole']
    const snapshot = withTrail({ logGroup: 'trail' }, { logGroups, refused, roles: ['cloudtrail-logs'] })
    expect([snapshot.logGroups.get(group)?.gap?.call, snapshot.roles.get(role)?.gap?.call]).toEqual(refused)
  })
})

function insightsOf(trail: SketchTrail): Fact<'insights'> {
  return there(withTrail(trail).insights.get(arnOf('main')))
}

describe('Insights', () => {
  it('are not enabled unless they are written', () => {
    expect(insightsOf({}).value).toBe(null)
    expect(insightsOf({ insights: [] }).value).toBe(null)
  })

  it('are written as types of management events, or whole', () => {
    const whole = { InsightType: 'ApiErrorRateInsight', EventCategories: ['Data'] }
    expect(insightsOf({ insights: ['ApiCallRateInsight', whole] }).value).toEqual({
      InsightSelectors: [{ InsightType: 'ApiCallRateInsight', EventCategories: ['Management'] }, whole],
    })
  })

  it('may be unseen', () => {
    expect(insightsOf({ insights: 'unseen' }).gap).toMatchObject({ call: 'cloudtrail:GetInsightSelectors' })
  })
})
