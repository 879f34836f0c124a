/** The word `alarmed`: somebody is notified of these CloudTrail events, by a metric filter and an alarm on a trail's log group. */
import type { EventClass } from '../../nouns/event.ts'
import type { Gap, LogGroup, Snapshot } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Reaching, ReachingTrail } from '../coverage/answer.ts'
import type { Case } from './case.ts'
import { alone, answerFor } from './deciding.ts'
import { isNotThere, openGap } from './fact-reading.ts'
import { catches } from './filter-pattern.ts'
import { every, some, type Judgement, type Truth } from './judgement.ts'
import type { Memory } from './memory.ts'
import { placementsIn } from './placements.ts'
import { regionsAskedIn } from './regions.ts'
import { narrowedRegions } from './subjects.ts'
import { sayGap, sayRegions, someOf } from './wording.ts'

const eventSource = 'cloudtrail.amazonaws.com'

/** Every one of these events (names of CloudTrail's own API) raises an alarm, in every enabled region of the account. */
export function judgeAlarmed(events: readonly string[], of: Case): Judgement {
  const { regions, all } = regionsAskedIn(of, of.subject.id)
  if (events.length === 0) return outcome(false, 'no event is named of which somebody should be notified')
  const judged = events.map((event) => judgeEvent(event, of))
  const known = every(judged.map(({ judgement }) => judgement))
  const told = { ...known, why: sentences(judged.filter(({ judgement }) => judgement.truth === known.truth)) }
  return all && regions.length > 0 ? told : every([told, regionsUnseen(of)])
}

interface JudgedEvent {
  readonly event: string
  /** In which regions it is so, and why. */
  readonly where: string
  readonly reason: string
  readonly judgement: Judgement
}

function judgeEvent(event: string, of: Case): JudgedEvent {
  const { total } = regionsAskedIn(of, of.subject.id)
  const each = placementsIn(of, of.subject.id).map(({ reaching, regions }) => ({ regions, judgement: judgeThere(event, reaching, of) }))
  const whole = every(each.map(({ judgement }) => judgement))
  const deciding = each.filter(({ judgement }) => judgement.truth === whole.truth)
  const regions = deciding.flatMap((one) => one.regions).sort()
  const where = sayRegions(regions, total, narrowedRegions(of.snapshot) !== undefined)
  const reasons = [...new Set(deciding.flatMap(({ judgement }) => judgement.why))]
  const seen = whole.truth === undefined ? 'not known' : whole.truth
  const evidence = { path: `alarm on ${event}`, seen, wanted: true, source: 'logs:DescribeMetricFilters', regions }
  return { event, where, reason: someOf(reasons), judgement: { ...whole, evidence: [evidence] } }
}

