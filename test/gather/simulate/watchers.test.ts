/** CloudWatch Logs, CloudWatch, SNS and IAM of a simulation, and Insights, asked by the real SDK. */
import { GetInsightSelectorsCommand } from '@aws-sdk/client-cloudtrail'
import { DescribeAlarmsForMetricCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeLogGroupsCommand, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetRoleCommand } from '@aws-sdk/client-iam'
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns'
import { describe, expect, it } from 'vitest'
import type { AnyFact, LogGroup } from '../../../src/nouns/snapshot.ts'
import { clientsOf, inside, serve, trouble } from './clients.ts'
import { centralTrail, gap, management, owner, ownTrail, served } from './organization.ts'

function group(name: string, more: Partial<LogGroup> = {}): AnyFact {
  const arn = `arn:aws:logs:eu-west-1:${owner}:log-group:${name}:*`
  return { fact: 'log-group', account: owner, region: 'eu-west-1', id: arn, value: { arn, name, retentionInDays: null, ...more } }
}

const alarm = { name: 'changed', actionsEnabled: true, actions: ['arn:aws:sns:eu-west-1:1:x'] }
const metricFilters = [{ name: 'changes', pattern: '{ $.x = "<&>" }', alarms: [alarm] }, { name: 'quiet', pattern: '', alarms: [] }]

/** The clients of the account that owns the groups, in their region. */
async function asOwner(...facts: readonly AnyFact[]) {
  return inside(await serve(served(...facts)), owner, 'eu-west-1')
}

describe('log groups', () => {
  it('are listed by prefix, those of the account and region alone', async () => {
    const simulation = await serve(served(group('trail', { retentionInDays: 90 }), group('trail-2'), group('other')))
    const { logs } = await inside(simulation, owner, 'eu-west-1')
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'trail' }))
    const told = logGroups?.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays])
    expect(told).toEqual([['trail', 90], ['trail-2', undefined]])
    for (const stranger of [clientsOf(simulation, undefined, 'eu-west-1'), await inside(simulation, owner)]) {
      expect((await stranger.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'trail' }))).logGroups).toEqual([])
    }
  })

  it('come in pages', async () => {
    const { logs } = await asOwner(...Array.from({ length: 60 }, (_, index) => group(`g${index}`)))
    const names: (string | undefined)[] = []
    let nextToken: string | undefined
    do {
      const page = await logs.send(new DescribeLogGroupsCommand({ nextToken }))
      names.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(new Set(names).size).toBe(60)
  })

  it('have filters, whose metrics have alarms', async () => {
    const { logs, cloudwatch } = await asOwner(group('trail', { metricFilters }))
    const { metricFilters: told = [] } = await logs.send(new DescribeMetricFiltersCommand({ logGroupName: 'trail' }))
    const patterns = told.map(({ filterName, filterPattern }) => [filterName, filterPattern])
    expect(patterns).toEqual([['changes', '{ $.x = "<&>" }'], ['quiet', '']])
    const alarms = await Promise.all(
      told.map(({ metricTransformations: [metric] = [] }) =>
        cloudwatch.send(new DescribeAlarmsForMetricCommand({ MetricName: metric?.metricName, Namespace: metric?.metricNamespace })),
      ),
    )
    const [first, second] = alarms.map(({ MetricAlarms }) => MetricAlarms)
    expect(first).toMatchObject([{ AlarmName: 'changed', ActionsEnabled: true, AlarmActions: alarm.actions }])
    expect(second).toEqual([])
  })

  it('that are not there have no filters either', async () => {
    const { logs } = await asOwner()
    const call = logs.send(new DescribeMetricFiltersCommand({ logGroupName: 'trail' }))
    expect(await trouble(call)).toMatchObject({ name: 'ResourceNotFoundException' })
  })
})

describe('a topic', () => {
  const arn = `arn:aws:sns:eu-west-1:${owner}:alerts`
  const value = { arn, policy: '{"a":"<"}', subscriptions: 2 }
  const topic: AnyFact = { fact: 'topic', account: owner, region: 'eu-west-1', id: arn, value }
  const ask = new GetTopicAttributesCommand({ TopicArn: arn })

  it('tells its attributes to its owner in its region alone', async () => {
    const simulation = await serve(served(topic))
    const { sns } = await inside(simulation, owner, 'eu-west-1')
    expect((await sns.send(ask)).Attributes).toMatchObject({ Policy: '{"a":"<"}', SubscriptionsConfirmed: '2' })
    expect(await trouble((await inside(simulation, owner)).sns.send(ask))).toMatchObject({ Code: 'NotFound' })
    const stranger = clientsOf(simulation, undefined, 'eu-west-1')
    expect(await trouble(stranger.sns.send(ask))).toMatchObject({ Code: 'AuthorizationError' })
  })
})

describe('a role', () => {
  const arn = `arn:aws:iam::${owner}:role/service/cloudtrail-logs`
  const role: AnyFact = { fact: 'role', account: owner, id: arn, value: { arn } }

  it('is told by its name, in its own account', async () => {
    const simulation = await serve(served(role))
    const ask = new GetRoleCommand({ RoleName: 'cloudtrail-logs' })
    expect((await (await inside(simulation, owner)).iam.send(ask)).Role).toMatchObject({ Arn: arn, Path: '/service/' })
    expect(await trouble(clientsOf(simulation).iam.send(ask))).toMatchObject({ Code: 'NoSuchEntity' })
  })
})

function insightsOf(TrailName: string): GetInsightSelectorsCommand {
  return new GetInsightSelectorsCommand({ TrailName })
}

describe('Insights', () => {
  const insights = { InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }] }
  const central = { fact: 'insights', account: management, region: 'us-east-1', id: centralTrail } as const

  it('are told at home, or that there are none', async () => {
    const { cloudtrail } = clientsOf(await serve(served({ ...central, value: insights })))
    expect(await cloudtrail.send(insightsOf(centralTrail))).toMatchObject({ TrailARN: centralTrail, ...insights })
    const without = clientsOf(await serve(served({ ...central, value: null })))
    expect(await trouble(without.cloudtrail.send(insightsOf(centralTrail)))).toMatchObject({ name: 'InsightNotEnabledException' })
  })

  it('are refused as they were, and unknown of a trail of somebody else', async () => {
    const refused = gap('cloudtrail:GetInsightSelectors', 'AccessDeniedException')
    const { cloudtrail } = clientsOf(await serve(served({ ...central, gap: refused })))
    expect(await trouble(cloudtrail.send(insightsOf(centralTrail)))).toMatchObject({ name: 'AccessDeniedException' })
    expect(await trouble(cloudtrail.send(insightsOf(ownTrail)))).toMatchObject({ name: 'TrailNotFoundException' })
  })
})
