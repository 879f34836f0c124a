/** One rule on every subject of its kind. */
import { withParameters } from '../../nouns/expansion.ts'
import type { Rule } from '../../nouns/rule.ts'
import type { Outcome, Subject, Verdict } from '../../nouns/verdict.ts'
import { alikesOf } from './alike.ts'
import type { Baseline } from './baseline.ts'
import { caseAbout, type Case } from './case.ts'
import { judge } from './condition.ts'
import { givenTo } from './given.ts'
import type { Judgement } from './judgement.ts'
import type { Memory } from './memory.ts'
import { citing, parametersOf } from './parameters.ts'
import type { Question } from './question.ts'
import { onceForShared } from './shared-judgement.ts'
import { sharedByAlike, type Shareable } from './sharing.ts'
import { subjectsOf } from './subjects.ts'
import { waiveEach, type Judged } from './waiving.ts'
import { sayReasons } from './wording.ts'

/** A verdict without what the policy makes of it. */
type Found = Pick<Verdict, 'outcome' | 'message' | 'evidence' | 'witness' | 'gaps'>

/** What the verdicts of one rule have in common. */
interface Judging {
  readonly rule: Rule
  readonly baseline: Baseline
  /** The case of a subject, but for the subject. */
  readonly common: Omit<Case, 'subject'>
  readonly find: Shareable<Found>
  readonly findAgain: (of: Case) => Found
}

/**
 * The verdicts of one rule. Where it cannot be judged at this source, each subject is skipped; excluded accounts, and those for which
 * the policy turns the rule off, have none.
 */
export function judgeRule(rule: Rule, question: Question, memory: Memory, baseline: Baseline): Judged {
  const judging = judgingOf(rule, question, memory, baseline)
  const verdicts = judgeEach(judging)
  if (baseline.waiversOf(rule.id).length === 0) return { verdicts, waivedBy: [] }
  return waiveEach(verdicts, (verdict, regions) => again(verdict, regions, judging), question.snapshot, baseline)
}

function judgingOf(rule: Rule, question: Question, memory: Memory, baseline: Baseline): Judging {
  const { snapshot, policy, source } = question
  const own = parametersOf(rule, givenTo(rule, question))
  const parameters = { ...own.parameters, partition: snapshot.segments[0]?.header.partition ?? 'aws', source }
  const when = rule.when === undefined ? {} : { when: withParameters(rule.when, parameters) }
  const ready = { ...rule, ...when, must: withParameters(rule.must, parameters) }
  const conditions = ready.when === undefined ? [ready.must] : [ready.when, ready.must]
  const common = { snapshot, parameters, memory, inventory: policy.accounts }
  const finders = findersOf(own.citations)
  const findAgain = (of: Case): Found => findingOn(ready, of, source, finders)
  const work = (subject: Subject): Found => findAgain(caseAbout(common, subject))
  return { rule, baseline, common, findAgain, find: sharedByAlike({ conditions, memory, work }) }
}

/** Written as a loop: it comes round for every account and rule of a large organization. */
function judgeEach({ rule, baseline, common, find }: Judging): readonly Verdict[] {
  const subjects = subjectsOf(rule.subject, common.snapshot)
  const alikes = alikesOf(subjects, common)
  const { excluded } = baseline
  const [severityFor, anchorFor] = [baseline.severityOf(rule), baseline.anchorOf(rule.id)]
  const verdicts: Verdict[] = []
  for (let index = 0; index < subjects.length; index += 1) {
    const subject = subjects[index] as Subject
    const severity = excluded.size > 0 && excluded.has(subject.account ?? '') ? 'off' : severityFor(subject.account)
    if (severity === 'off') continue
    const { rest, witness } = find(subject, alikes[index])
    verdicts.push(verdictOf({ rule: rule.id, severity, subject, anchor: anchorFor(subject.account) }, rest, witness))
  }
  return verdicts
}

function again({ rule, severity, subject }: Verdict, regions: Case['regions'] & object, { common, findAgain, baseline }: Judging): Verdict {
  const found = findAgain(caseAbout(common, subject, regions))
  return verdictOf({ rule, severity, subject, anchor: baseline.anchorOf(rule)(subject.account) }, found, found.witness)
}

type About = Required<Pick<Verdict, 'rule' | 'severity' | 'subject' | 'anchor'>>

/** Whole from the start: members that are added later would cost each of hundreds of thousands of verdicts a store of its own. */
function verdictOf({ rule, severity, subject, anchor }: About, { outcome, message, evidence, gaps }: Found, witness: Verdict['witness']): Verdict {
  if (witness === undefined) {
    if (gaps === undefined) return { rule, severity, subject, outcome, message, evidence, anchor }
    return { rule, severity, subject, outcome, message, evidence, anchor, gaps }
  }
  if (gaps === undefined) return { rule, severity, subject, outcome, message, evidence, anchor, witness }
  return { rule, severity, subject, outcome, message, evidence, anchor, witness, gaps }
}

function findingOn(rule: Rule, of: Case, source: Question['source'], { outOfScope, found }: Finders): Found {
  if (!rule.sources.includes(source)) return { outcome: 'skip', message: 'Not visible before deployment.', evidence: [] }
  const applies = rule.when === undefined ? undefined : judge(rule.when, of)
  if (applies?.truth === false) return outOfScope(applies)
  const must = judge(rule.must, of)
  return found(applies !== undefined && applies.truth === undefined && must.truth !== true ? applies : must)
}

/** What is found where a judgement decides. */
interface Finders {
  readonly outOfScope: (applies: Judgement) => Found
  readonly found: (decisive: Judgement) => Found
}

function findersOf(citations: readonly string[]): Finders {
  return { outOfScope: onceForShared(skipping), found: onceForShared((decisive) => foundBy(citing(decisive, citations))) }
}

function skipping({ why }: Judgement): Found {
  return { outcome: 'skip', message: `Does not apply. ${sayReasons(why)}`, evidence: [] }
}

function foundBy(judgement: Judgement): Found {
  const { why, evidence, witness, gaps } = judgement
  const found = { outcome: outcomeOf(judgement), message: sayReasons(why), evidence }
  if (witness !== undefined) Object.assign(found, { witness })
  return gaps.length === 0 ? found : Object.assign(found, { gaps })
}

function outcomeOf(judgement: Judgement): Outcome {
  return judgement.truth === undefined ? 'unknown' : judgement.truth ? 'pass' : 'fail'
}