/** Events of which the same is to be said, together. */
function sentences(judged: readonly JudgedEvent[]): readonly string[] {
  const groups = new Map<string, JudgedEvent[]>()
  for (const one of judged) {
    const key = `${one.where} ${one.reason}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((same) => `${same[0]?.where}, ${same.map(({ event }) => event).join(', ')}: ${same[0]?.reason}`)
}

/** Some trail that records the event there hands it to a log group that raises the alarm. */
function judgeThere(event: string, reaching: Reaching, of: Case): Judgement {
  return of.memory.once(reaching, `alarm ${event}`, () => {
    const judged = some(reaching.trails.map((trail) => judgeTrail(event, trail, reaching, of)))
    return reaching.trails.length > 0 ? judged : outcome(false, 'no trail that logs reaches the account')
  })
}

function judgeTrail(event: string, trail: ReachingTrail, reaching: Reaching, { snapshot, memory }: Case): Judgement {
  const { truth, gaps } = recordsIt(alone(reaching, trail, memory), memory)
  const doubt = `whether trail ${trail.name} records that is not known${sayGap(gaps[0])}`
  const recording = outcome(truth, truth === false ? `trail ${trail.name} does not record that` : doubt, gaps)
  const body = snapshot.trails.get(trail.arn)?.value
  if (truth === false || body === undefined) return recording
  const arn = body['CloudWatchLogsLogGroupArn']
  if (typeof arn !== 'string' || arn === '') return outcome(false, `trail ${trail.name} has no log group`)
  const alarm = judgeGroup(event, arn, snapshot)
  return truth === true || alarm.truth === false ? alarm : every([recording, alarm])
}

/** Trails cannot choose management events by name, so that all writes of CloudTrail's stand for each. */
const changes: EventClass = { eventCategory: 'Management', eventSource, readOnly: false }

function recordsIt(place: Reaching, memory: Memory): { readonly truth: Truth; readonly gaps: readonly OpenGap[] } {
  const { answer } = answerFor(changes, place, memory)
  if (answer.answer === 'all') return { truth: true, gaps: [] }
  return { truth: answer.missed === undefined ? undefined : false, gaps: (answer.undecidedBy ?? []).flatMap(({ gap }) => gap ?? []) }
}

function judgeGroup(event: string, arn: string, snapshot: Snapshot): Judgement {
  const fact = snapshot.logGroups.get(arn)
  const gap = fact?.gap ?? fact?.unseen?.['metricFilters']
  const group = fact?.value
  const name = group?.name ?? arn
  if (isNotThere(fact?.gap)) return outcome(false, `log group ${name} does not exist`)
  if (group?.metricFilters === undefined || gap !== undefined) {
    return outcome(undefined, `the metric filters of log group ${name} could not be seen${sayGap(gap)}`, gapsOf(gap, fact))
  }
  const catching = group.metricFilters.filter(({ pattern }) => catchesEvent(pattern, event) !== false)
  if (catching.length === 0) return outcome(false, `no metric filter of log group ${name} catches that`)
  return some(catching.map((filter) => judgeFilter(event, filter, snapshot)))
}

type MetricFilter = NonNullable<LogGroup['metricFilters']>[number]

function catchesEvent(pattern: string, eventName: string): Truth {
  return catches(pattern, { eventName, eventSource })
}

function judgeFilter(event: string, filter: MetricFilter, snapshot: Snapshot): Judgement {
  const { name, alarms, dimensions = [] } = filter
  const why = `its metric has dimensions (${dimensions.join(', ')}), and CloudWatch lists alarms only for given values of them`
  const unlisted = outcome(undefined, `whether an alarm watches metric filter ${name} is not known: ${why}`)
  const hidden = dimensions.length === 0 ? [] : [unlisted]
  if (alarms.length + hidden.length === 0) return outcome(false, `no alarm watches metric filter ${name}`)
  const notified = some([...alarms.map((alarm) => judgeAlarm(alarm, name, snapshot)), ...hidden])
  const doubt = doubtAbout(event, filter)
  if (doubt === undefined || notified.truth === false) return notified
  return outcome(undefined, `whether metric filter ${name} catches that is not known: ${doubt}`)
}

function doubtAbout(event: string, { pattern, fieldSelectionCriteria, applyOnTransformedLogs }: MetricFilter): string | undefined {
  if (catchesEvent(pattern, event) !== true) return 'its pattern is not one that can be read for certain'
  if (fieldSelectionCriteria !== undefined) return `it also chooses by fieldSelectionCriteria ${fieldSelectionCriteria}`
  return applyOnTransformedLogs === true ? 'it reads events as a transformer left them' : undefined
}

/** An alarm counts where it may act and tells an SNS topic that somebody subscribed to. */
function judgeAlarm(alarm: MetricFilter['alarms'][number], filter: string, snapshot: Snapshot): Judgement {
  const watching = `alarm ${alarm.name} on metric filter ${filter}`
  if (!alarm.actionsEnabled || alarm.actions.length === 0) return outcome(false, `${watching} does nothing`)
  return some(alarm.actions.map((action) => judgeAction(action, watching, snapshot)))
}

function judgeAction(action: string, watching: string, snapshot: Snapshot): Judgement {
  if (action.split(':')[2] !== 'sns') return outcome(undefined, `whether ${watching} notifies anybody is not known: it acts on ${action}`)
  const fact = snapshot.topics.get(action)
  const subscriptions = fact?.value?.subscriptions
  if (isNotThere(fact?.gap)) return outcome(false, `topic ${action} of ${watching} does not exist`)
  if (subscriptions === undefined) {
    return outcome(undefined, `who is notified by ${watching} could not be seen${sayGap(fact?.gap)}`, gapsOf(fact?.gap, fact))
  }
  if (subscriptions > 0) return outcome(true, `${watching} notifies ${action}`)
  return outcome(false, `nobody has subscribed to ${action}, which ${watching} notifies`)
}

function gapsOf(gap: Gap | undefined, where: Parameters<typeof openGap>[1]): readonly OpenGap[] {
  return gap === undefined ? [] : [openGap(gap, where)]
}

function outcome(truth: Truth, why: string, gaps: readonly OpenGap[] = []): Judgement {
  return { truth, why: [why], evidence: [], gaps }
}

function regionsUnseen({ snapshot, subject }: Case): Judgement {
  const gap = snapshot.accounts.get(subject.id)?.regions?.gap
  return outcome(undefined, `which regions the account has enabled could not be seen${sayGap(gap)}`, gapsOf(gap, { account: subject.id }))
}
