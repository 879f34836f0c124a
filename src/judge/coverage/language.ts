/** The values one field may have: a set of strings built from equality, prefix, suffix and their negations, and perhaps absence. */
import { hits, noTexts, type Condition, type Texts } from './condition.ts'

/** Any string that begins and ends so; prefix and suffix may overlap. */
interface Open {
  readonly prefix: string
  readonly suffix: string
}

/** The values left for a field. Every alternative is inhabited: `exact` values and `open` ones pass `excluded`. */
export interface Language {
  readonly absent: boolean
  readonly exact: readonly string[]
  readonly open: readonly Open[]
  readonly excluded: Texts
  /** Nobody has narrowed it: any value that the field can have will do. */
  readonly free: boolean
}

/** Any string that begins with one of these. */
export function anyText(...prefixes: readonly string[]): Language {
  const open = (prefixes.length === 0 ? [''] : prefixes).map((prefix) => ({ prefix, suffix: '' }))
  return { absent: false, exact: [], open, excluded: noTexts, free: true }
}

/** One of these values and no other. */
export function oneOf(...values: readonly string[]): Language {
  return { absent: false, exact: values, open: [], excluded: noTexts, free: true }
}

export const onlyAbsent: Language = { ...oneOf(), absent: true }

export function orAbsent(language: Language): Language {
  return { ...language, absent: true }
}

/** Whether the language has this value (undefined: absent). */
export function admits(language: Language, value: string | undefined): boolean {
  if (value === undefined) return language.absent
  if (language.exact.includes(value)) return true
  return language.open.some((open) => fits(open, value)) && !hits(language.excluded, value)
}

/** The values that also meet the condition; undefined when there are none. */
export function narrow(language: Language, condition: Condition): Language | undefined {
  if (condition.absent) return language.absent ? { ...onlyAbsent, free: false } : undefined
  const chosen = condition.some === undefined ? language : choose(language, condition.some)
  return inhabited(condition.none === undefined ? chosen : exclude(chosen, condition.none))
}

function inhabited(language: Language): Language | undefined {
  return language.absent || language.exact.length > 0 || language.open.length > 0 ? language : undefined
}

function choose(language: Language, some: Texts): Language {
  const { excluded } = language
  const exact = new Set(language.exact.filter((value) => hits(some, value)))
  const open = new Map<string, Open>()
  for (const alternative of language.open) {
    for (const value of some.equals) if (fits(alternative, value) && !hits(excluded, value)) exact.add(value)
    for (const joined of joins(alternative, some)) if (!blocked(joined, excluded)) open.set(`${joined.prefix}\n${joined.suffix}`, joined)
  }
  return { absent: false, exact: [...exact], open: [...open.values()], excluded, free: false }
}

function joins(open: Open, some: Texts): readonly Open[] {
  const withPrefix = some.prefixes.flatMap((text) => longer(open.prefix, text, text.startsWith(open.prefix), open.prefix.startsWith(text)))
  const withSuffix = some.suffixes.flatMap((text) => longer(open.suffix, text, text.endsWith(open.suffix), open.suffix.endsWith(text)))
  return [
    ...withPrefix.map((prefix) => ({ prefix, suffix: open.suffix })),
    ...withSuffix.map((suffix) => ({ prefix: open.prefix, suffix })),
  ]
}

function longer(mine: string, theirs: string, extends_: boolean, extended: boolean): readonly string[] {
  return extends_ ? [theirs] : extended ? [mine] : []
}

function exclude(language: Language, none: Texts): Language {
  return {
    absent: language.absent,
    exact: language.exact.filter((value) => !hits(none, value)),
    open: language.open.filter((open) => !blocked(open, none)),
    excluded: union(language.excluded, none),
    free: false,
  }
}

function fits(open: Open, value: string): boolean {
  return value.startsWith(open.prefix) && value.endsWith(open.suffix)
}

/**
 * Whether no string of this kind escapes the excluded texts. With a character between prefix and suffix that occurs in no
 * text, the string equals none of them, and begins (ends) with one only if the prefix (suffix) itself does: so it is enough to look there.
 */
function blocked(open: Open, excluded: Texts): boolean {
  return (
    excluded.prefixes.some((prefix) => open.prefix.startsWith(prefix)) || excluded.suffixes.some((suffix) => open.suffix.endsWith(suffix))
  )
}

function union(left: Texts, right: Texts): Texts {
  if (left === noTexts) return right
  return {
    equals: new Set([...left.equals, ...right.equals]),
    prefixes: [...left.prefixes, ...right.prefixes],
    suffixes: [...left.suffixes, ...right.suffixes],
  }
}
