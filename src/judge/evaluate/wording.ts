/** The sentences of verdicts: made of our own words around names that strangers may have written. */
import type { Answer } from '../coverage/answer.ts'
import type { CloudTrailEvent, EventClass, FieldWish, Witness } from '../../nouns/event.ts'
import type { Rule } from '../../nouns/rule.ts'
import type { Subject } from '../../nouns/verdict.ts'
import type { Judgement, Truth } from './judgement.ts'

/** A class of events in a few words: its constraints, field by field. */
export function sayClass(eventClass: EventClass): string {
  return Object.entries(eventClass)
    .map(([field, wish]) => `${field} ${sayFieldWish(wish)}`)
    .join(', ')
}

function sayFieldWish(wish: FieldWish): string {
  if (wish === null) return 'absent'
  if (Array.isArray(wish)) return wish.length > 6 ? `one of ${wish.slice(0, 6).join(', ')} and ${wish.length - 6} more` : `one of ${wish.join(', ')}`
  if (typeof wish !== 'object') return String(wish)
  return Object.entries(wish)
    .map(([operator, value]) => `${operator} ${[value].flat().join(', ')}`)
    .join(' and ')
}

/** "in every region", "in 2 of 17 regions (a, b)", "in the 1 region asked for". */
export function sayRegions(regions: readonly string[], asked: number, narrowed: boolean): string {
  if (regions.length === asked && narrowed) return `in the ${asked} region${asked === 1 ? '' : 's'} asked for`
  if (regions.length === asked) return asked === 1 ? `in its only enabled region (${regions[0]})` : `in all ${asked} enabled regions`
  const of = narrowed ? 'regions asked for' : 'enabled regions'
  const shown = regions.slice(0, 6).join(', ')
  return `in ${regions.length} of ${asked} ${of} (${shown}${regions.length > 6 ? ` and ${regions.length - 6} more` : ''})`
}

/** One sentence or more about one answer, for the regions it holds in. */
export function sayAnswer(eventClass: EventClass, answer: Answer, truth: Truth, where: string, witness: Witness | undefined): string {
  if (truth === true) return `Every event (${sayClass(eventClass)}) is recorded ${where}, by ${sayTrails(answer.recordedBy ?? [])}.`
  if (truth === undefined) return `Whether every event (${sayClass(eventClass)}) is recorded ${where} hangs on this: ${sayReasons(answer)}`
  const example = witness === undefined ? '' : `, for example ${sayEvent(witness)}`
  return `${answer.answer === 'none' ? 'No event' : 'Not every event'} (${sayClass(eventClass)}) is recorded ${where}${example}. ${sayShortfalls(answer)}`
}

function sayTrails(arns: readonly string[]): string {
  const names = [...new Set(arns.map((arn) => `trail ${arn.split(':trail/')[1] ?? arn}`))]
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'no trail')
}

function sayReasons(answer: Answer): string {
  const reasons = (answer.undecidedBy ?? []).map((reason) => `${reason.what}. To settle it: ${reason.change}.`)
  return reasons.slice(0, 3).join(' ') + (reasons.length > 3 ? ` And ${reasons.length - 3} more reasons.` : '')
}

function sayShortfalls(answer: Answer): string {
  const shortfalls = answer.shortfalls ?? []
  if (shortfalls.length === 0) return 'No logging trail that counts here reaches it.'
  const said = shortfalls.slice(0, 4).map((shortfall) => `Trail ${shortfall.trail.split(':trail/')[1] ?? shortfall.trail}, ${shortfall.selector}: ${shortfall.why}.`)
  return said.join(' ') + (shortfalls.length > 4 ? ` And ${shortfalls.length - 4} more selectors that do not record it.` : '')
}

/** An event in one line: `kms.amazonaws.com DisableKey (write)`. */
export function sayEvent(event: CloudTrailEvent): string {
  const kind = event.readOnly === undefined ? '' : ` (${String(event.readOnly) === 'true' ? 'read' : 'write'})`
  return `${event.eventSource ?? 'some source'} ${event.eventName ?? 'some event'}${kind}`
}

/** The message of a verdict: its first sentence is a title, made of the rule's title and the subject. */
export function sayVerdict(rule: Rule, subject: Subject, judgement: Judgement): string {
  const who = sayTitle(subject)
  const because = judgement.why.map(sentence).join(' ')
  if (judgement.truth === true) return [`${who}: ${rule.title.toLowerCase()}.`, because].join(' ').trim()
  if (judgement.truth === false) return [`${who} fails "${rule.title}".`, because].join(' ').trim()
  return [`Could not tell whether ${who} meets "${rule.title}".`, because].join(' ').trim()
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

function sayTitle(subject: Subject): string {
  if (subject.kind !== 'account') return `${subject.kind} ${subject.name ?? subject.id}`
  return subject.name === undefined ? `account ${subject.id}` : `account ${subject.id} (${subject.name})`
}
