/** Verdicts of one outcome by rule, most severe first, and within a rule those that say the same together. */
import { severities, type Severity } from '../../nouns/rule.ts'
import type { Assessment, Outcome, RuleText, Verdict } from '../../nouns/verdict.ts'
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
  for (const verdict of verdicts) addTo(groups, likeness(verdict), verdict)
  return [...groups.values()].map((all) => ({ first: telling(all), all }))
}

/** The first of those that name the most assumptions: what it says holds for all. */
function telling(all: readonly Verdict[]): Verdict {
  return all.reduce((best, verdict) => (assumed(verdict) > assumed(best) ? verdict : best))
}

function assumed(verdict: Verdict): number {
  return new Set(verdict.evidence.flatMap((piece) => piece.assumed ?? [])).size
}

/** What two verdicts share when a person need read only one. AWS's messages name the caller's session, so they do not count. */
function likeness({ message, severity, evidence, gaps = [], waiver, subject }: Verdict): string {
  const own = accountOf(subject)
  const open = gaps.map((gap) => [gap.cause, gap.call, gap.code, gap.region, gap.account === own ? undefined : gap.account])
  return JSON.stringify([subject.kind, message, severity, open, waiver]) + valuesIn(evidence)
}

const texts = new WeakMap<Verdict['evidence'], string>()

/** Accounts that are configured alike share their evidence. */
function valuesIn(evidence: Verdict['evidence']): string {
  const known = texts.get(evidence) ?? JSON.stringify(evidence.filter(isValue).map(({ path, seen, wanted }) => [path, seen, wanted]))
  texts.set(evidence, known)
  return known
}

/** Adds to the list under a key, making it where there is none. */
export function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}
