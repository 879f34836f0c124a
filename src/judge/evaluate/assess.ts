/** A snapshot, a policy and rules in; the assessment out. */
import type { Rule } from '../../nouns/rule.ts'
import type { Policy } from '../../nouns/policy.ts'
import { assessmentFormat, outcomes, runFindings, statusOf } from '../../nouns/verdict.ts'
import type { Assessment, Outcome, RuleText, Verdict } from '../../nouns/verdict.ts'
import { baselineOf, withoutExcluded, type Baseline } from './baseline.ts'
import { controlsOf, coverageOf } from './controls.ts'
import { coverageMapOf } from './coverage-map.ts'
import { exceptionFindings } from './exceptions.ts'
import { remembering, type Memory } from './memory.ts'
import type { Question } from './question.ts'
import { judgeRule } from './rule.ts'
import { judgeRun, settle } from './run.ts'
import { runRules } from './run-rules.ts'
import { incompleteReasons, scopeOf } from './scope.ts'
import { chosenFrameworks, chosenRules, severityOf } from './selection.ts'
import { compare, compareSubjects } from './subjects.ts'

/** Judges every chosen rule on every subject of its kind, and the run itself. What `memory` shares makes it faster, and nothing else. */
export function assess(asked: Question, memory: Memory = remembering()): Assessment {
  const baseline = baselineOf(asked)
  const question = { ...asked, snapshot: withoutExcluded(asked.snapshot, baseline.excluded) }
  const rules = chosenRules(question)
  const verdicts = verdictsOf(rules, question, memory, baseline)
  const { counts, judged } = tally(verdicts)
  const notAssessed = incompleteReasons(question)
  const frameworks = chosenFrameworks(question)
  return {
    format: assessmentFormat,
    tool: question.tool,
    complete: notAssessed.length === 0 && counts.unknown === 0,
    asOf: question.asOf,
    scope: scopeOf(question),
    policy: { file: question.policy.file, written: question.policy.written, gate: question.gate },
    summary: {
      outcomes: counts,
      status: statusOf(verdicts, question.gate, notAssessed),
      incomplete: notAssessed,
    },
    rules: textsOf(rules, judged, question.policy),
    verdicts,
    controls: frameworks.flatMap((framework) => controlsOf(framework, { question, baseline, verdicts, whole: notAssessed.length === 0 })),
    ...(frameworks.length === 0 ? {} : { frameworks: frameworks.map((framework) => coverageOf(framework, question.rules)) }),
    ...(question.drawn === true ? { coverage: coverageMapOf(question.snapshot) } : {}),
  }
}

/** Exceptions come last: whether one was used is known when everything else is. */
function verdictsOf(rules: readonly Rule[], question: Question, memory: Memory, baseline: Baseline): readonly Verdict[] {
  const ofRun = judgeRun(question, baseline)
  const ofRules = rules.map((rule) => judgeRule(rule, question, memory, baseline))
  const ids = [...rules.map(({ id }) => id), ...runFindings]
  const exceptions = settle(exceptionFindings(question, [ofRun, ...ofRules], ids, baseline), baseline)
  const others = [...ofRun.verdicts, ...exceptions].sort(bySubject)
  const findings = runFindings.map((id) => others.filter(({ rule }) => rule === id))
  return inOrder([...findings, ...ofRules.map(({ verdicts }) => verdicts)])
}

/** The parts are of one rule each, and in the order of their subjects: only they themselves have to be put in order. */
function inOrder(parts: readonly (readonly Verdict[])[]): readonly Verdict[] {
  return ([] as Verdict[]).concat(...[...parts].sort((one, other) => compare(ruleOf(one), ruleOf(other))))
}

function ruleOf(part: readonly Verdict[]): string {
  return part[0]?.rule ?? ''
}

function bySubject(one: Verdict, other: Verdict): number {
  return compareSubjects(one.subject, other.subject)
}

interface Tally {
  readonly counts: Readonly<Record<Outcome, number>>
  /** The rules, and findings of the run, that there are verdicts of. */
  readonly judged: ReadonlySet<string>
}

/** Written as a loop, and in one go: there may be hundreds of thousands. Those of one rule stand together. */
function tally(verdicts: readonly Verdict[]): Tally {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  const judged = new Set<string>()
  let before: string | undefined
  for (let index = 0; index < verdicts.length; index += 1) {
    const { outcome, rule } = verdicts[index] as Verdict
    counts[outcome] += 1
    if (rule !== before) judged.add((before = rule))
  }
  return { counts, judged }
}

/** The words of the rules that were judged, and of the findings of the run that there are. */
function textsOf(rules: readonly Rule[], judged: ReadonlySet<string>, policy: Policy): readonly RuleText[] {
  const ofRun = runRules.filter((rule) => judged.has(rule.id))
  const texts = [...ofRun, ...rules].map((rule) => {
    return { id: rule.id, title: rule.title, severity: severityOf(rule, policy), why: rule.why, fix: rule.fix, references: rule.references }
  })
  return texts.sort((a, b) => compare(a.id, b.id))
}
