/** Who reads along with the trails of a sketch: their log groups with the alarms on them, the topics that are notified, the roles. */
import type { SketchLogGroup } from '../../nouns/sketch.ts'
import type { AnyFact, Fact, Gap, LogGroup } from '../../nouns/snapshot.ts'
import { denied, refusedBy, type DrawnAccount } from './sketch-accounts.ts'
import { topicPolicy } from './sketch-cloudtrail-policies.ts'
import { ownerOf, policyText, type Destinations } from './sketch-destinations.ts'

const logGroupArn = /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[^:]+(:\*)?$/
const topicArn = /^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/
const roleArn = /^arn:[^:]+:iam::\d{12}:role\/.*[^/]$/

/** One fact for each log group, topic and role that the trails told of name, and for each topic that an alarm notifies. */
export function watcherFacts(destinations: Destinations): readonly AnyFact[] {
  const named = (member: string, form: RegExp) => different(destinations.told.map(({ body }) => body[member]), form)
  const logGroups = named('CloudWatchLogsLogGroupArn', logGroupArn).map((arn) => logGroupFact(destinations, arn))
  const alarms = logGroups.flatMap(({ value }) => value?.metricFilters ?? []).flatMap((filter) => filter.alarms)
  const notified = alarms.flatMap(({ actions }) => actions)
  const topics = different([...named('SnsTopicARN', topicArn), ...notified], topicArn)
  return [
    ...logGroups,
    ...topics.map((arn) => topicFact(destinations, arn)),
    ...named('CloudWatchLogsRoleArn', roleArn).map((arn) => roleFact(destinations, arn)),
  ]
}

/** What is not in this form leads nowhere, and a collector does not follow it. */
function different(values: readonly unknown[], form: RegExp): readonly string[] {
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && form.test(value)))]
}

function partsOf(arn: string): { readonly region: string; readonly account: string; readonly name: string } {
  const [, , , region = '', account = '', ...name] = arn.split(':')
  return { region, account, name: name.join(':') }
}

/** The gap of what an account was asked for and does not have, with AWS's code for it. */
function absent(call: string, code: string, message: string): Gap {
  return { cause: 'refused', call, code, message }
}

/** CloudWatch Logs lists by prefix: what is not there is an empty list, so the code is ours. */
function logGroupFact({ accounts }: Destinations, arn: string): Fact<'log-group'> {
  const { region, account, name } = partsOf(arn)
  const key = { fact: 'log-group', account, region, id: arn } as const
  const call = 'logs:DescribeLogGroups'
  const { owner, gap } = ownerOf(accounts, account, call, region)
  if (gap !== undefined) return { ...key, gap }
  const groupName = name.replace(/^log-group:/, '').replace(/:\*$/, '')
  const declared = owner.sketch.logGroups?.find((group) => group.name === groupName && (group.region ?? 'us-east-1') === region)
  if (declared === undefined) return { ...key, gap: absent(call, 'ResourceNotFoundException', 'The specified log group does not exist.') }
  const { retentionInDays = null, kmsKeyId, metricFilters = [] } = declared
  const told = { arn: `${arn.replace(/:\*$/, '')}:*`, name: groupName, retentionInDays }
  const value: LogGroup = { ...told, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) }
  const refused = metricsRefused(declared, owner, region)
  if (refused !== undefined) return { ...key, value, unseen: { metricFilters: refused } }
  return { ...key, value: { ...value, metricFilters } }
}

/** The filters are known with their alarms or not at all; without a filter whose alarms can be listed nobody asks for them. */
function metricsRefused({ unseen, metricFilters = [] }: SketchLogGroup, owner: DrawnAccount, region: string): Gap | undefined {
  const [filters, alarms] = ['logs:DescribeMetricFilters', 'cloudwatch:DescribeAlarmsForMetric'] as const
  if (unseen?.includes('metricFilters') === true) return denied(owner.identity, filters)
  return refusedBy(owner, filters, region) ?? (metricFilters.every(({ dimensions }) => dimensions !== undefined) ? undefined : refusedBy(owner, alarms, region))
}

function topicFact({ accounts, drawn, world }: Destinations, arn: string): Fact<'topic'> {
  const { region, account, name } = partsOf(arn)
  const key = { fact: 'topic', account, region, id: arn } as const
  const call = 'sns:GetTopicAttributes'
  const { owner, gap } = ownerOf(accounts, account, call, region)
  if (gap !== undefined) return { ...key, gap }
  const declared = owner.sketch.topics?.find((topic) => topic.name === name && (topic.region ?? 'us-east-1') === region)
  if (declared === undefined) return { ...key, gap: absent(call, 'NotFound', 'Topic does not exist') }
  const notifying = drawn.filter(({ body }) => body['SnsTopicARN'] === arn)
  const policy = policyText(declared.policy, () => topicPolicy(arn, account, notifying, world))
  return { ...key, value: { arn, ...(policy === null ? {} : { policy }), subscriptions: declared.subscriptions ?? 1 } }
}

function roleFact({ accounts }: Destinations, arn: string): Fact<'role'> {
  const { account, name: path } = partsOf(arn)
  const key = { fact: 'role', account, id: arn } as const
  const call = 'iam:GetRole'
  const { owner, gap } = ownerOf(accounts, account, call)
  if (gap !== undefined) return { ...key, gap }
  const name = path.split('/').at(-1) ?? ''
  if (owner.sketch.roles?.includes(name) === true && path === `role/${name}`) return { ...key, value: { arn } }
  return { ...key, gap: absent(call, 'NoSuchEntity', `The role with name ${name} cannot be found.`) }
}
