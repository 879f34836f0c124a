/** What the page shows of the findings: by rule, those that say the same together, and no more than a browser can bear. */
import { severities, type Severity } from '../../../nouns/rule.ts'
import { outcomes, type Assessment, type Outcome, type RuleText } from '../../../nouns/verdict.ts'
import { findingsOf, type Finding } from '../grouping.ts'

/** The outcomes that are shown one by one; passes and skips are counted. */
export const shownOutcomes = ['fail', 'unknown', 'waived'] as const

export type ShownOutcome = (typeof shownOutcomes)[number]

export interface ShownFinding extends Finding {
  /** From 0, in the order of the page; the embedded data uses it. */
  readonly index: number
  readonly outcome: ShownOutcome
  /** Stands for all findings of its rule and outcome that are too many to be shown one by one. */
  readonly rest: boolean
}

export interface RuleSection {
  readonly id: string
  /** Where the page's links go. */
  readonly anchor: string
  readonly rule: RuleText | undefined
  readonly severity: Severity
  /** Verdicts, not findings. */
  readonly counts: Readonly<Record<Outcome, number>>
  readonly findings: readonly ShownFinding[]
}

/** Of one rule, and of all, no more findings than this are shown. */
const mostOfRule = 60
const mostOfAll = 1000

type Unshown = Omit<ShownFinding, 'index' | 'rest'>

/** Every rule of the run, those with fails first, then those that could not be told, then waived ones; most severe first among these. */
export function sectionsOf(assessment: Assessment): readonly RuleSection[] {
  const found = new Map<string, Unshown[]>()
  const severity = new Map<string, Severity>()
  for (const outcome of shownOutcomes) {
    for (const { id, severity: worst, findings } of findingsOf(assessment, outcome)) {
      found.set(id, [...(found.get(id) ?? []), ...findings.map(({ first, all }) => ({ first, all, outcome }))])
      if (!severity.has(id)) severity.set(id, worst)
    }
  }
  return numbered(ordered(assessment, found, severity), found)
}

type Unnumbered = Omit<RuleSection, 'findings' | 'anchor'>

function ordered({ rules, verdicts }: Assessment, found: ReadonlyMap<string, unknown>, severity: ReadonlyMap<string, Severity>): readonly Unnumbered[] {
  const texts = new Map(rules.map((rule) => [rule.id, rule]))
  const counts = countsOf(verdicts)
  const ids = [...new Set([...texts.keys(), ...found.keys()])]
  const all = ids.map((id) => {
    const rule = texts.get(id)
    return { id, rule, severity: severity.get(id) ?? rule?.severity ?? 'low', counts: counts.get(id) ?? noVerdicts() }
  })
  return all.sort((a, b) => rank(a) - rank(b))
}

/** Stable: rules of one rank stay in the order of the assessment. */
function rank({ counts, severity }: Unnumbered): number {
  const worst = shownOutcomes.findIndex((outcome) => counts[outcome] > 0)
  return (worst === -1 ? shownOutcomes.length : worst) * severities.length + severities.indexOf(severity)
}

function countsOf(verdicts: Assessment['verdicts']): ReadonlyMap<string, Record<Outcome, number>> {
  const counts = new Map<string, Record<Outcome, number>>()
  for (const { rule, outcome } of verdicts) {
    const ofRule = counts.get(rule) ?? noVerdicts()
    ofRule[outcome] += 1
    counts.set(rule, ofRule)
  }
  return counts
}

/** Counts of verdicts by outcome, to be counted up. */
export function noVerdicts(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
}

/** The most severe rules get their share first. */
function numbered(rules: readonly Unnumbered[], found: ReadonlyMap<string, readonly Unshown[]>): readonly RuleSection[] {
  let index = 0
  return rules.map((rule, at) => {
    const findings = shownOf(found.get(rule.id) ?? [], Math.min(mostOfRule, Math.max(0, mostOfAll - index)))
    const first = index
    index += findings.length
    return { ...rule, anchor: `rule-${at + 1}`, findings: findings.map((finding, place) => Object.assign({}, finding, { index: first + place })) }
  })
}

/** What is too much is one finding for each outcome, so that whoever looks for an account finds it there. */
function shownOf(all: readonly Unshown[], most: number): readonly Omit<ShownFinding, 'index'>[] {
  const shown = all.slice(0, most).map((finding) => Object.assign({}, finding, { rest: false }))
  const left = all.slice(most)
  return [...shown, ...shownOutcomes.flatMap((outcome) => restOf(left.filter((finding) => finding.outcome === outcome)))]
}

function restOf(findings: readonly Unshown[]): readonly Omit<ShownFinding, 'index'>[] {
  const [first] = findings
  return first === undefined ? [] : [{ ...first, all: findings.flatMap(({ all }) => all), rest: true }]
}
