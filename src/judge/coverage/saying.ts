/** A requirement of a selector in words, and what it leaves out. */
import type { Part } from './cell.ts'
import type { Condition, Texts } from './condition.ts'

/** `readOnly Equals false leaves out events with readOnly true`; without a full stop. */
export function sayPart({ field, anyOf, from }: Part, values: readonly (string | undefined)[]): string {
  const there = values.filter((value) => value !== undefined)
  const events = there.length === 0 ? `events without ${field}` : `events with ${field} ${there.join(' and ')}`
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
