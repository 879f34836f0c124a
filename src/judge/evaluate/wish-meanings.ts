/** The meanings of the wish words. */
import type { Scalar } from '../../nouns/rule.ts'
import type { WishWord } from '../../nouns/vocabulary.ts'
import { withinTruth } from './age.ts'
import type { Case, Seen } from './case.ts'
import type { Truth } from './judgement.ts'

/** A value that was seen, in full or in part. */
export type Known = Seen & { readonly value: NonNullable<Seen['value']> | null }

export interface WishMeaning {
  readonly holds: (seen: Known, wanted: never, of: Case) => Truth
  readonly say: (wanted: never) => string
}

/** An absent value (null) fulfils no wish but that it be absent. */
export const wishMeanings = {
  exists: {
    holds: (seen, wanted: boolean) => existence(seen, wanted),
    say: (wanted: boolean) => (wanted ? 'set' : 'not set'),
  },
  matches: {
    holds: ({ value }, wanted: string) => value !== null && matchesPattern(String(value), wanted),
    say: (wanted: string) => `like ${wanted}`,
  },
  oneOf: {
    holds: ({ value }, wanted: readonly Scalar[]) => value !== null && typeof value !== 'object' && wanted.includes(value),
    say: (wanted: readonly Scalar[]) => `one of ${wanted.join(', ')}`,
  },
  includes: {
    holds: (seen, wanted: readonly string[]) => inclusion(seen, wanted),
    say: (wanted: readonly string[]) => `all of ${wanted.join(', ')}`,
  },
  atLeast: {
    holds: ({ value }, wanted: number) => typeof value === 'number' && value >= wanted,
    say: (wanted: number) => `at least ${wanted}`,
  },
  atMost: {
    holds: ({ value }, wanted: number) => typeof value === 'number' && value <= wanted,
    say: (wanted: number) => `at most ${wanted}`,
  },
  within: {
    holds: ({ value }, wanted: Span, of) => typeof value === 'string' && withinTruth(value, hoursOf(wanted), of.snapshot),
    say: (wanted: Span) => ('hours' in wanted ? `within ${wanted.hours} hours` : `within ${wanted.days} days`),
  },
} as const satisfies Record<WishWord, WishMeaning>

type Span = { readonly hours: number } | { readonly days: number }

function hoursOf(span: Span): number {
  return 'hours' in span ? span.hours : span.days * 24
}

/** A list is there when it has members; that it may have some is no proof. */
function existence({ value, perhaps }: Known, wanted: boolean): Truth {
  const there = typeof value === 'object' && value !== null ? value.length > 0 : value !== null
  return !there && perhaps !== undefined && perhaps.length > 0 ? undefined : there === wanted
}

/** Nothing is wanted of a list by naming no member: over nothing it is false. */
function inclusion({ value, perhaps = [] }: Known, wanted: readonly string[]): Truth {
  if (wanted.length === 0) return false
  const known = typeof value === 'object' ? (value ?? []) : [String(value)]
  const missing = wanted.filter((member) => !known.includes(member))
  if (missing.length === 0) return true
  return perhaps === 'anything' || missing.every((member) => perhaps.includes(member)) ? undefined : false
}

/** `*` stands for any text. Compares piece after piece from the left, so no pattern can take more than length × pieces. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  if (!text.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return text === first
  let from = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
