/** One rule on every subject of its kind. */
import { withParameters } from '../../nouns/expansion.ts'
import type { Place } from '../../nouns/place.ts'
import type { Waiver } from '../../nouns/policy.ts'
import type { Rule, Severity } from '../../nouns/rule.ts'
import type { Outcome, Subject, Verdict } from '../../nouns/verdict.ts'
import type { Baseline } from './baseline.ts'
import type { Case } from './case.ts'
import { judge } from './condition.ts'
import type { Judgement } from './judgement.ts'
import type { Question } from './question.ts'
import { citing, parametersOf } from './parameters.ts'
import type { Memory } from './memory.ts'
import { sharedByAlike } from './sharing.ts'
import { subjectsOf } from './subjects.ts'
import { waive, type Judged } from './waiving.ts'
import { sayReasons } from './wording.ts'

/** A verdict without what the policy makes of it. */
type Found = Pick<Verdict, 'outcome' | 'message' | 'evidence' | 'witness' | 'gaps'>

/** What the verdicts of one rule have in common. */
interface Judging {
  readonly rule: Rule
  readonly baseline: Baseline
  readonly waivers: readonly Waiver[]
  /** The case of a subject, but for the subject. */
  readonly common: Omit<Case, 'subject'>
  readonly find: (of: Case) => Found
}

/**
 * The verdicts of one rule. Where it cannot be judged at this source, each subject is skipped; excluded accounts, and those for which
 * the policy turns the rule off, have none.
 */
export function judgeRule(rule: Rule, question: Question, memory: Memory, baseline: Baseline): readonly Judged[] {
  const judging = judgingOf(rule, question, memory, baseline)
  const judged: Judged[] = []
  for (const subject of subjectsOf(rule.subject, question.snapshot)) {
    if (subject.account !== undefined && baseline.excluded.has(subject.account)) continue
    const severity = baseline.severityFor(rule, subject.account)
    if (severity !== 'off') judged.push(judgeSubject(subject, severity, judging))
  }
  return judged
}

function judgingOf(rule: Rule, { snapshot, policy, source }: Question, memory: Memory, baseline: Baseline): Judging {
  const own = parametersOf(rule, policy.with[rule.id]?.value)
  const parameters = { ...own.parameters, partition: snapshot.segments[0]?.header.partition ?? 'aws', source }
  const when = rule.when === undefined ? {} : { when: withParameters(rule.when, parameters) }
  const ready = { ...rule, ...when, must: withParameters(rule.must, parameters) }
  const conditions = ready.when === undefined ? [ready.must] : [ready.when, ready.must]
  const find = sharedByAlike(ready, conditions, (of) => found(ready, of, source, own.citations))
  return { rule, baseline, waivers: baseline.waiversOf(rule.id), common: { snapshot, parameters, memory, inventory: policy.accounts }, find }
}

function judgeSubject(subject: Subject, severity: Severity, { rule, baseline, waivers, common, find }: Judging): Judged {
  const anchor = baseline.anchorFor(rule.id, subject.account)
  const of = { ...common, subject }
  const verdict = verdictOf(rule, severity, subject, anchor, find(of))
  if (waivers.length === 0) return { verdict, waivedBy: waivers }
  return waive(verdict, (regions) => verdictOf(rule, severity, subject, anchor, find({ ...of, regions })), common.snapshot, baseline)
}

function verdictOf({ id: rule }: Rule, severity: Severity, subject: Subject, anchor: Place, found: Found): Verdict {
  const { outcome, message, evidence, witness, gaps } = found
  const verdict = { rule, severity, subject, outcome, message, evidence, anchor }
  const proven = witness === undefined ? verdict : { ...verdict, witness }
  return gaps === undefined ? proven : { ...proven, gaps }
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
