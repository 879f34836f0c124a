/** What a condition means: the words of nouns/vocabulary.ts, each with its meaning. */
import type { EventClass } from '../../nouns/event.ts'
import type { Condition, OverList, ParameterValue, ParameterWish, Scalar, Wish } from '../../nouns/rule.ts'
import { modifiers, type Word } from '../../nouns/vocabulary.ts'
import { judgeAlarmed } from './alarmed.ts'
import type { Case } from './case.ts'
import { every, not, some, type Judgement } from './judgement.ts'
import { judgeList } from './list.ts'
import { onceIn } from './once-in.ts'
import { readPath } from './paths.ts'
import { judgeRecordedIn } from './recorded-in.ts'
import { combinedOnce } from './shared-judgement.ts'
import { judgeWish, readyWish } from './wish.ts'

/** A condition, or an entry of one, made ready: only the subject is missing. */
type Asking = (of: Case) => Judgement

type Meaning = (wanted: never, condition: Condition) => Asking

/** A word without a meaning does not compile. */
const meanings = {
  all: (parts: readonly Condition[]) => allOf(parts.map(askingOf)),
  any: (parts: readonly Condition[]) => {
    const askings = parts.map(askingOf)
    const whole = combinedOnce(some)
    return (of) => whole(askings.map((ask) => ask(of)))
  },
  not: (part: Condition) => {
    const ask = askingOf(part)
    const whole = combinedOnce(([only]) => not(only as Judgement))
    return (of) => whole([ask(of)])
  },
  some: (over: OverList) => (of) => judgeList('some', over, of, judge),
  every: (over: OverList) => (of) => judgeList('every', over, of, judge),
  // A condition whose parameters differ has ended before its entries are looked at.
  parameter: () => () => every([]),
  recorded: (eventClass: EventClass, { by = 'trails', in: where = 'every-region' }: Condition) => {
    return (of) => judgeRecordedIn('recorded', eventClass, by, where, of)
  },
  unrecorded: (eventClass: EventClass, { by = 'trails', in: where = 'every-region' }: Condition) => {
    return (of) => judgeRecordedIn('unrecorded', eventClass, by, where, of)
  },
  alarmed: (events: readonly string[]) => (of) => judgeAlarmed(events, of),
} as const satisfies Record<Word, Meaning>

function allOf(askings: readonly Asking[]): Asking {
  const [only] = askings
  if (only !== undefined && askings.length === 1) return only
  const whole = combinedOnce(every)
  return (of) => whole(askings.map((ask) => ask(of)))
}

/**
 * Every entry of a condition must hold. Parameters (`$name`) must have been put in by `withParameters`. Where the policy set a
 * parameter to another value, the condition is false without a word: what it asks is not what was wanted.
 */
export function judge(condition: Condition, of: Case): Judgement {
  return askingOf(condition)(of)
}

const askings = new WeakMap<Condition, Asking>()

/** A condition does not change, and is judged of thousands of subjects. */
function askingOf(condition: Condition): Asking {
  return onceIn(askings, condition, () => makeReady(condition))
}

const wordless: Judgement = { truth: false, why: [], evidence: [], gaps: [] }

function makeReady(condition: Condition): Asking {
  const { parameter } = condition
  const entries = Object.entries(condition).filter(([key]) => !Object.hasOwn(modifiers, key))
  const ask = allOf(entries.map(([key, wanted]) => entryOf(key, wanted, condition)))
  return parameter === undefined ? ask : (of) => (parametersAre(parameter, of) ? ask(of) : wordless)
}

function entryOf(key: string, wanted: unknown, condition: Condition): Asking {
  const meaning = meaningOf(key)
  if (meaning !== undefined) return meaning(wanted as never, condition)
  const wish = readyWish(wanted as Wish)
  return (of) => judgeWish(of, key, readPath(of, key), wish)
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
