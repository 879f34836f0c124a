/**
 * What reads along with trails: CloudWatch Logs (JSON 1.1) and CloudWatch (JSON 1.0), with the groups, filters and alarms of one
 * account and region; SNS and IAM (query), with a topic and a role.
 */
import type { Fact, MetricFilter } from '../../nouns/snapshot.ts'
import { paged } from './pages.ts'
import { error, gapReply, notHeld, value, type Reply } from './reply.ts'
import { textOf, type Ask } from './world.ts'

export const logs = { DescribeLogGroups: describeLogGroups, DescribeMetricFilters: describeMetricFilters }
export const cloudwatch = { DescribeAlarmsForMetric: describeAlarmsForMetric }
export const sns = { GetTopicAttributes: getTopicAttributes }
export const iam = { GetRole: getRole }

function groupsHere({ world, account, region }: Ask): readonly Fact<'log-group'>[] {
  return world.logGroupsIn.get(`${account} ${region}`) ?? []
}

function nameOf({ id = '' }: Fact<'log-group'>): string {
  return id.split(':').slice(6).join(':').replace(/:\*$/, '')
}

/** Sorted by name, fifty at a time; a group that is not there is no error but not in the list. */
function describeLogGroups(ask: Ask): Reply {
  const prefix = textOf(ask.parameters['logGroupNamePrefix'])
  const groups = groupsHere(ask).filter((fact) => nameOf(fact).startsWith(prefix))
  const gap = groups.find((fact) => nameOf(fact) === prefix)?.gap
  if (gap !== undefined && gap.code !== 'ResourceNotFoundException') return gapReply(gap)
  const items = groups.flatMap(({ value: group }) => {
    if (group === undefined) return []
    const { arn, name, retentionInDays, kmsKeyId } = group
    return [{ arn, logGroupArn: arn.replace(/:\*$/, ''), logGroupName: name, kmsKeyId, retentionInDays: retentionInDays ?? undefined }]
  })
  const sorted = items.sort((a, b) => (a.logGroupName < b.logGroupName ? -1 : 1))
  return paged('logGroups', sorted, { parameter: 'nextToken', token: ask.parameters['nextToken'], size: 50 })
}

/** Stands in for filters that were seen when their alarms were refused: somebody has to ask for the alarms again. */
const unseenFilter: MetricFilter = { name: 'unseen', pattern: '', alarms: [] }

/** The filter itself names the metric, so that the alarms find their way back. */
function describeMetricFilters(ask: Ask): Reply {
  const name = textOf(ask.parameters['logGroupName'])
  const fact = groupsHere(ask).find((group) => nameOf(group) === name)
  if (fact?.value === undefined) return error('ResourceNotFoundException', 'The specified log group does not exist.')
  const gap = fact.unseen?.['metricFilters']
  if (gap !== undefined && gap.call !== 'cloudwatch:DescribeAlarmsForMetric') return gapReply(gap)
  const filters = gap === undefined ? fact.value.metricFilters : [unseenFilter]
  if (filters === undefined) return notHeld(`the metric filters of ${name}`)
  const items = filters.map((filter) => filterItem(filter, name))
  return paged('metricFilters', items, { parameter: 'nextToken', token: ask.parameters['nextToken'], size: 50 })
}

function filterItem({ name, pattern, dimensions = [], fieldSelectionCriteria, applyOnTransformedLogs }: MetricFilter, group: string): object {
  const fields = dimensions.filter((dimension) => !dimension.startsWith('@')).map((field) => [field, `$.${field}`] as const)
  const metric = { metricName: name, metricNamespace: group, metricValue: '1' }
  return {
    filterName: name,
    filterPattern: pattern,
    logGroupName: group,
    fieldSelectionCriteria,
    applyOnTransformedLogs,
    metricTransformations: [fields.length === 0 ? metric : { ...metric, dimensions: Object.fromEntries(fields) }],
    emitSystemFieldDimensions: dimensions.filter((dimension) => dimension.startsWith('@')),
  }
}

function describeAlarmsForMetric(ask: Ask): Reply {
  const { Namespace, MetricName } = ask.parameters
  const fact = groupsHere(ask).find((group) => nameOf(group) === Namespace)
  const gap = fact?.unseen?.['metricFilters']
  if (gap !== undefined) return gapReply(gap)
  const filters = (fact?.value?.metricFilters ?? []).filter(({ name }) => name === MetricName)
  const alarms = filters.flatMap((filter) => filter.alarms)
  return value({
    MetricAlarms: alarms.map(({ name, actionsEnabled, actions }) => ({
      AlarmName: name,
      ActionsEnabled: actionsEnabled,
      AlarmActions: actions,
      Namespace,
      MetricName,
    })),
  })
}

function getTopicAttributes({ world, account, region, parameters }: Ask): Reply {
  const arn = textOf(parameters['TopicArn'])
  const [, , , home, owner] = arn.split(':')
  if (owner !== account) return error('AuthorizationError', 'not authorized to perform: SNS:GetTopicAttributes', 403)
  const fact = world.snapshot.topics.get(arn)
  if (home !== region || fact === undefined) return error('NotFound', 'Topic does not exist', 404)
  if (fact.gap !== undefined) return gapReply(fact.gap)
  const { policy, subscriptions } = fact.value
  const attributes = { TopicArn: arn, Owner: owner, Policy: policy, SubscriptionsConfirmed: subscriptions }
  const entry = Object.entries(attributes).flatMap(([key, told]) => (told === undefined ? [] : [{ key, value: told }]))
  return value({ Attributes: { entry } })
}

/** A role is found by its name, wherever its path leads. */
function getRole({ world, account, parameters }: Ask): Reply {
  const RoleName = textOf(parameters['RoleName'])
  const fact = world.rolesOf.get(account)?.find(({ id = '' }) => id.split('/').at(-1) === RoleName)
  if (fact === undefined) return error('NoSuchEntity', `The role with name ${RoleName} cannot be found.`, 404)
  if (fact.gap !== undefined) return gapReply(fact.gap)
  const Path = fact.value.arn.split(':').slice(5).join(':').slice('role'.length, -RoleName.length)
  return value({ Role: { Path, RoleName, RoleId: 'AROATRAILGATESIMUL0000', Arn: fact.value.arn, CreateDate: world.header.takenAt } })
}
