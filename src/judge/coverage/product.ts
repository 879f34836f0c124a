/** The search for what a union of products leaves over. */
import { withField, type Cell, type Part, type Product } from './cell.ts'
import { complement, type Condition } from './condition.ts'
import { costOf } from './cost.ts'
import { narrow, type Language } from './language.ts'

/**
 * How much work a question may take, in languages narrowed; one with many alternatives counts for more. The largest legal trail
 * takes some thousands, twenty of them some ten thousands: a second or two at most.
 */
const allowance = 200_000

/** So many comparisons of texts count as one language more. */
const comparisons = 256

/** More ways than this to fail one requirement are not worth holding in memory. */
const mostWays = 4096

export interface Budget {
  left: number
}

export function newBudget(): Budget {
  return { left: allowance }
}

/** Whether a search stopped for want of work; then finding nothing means nothing. */
export function isSpent(budget: Budget): boolean {
  return budget.left <= 0
}

/** As `narrow`, paid for beforehand; when the budget does not suffice, undefined means nothing (see `isSpent`). */
function narrowed(language: Language, condition: Condition, budget: Budget): Language | undefined {
  budget.left -= 1 + Math.floor(costOf(language, condition) / comparisons)
  return isSpent(budget) ? undefined : narrow(language, condition)
}

/** A requirement that events of the cell can fail, with every way to fail it as the language that is left. */
interface OpenPart {
  readonly part: Part
  /** The language the ways were worked out for. */
  readonly of?: Language
  readonly ways: readonly Language[]
}

type Remaining = readonly (readonly OpenPart[])[]

/**
 * Some of the cell that lies in none of the products, or undefined when they cover it (or the budget is spent). A product is left by
 * failing one of its parts, a part by failing every one of its conditions: depth-first search over those choices, forced ones first.
 */
export function leftOver(cell: Cell, products: readonly Product[], budget: Budget): Cell | undefined {
  const remaining = products.map((product) => product.map((part) => ({ part, ways: [] })))
  return search(cell, remaining, budget)
}

function search(cell: Cell, products: Remaining, budget: Budget): Cell | undefined {
  const settled = settle(cell, products, budget)
  if (settled === undefined) return undefined
  const [first, ...others] = settled.remaining
  if (first === undefined) return settled.cell
  const tightest = others.reduce((best, product) => (countWays(product) < countWays(best) ? product : best), first)
  const rest = settled.remaining.filter((product) => product !== tightest)
  return branch(settled.cell, tightest, rest, budget)
}

/** Tries each way out of one product; a part that was tried in vain holds from then on, so that no event is looked at twice. */
function branch(cell: Cell, product: readonly OpenPart[], rest: Remaining, budget: Budget): Cell | undefined {
  let holding = cell
  for (const { part, ways } of product) {
    for (const way of ways) {
      const found = search(withField(holding, part.field, way), rest, budget)
      if (found !== undefined || isSpent(budget)) return found
    }
    const [condition, second] = part.anyOf
    const held = condition === undefined || second !== undefined ? holding[part.field] : narrowed(holding[part.field], condition, budget)
    if (held === undefined) return undefined
    holding = withField(holding, part.field, held)
  }
  return undefined
}

/** Drops products that are left already and takes every only way out, until nothing changes; undefined when a product has none. */
function settle(start: Cell, products: Remaining, budget: Budget): { readonly cell: Cell; readonly remaining: Remaining } | undefined {
  let cell = start
  let remaining = products
  for (let changed = true; changed;) {
    changed = false
    const kept: (readonly OpenPart[])[] = []
    for (const product of remaining) {
      const open = reopen(cell, product, budget)
      if (isSpent(budget)) return undefined
      if (open === 'left') continue
      const [only] = open
      const way = only?.ways[0]
      if (only === undefined || way === undefined) return undefined
      if (countWays(open) > 1) kept.push(open)
      else {
        cell = withField(cell, only.part.field, way)
        changed = true
      }
    }
    remaining = kept
  }
  return { cell, remaining }
}

/** The parts that can still fail; `left` when one of them fails for the whole cell. */
function reopen(cell: Cell, product: readonly OpenPart[], budget: Budget): readonly OpenPart[] | 'left' {
  const open: OpenPart[] = []
  for (const before of product) {
    const language = cell[before.part.field]
    if (before.of === language) {
      open.push(before)
      continue
    }
    if (before.part.anyOf.every((condition) => narrowed(language, condition, budget) === undefined)) return 'left'
    const ways = waysToFail(language, before.part.anyOf, budget)
    if (ways.length > 0) open.push({ part: before.part, of: language, ways })
  }
  return open
}

function waysToFail(language: Language, anyOf: readonly Condition[], budget: Budget): readonly Language[] {
  let ways: readonly Language[] = [language]
  for (const condition of anyOf) {
    const failing = complement(condition)
    ways = ways.flatMap((way) => failing.flatMap((each) => narrowed(way, each, budget) ?? []))
    if (ways.length > mostWays) budget.left = 0
    if (isSpent(budget)) return []
  }
  return ways
}

function countWays(product: readonly OpenPart[]): number {
  return product.reduce((count, { ways }) => count + ways.length, 0)
}
