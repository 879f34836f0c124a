/** What a condition means: the words of nouns/vocabulary.ts, each with its meaning. */
import type { EventClass } from '../../nouns/event.ts'
import type { Condition, ParameterValue, Scalar, SubjectKind, Wish } from '../../nouns/rule.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Subject } from '../../nouns/verdict.ts'
import type { Word } from '../../nouns/vocabulary.ts'
import { every, not, some, type Judgement } from './judgement.ts'
import { readPath } from './paths.ts'
import { judgeRecorded } from './recorded.ts'
import type { CoverageMemory } from './region-answers.ts'
import { judgeWish } from './wish.ts'

/** What a condition is judged against. */
export interface Case {
  readonly snapshot: Snapshot
  readonly subject: Subject
  readonly parameters: Readonly<Record<string, ParameterValue>>
  readonly memory: CoverageMemory
}

type Meaning = (wanted: never, of: Case, condition: Condition) => Judgement

/** A word without a meaning does not compile. */
const meanings = {
  all: (parts: readonly Condition[], of: Case) => every(parts.map((part) => judge(part, of))),
  any: (parts: readonly Condition[], of: Case) => some(parts.map((part) => judge(part, of))),
  not: (part: Condition, of: Case) => not(judge(part, of)),
  // A condition whose parameters differ has ended before its entries are looked at.
  parameter: () => every([]),
  recorded: (eventClass: EventClass, of: Case, condition: Condition) => judgeRecorded('recorded', eventClass, condition.by ?? 'trails', of),
  unrecorded: (eventClass: EventClass, of: Case, condition: Condition) => judgeRecorded('unrecorded', eventClass, condition.by ?? 'trails', of),
} as const satisfies Record<Word, Meaning>

/**
 * Every entry of a condition must hold. Parameters (`$name`) must have been put in by `withParameters`. Where the policy set a
 * parameter to another value, the condition is false without a word: what it asks is not what was wanted.
 */
export function judge(condition: Condition, of: Case): Judgement {
  if (condition.parameter !== undefined && !parametersAre(condition.parameter, of)) return { truth: false, why: [], evidence: [], gaps: [] }
  const entries = Object.entries(condition).filter(([key]) => key !== 'by')
  return every(entries.map(([key, wanted]) => judgeEntry(key, wanted, condition, of)))
}

function judgeEntry(key: string, wanted: unknown, condition: Condition, of: Case): Judgement {
  if (Object.hasOwn(meanings, key)) return meanings[key as Word](wanted as never, of, condition)
  return judgeWish(of.subject.kind as SubjectKind, key, readPath(of.snapshot, of.subject, key), wanted as Wish)
}

function parametersAre(wanted: Readonly<Record<string, Scalar>>, of: Case): boolean {
  return Object.entries(wanted).every(([name, value]) => of.parameters[name] === value)
}

/** The condition with `$name` replaced by the parameter of that name, wherever it stands as a whole value. */
export function withParameters<T>(value: T, parameters: Readonly<Record<string, ParameterValue>>): T {
  if (typeof value === 'string' && value.startsWith('$')) return (parameters[value.slice(1)] ?? value) as T
  if (Array.isArray(value)) return value.map((item) => withParameters(item as unknown, parameters)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withParameters(item as unknown, parameters)])) as T
}
