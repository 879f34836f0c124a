/** Why selectors leave an event out, in words. */
import type { CloudTrailEvent, EventField } from '../../nouns/event.ts'
import type { Reaching, ReachingTrail } from './answer.ts'
import type { Part, Product } from './cell.ts'
import type { DecidedShortfall } from './decision.ts'
import { firstFailing, valuesOf } from './matching.ts'
import { cloudTrail } from './possible-events.ts'
import { sayPart } from './saying.ts'
import type { Category, Selector } from './selector.ts'
import { isLeaderRegion, selectorsOf } from './trail.ts'

/** What leaves an event out of one selector. */
export interface RuledOut {
  readonly field?: EventField
  readonly why: string
  /** The settled assumptions (reference 10) that it rests on. */
  readonly assumes: readonly string[]
}

/** A shortfall with the settled assumptions that it rests on. */
interface RestingShortfall {
  readonly shortfall: DecidedShortfall
  readonly assumes: readonly string[]
}

/** One per selector of each reaching trail; of an event that none of them records. */
export function shortfallsOf(event: CloudTrailEvent, reaching: Reaching): readonly RestingShortfall[] {
  return reaching.trails.flatMap((trail, position) =>
    (selectorsOf(trail, reaching.partition) ?? []).map((selector) => {
      const { assumes, ...ruledOut } = ruledOutBy(event, selector) ?? { why: saySetting(event, trail, reaching), assumes: [] }
      return { shortfall: Object.assign({ trail: position, selector: selector.label }, ruledOut), assumes }
    }),
  )
}

/** Undefined when the selector may record the event, so that only the trail's own settings can leave it out. */
export function ruledOutBy(event: CloudTrailEvent, selector: Selector): RuledOut | undefined {
  const failed = mostNearly(event, selector.upper)
  if (failed === undefined) return undefined
  const refused = selector.refuses[event.eventCategory as Category]
  if (refused !== undefined) return { why: refused, assumes: [] }
  const field = failed.part.field as EventField
  const why = sayPart(failed.part, valuesOf(event, field, failed.product))
  return { field, why, assumes: failed.part.assumes ?? [] }
}

interface Failed {
  readonly part: Part
  readonly product: Product
}

/** The part that fails in the product that comes nearest to recording the event; undefined when one does record it. */
function mostNearly(event: CloudTrailEvent, products: readonly Product[]): Failed | undefined {
  let nearest: Failed = { part: nothing, product: [] }
  let furthest = -1
  for (const product of products) {
    const part = firstFailing(event, product)
    if (part === undefined) return undefined
    const place = product.indexOf(part)
    if (place > furthest) [nearest, furthest] = [{ part, product }, place]
  }
  return nearest
}

/** Stands for a selector without a product. */
const nothing: Part = { field: 'eventCategory', anyOf: [], from: 'a selector of nothing' }

/** Which of the trail's own settings leaves an event out that its selectors choose. */
export function saySetting(event: CloudTrailEvent, trail: ReachingTrail, reaching: Reaching): string {
  if (event.userIdentity?.invokedBy === cloudTrail && trail.recursiveLogging !== true)
    return "RecursiveLogging false leaves out CloudTrail's own deliveries"
  if (isLeaderRegion(reaching) && !trail.multiRegion) return 'IncludeGlobalServiceEvents false leaves out events of global services'
  return 'the settings of the trail leave it out'
}
