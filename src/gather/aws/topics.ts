/** The topics that the trails and the alarms on their log groups notify, each read in its own account and region. */
import type { Fact, LogGroup, Topic, Trail } from '../../nouns/snapshot.ts'
import { notEntered } from './gap.ts'
import type { Run } from './run.ts'

/** The ARNs of the topics that these trails and the alarms on these groups notify, each once. */
export function topicsOf(trails: readonly Trail[], groups: readonly LogGroup[]): readonly string[] {
  const alarms = groups.flatMap(({ metricFilters = [] }) => metricFilters).flatMap((filter) => filter.alarms)
  const named = [...trails.map(({ SnsTopicARN }) => SnsTopicARN), ...alarms.flatMap(({ actions }) => actions)]
  return [...new Set(named.filter(isTopic))].sort()
}

const topicArn = /^arn:[^:]+:sns:([^:]+):(\d{12}):[^:]+$/

function isTopic(arn: unknown): arn is string {
  return typeof arn === 'string' && topicArn.test(arn)
}

/** A topic of an account that cannot be read is a gap. */
export async function readTopic(run: Run, arn: string): Promise<Fact<'topic'>> {
  const [, region = '', account = ''] = topicArn.exec(arn) ?? []
  const key = { fact: 'topic', account, region, id: arn } as const
  const call = 'sns:GetTopicAttributes'
  const role = await run.readerOf(account)
  if (role?.reader === undefined) return { ...key, gap: notEntered(call, account, role) }
  const { output, gap } = await run.ask(call, role.reader, region, { TopicArn: arn })
  if (gap !== undefined) return { ...key, gap }
  if (output.Attributes === undefined) return { ...key, gap: { cause: 'broken', call, message: 'an answer without attributes' } }
  return { ...key, value: topicOf(arn, output.Attributes) }
}

function topicOf(arn: string, { Policy: policy, SubscriptionsConfirmed: confirmed }: Readonly<Record<string, string>>): Topic {
  return {
    arn,
    ...(policy === undefined ? {} : { policy }),
    ...(confirmed === undefined ? {} : { subscriptions: Number(confirmed) }),
  }
}
