/** Why selectors leave an event out, in words. */
import type { CloudTrailEvent, EventField } from '../../nouns/event.ts'
import type { Reaching, ReachingTrail, Shortfall } from './answer.ts'
import { holds, type Condition, type Texts } from './language.ts'
import type { Part, Product } from './product.ts'
import type { Category, Selector } from './selector.ts'
import { isLeaderRegion, selectorsOf } from './trail.ts'
import { cloudTrail } from './universe.ts'

/** A shortfall with the settled assumptions that it rests on. */
interface Explained {
  readonly shortfall: Shortfall
  readonly assumes: readonly string[]
}

/** One per selector of each reaching trail; of an event that none of them records. */
export function shortfallsOf(event: CloudTrailEvent, reaching: Reaching): readonly Explained[] {
  return reaching.trails.flatMap((trail) =>
    (selectorsOf(trail, reaching.partition) ?? []).map((selector) => explain(event, trail, selector, reaching)),
  )
}

function explain(event: CloudTrailEvent, trail: ReachingTrail, selector: Selector, reaching: Reaching): Explained {
  const failed = mostNearly(event, selector)
  const named = { trail: trail.name, selector: selector.label }
  if (failed === undefined) return { shortfall: { ...named, why: saySetting(event, trail, reaching) }, assumes: [] }
  const refused = selector.refuses[event.eventCategory as Category]
  if (refused !== undefined) return { shortfall: { ...named, why: refused }, assumes: [] }
  return { shortfall: { ...named, field: failed.field, why: sayPart(failed, valueOf(event, failed.field)) }, assumes: failed.assumes ?? [] }
}

/** The part that fails in the product that comes nearest to recording the event; undefined when one does record it. */
function mostNearly(event: CloudTrailEvent, { upper }: Selector): Part | undefined {
  const places = upper.map((product) => [firstFailing(event, product), product] as const)
  if (places.some(([place]) => place < 0)) return undefined
  const furthest = Math.max(...places.map(([place]) => place))
  const [place, product] = places.find(([each]) => each === furthest) ?? [0, []]
  return product[place] ?? nothing
}

/** Stands for a selector without a product. */
const nothing: Part = { field: 'eventCategory', anyOf: [], from: 'a selector of nothing' }

function firstFailing(event: CloudTrailEvent, product: Product): number {
  return product.findIndex(({ field, anyOf }) => !anyOf.some((condition) => holds(condition, valueOf(event, field))))
}

/** What stands in a field of an event; `ARNPrefix` counts as the ARN (A6), and the first resource for all (A4). */
export function valueOf(event: CloudTrailEvent, field: EventField): string | undefined {
  const [resource] = event.resources ?? []
  if (field === 'resources.type') return resource?.type
  if (field === 'resources.ARN') return resource?.ARN ?? resource?.ARNPrefix
  if (field === 'userIdentity.arn') return event.userIdentity?.arn
  if (field === 'userIdentity.invokedBy') return event.userIdentity?.invokedBy
  const value = event[field]
  return value === undefined ? undefined : String(value)
}

function saySetting(event: CloudTrailEvent, trail: ReachingTrail, reaching: Reaching): string {
  if (event.userIdentity?.invokedBy === cloudTrail && trail.recursiveLogging !== true)
    return "RecursiveLogging false leaves out CloudTrail's own deliveries"
  if (isLeaderRegion(reaching) && !trail.multiRegion) return 'IncludeGlobalServiceEvents false leaves out events of global services'
  return 'the settings of the trail leave it out'
}

function sayPart({ field, anyOf, from }: Part, value: string | undefined): string {
  const events = value === undefined ? `events without ${field}` : `events with ${field} ${value}`
  return `${from ?? `${field} ${anyOf.map(sayCondition).join(', or ')}`} leaves out ${events}`
}

function sayCondition({ some, none }: Condition): string {
  return [...sayTexts(some, ''), ...sayTexts(none, 'Not')].join(' and ')
}

function sayTexts(texts: Texts | undefined, not: '' | 'Not'): readonly string[] {
  if (texts === undefined) return []
  const lists = [
    ['Equals', [...texts.equals]],
    ['StartsWith', texts.prefixes],
    ['EndsWith', texts.suffixes],
  ] as const
  return lists.flatMap(([operator, values]) => (values.length === 0 ? [] : [`${not}${operator} ${sayValues(values)}`]))
}

function sayValues(values: readonly string[]): string {
  return values.length > 3 ? `${values.slice(0, 3).join(', ')} and ${values.length - 3} more` : values.join(', ')
}
