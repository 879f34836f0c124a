/** The sentences of verdicts: made of our own words around names that strangers may have written. Subjects are named by the reports. */
import type { Answer, SilentTrail } from '../coverage/answer.ts'
import type { CloudTrailEvent, EventClass, Witness } from '../../nouns/event.ts'
import { sayClass } from './class-wording.ts'
import type { Truth } from './judgement.ts'

/** Lists in sentences are cut after this many. */
const most = 6

/** "In all 17 enabled regions", "In 2 of 17 enabled regions (a, b)", "In the 1 region asked for". */
export function sayRegions(regions: readonly string[], asked: number, narrowed: boolean): string {
  if (regions.length < asked) return `In ${regions.length} of ${asked} ${narrowed ? 'regions asked for' : 'enabled regions'} (${some(regions)})`
  if (narrowed) return `In the ${asked} region${asked === 1 ? '' : 's'} asked for`
  return asked === 1 ? `In its only enabled region (${some(regions)})` : `In all ${asked} enabled regions`
}

/** `a, b and 10 more`. */
function some(items: readonly string[]): string {
  return items.slice(0, most).join(', ') + (items.length > most ? ` and ${items.length - most} more` : '')
}

/** What there is to say of one answer. */
export interface Saying {
  readonly eventClass: EventClass
  readonly answer: Answer
  readonly silent: readonly SilentTrail[]
  readonly truth: Truth
  readonly where: string
  readonly witness?: Witness
}

/** One sentence or more about one answer, for the regions it holds in. */
export function sayAnswer(saying: Saying): string {
  const { eventClass, answer, truth, where } = saying
  if (truth === true) return `${where}, all ${sayClass(eventClass)} are recorded, by ${sayTrails(answer.recordedBy ?? [])}.`
  return truth === undefined ? sayDoubt(saying) : sayHole(saying)
}

function sayDoubt({ eventClass, answer, where }: Saying): string {
  const reasons = (answer.undecidedBy ?? []).map((reason) => `${reason.what}; to settle it, ${reason.change}`)
  const more = reasons.length > 3 ? ` (and ${reasons.length - 3} more reasons)` : ''
  return `${where}, it is not known whether all ${sayClass(eventClass)} are recorded: ${reasons.slice(0, 3).join('. Also: ')}${more}.`
}

function sayHole({ eventClass, answer, silent, where, witness }: Saying): string {
  const how = answer.answer === 'none' ? 'no' : 'not all'
  const example = witness === undefined ? '' : `; for example, ${sayEvent(witness)} is not`
  return `${where}, ${how} ${sayClass(eventClass)} are recorded${example}. ${sayWhy(answer, silent)}`
}

function sayWhy(answer: Answer, silent: readonly SilentTrail[]): string {
  if (answer.shortfalls !== undefined && answer.shortfalls.length > 0) return sayShortfalls(answer)
  return ['No trail that counts here records anything there.', ...silent.map(saySilent)].join(' ')
}

function saySilent({ name, why }: SilentTrail): string {
  return `Trail ${name} is there, but ${why}.`
}

/** `trail a, trail b`. */
function sayTrails(arns: readonly string[]): string {
  return some([...new Set(arns.map((arn) => `trail ${arn.split(':trail/')[1] ?? arn}`))])
}

/** The selectors that come nearest. One that selects another category is no news where others fall short by less. */
function sayShortfalls(answer: Answer): string {
  const shortfalls = answer.shortfalls ?? []
  const near = shortfalls.filter((shortfall) => shortfall.field !== 'eventCategory')
  if (near.length === 0) return `${sayNames(shortfalls.map((shortfall) => shortfall.trail))} no events of this category.`
  const said = near.slice(0, most).map((shortfall) => `Trail ${shortfall.trail}, ${shortfall.selector}: ${shortfall.why}.`)
  return said.join(' ') + (near.length > most ? ` And ${near.length - most} more selectors leave it out.` : '')
}

function sayNames(trails: readonly string[]): string {
  const names = [...new Set(trails)]
  return names.length === 1 ? `Trail ${names[0]} selects` : `Trails ${some(names)} select`
}

/** An event in a few words: `kms.amazonaws.com DisableKey (write)`. */
export function sayEvent(event: CloudTrailEvent): string {
  const kind = event.readOnly === undefined ? '' : ` (${String(event.readOnly) === 'true' ? 'read' : 'write'})`
  return `${event.eventSource ?? 'some source'} ${event.eventName ?? 'some event'}${kind}`
}

/** The message of a verdict: its reasons as sentences. */
export function sayReasons(why: readonly string[]): string {
  return why.map(sentence).join(' ')
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}
