/** Conditions on one field, as CloudTrail combines equality, prefix, suffix and their negations. */

/** Texts that a value may equal, begin or end with. */
export interface Texts {
  readonly equals: ReadonlySet<string>
  readonly prefixes: readonly string[]
  readonly suffixes: readonly string[]
}

/**
 * A condition on one field, as CloudTrail combines it: some of `some` hits (an absent field never does), and none of `none`
 * (an absent field always passes). Reference 3.2, A1 (comparison by case), A2 (absence). `absent`: there must be no value.
 */
export interface Condition {
  readonly some?: Texts
  readonly none?: Texts
  readonly absent?: true
}

export const noTexts: Texts = { equals: new Set(), prefixes: [], suffixes: [] }

export function hits(texts: Texts, value: string): boolean {
  return (
    texts.equals.has(value) ||
    texts.prefixes.some((prefix) => value.startsWith(prefix)) ||
    texts.suffixes.some((suffix) => value.endsWith(suffix))
  )
}

/**
 * Whether a field with this value (undefined: absent) meets the condition. A field that stands in each of an event's resources has
 * several: then one of them is enough for `some`, and none of them may hit `none` (A4, A5).
 */
export function holds({ some, none, absent }: Condition, ...values: readonly (string | undefined)[]): boolean {
  const there = values.filter((value) => value !== undefined)
  if (absent && there.length > 0) return false
  return (some === undefined || there.some((value) => hits(some, value))) && (none === undefined || !there.some((value) => hits(none, value)))
}

/** The conditions whose union is the complement of this one: no positive text hits, or a negative one does. */
export function complement(condition: Condition): readonly Condition[] {
  return [
    ...(condition.some === undefined ? [] : [{ none: condition.some }]),
    ...(condition.none === undefined ? [] : [{ some: condition.none }]),
  ]
}
