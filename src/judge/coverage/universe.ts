/** Which of the events that there can be a class asks about, or why none. */
import { eventFields, type EventClass, type EventField, type FieldWish } from '../../nouns/event.ts'
import { conditionOf } from './advanced.ts'
import { intersect, type Product } from './cell.ts'
import { overBoth } from './companion.ts'
import type { Condition } from './condition.ts'
import { anyText, narrow } from './language.ts'
import { cloudTrail, everySlice, ofType, type Slice } from './possible-events.ts'
import { equalTo, textsOf } from './selector.ts'

/** The condition that a wish says; `null` wishes the field absent. */
function conditionOfWish(wish: FieldWish): Condition {
  if (wish === null) return { absent: true }
  if (typeof wish !== 'object') return equalTo(String(wish))
  if (isList(wish)) return equalTo(...wish.map(String))
  return conditionOf(Object.fromEntries(Object.entries(wish).map(([operator, values]) => [operator, [values].flat().map(String)])))
}

function isList(wish: object): wish is readonly (string | boolean)[] {
  return Array.isArray(wish)
}

/**
 * The events of a class in one partition, slice by slice; empty when there are none. CloudTrail's own calls count only where
 * the class names `userIdentity.invokedBy` (design section 3).
 */
export function slicesOf(eventClass: EventClass, partition: string): readonly Slice[] {
  const known = remembered.get(eventClass) ?? new Map<string, readonly Slice[]>()
  const slices = known.get(partition) ?? cutOut(eventClass, partition)
  remembered.set(eventClass, known.set(partition, slices))
  return slices
}

/** A rule asks about the same class in every account and region. */
const remembered = new WeakMap<EventClass, Map<string, readonly Slice[]>>()

function cutOut(eventClass: EventClass, partition: string): readonly Slice[] {
  const product: Product = conditionsOf(eventClass).map(([field, condition]) => ({ field, anyOf: [condition] }))
  return everySlice(partition).flatMap((slice) => {
    const products = slice.types === undefined ? [product] : overBoth(product, slice.types)
    return products.flatMap((each) => [...intersect(slice.cell, each)].map((cell) => Object.assign({}, slice, { cell })))
  })
}

/** What a class asks of each field, in the order of the fields. */
function conditionsOf(eventClass: EventClass): readonly (readonly [EventField, Condition])[] {
  return eventFields.flatMap((field) => {
    const wish = eventClass[field]
    if (wish !== undefined) return [[field, conditionOfWish(wish)] as const]
    return field === 'userIdentity.invokedBy' ? [[field, { none: textsOf([cloudTrail]) }] as const] : []
  })
}

const partitions = ['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f']

/** Why no event can be of this class, in a sentence without a full stop; undefined when one can. Without a partition: in none of them. */
export function emptyReason(eventClass: EventClass, partition?: string): string | undefined {
  const asked = partition === undefined ? partitions : [partition]
  if (asked.some((each) => slicesOf(eventClass, each).length > 0)) return undefined
  const [first = 'aws'] = asked
  const conditions = conditionsOf(eventClass)
  const failures = everySlice(first).flatMap(eachResource).map((slice) => ({
    slice,
    field: conditions.find(([field, condition]) => !narrow(slice.cell[field], condition))?.[0],
  }))
  const inCategory = failures.filter(({ field }) => field !== 'eventCategory')
  const telling = inCategory.find(({ field }) => field !== 'resources.type') ?? inCategory[0]
  if (telling?.field === undefined) return 'eventCategory must be Management, Data or NetworkActivity'
  return sayImpossible(telling.slice, telling.field, eventClass[telling.field])
}

/** Events of two resources as the one with either of them. */
function eachResource(slice: Slice): readonly Slice[] {
  const { cell, types } = slice
  return types === undefined ? [slice] : [slice, { ...slice, cell: ofType(cell, types[1], cell['companion.ARN']) }]
}

function sayImpossible({ category, cell }: Slice, field: EventField, wish: FieldWish | undefined): string {
  const language = cell[field]
  if (!language.absent && wish === null) return `every ${category} event has ${field}`
  if (language.exact.length + language.open.length === 0) return `no ${category} event has ${field}`
  if (language.open.length === 0) return `${field} of a ${category} event is ${language.exact.join(' or ')}`
  const [{ prefix } = { prefix: '' }] = language.open
  return prefix === '' || narrow(anyText(), conditionOfWish(wish ?? {})) === undefined
    ? `no text can be what the class asks of ${field}`
    : `${field} of a ${category} event begins with ${prefix}`
}
