/** Whether a value is what a rule wishes for: the meanings of the wish words. */
import type { Scalar, Wish } from '../../nouns/rule.ts'
import type { Json } from '../../nouns/verdict.ts'
import { paths, type PathEntry, type WishWord } from '../../nouns/vocabulary.ts'
import type { SubjectKind } from '../../nouns/rule.ts'
import type { Judgement, Truth } from './judgement.ts'
import type { Seen } from './paths.ts'

interface WishMeaning {
  readonly holds: (value: Scalar | null, wanted: never) => boolean
  readonly say: (wanted: never) => string
}

/** An absent value (null) fulfils no wish but that it be absent. */
const wishMeanings = {
  exists: {
    holds: (value, wanted: boolean) => (value !== null) === wanted,
    say: (wanted: boolean) => (wanted ? 'set' : 'not set'),
  },
  matches: {
    holds: (value, wanted: string) => value !== null && matchesPattern(String(value), wanted),
    say: (wanted: string) => `like ${wanted}`,
  },
} as const satisfies Record<WishWord, WishMeaning>

/** The judgement of one path's value against one wish. */
export function judgeWish(kind: SubjectKind, path: string, seen: Seen, wish: Wish): Judgement {
  const truth: Truth = seen.value === undefined ? undefined : holds(seen.value, wish)
  const entry = (paths[kind] as Readonly<Record<string, PathEntry>>)[path]
  const evidence = { path, seen: seen.value ?? (seen.value === null ? null : 'could not be seen'), wanted: wantedOf(wish), source: seen.source }
  return {
    truth,
    why: seen.why ?? [`${entry?.wording ?? path} is ${sayValue(seen.value)}`],
    evidence: [evidence],
    gaps: seen.gaps ?? [],
    ...(seen.witness === undefined ? {} : { witness: seen.witness }),
  }
}

function holds(value: Scalar | null, wish: Wish): boolean {
  if (typeof wish !== 'object') return value === wish
  return Object.entries(wish).every(([word, wanted]) => wishMeanings[word as WishWord].holds(value, wanted as never))
}

/** What was wanted, in words that stand beside what was seen. */
function wantedOf(wish: Wish): Json {
  if (typeof wish !== 'object') return wish
  return Object.entries(wish)
    .map(([word, wanted]) => wishMeanings[word as WishWord].say(wanted as never))
    .join(' and ')
}

function sayValue(value: Seen['value']): string {
  if (value === undefined) return 'not known'
  if (value === null) return 'not set'
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)
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
