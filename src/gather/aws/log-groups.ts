/** The log groups that the trails write to, with the filters and alarms that watch them, each read in its own account and region. */
import type { Fact, Gap, LogGroup, MetricFilter, Trail } from '../../nouns/snapshot.ts'
import { everyPage } from './answer.ts'
import type { Reader } from './ask.ts'
import { isGap, notEntered } from './gap.ts'
import type { Run } from './run.ts'
import type { OutputOf } from './services.ts'

interface LogGroupName {
  readonly region: string
  readonly account: string
  readonly name: string
}

/** The ARNs of the groups that these trails write to, as the trails have them (`…:log-group:<name>:*`), each once. */
export function logGroupsOf(trails: readonly Trail[]): readonly string[] {
  const named = trails.flatMap(({ CloudWatchLogsLogGroupArn: arn }) => (typeof arn === 'string' ? [arn] : []))
  return [...new Set(named.filter((arn) => nameIn(arn) !== undefined))].sort()
}

function nameIn(arn: string): LogGroupName | undefined {
  const [, region, account, name] = /^arn:[^:]+:logs:([^:]+):(\d{12}):log-group:([^:]+)(?::\*)?$/.exec(arn) ?? []
  return region === undefined || account === undefined || name === undefined ? undefined : { region, account, name }
}

/**
 * A group that is not there is a gap with the code that CloudWatch Logs has for it. Its filters are known with all their alarms, or not
 * at all.
 */
export async function readLogGroup(run: Run, arn: string): Promise<Fact<'log-group'>> {
  const { region, account, name } = nameIn(arn) ?? { region: '', account: '', name: '' }
  const key = { fact: 'log-group', account, region, id: arn } as const
  const role = await run.readerOf(account)
  if (role?.reader === undefined) return { ...key, gap: notEntered('logs:DescribeLogGroups', account, role) }
  const { reader } = role
  const group = await describe(run, reader, region, arn, name)
  if (isGap(group)) return { ...key, gap: group }
  const metricFilters = await readFilters(run, reader, region, name)
  return isGap(metricFilters)
    ? { ...key, value: group, unseen: { metricFilters } }
    : { ...key, value: { ...group, metricFilters } }
}

const notThere: Gap = {
  cause: 'refused',
  call: 'logs:DescribeLogGroups',
  code: 'ResourceNotFoundException',
  message: 'The specified log group does not exist.',
}

/** Groups are listed by a prefix of their name: the one of this very name. */
async function describe(run: Run, reader: Reader, region: string, arn: string, name: string): Promise<LogGroup | Gap> {
  const { pages, gap } = await everyPage<'logs:DescribeLogGroups'>(
    (nextToken) => run.ask('logs:DescribeLogGroups', reader, region, { logGroupNamePrefix: name, nextToken }),
    (output) => output.nextToken,
  )
  if (gap !== undefined) return gap
  const group = pages.flatMap(({ logGroups }) => logGroups ?? []).find(({ logGroupName }) => logGroupName === name)
  if (group === undefined) return notThere
  const { retentionInDays = null, kmsKeyId } = group
  return { arn: group.arn ?? arn, name, retentionInDays, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) }
}

type Filter = NonNullable<OutputOf<'logs:DescribeMetricFilters'>['metricFilters']>[number]

async function readFilters(run: Run, reader: Reader, region: string, logGroupName: string): Promise<readonly MetricFilter[] | Gap> {
  const { pages, gap } = await everyPage<'logs:DescribeMetricFilters'>(
    (nextToken) => run.ask('logs:DescribeMetricFilters', reader, region, { logGroupName, nextToken }),
    (output) => output.nextToken,
  )
  if (gap !== undefined) return gap
  const filters = pages.flatMap(({ metricFilters }) => metricFilters ?? [])
  const read = await Promise.all(filters.map((filter) => readAlarms(run, reader, region, filter)))
  return read.find(isGap) ?? (read as readonly MetricFilter[])
}

/**
 * A filter with the alarms on the metrics that it feeds. Where a metric has dimensions, alarms are listed only for given values of
 * them, which nobody can know all; an alarm on the metric without any sees no data.
 */
async function readAlarms(run: Run, reader: Reader, region: string, filter: Filter): Promise<MetricFilter | Gap> {
  const system = filter.emitSystemFieldDimensions ?? []
  const dimensionsOf = ({ dimensions = {} }: Metric): readonly string[] => [...Object.keys(dimensions), ...system]
  const all = filter.metricTransformations ?? []
  const metrics = all.filter((metric) => dimensionsOf(metric).length === 0)
  const answers = await Promise.all(
    metrics.map(({ metricName: MetricName, metricNamespace: Namespace }) =>
      run.ask('cloudwatch:DescribeAlarmsForMetric', reader, region, { MetricName, Namespace }),
    ),
  )
  const gap = answers.find((answer) => answer.gap !== undefined)?.gap
  if (gap !== undefined) return gap
  const alarms = answers.flatMap(({ output }) => output?.MetricAlarms ?? []).map(alarmOf)
  return { name: filter.filterName ?? '', pattern: filter.filterPattern ?? '', ...narrowingOf(filter, all.flatMap(dimensionsOf)), alarms }
}

type Metric = NonNullable<Filter['metricTransformations']>[number]

/** What is set of it beside its pattern. */
function narrowingOf(filter: Filter, dimensions: readonly string[]): Omit<MetricFilter, 'name' | 'pattern' | 'alarms'> {
  const { fieldSelectionCriteria = '', applyOnTransformedLogs } = filter
  return {
    ...(dimensions.length === 0 ? {} : { dimensions: [...new Set(dimensions)].sort() }),
    ...(fieldSelectionCriteria === '' ? {} : { fieldSelectionCriteria }),
    ...(applyOnTransformedLogs === true ? { applyOnTransformedLogs } : {}),
  }
}

type Alarm = NonNullable<OutputOf<'cloudwatch:DescribeAlarmsForMetric'>['MetricAlarms']>[number]

function alarmOf({ AlarmName: name = '', ActionsEnabled, AlarmActions: actions = [] }: Alarm): MetricFilter['alarms'][number] {
  return { name, actionsEnabled: ActionsEnabled === true, actions }
}
