/** The sentences of verdicts: made of our own words around names that strangers may have written. Subjects are named by the reports. */
import type { Answer, Shortfall, SilentTrail } from '../coverage/answer.ts'
import type { CloudTrailEvent } from '../../nouns/event.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Truth } from './judgement.ts'

/** Lists in sentences are cut after this many. */
const most = 6

/** "In all 17 enabled regions", "In 2 of 17 enabled regions (a, b)", "In the 1 region asked for". */
export function sayRegions(regions: readonly string[], asked: number, narrowed: boolean): string {
  if (regions.length < asked) return `In ${regions.length} of ${asked} ${narrowed ? 'regions asked for' : 'enabled regions'} (${someOf(regions)})`
  if (narrowed) return `In the ${asked} region${asked === 1 ? '' : 's'} asked for`
  return asked === 1 ? `In its only enabled region (${someOf(regions)})` : `In all ${asked} enabled regions`
}

/** `a, b and 10 more`. */
export function someOf(items: readonly string[]): string {
  return items.slice(0, most).join(', ') + (items.length > most ? ` and ${items.length - most} more` : '')
}

/** What there is to say of one answer to one word. */
interface Saying {
  readonly word: 'recorded' | 'unrecorded'
  /** The class of events, in words that fit "all … are recorded". */
  readonly words: string
  readonly answer: Answer
  readonly silent: readonly SilentTrail[]
  readonly truth: Truth
  readonly where: string
}

/** One sentence or more about one answer, for the regions it holds in. */
export function sayAnswer(saying: Saying): string {
  const { word, words, answer, truth, where } = saying
  if (truth === undefined) return sayDoubt(saying)
  if (word === 'unrecorded') return truth ? `${where}, no ${words} are recorded.` : sayRecorded(saying)
  return truth ? `${where}, all ${words} are recorded, by ${sayTrails(answer.recordedBy ?? [])}.` : sayHole(saying)
}

/** What is recorded and should not be. */
function sayRecorded({ words, answer, where }: Saying): string {
  const how = answer.answer === 'all' ? 'all' : 'some'
  const example = answer.recorded === undefined ? '' : `; for example, ${sayEvent(answer.recorded)} is`
  return `${where}, ${how} ${words} are recorded, by ${sayTrails(answer.recordedBy ?? [])}${example}.`
}

function sayDoubt({ word, words, answer, where }: Saying): string {
  const reasons = (answer.undecidedBy ?? []).map((reason) => `${reason.what}; to settle it, ${reason.change}`)
  const more = reasons.length > 3 ? ` (and ${reasons.length - 3} more reasons)` : ''
  return `${where}, it is not known whether ${word === 'recorded' ? 'all' : 'any'} ${words} are recorded: ${reasons.slice(0, 3).join('. Also: ')}${more}.`
}

function sayHole({ words, answer, silent, where }: Saying): string {
  const how = answer.answer === 'none' ? 'no' : 'not all'
  const example = answer.missed === undefined ? '' : `; for example, ${sayEvent(answer.missed)} is not`
  return `${where}, ${how} ${words} are recorded${example}. ${sayWhy(answer, silent)}`
}

/** What falls short; where nothing comes near, also the trails that are there and silent. */
function sayWhy(answer: Answer, silent: readonly SilentTrail[]): string {
  const shortfalls = answer.shortfalls ?? []
  // A selector of another category is no news where others fall short by less.
  const near = shortfalls.filter((shortfall) => shortfall.field !== 'eventCategory')
  if (near.length > 0) return sayShortfalls(near)
  const none = shortfalls.length === 0 ? 'No trail that counts here records anything there.' : sayOthers(shortfalls)
  return [none, ...silent.map(saySilent)].join(' ')
}

function saySilent({ name, why }: SilentTrail): string {
  return `Trail ${name} is there, but ${why}.`
}

/** `trail a, trail b`. */
function sayTrails(arns: readonly string[]): string {
  return someOf([...new Set(arns.map((arn) => `trail ${arn.split(':trail/')[1] ?? arn}`))])
}

function sayShortfalls(near: readonly Shortfall[]): string {
  const said = near.slice(0, most).map((shortfall) => `Trail ${shortfall.trail}, ${shortfall.selector}: ${shortfall.why}.`)
  return said.join(' ') + (near.length > most ? ` And ${near.length - most} more selectors leave it out.` : '')
}

function sayOthers(shortfalls: readonly Shortfall[]): string {
  const names = [...new Set(shortfalls.map(({ trail }) => trail))]
  return names.length === 1 ? `Trail ${names[0]} selects no events of this category.` : `Trails ${someOf(names)} select no events of this category.`
}

/** An event in a few words: `kms.amazonaws.com DisableKey (write)`. */
export function sayEvent(event: CloudTrailEvent): string {
  const kind = event.readOnly === undefined ? '' : ` (${String(event.readOnly) === 'true' ? 'read' : 'write'})`
  return `${event.eventSource ?? 'some source'} ${event.eventName ?? 'some event'}${kind}`
}

/** ` (s3:GetBucketPolicy: AccessDenied)`, or nothing where no gap says why. */
export function sayGap(gap: Gap | undefined): string {
  return gap === undefined ? '' : ` (${gap.call}: ${gap.code ?? gap.message})`
}

/** The message of a verdict: its reasons as sentences. */
export function sayReasons(why: readonly string[]): string {
  const [only] = why
  return only !== undefined && why.length === 1 ? sentence(only) : [...new Set(why.map(sentence))].join(' ')
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return '.!?'.includes(text.at(-1) ?? ' ') ? capital : `${capital}.`
}
