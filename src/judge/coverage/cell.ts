/** Products of field languages: events whose fields each meet conditions of their own. */
import type { EventField } from '../../nouns/event.ts'
import type { Condition } from './condition.ts'
import { narrow, type Language } from './language.ts'

/** What a cell tells apart: the fields that a selector may name, and the ARN of the other resource of events that carry two. */
export type CellField = EventField | 'companion.ARN'

/** The events whose fields, each for itself, lie in these languages. */
export type Cell = Readonly<Record<CellField, Language>>

/**
 * One requirement of a selector: the field meets at least one of the conditions. More than one stands for what is
 * undocumented: an upper bound of how AWS reads a field that is named twice (A7).
 */
export interface Part {
  readonly field: CellField
  readonly anyOf: readonly Condition[]
  /** The setting that it comes from, where that is not a field selector. */
  readonly from?: string
  /** Settled assumptions (reference 10) that it rests on. */
  readonly assumes?: readonly string[]
}

/** The events that meet every part. */
export type Product = readonly Part[]

export function withField(cell: Cell, field: CellField, language: Language): Cell {
  return { ...cell, [field]: language }
}

/** Whether some event of the cell is of the product. */
export function meets(cell: Cell, product: Product): boolean {
  return languagesLeft(cell, product) !== undefined
}

/** The parts of a cell that meet a product, one after the other: each field for itself in each of its ways. */
export function* intersect(cell: Cell, product: Product): Iterable<Cell> {
  const left = languagesLeft(cell, product)
  if (left !== undefined) yield* combined(cell, [...left])
}

function* combined(cell: Cell, [first, ...rest]: readonly (readonly [CellField, readonly Language[]])[]): Iterable<Cell> {
  if (first === undefined) yield cell
  else for (const language of first[1]) yield* combined(withField(cell, first[0], language), rest)
}

/** What each field that the product names may still be, as alternatives; undefined when one of them has none. */
function languagesLeft(cell: Cell, product: Product): ReadonlyMap<CellField, readonly Language[]> | undefined {
  const left = new Map<CellField, readonly Language[]>()
  for (const { field, anyOf } of product) {
    const before = left.get(field) ?? [cell[field]]
    const languages = before.flatMap((language) => anyOf.flatMap((condition) => narrow(language, condition) ?? []))
    if (languages.length === 0) return undefined
    left.set(field, languages)
  }
  return left
}
