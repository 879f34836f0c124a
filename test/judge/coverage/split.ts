/** Classes cut in two. */
import type { EventClass, EventField, FieldWish } from '../../../src/nouns/event.ts'
import { poolOf } from './pools.ts'

const fields: readonly EventField[] = ['readOnly', 'eventSource', 'eventName', 'resources.type', 'resources.ARN', 'userIdentity.arn']

/** A class's two parts by a field that it does not name: with a value and without it, or with a beginning and without it. */
export function splits(eventClass: EventClass, seed: number): readonly EventClass[] {
  const free = fields.filter((field) => eventClass[field] === undefined && mayStand(field, eventClass))
  const field = free[seed % free.length] ?? 'userIdentity.invokedBy'
  const pool = poolOf(field)
  const text = pool[Math.floor(seed / free.length) % pool.length] ?? 'x'
  return halves(field, text, seed % 2 === 0).map((wish) => Object.assign({}, eventClass, { [field]: wish }))
}

/** A class that names the ARN chooses among the resources when it names the type as well: then these are not its parts. */
function mayStand(field: EventField, eventClass: EventClass): boolean {
  return field !== 'resources.type' || eventClass['resources.ARN'] === undefined
}

function halves(field: EventField, text: string, byPrefix: boolean): readonly FieldWish[] {
  // What has no readOnly is a part as well.
  if (field === 'readOnly') return [true, false, null]
  if (field === 'userIdentity.invokedBy') return [{ NotEquals: ['cloudtrail.amazonaws.com', text] }, { Equals: text }]
  if (byPrefix && field !== 'resources.type') return [{ StartsWith: text }, { NotStartsWith: text }]
  return [{ Equals: text }, { NotEquals: text }]
}
