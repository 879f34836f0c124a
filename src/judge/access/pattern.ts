/** Patterns of policies: `*` stands for any text, `?` for one character, `${…}` for a value of the request. */
import type { Truth } from './truth.ts'

/** Stands in a text for a stretch that may be anything, in a question that is asked about every such text at once. */
export const anyText = '\u{E000}'

/** One step of a pattern: a character, one of any kind, or any text. */
type Step = { readonly literal: string } | 'one' | 'any'

/** The value of a policy variable, undefined where the request does not tell it. */
export type VariableValue = (name: string) => string | undefined

/**
 * Whether a pattern matches a text. With `anyText` in the text: true when every text that it may stand for is matched, false when none is,
 * undefined when only some are. A variable without a value matches nothing for certain.
 */
export function matches(pattern: string, text: string, valueOf?: VariableValue): Truth {
  const asVariables = pattern.includes('${') ? valueOf : undefined
  const plain = asVariables === undefined ? plainAnswer(pattern, text) : undefined
  if (plain !== undefined) return plain
  const steps = asVariables === undefined ? stepsOf(pattern) : substituted(pattern, asVariables)
  if (steps === undefined) return undefined
  const characters = Array.from(text)
  if (fits(steps, characters, false)) return true
  return characters.includes(anyText) && fits(steps, characters, true) ? undefined : false
}

/** What the beginnings tell, before the first wildcard and before `anyText`: for most patterns that is all there is to tell. */
function plainAnswer(pattern: string, text: string): boolean | undefined {
  const [wildcard, open] = [pattern.search(/[*?]/), text.indexOf(anyText)]
  const head = wildcard < 0 ? pattern : pattern.slice(0, wildcard)
  const known = open < 0 ? text : text.slice(0, open)
  const common = Math.min(head.length, known.length)
  if (head.slice(0, common) !== known.slice(0, common)) return false
  if (wildcard < 0 && (open < 0 || known.length > head.length)) return pattern === text
  return pattern.slice(common) === '*' ? true : undefined
}

/** Literal but for `*` and `?`. */
function stepsOf(pattern: string): readonly Step[] {
  return Array.from(pattern, (literal) => (literal === '*' ? 'any' : literal === '?' ? 'one' : { literal }))
}

/** `${*}`, `${?}` and `${$}` are those characters themselves (IAM guide, "Policy variables"). */
export function escaped(name: string): string | undefined {
  return ['*', '?', '$'].includes(name) ? name : undefined
}

/** Undefined where a variable has no value. */
function substituted(pattern: string, valueOf: VariableValue): readonly Step[] | undefined {
  const pieces = pattern.split(/(\$\{[^}]*\})/)
  const steps = pieces.map((piece) => {
    if (!piece.startsWith('${')) return stepsOf(piece)
    const name = piece.slice(2, -1).trim()
    const value = escaped(name) ?? valueOf(name)
    return value === undefined ? undefined : Array.from(value, (literal) => ({ literal }))
  })
  return steps.includes(undefined) ? undefined : steps.flatMap((each) => each ?? [])
}

/**
 * Reachability in a grid of steps and characters, row by row, so that no pattern takes more than steps × characters. What stands for any
 * text is taken by `*` only; with `loosely`, it may also be whatever the pattern wants there.
 */
function fits(steps: readonly Step[], characters: readonly string[], loosely: boolean): boolean {
  let reached = characters.map(() => false)
  reached.unshift(true)
  if (loosely) spread(reached, characters)
  for (const step of steps) {
    reached = after(step, reached, characters, loosely)
    if (loosely) spread(reached, characters)
  }
  return reached.at(-1) === true
}

/** What stands for any text may stand for none. */
function spread(reached: boolean[], characters: readonly string[]): void {
  for (const [index, character] of characters.entries()) if (character === anyText && reached[index] === true) reached[index + 1] = true
}

function after(step: Step, reached: readonly boolean[], characters: readonly string[], loosely: boolean): boolean[] {
  const next = reached.map(() => false)
  for (const [index, is] of reached.entries()) {
    const character = characters[index]
    if (step === 'any') next[index] = is || next[index - 1] === true
    else if (is && character === anyText) next[index] ||= loosely
    else if (is && character !== undefined && (step === 'one' || step.literal === character)) next[index + 1] = true
  }
  return next
}

/** Whether text holds a wildcard or a policy variable, so that it is no fixed value. */
export function isFixed(text: string): boolean {
  return !/[*?]|\$\{/.test(text)
}
