/** Advanced event selectors (reference 3): what each one records, with bounds where AWS does not say. */
import { eventFields, operators, type EventField, type Operator } from '../../nouns/event.ts'
import type { Doubt } from './answer.ts'
import type { Part, Product } from './cell.ts'
import type { Condition } from './condition.ts'
import { doubt, exactly, isRecord, isTexts, labelOf, opaque, strangers, textsOf, type Selector } from './selector.ts'

/** Fields that a selector may name; `userIdentity.invokedBy` is a word of classes only (nouns/event.ts). */
const selectorFields: ReadonlySet<string> = new Set(eventFields.filter((field) => field !== 'userIdentity.invokedBy'))

/** A field selector: its condition where it can be read, and what is in doubt. */
interface Reading {
  readonly field: string
  readonly condition?: Condition
  readonly doubts: readonly Doubt[]
}

/** One advanced selector as GetEventSelectors returned it; unknown members make it undecided (A18), a field named twice (A7) as well. */
export function readAdvanced(raw: unknown, index: number): Selector {
  if (!isRecord(raw)) return opaque(labelOf(index), 'is not a selector', 'ask again with a newer trailgate')
  const label = labelOf(index, raw.Name)
  const unknown = strangers(raw, ['Name', 'FieldSelectors'])
  if (unknown.length > 0)
    return opaque(label, `has the member ${unknown.join(', ')}, which is not known here (A18)`, `remove it, or use a newer trailgate`)
  const written = raw.FieldSelectors
  if (!Array.isArray(written) || written.length === 0) return opaque(label, 'has no field selectors (A18)', 'give it field selectors')
  return bounded(label, (written as readonly unknown[]).map(readField))
}

function readField(raw: unknown): Reading {
  if (!isRecord(raw) || typeof raw.Field !== 'string') {
    return { field: '', doubts: [doubt('has a field selector without a field (A18)', 'remove it, or use a newer trailgate')] }
  }
  const { Field: field } = raw
  const doubts = doubtsAbout(field, raw)
  return doubts.length > 0 ? { field, doubts } : { field, condition: conditionOf(raw), doubts }
}

function doubtsAbout(field: string, raw: Readonly<Record<string, unknown>>): readonly Doubt[] {
  const unknown = strangers(raw, ['Field', ...operators])
  const given = operators.filter((operator) => raw[operator] !== undefined)
  const newer = 'remove it, or use a newer trailgate'
  if (!selectorFields.has(field)) return [doubt(`names the field ${field}, which is not known here (A18)`, newer)]
  if (unknown.length > 0) return [doubt(`asks of ${field} by ${unknown.join(', ')}, which is not known here (A18)`, newer)]
  if (!given.every((operator) => isTexts(raw[operator])))
    return [doubt(`compares ${field} with something that is not a list of texts (A18)`, newer)]
  if (given.every((operator) => textsIn(raw, operator).length === 0)) {
    return [doubt(`names ${field} without an operator (A18)`, 'give it an operator, or ask again with a newer trailgate')]
  }
  return []
}

function textsIn(raw: Readonly<Record<string, unknown>>, operator: Operator): readonly string[] {
  const values = raw[operator]
  return isTexts(values) ? values : []
}

/** Positive operators are alternatives, negative ones all forbid; an empty list is none (reference 3.2). */
export function conditionOf(raw: Readonly<Record<string, unknown>>): Condition {
  const some = textsOf(textsIn(raw, 'Equals'), textsIn(raw, 'StartsWith'), textsIn(raw, 'EndsWith'))
  const none = textsOf(textsIn(raw, 'NotEquals'), textsIn(raw, 'NotStartsWith'), textsIn(raw, 'NotEndsWith'))
  return { ...(isEmpty(some) ? {} : { some }), ...(isEmpty(none) ? {} : { none }) }
}

function isEmpty(texts: ReturnType<typeof textsOf>): boolean {
  return texts.equals.size + texts.prefixes.length + texts.suffixes.length === 0
}

/**
 * Fields are ANDed. What cannot be read: the lower bound is then nothing, the upper one does without that field. A type that is in
 * doubt also leaves open which resource a condition on the ARN is about, and so does an ARN that is named twice.
 */
function bounded(label: string, readings: readonly Reading[]): Selector {
  const fields = [...new Set(readings.map(({ field }) => field))]
  const grouped = fields.map((field) => readings.filter((reading) => reading.field === field))
  const unread = [...readings.flatMap(({ doubts }) => doubts), ...missingCategory(fields)]
  const repeated = fields.filter((_, index) => (grouped[index]?.length ?? 0) > 1)
  const twice = repeated.map(twiceNamed)
  const typeIsOpen = grouped.some((group) => group[0]?.field === 'resources.type' && (group.length > 1 || group[0].condition === undefined))
  const upper = grouped.flatMap((group) => (typeIsOpen && group[0]?.field === 'resources.ARN' ? [] : partsOf(group, 'any')))
  if (unread.length + twice.length === 0) return exactly(label, [upper])
  const nothing = unread.length > 0 || typeIsOpen || repeated.includes('resources.ARN')
  const lower: readonly Product[] = nothing ? [] : [grouped.flatMap((group) => partsOf(group, 'all'))]
  return { label, lower, upper: [upper], doubts: [...unread, ...twice], refuses: {} }
}

/** Entries for the same field: that all hold is the strictest reading, that one is enough the loosest. */
function partsOf(group: readonly Reading[], how: 'all' | 'any'): readonly Part[] {
  const conditions = group.flatMap(({ condition }) => condition ?? [])
  const field = group[0]?.field as EventField
  if (conditions.length < group.length) return []
  const assumes = assumedFor(field)
  const sets = how === 'any' ? [conditions] : conditions.map((condition) => [condition])
  return sets.map((anyOf) => ({ field, anyOf, assumes }))
}

function assumedFor(field: EventField): readonly string[] {
  if (field === 'readOnly') return ['A3']
  if (field === 'resources.type') return ['A4']
  return field === 'resources.ARN' ? ['A4', 'A5', 'A6'] : []
}

function missingCategory(fields: readonly string[]): readonly Doubt[] {
  return fields.includes('eventCategory') ? [] : [doubt('does not name eventCategory, which AWS requires', 'name eventCategory in it')]
}

function twiceNamed(field: string): Doubt {
  return doubt(`names the field ${field} more than once, and AWS does not say how it reads that (A7)`, `name ${field} once`)
}
