/** Verdicts of one outcome by rule, most severe first, and within a rule those that say the same together. */
import { severities, type Severity } from '../../nouns/rule.ts'
import type { Assessment, OpenGap, Outcome, RuleText, Verdict } from '../../nouns/verdict.ts'
import { isValue } from './details.ts'
import { accountOf } from './subject.ts'

/** Verdicts that differ in their subject (and in the account of their witness) only. */
export interface Finding {
  readonly first: Verdict
  readonly all: readonly Verdict[]
}

export interface RuleFindings {
  readonly rule: RuleText | undefined
  readonly id: string
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** The findings of an outcome: rules by severity, then in the assessment's order. */
export function findingsOf(assessment: Assessment, outcome: Outcome): readonly RuleFindings[] {
  const byRule = new Map<string, Verdict[]>()
  for (const verdict of assessment.verdicts) {
    if (verdict.outcome === outcome) addTo(byRule, verdict.rule, verdict)
  }
  const texts = new Map(assessment.rules.map((rule) => [rule.id, rule]))
  const groups = [...byRule].map(([id, verdicts]) => ({ rule: texts.get(id), id, severity: worst(verdicts), findings: alike(verdicts) }))
  return groups.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

/** The most severe of these verdicts' severities; a policy may set one per account. */
export function worst(verdicts: readonly Verdict[]): Severity {
  return severities.find((severity) => verdicts.some((verdict) => verdict.severity === severity)) ?? 'low'
}

function alike(verdicts: readonly Verdict[]): readonly Finding[] {
  const groups = new Map<string, Verdict[]>()
  const numbers = new Map<string, number>()
  for (const verdict of verdicts) addTo(groups, likeness(verdict, numbers), verdict)
  return [...groups.values()].map((all) => ({ first: telling(all), all }))
}

/** The first of those that name the most assumptions: what it says holds for all. */
function telling([first, ...others]: readonly Verdict[]): Verdict {
  let best = first as Verdict
  for (const verdict of others) if (saidBy(verdict.evidence).assumed > saidBy(best.evidence).assumed) best = verdict
  return best
}

/** What two verdicts share when a person need read only one. Long texts, which many share, stand for themselves by a number. */
function likeness({ message, severity, evidence, gaps = [], waiver, subject }: Verdict, numbers: Map<string, number>): string {
  const said = `${subject.kind} ${severity} ${numberOf(message, numbers)} ${numberOf(saidBy(evidence).values, numbers)}`
  return gaps.length === 0 && waiver === undefined ? said : said + JSON.stringify([openIn(gaps, accountOf(subject)), waiver])
}

/** AWS's messages name the caller's session, so they do not count. */
function openIn(gaps: readonly OpenGap[], own: string | undefined): readonly unknown[] {
  return gaps.map((gap) => [gap.cause, gap.call, gap.code, gap.region, gap.account === own ? undefined : gap.account])
}

function numberOf(text: string, numbers: Map<string, number>): number {
  const known = numbers.get(text)
  if (known === undefined) numbers.set(text, numbers.size)
  return known ?? numbers.size - 1
}

interface Said {
  /** The values that people are shown, as one text. */
  readonly values: string
  /** How many assumptions are named. */
  readonly assumed: number
}

/** Accounts that are configured alike share their evidence. */
const known = new WeakMap<Verdict['evidence'], Said>()

function saidBy(evidence: Verdict['evidence']): Said {
  const before = known.get(evidence)
  if (before !== undefined) return before
  const values = JSON.stringify(evidence.filter(isValue).map(({ path, seen, wanted }) => [path, seen, wanted]))
  const said = { values, assumed: new Set(evidence.flatMap((piece) => piece.assumed ?? [])).size }
  known.set(evidence, said)
  return said
}

/** Adds to the list under a key, making it where there is none. */
export function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}
