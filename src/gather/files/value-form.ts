/** The form of a value: its JSON text with gaps where numbers stand, and the values that have this text with other numbers. */
import type { Reach, Regions, TrailStatus } from '../../nouns/fact.ts'

/** Mutable in the value that it gave last, which is given again for the same numbers: what repeats is held once. */
export interface ValueForm {
  /** The text around the numbers, from the quote that ends what stands before the value to the line's end. */
  readonly pieces: readonly string[]
  /** The numbers of the last value, and those of the line under way. */
  readonly numbers: number[]
  readonly found: number[]
  last: object
  /** The value with other numbers. */
  readonly build: (numbers: readonly number[]) => object
}

const opening = '","value":'
/** Stands for a number while the text is cut. A text that holds it by itself is cut too often, and so gives a form that fits no line. */
const mark = '\u0000'

/** The form of a right value, in which whatever is a number could be any other. */
export function formOf(value: Reach | Regions): ValueForm {
  const numbers: number[] = []
  const marked = (number: number): string => (numbers.push(number), mark)
  const text = JSON.stringify(value, (_key, each: unknown) => (typeof each === 'number' ? marked(each) : each))
  const pieces = `${opening}${text}}`.split(JSON.stringify(mark))
  return { pieces, numbers, found: [...numbers], last: value, build: 'trails' in value ? withTimes(value) : () => value }
}

/** The text that ends a line with the value given last. */
export function writtenBy({ pieces, numbers }: ValueForm): string {
  return pieces.map((piece, index) => (index === 0 ? piece : `${numbers[index - 1]}${piece}`)).join('')
}

/** The same trails with other times, in the order of the text. */
function withTimes({ trails }: Reach): ValueForm['build'] {
  const statuses = Object.entries(trails).map(([arn, status]) => ({ arn, status, times: timesOf(status) }))
  return (numbers) => {
    const others: Record<string, TrailStatus> = { ...trails }
    let next = 0
    for (const { arn, status, times } of statuses) {
      const other: Record<string, unknown> = { ...status }
      for (const time of times) other[time] = numbers[next++]
      others[arn] = other
    }
    return { trails: others }
  }
}

function timesOf(status: TrailStatus): readonly string[] {
  return Object.entries(status).flatMap(([key, value]) => (typeof value === 'number' ? [key] : []))
}

/** The value whose text ends the line from `at` on, or undefined where that text is not of this form. */
export function valueAt(form: ValueForm, text: string, at: number): object | undefined {
  const { pieces, found } = form
  let end = at
  for (let index = 0; index < pieces.length; index += 1) {
    if (index > 0) {
      const begin = end
      end = numberEnd(text, begin)
      if (end === begin) return undefined
      found[index - 1] = Number(text.slice(begin, end))
    }
    // Several times as fast as startsWith, which compares letter by letter.
    const piece = pieces[index] as string
    if (text.slice(end, end + piece.length) !== piece) return undefined
    end += piece.length
  }
  return end === text.length ? withFound(form) : undefined
}

function withFound(form: ValueForm): object {
  const { numbers, found } = form
  let same = true
  for (let index = 0; index < found.length; index += 1) {
    same &&= found[index] === numbers[index]
    numbers[index] = found[index] as number
  }
  return same ? form.last : (form.last = form.build(numbers))
}

const zero = 48
const nine = 57
const point = 46
/** A number of hundreds of digits is infinite, and that is not right. */
const mostDigits = 15

/** Where the number ends that begins at `at`: some digits, no zero first, perhaps a fraction. `at` where there is another number, or none. */
function numberEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === zero) return at
  const whole = digitsEnd(text, at)
  if (whole === at || whole - at > mostDigits) return at
  if (text.charCodeAt(whole) !== point) return whole
  const end = digitsEnd(text, whole + 1)
  return end === whole + 1 ? at : end
}

function digitsEnd(text: string, at: number): number {
  let end = at
  for (let code = text.charCodeAt(end); code >= zero && code <= nine; code = text.charCodeAt(end)) end += 1
  return end
}
