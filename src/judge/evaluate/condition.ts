/** What a condition means: the words of nouns/vocabulary.ts, each with its meaning. */
import type { EventClass } from '../../nouns/event.ts'
import type { Condition, OverList, ParameterValue, ParameterWish, Scalar, Wish } from '../../nouns/rule.ts'
import { modifiers, type Word } from '../../nouns/vocabulary.ts'
import { judgeAlarmed } from './alarmed.ts'
import type { Case } from './case.ts'
import { every, not, some, type Judgement } from './judgement.ts'
import { judgeList } from './list.ts'
import { readPath } from './paths.ts'
import { judgeRecordedIn } from './recorded-in.ts'
import { judgeWish } from './wish.ts'

type Meaning = (wanted: never, of: Case, condition: Condition) => Judgement

/** A word without a meaning does not compile. */
const meanings = {
  all: (parts: readonly Condition[], of: Case) => every(parts.map((part) => judge(part, of))),
  any: (parts: readonly Condition[], of: Case) => some(parts.map((part) => judge(part, of))),
  not: (part: Condition, of: Case) => not(judge(part, of)),
  some: (over: OverList, of: Case) => judgeList('some', over, of, judge),
  every: (over: OverList, of: Case) => judgeList('every', over, of, judge),
  // A condition whose parameters differ has ended before its entries are looked at.
  parameter: () => every([]),
  recorded: (eventClass: EventClass, of: Case, condition: Condition) =>
    judgeRecordedIn('recorded', eventClass, condition.by ?? 'trails', condition.in ?? 'every-region', of),
  unrecorded: (eventClass: EventClass, of: Case, condition: Condition) =>
    judgeRecordedIn('unrecorded', eventClass, condition.by ?? 'trails', condition.in ?? 'every-region', of),
  alarmed: (events: readonly string[], of: Case) => judgeAlarmed(events, of),
} as const satisfies Record<Word, Meaning>

/**
 * Every entry of a condition must hold. Parameters (`$name`) must have been put in by `withParameters`. Where the policy set a
 * parameter to another value, the condition is false without a word: what it asks is not what was wanted.
 */
export function judge(condition: Condition, of: Case): Judgement {
  if (condition.parameter !== undefined && !parametersAre(condition.parameter, of)) return { truth: false, why: [], evidence: [], gaps: [] }
  const entries = Object.entries(condition).filter(([key]) => !Object.hasOwn(modifiers, key))
  return every(entries.map(([key, wanted]) => judgeEntry(key, wanted, condition, of)))
}

function judgeEntry(key: string, wanted: unknown, condition: Condition, of: Case): Judgement {
  const meaning = meaningOf(key)
  if (meaning !== undefined) return meaning(wanted as never, of, condition)
  return judgeWish(of, key, readPath(of, key), wanted as Wish)
}

function meaningOf(key: string): Meaning | undefined {
  return Object.hasOwn(meanings, key) ? meanings[key as Word] : undefined
}

function parametersAre(wanted: Readonly<Record<string, ParameterWish>>, { parameters }: Case): boolean {
  return Object.entries(wanted).every(([name, wish]) => {
    const isNegated = typeof wish === 'object' && 'not' in wish
    return isNegated ? !isEqual(wish.not, parameters[name]) : isEqual(wish, parameters[name])
  })
}

/** Lists are equal when they have the same members in the same order. */
function isEqual(wanted: Scalar | readonly Scalar[], value: ParameterValue | undefined): boolean {
  if (typeof wanted !== 'object') return value === wanted
  return Array.isArray(value) && value.length === wanted.length && wanted.every((member, index) => member === value[index])
}
