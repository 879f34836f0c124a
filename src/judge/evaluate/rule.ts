/** One rule on every subject of its kind. */
import type { Rule } from '../../nouns/rule.ts'
import type { Outcome, Subject, Verdict } from '../../nouns/verdict.ts'
import { anchorOf } from './anchor.ts'
import { judge, withParameters, type Case } from './condition.ts'
import type { Judgement } from './judgement.ts'
import { citing, parametersOf } from './parameters.ts'
import type { Question } from './question.ts'
import type { CoverageMemory } from './region-answers.ts'
import { severityOf } from './selection.ts'
import { subjectsOf } from './subjects.ts'
import { sayReasons } from './wording.ts'

/** The verdicts of one rule; where it cannot be judged at this source, each subject is skipped. */
export function judgeRule(rule: Rule, question: Question, memory: CoverageMemory): readonly Verdict[] {
  const { parameters, citations } = parametersOf(rule, question.policy.with[rule.id]?.value)
  const ready = { ...rule, must: withParameters(rule.must, parameters), ...(rule.when === undefined ? {} : { when: withParameters(rule.when, parameters) }) }
  return subjectsOf(rule.subject, question.snapshot).map((subject) => judgeSubject(ready, { snapshot: question.snapshot, subject, parameters, memory }, question, citations))
}

function judgeSubject(rule: Rule, of: Case, question: Question, citations: readonly string[]): Verdict {
  if (!rule.sources.includes(question.source)) return verdictOf(rule, of.subject, 'skip', 'Not visible before deployment.', question)
  const applies = rule.when === undefined ? undefined : judge(rule.when, of)
  if (applies?.truth === false) return verdictOf(rule, of.subject, 'skip', `Does not apply. ${sayReasons(applies.why)}`, question)
  const must = judge(rule.must, of)
  const judgement = applies !== undefined && applies.truth === undefined && must.truth !== true ? applies : must
  return verdictOf(rule, of.subject, outcomeOf(judgement), sayReasons(judgement.why), question, citing(judgement, citations))
}

function outcomeOf(judgement: Judgement): Outcome {
  return judgement.truth === undefined ? 'unknown' : judgement.truth ? 'pass' : 'fail'
}

function verdictOf(rule: Rule, subject: Subject, outcome: Outcome, message: string, question: Question, judgement?: Judgement): Verdict {
  return {
    rule: rule.id,
    severity: severityOf(rule, question.policy),
    subject,
    outcome,
    message,
    evidence: judgement?.evidence ?? [],
    ...(judgement?.witness === undefined ? {} : { witness: judgement.witness }),
    anchor: anchorOf(question.policy, rule.id, subject.account),
    ...(judgement === undefined || judgement.gaps.length === 0 ? {} : { gaps: judgement.gaps }),
  }
}
