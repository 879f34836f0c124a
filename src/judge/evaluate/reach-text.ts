/** What one region shows, as text: equal texts, equal configurations. */
import type { Shown } from '../../nouns/reach-by-region.ts'
import type { Reach, TrailStatus } from '../../nouns/snapshot.ts'

/** A number that stands for this name from now on. */
export function numberOf(name: string, numbers: Map<string, number>): number {
  const number = numbers.get(name) ?? numbers.size
  if (number === numbers.size) numbers.set(name, number)
  return number
}

/** Whether `reachText` would say the same of both. Without texts: it is asked for every region of every account. */
export function showsTheSame(one: Shown, other: Shown): boolean {
  if (one === other) return true
  const [ours, theirs] = [wholeReach(one), wholeReach(other)]
  if (ours === undefined || theirs === undefined) return false
  const names = Object.keys(theirs)
  let index = 0
  for (const arn in ours) {
    if (arn !== names[index] || !isSameStatus(ours[arn] ?? {}, theirs[arn] ?? {})) return false
    index += 1
  }
  return index === names.length
}

/** The trails of a region of which everything could be seen. */
function wholeReach({ value, unseen }: Shown): Reach['trails'] | undefined {
  return unseen === undefined ? value?.trails : undefined
}

/** But for times. */
function isSameStatus(one: TrailStatus, other: TrailStatus): boolean {
  const names = Object.keys(one) as readonly (keyof TrailStatus)[]
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]))
}

function isSame(one: TrailStatus[keyof TrailStatus], other: TrailStatus[keyof TrailStatus]): boolean {
  return typeof one === 'number' ? typeof other === 'number' : one === other
}

/**
 * Without times: no account differs from another by when its trails last delivered. The ARNs of trails are added to `arns`; those that
 * name the account stand in the text, the others by number.
 */
export function reachText({ value, gap, unseen }: Shown, account: string, arns: Set<string>, numbers: Map<string, number>): string {
  let text = gap === undefined && unseen === undefined ? '' : JSON.stringify([gap, unseen])
  if (value === undefined) return `${text} no value`
  for (const arn in value.trails) {
    arns.add(arn)
    text += ` ${arn.includes(account) ? arn : numberOf(arn, numbers)}${statusText(value.trails[arn] ?? {})}`
  }
  return text
}

function statusText(status: TrailStatus): string {
  let text = ''
  for (const name in status) {
    const value = status[name as keyof TrailStatus]
    if (typeof value === 'boolean') text += value ? ` ${name}` : ` not ${name}`
    else if (typeof value !== 'number') text += ` ${name} ${JSON.stringify(value)}`
  }
  return text
}
