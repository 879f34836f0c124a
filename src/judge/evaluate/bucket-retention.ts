/** When lifecycle rules delete the logs that trails deliver to a bucket. */
import { anyText, matches } from '../access/pattern.ts'
import type { LifecycleRule } from '../../nouns/snapshot.ts'
import { bucketCalls } from '../../nouns/call.ts'
import { trailsInto, partOf, unseenParts } from './bucket-fact.ts'
import { foldersOf } from './bucket-keys.ts'
import type { Case, Seen } from './case.ts'

/**
 * The lowest age in days; null where no enabled rule deletes logs. A rule that tags or sizes narrow may or may not meet logs: the age is
 * unknown where only such a rule goes below the others, unless one of the others alone is below the parameter `days`.
 */
export function logsDeletedAfterDays(of: Case): Seen {
  const lifecycle = partOf(of, 'lifecycle')
  if (lifecycle === undefined) return unseenParts(of, ['lifecycle'])
  const source = bucketCalls.lifecycle
  const meeting = lifecycle.filter((rule) => rule.enabled && meetsLogs(of, rule))
  const [certain, possible] = [earliest(meeting.filter(({ narrowed }) => !narrowed)), earliest(meeting)]
  if (possible === undefined) return { value: null, source, why: ['no lifecycle rule deletes logs'] }
  const { days: wanted } = of.parameters
  const settled = certain !== undefined && (certain.age <= possible.age || (typeof wanted === 'number' && certain.age < wanted))
  if (settled) return { value: certain.age, source, why: [`lifecycle rule ${certain.name} deletes logs after ${certain.age} days`] }
  const marked = `lifecycle rule ${possible.name} deletes after ${possible.age} days what certain tags or sizes mark`
  return { value: undefined, source, why: [`${marked}, and whether that is logs is not known`] }
}

interface Deletion {
  readonly name: string
  readonly age: number
}

/** Of a versioned bucket the current version goes at the same age. A date deletes whatever there is on that day and after. */
function earliest(rules: readonly LifecycleRule[]): Deletion | undefined {
  const deletions = rules.flatMap(({ id, prefix, expirationDays, expirationDate }) => {
    const age = expirationDate === undefined ? expirationDays : 0
    return age === undefined ? [] : [{ name: id ?? `for ${prefix === '' ? 'all objects' : prefix}`, age }]
  })
  return deletions.reduce<Deletion | undefined>((first, next) => (first === undefined || next.age < first.age ? next : first), undefined)
}

/** Whether objects below the rule's prefix may be log, digest or Insights files of a trail that delivers here. */
function meetsLogs(of: Case, { prefix }: LifecycleRule): boolean {
  return trailsInto(of).some((trail) => foldersOf(of.snapshot, trail).some(({ path }) => isBelow(path, prefix)))
}

/** Whether keys of the folder may begin with the prefix, part by part between slashes; with an unknown prefix of the trail's they may. */
function isBelow(folder: string, prefix: string): boolean {
  const [there, wanted] = [folder.split('/'), prefix.split('/')]
  const fits = (part: string, index: number): boolean => {
    const at = there[index] ?? anyText
    return matches(index < wanted.length - 1 ? part : `${part}*`, at) !== false
  }
  return folder.startsWith(anyText) || wanted.every(fits)
}
