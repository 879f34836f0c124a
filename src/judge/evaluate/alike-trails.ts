/** What accounts that are configured alike must have alike in the trails of their own; and what trails name of other accounts. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import { textOf } from '../coverage/configuration.ts'

/** What is looked at of a trail beside what it records: its Insights, and who is told of its events. */
export function toldOfTrail(snapshot: Snapshot, arn: string): readonly unknown[] {
  const trail = snapshot.trails.get(arn)?.value
  const { gap, unseen, value } = snapshot.insights.get(arn) ?? {}
  const insights = [gap, unseen, value === undefined ? 'unseen' : value && { ...value, TrailARN: undefined }]
  return [trail === undefined, insights, ...toldBy(snapshot, trail?.['CloudWatchLogsLogGroupArn'])]
}

/** The log group, and the topics that its alarms tell. */
function toldBy(snapshot: Snapshot, arn: unknown): readonly unknown[] {
  const group = snapshot.logGroups.get(String(arn))
  const alarms = (group?.value?.metricFilters ?? []).flatMap((filter) => filter.alarms)
  const topics = alarms.flatMap(({ actions }) => actions.map((action) => snapshot.topics.get(action) ?? null))
  return [arn, group ?? null, topics]
}

/** Whether a trail selects by the number of this account; the answer of GetEventSelectors names the trail, which is no selection. */
export function selectsIn(snapshot: Snapshot, arn: string, account: string): boolean {
  const selectors = snapshot.selectors.get(arn)?.value
  return selectors !== undefined && textOf(selectors).includes(account)
}

/** The accounts that trails of others name, and the management account: what is said of them is not to be said of another. */
export function namedAccounts(snapshot: Snapshot): ReadonlySet<string> {
  const management = snapshot.organization?.value?.MasterAccountId
  const named = new Set<string>(management === undefined ? [] : [management])
  for (const [arn, trail] of snapshot.trails) {
    const owner = arn.split(':')[4] ?? ''
    const facts = [arn, trail, snapshot.selectors.get(arn), ...toldOfTrail(snapshot, arn)]
    for (const number of numbersIn(JSON.stringify(facts))) if (number !== owner) named.add(number)
  }
  return named
}

/** Every text of twelve digits in it, also within longer numbers. */
export function numbersIn(text: string): ReadonlySet<string> {
  const numbers = new Set<string>()
  for (const run of text.match(/\d{12,}/g) ?? []) for (let end = 12; end <= run.length; end += 1) numbers.add(run.slice(end - 12, end))
  return numbers
}

/** The text with other texts in the place of these; the longest first, since one may begin with another. */
export function replaceEach(text: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  const ordered = pairs.length < 2 ? pairs : pairs.toSorted(([a], [b]) => b.length - a.length)
  return ordered.reduce((left, [from, to]) => left.replaceAll(from, to), text)
}
