/** One event against one product: the same conditions as in the search, on the values that stand in a record. */
import type { CloudTrailEvent, EventField } from '../../nouns/event.ts'
import type { Part, Product } from './cell.ts'
import { holds } from './condition.ts'

/** The first part that rules the event out; undefined when the event is of the product. */
export function firstFailing(event: CloudTrailEvent, product: Product): Part | undefined {
  return product.find((part) => !meets(event, part, product))
}

function meets(event: CloudTrailEvent, part: Part, product: Product): boolean {
  const values = valuesOf(event, part.field as EventField, product)
  return part.anyOf.some((condition) => holds(condition, ...values))
}

/** What stands in a field. A condition on `resources.ARN` is about the resources that those on `resources.type` choose (A5). */
export function valuesOf(event: CloudTrailEvent, field: EventField, product: Product = []): readonly (string | undefined)[] {
  const resources = Array.isArray(event.resources) ? event.resources : []
  if (field === 'resources.type') return resources.map(({ type }) => type)
  if (field === 'resources.ARN') {
    const ofType = product.filter((part) => part.field === 'resources.type')
    const chosen = resources.filter(({ type }) => ofType.every(({ anyOf }) => anyOf.some((condition) => holds(condition, type))))
    // S3 gives the prefix of what it lists in place of an ARN (A6).
    return chosen.map(({ ARN, ARNPrefix }) => ARN ?? ARNPrefix)
  }
  if (field === 'userIdentity.arn') return [event.userIdentity?.arn]
  if (field === 'userIdentity.invokedBy') return [event.userIdentity?.invokedBy]
  const value = event[field]
  return [value === undefined || value === null ? undefined : String(value)]
}
