/** Where something stands in a file, and what a person is told when an input is wrong. */

/** A position in a file: path as a person would type it, line and column counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One mistake in an input: what is wrong, where, and what to write instead. Becomes exactly one line. */
export interface Mistake {
  readonly what: string
  readonly place?: Place
  readonly instead?: string
}

/** What reading an input yields: the noun, or every mistake that was found, never half of both. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** `file:line:column: what; instead` on one line. */
export function sayMistake(mistake: Mistake): string {
  const where = mistake.place === undefined ? '' : `${sayPlace(mistake.place)}: `
  const instead = mistake.instead === undefined ? '' : `; ${mistake.instead}`
  return oneLine(`${where}${mistake.what}${instead}`)
}

/** `file:line:column`, the form that terminals and editors make clickable. */
export function sayPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`
}

/** An error that carries mistakes to the door, where each becomes a line and the exit status 2. */
export function badInput(...mistakes: readonly Mistake[]): Error {
  return Object.assign(new Error(mistakes.map(sayMistake).join('\n')), { mistakes })
}

/** The mistakes an error carries, or undefined when it is of another kind. */
export function mistakesOf(error: unknown): readonly Mistake[] | undefined {
  const carried = (error as { mistakes?: unknown } | undefined)?.mistakes
  return Array.isArray(carried) ? (carried as readonly Mistake[]) : undefined
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ')
}
