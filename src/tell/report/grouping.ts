/** Verdicts of one outcome by rule, most severe first, and within a rule those that say the same together. */
import { severities, type Severity } from '../../nouns/rule.ts'
import type { Assessment, Outcome, RuleText, Verdict } from '../../nouns/verdict.ts'
import { alike, type Finding } from './alike.ts'
import { addTo } from './lists.ts'

export type { Finding } from './alike.ts'

export interface RuleFindings {
  readonly rule: RuleText | undefined
  readonly id: string
  readonly severity: Severity
  readonly findings: readonly Finding[]
}

/** The verdicts of an outcome by rule, both in the assessment's order. */
type ByRule = ReadonlyMap<string, readonly Verdict[]>

type Sorted = Readonly<Record<Outcome, Map<string, Verdict[]>>>

/** Reports ask for one outcome after the other, and an assessment may have hundreds of thousands of verdicts. */
const sortedBefore = new WeakMap<Assessment, Sorted>()

/** The verdicts of an outcome, by rule. */
export function byRule(assessment: Assessment, outcome: Outcome): ByRule {
  const sorted = sortedBefore.get(assessment) ?? sortedOf(assessment)
  sortedBefore.set(assessment, sorted)
  return sorted[outcome]
}

function sortedOf({ verdicts }: Assessment): Sorted {
  const sorted: Sorted = { pass: new Map(), fail: new Map(), unknown: new Map(), skip: new Map(), waived: new Map() }
  for (const verdict of verdicts) addTo(sorted[verdict.outcome], verdict.rule, verdict)
  return sorted
}

/** The findings of an outcome: rules by severity, then in the assessment's order. */
export function findingsOf(assessment: Assessment, outcome: Outcome): readonly RuleFindings[] {
  const texts = new Map(assessment.rules.map((rule) => [rule.id, rule]))
  const groups = [...byRule(assessment, outcome)].map(([id, verdicts]) => {
    const findings = alike(verdicts)
    return { rule: texts.get(id), id, severity: worst(findings.map(({ first }) => first)), findings }
  })
  return groups.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

/** The most severe of these verdicts' severities; a policy may set one per account. */
export function worst(verdicts: readonly Verdict[]): Severity {
  return severities.find((severity) => verdicts.some((verdict) => verdict.severity === severity)) ?? 'low'
}
