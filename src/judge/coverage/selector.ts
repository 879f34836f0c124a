/** A selector as the decision needs it: a lower and an upper bound of the events it records, and why they differ. */
import type { Gap } from '../../nouns/snapshot.ts'
import type { Doubt } from './answer.ts'
import type { Part, Product } from './cell.ts'
import { noTexts, type Condition, type Texts } from './condition.ts'

/** The categories of events that a trail's event selectors choose from (reference 1.1). */
export type Category = 'Management' | 'Data' | 'NetworkActivity'

/**
 * `lower` ⊂ what the selector records ⊂ `upper`, each a union of products; they are the same array when nothing is in doubt.
 * `refuses` says in words why it records nothing of a category.
 */
export interface Selector {
  readonly label: string
  readonly lower: readonly Product[]
  readonly upper: readonly Product[]
  readonly doubts: readonly Doubt[]
  readonly refuses: Readonly<Partial<Record<Category, string>>>
}

/** The union of every event there is. */
export const everything: readonly Product[] = [[]]

/** A selector of which nothing is known. */
export function opaque(label: string, what: string, change: string, gap?: Gap): Selector {
  return { label, lower: [], upper: everything, doubts: [doubt(what, change, gap)], refuses: {} }
}

/** A selector whose meaning is known to the last event. */
export function exactly(label: string, products: readonly Product[], refuses: Selector['refuses'] = {}): Selector {
  return { label, lower: products, upper: products, doubts: [], refuses }
}

export function doubt(what: string, change: string, gap?: Gap): Doubt {
  return { what, change, ...(gap === undefined ? {} : { gap }) }
}

export function equalTo(...values: readonly string[]): Condition {
  return { some: textsOf(values) }
}

export function textsOf(equals: readonly string[], prefixes: readonly string[] = [], suffixes: readonly string[] = []): Texts {
  return equals.length + prefixes.length + suffixes.length === 0 ? noTexts : { equals: new Set(equals), prefixes, suffixes }
}

export function part(field: Part['field'], condition: Condition, from?: string, ...assumes: readonly string[]): Part {
  return { field, anyOf: [condition], ...(from === undefined ? {} : { from }), ...(assumes.length === 0 ? {} : { assumes }) }
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** `selector "its name"`, or `first selector` when it has none. */
export function labelOf(index: number, name?: unknown): string {
  if (typeof name === 'string' && name !== '') return `selector "${name}"`
  return `${ordinals[index] ?? `${index + 1}th`} selector`
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

/** The members of an object that nobody told us about. */
export function strangers(value: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] {
  return Object.keys(value).filter((key) => !known.includes(key) && value[key] !== undefined)
}
