/** A snapshot, a policy and rules in; the assessment out. */
import type { Rule } from '../../nouns/rule.ts'
import type { Policy } from '../../nouns/policy.ts'
import { assessmentFormat, type Assessment, type Outcome, outcomes, type RuleText, statusOf, type Verdict } from '../../nouns/verdict.ts'
import type { Question } from './question.ts'
import { judgeRule } from './rule.ts'
import { judgeRun, runRules } from './run.ts'
import { incompleteReasons, scopeOf } from './scope.ts'
import { chosenRules, severityOf } from './selection.ts'
import { compare } from './subjects.ts'

/** Judges every chosen rule on every subject of its kind, and the run itself. */
export function assess(question: Question): Assessment {
  const rules = chosenRules(question.rules, question.policy, question.only)
  const memory = new Map()
  const verdicts = [...judgeRun(question), ...rules.flatMap((rule) => judgeRule(rule, question, memory))].sort(byRuleAccountSubject)
  const notAssessed = incompleteReasons(question)
  return {
    format: assessmentFormat,
    tool: question.tool,
    complete: notAssessed.length === 0 && !verdicts.some((verdict) => verdict.outcome === 'unknown'),
    asOf: question.asOf,
    scope: scopeOf(question),
    policy: { file: question.policy.file, written: question.policy.written, gate: question.gate },
    summary: {
      outcomes: tally(verdicts),
      status: statusOf(verdicts, question.gate, notAssessed),
      incomplete: notAssessed,
    },
    rules: textsOf(rules, verdicts, question.policy),
    verdicts,
    controls: [],
  }
}

function byRuleAccountSubject(a: Verdict, b: Verdict): number {
  return compare(a.rule, b.rule) || compare(a.subject.account ?? '', b.subject.account ?? '') || compare(a.subject.id, b.subject.id)
}

function tally(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const count = (outcome: Outcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length
  return Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>
}

/** The words of the rules that were judged, and of the findings of the run that there are. */
function textsOf(rules: readonly Rule[], verdicts: readonly Verdict[], policy: Policy): readonly RuleText[] {
  const found = new Set(verdicts.map((verdict) => verdict.rule))
  const ofRun = runRules.filter((rule) => found.has(rule.id))
  const ofRules = rules.map((rule) => ({ id: rule.id, title: rule.title, severity: severityOf(rule, policy), why: rule.why, fix: rule.fix, references: rule.references }))
  return [...ofRun, ...ofRules].sort((a, b) => compare(a.id, b.id))
}
