/** What a rule answers on an example of its own, beside what the example says it should. */
import type { Examples, Rule } from './rule.ts'
import type { Outcome, Verdict } from './verdict.ts'

export interface ExampleResult {
  readonly rule: Rule
  readonly wanted: keyof Examples
  /** Counted from 1 among the examples of this outcome. */
  readonly number: number
  /** The worst of the verdicts: fail before unknown before pass before skip; undefined where there was no subject. */
  readonly shown: Outcome | undefined
  readonly verdicts: readonly Verdict[]
}

const worstFirst: readonly Outcome[] = ['fail', 'unknown', 'waived', 'pass', 'skip']

/** The outcome that decides what an example shows. */
export function worstOf(verdicts: readonly Verdict[]): Outcome | undefined {
  return worstFirst.find((outcome) => verdicts.some((verdict) => verdict.outcome === outcome))
}
