/** A class in the face of trails, slice by slice: what each trail certainly records of it, and what it may record. */
import type { EventClass } from '../../nouns/event.ts'
import type { Reaching } from './answer.ts'
import { meets } from './cell.ts'
import { isApart, overBoth, standsApart } from './companion.ts'
import { admits } from './language.ts'
import { cloudTrail, type Slice } from './possible-events.ts'
import { certainly, possibly, type Kind, type Placed, type Recorded } from './trail.ts'
import { slicesOf } from './universe.ts'

/** A slice of the class with everything that the trails record of it; what has nothing to do with it is left out. */
export interface Question {
  readonly slice: Slice
  /** Whether such events exist at all (A19). */
  readonly exists: boolean
  readonly lower: readonly Recorded[]
  readonly upper: readonly Recorded[]
}

export function questionsOf(eventClass: EventClass, reaching: Reaching): readonly Question[] {
  return slicesOf(eventClass, reaching.partition).map((slice) => questionOf(slice, reaching))
}

function questionOf(slice: Slice, reaching: Reaching): Question {
  const kind = { category: slice.category, byCloudTrail: mayBeCloudTrail(slice) }
  const bounds = reaching.trails.map((trail, position) => boundsOf({ trail, position }, kind, slice, reaching))
  return {
    slice,
    exists: slice.category !== 'NetworkActivity' || reaching.partition === 'aws',
    lower: bounds.flatMap(({ lower }) => lower),
    upper: bounds.flatMap(({ upper }) => upper),
  }
}

export function mayBeCloudTrail({ cell }: Slice): boolean {
  return admits(cell['userIdentity.invokedBy'], cloudTrail)
}

function boundsOf(placed: Placed, kind: Kind, slice: Slice, reaching: Reaching): Pick<Question, 'lower' | 'upper'> {
  const upper = withinSlice(possibly(placed, kind, reaching), slice).map((each) => loosened(each, slice))
  const isSure = placed.trail.certainty === 'sure' && upper.every(({ doubts }) => doubts.length === 0)
  if (isSure) return { upper, lower: upper }
  const lower = withinSlice(certainly(placed, kind, reaching), slice)
  return { upper, lower: lower.filter(({ product }) => !product.some((part) => isApart(part, slice.cell))) }
}

/** Where it is not worked out which resources belong together, a condition on the one that is not asked about may hold or not. */
function loosened(recorded: Recorded, { cell, types }: Slice): Recorded {
  const apart = types === undefined ? [] : recorded.product.filter((part) => isApart(part, cell))
  if (apart.length === 0) return recorded
  const product = recorded.product.filter((part) => !apart.includes(part))
  return { ...recorded, product, doubts: [...recorded.doubts, { trail: recorded.trail, doubt: standsApart }] }
}

function withinSlice(recorded: readonly Recorded[], { cell, types }: Slice): readonly Recorded[] {
  const told = types === undefined ? recorded : recorded.flatMap((each) => overBoth(each.product, types).map((product) => Object.assign({}, each, { product })))
  return told.filter(({ product }) => meets(cell, product))
}

/** Whether lower and upper bounds are the same, so that one search tells both. */
export function isExact(questions: readonly Question[], { trails }: Reaching): boolean {
  return (
    trails.every(({ certainty }) => certainty === 'sure') &&
    questions.every(({ exists, upper }) => exists && upper.every(({ doubts }) => doubts.length === 0))
  )
}
