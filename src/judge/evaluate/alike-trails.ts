/** What accounts that are configured alike must have alike in the trails of their own; and what trails name of other accounts. */
import type { Snapshot } from '../../nouns/snapshot.ts'

/** All that a judgement may look at of a trail: its settings and selectors, and who is told of its events. */
export function factsOfTrail(snapshot: Snapshot, arn: string): readonly unknown[] {
  const trail = snapshot.trails.get(arn)
  const group = snapshot.logGroups.get(String(trail?.value?.['CloudWatchLogsLogGroupArn']))
  const alarms = (group?.value?.metricFilters ?? []).flatMap((filter) => filter.alarms)
  const topics = alarms.flatMap(({ actions }) => actions.map((action) => snapshot.topics.get(action) ?? null))
  return [trail ?? null, snapshot.selectors.get(arn) ?? null, snapshot.insights.get(arn) ?? null, group ?? null, topics]
}

/** Whether a trail selects by the number of this account; the answer of GetEventSelectors names the trail, which is no selection. */
export function selectsIn(snapshot: Snapshot, arn: string, account: string): boolean {
  const selectors = snapshot.selectors.get(arn)?.value
  return selectors !== undefined && JSON.stringify({ ...selectors, TrailARN: undefined }).includes(account)
}

/** The names of these trails, in the order of text. */
export function trailNames(snapshot: Snapshot, arns: Iterable<string>): readonly string[] {
  return [...arns].map((arn) => snapshot.trails.get(arn)?.value?.Name ?? arn).sort()
}

/** The accounts that trails of others name, and the management account: what is said of them is not to be said of another. */
export function namedAccounts(snapshot: Snapshot): ReadonlySet<string> {
  const management = snapshot.organization?.value?.MasterAccountId
  const named = new Set<string>(management === undefined ? [] : [management])
  for (const arn of snapshot.trails.keys()) {
    const owner = arn.split(':')[4] ?? ''
    for (const number of numbersIn(JSON.stringify([arn, factsOfTrail(snapshot, arn)]))) if (number !== owner) named.add(number)
  }
  return named
}

/** Every text of twelve digits in it, also within longer numbers. */
export function numbersIn(text: string): ReadonlySet<string> {
  const runs = text.match(/\d{12,}/g) ?? []
  return new Set(runs.flatMap((run) => Array.from({ length: run.length - 11 }, (_each, from) => run.slice(from, from + 12))))
}
