/** One rule on every subject of its kind. */
import { withParameters } from '../../nouns/expansion.ts'
import type { ParameterValue, Rule } from '../../nouns/rule.ts'
import type { Outcome, Subject, Verdict } from '../../nouns/verdict.ts'
import type { Baseline } from './baseline.ts'
import type { Case } from './case.ts'
import { judge } from './condition.ts'
import type { Judgement } from './judgement.ts'
import type { Question } from './question.ts'
import { citing, parametersOf } from './parameters.ts'
import type { Memory } from './memory.ts'
import { sharedFor, type Found } from './sharing.ts'
import { subjectsOf } from './subjects.ts'
import { waive, type Judged } from './waiving.ts'
import { sayReasons } from './wording.ts'

/** What the verdicts of one rule have in common. */
interface Judging {
  readonly rule: Rule
  readonly question: Question
  readonly baseline: Baseline
  readonly parameters: Readonly<Record<string, ParameterValue>>
  readonly memory: Memory
  readonly find: (of: Case) => Found
}

/**
 * The verdicts of one rule. Where it cannot be judged at this source, each subject is skipped; excluded accounts, and those for which
 * the policy turns the rule off, have none.
 */
export function judgeRule(rule: Rule, question: Question, memory: Memory, baseline: Baseline): readonly Judged[] {
  const own = parametersOf(rule, question.policy.with[rule.id]?.value)
  const parameters = { ...own.parameters, partition: question.snapshot.segments[0]?.header.partition ?? 'aws', source: question.source }
  const when = rule.when === undefined ? {} : { when: withParameters(rule.when, parameters) }
  const ready = { ...rule, ...when, must: withParameters(rule.must, parameters) }
  const find = sharedFor(ready, (of) => found(ready, of, question.source, own.citations))
  const judging = { rule: ready, question, baseline, parameters, memory, find }
  const subjects = subjectsOf(rule.subject, question.snapshot)
  const included = subjects.filter(({ account }) => account === undefined || !baseline.excluded.has(account))
  return included.flatMap((subject) => judgeSubject(subject, judging) ?? [])
}

function judgeSubject(subject: Subject, { rule, question, baseline, parameters, memory, find }: Judging): Judged | undefined {
  const severity = baseline.severityFor(rule, subject.account)
  if (severity === 'off') return undefined
  const { snapshot, policy } = question
  const anchor = baseline.anchorFor(rule.id, subject.account)
  const about = (regions?: Case['regions']): Verdict => {
    const of: Case = { snapshot, subject, parameters, memory, inventory: policy.accounts, ...(regions === undefined ? {} : { regions }) }
    const { gaps, ...proof } = find(of)
    return { rule: rule.id, severity, subject, ...proof, anchor, ...(gaps === undefined ? {} : { gaps }) }
  }
  return waive(about(), about, snapshot, baseline)
}

function found(rule: Rule, of: Case, source: Question['source'], citations: readonly string[]): Found {
  if (!rule.sources.includes(source)) return { outcome: 'skip', message: 'Not visible before deployment.', evidence: [] }
  const applies = rule.when === undefined ? undefined : judge(rule.when, of)
  if (applies?.truth === false) return { outcome: 'skip', message: `Does not apply. ${sayReasons(applies.why)}`, evidence: [] }
  const must = judge(rule.must, of)
  const judgement = citing(applies !== undefined && applies.truth === undefined && must.truth !== true ? applies : must, citations)
  return {
    outcome: outcomeOf(judgement),
    message: sayReasons(judgement.why),
    evidence: judgement.evidence,
    ...(judgement.witness === undefined ? {} : { witness: judgement.witness }),
    ...(judgement.gaps.length === 0 ? {} : { gaps: judgement.gaps }),
  }
}

function outcomeOf(judgement: Judgement): Outcome {
  return judgement.truth === undefined ? 'unknown' : judgement.truth ? 'pass' : 'fail'
}
