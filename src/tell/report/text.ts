/** The report for people at a terminal: what is wrong, where, why it matters and what to do, worst first. */
import { severities } from '../../nouns/rule.ts'
import type { Assessment, Look, Outcome } from '../../nouns/verdict.ts'
import { byRule, findingsOf } from './grouping.ts'
import { harmless } from './harmless.ts'
import { pageFor, type Page, type Style } from './page.ts'
import { sayIncomplete, sayNarrowed, sayScope } from './scope.ts'
import { accountNames } from './subject.ts'
import { controls } from './text-controls.ts'
import { failures, unknowns, waived } from './text-findings.ts'
import { countOf, verdictLine } from './wording.ts'

/** Pieces are whole lines; they end with the verdict on the run. Only `look` decides colour and width. */
export function* text(assessment: Assessment, look: Look): Generator<string> {
  const page = pageFor(look)
  const names = accountNames(assessment)
  yield* head(assessment, page)
  for (const group of findingsOf(assessment, 'fail')) yield* failures({ group, assessment, page, names })
  for (const group of findingsOf(assessment, 'unknown')) yield* unknowns({ group, assessment, page, names })
  for (const group of findingsOf(assessment, 'waived')) yield* waived({ group, assessment, page, names })
  yield* controls(assessment, page)
  yield '\n'
  for (const [outcome, { label, style }] of Object.entries(tallies)) yield* tally(assessment, page, outcome as Outcome, label, style)
  yield lastLine(assessment, page)
}

function* head(assessment: Assessment, page: Page): Generator<string> {
  const { tool, scope, policy, summary } = assessment
  const [whose = '', ...accounts] = sayScope(scope)
  yield page.row({ text: `${harmless(tool.name)} ${harmless(tool.version)}: ${whose}`, style: 'strong' })
  for (const line of accounts) yield page.row({ text: line })
  const defaults = policy.written ? '' : ' (not there: the defaults)'
  yield page.row({ text: `policy ${harmless(policy.file)}${defaults}, as of ${harmless(assessment.asOf)}` })
  const narrowed = sayNarrowed(scope)
  if (narrowed !== undefined) yield page.row({ label: 'NARROWED', column: 12, text: narrowed, style: 'unknown' })
  const reasons = sayIncomplete(assessment)
  const allowed = policy.gate.allowIncomplete && summary.status !== 3 ? ' (--allow-incomplete: does not count)' : ''
  for (const reason of reasons.slice(0, mostReasons)) yield page.row({ label: 'INCOMPLETE', column: 12, text: reason + allowed, style: 'unknown' })
  const more = reasons.length - mostReasons
  if (more > 0) yield page.row({ label: 'INCOMPLETE', column: 12, text: `and ${countOf(more, 'more reason')}`, style: 'unknown' })
}

/** The first screen is for what was found; which parts were not looked at stands with each question that they left open. */
const mostReasons = 5

/** After a long report, what a person sees first is its end: it names every rule again, by what came of it. */
const tallies = {
  fail: { label: 'failed', style: 'fail' },
  unknown: { label: 'unknown', style: 'unknown' },
  waived: { label: 'waived', style: 'faint' },
  pass: { label: 'passed', style: 'faint' },
  skip: { label: 'skipped', style: 'faint' },
} as const satisfies Record<Outcome, { readonly label: string; readonly style: Style }>

/** `passed  rule-a 12, rule-b 3`, the most severe first; nothing where there is none. */
function* tally(assessment: Assessment, page: Page, outcome: Outcome, label: string, style: Style): Generator<string> {
  const found = byRule(assessment, outcome)
  if (found.size === 0) return
  const grades = new Map(assessment.rules.map(({ id, severity }) => [id, severities.indexOf(severity)]))
  const sorted = [...found].sort(([a], [b]) => (grades.get(a) ?? 0) - (grades.get(b) ?? 0))
  yield page.row({ label, column: 9, text: sorted.map(([rule, { length }]) => `${harmless(rule)} ${length}`).join(', '), style })
}

/** The verdict on the run, its first words in colour. */
function lastLine(assessment: Assessment, page: Page): string {
  const line = verdictLine(assessment)
  const end = line.indexOf(':') + 1
  const styles = { 0: 'pass', 1: 'fail', 3: 'unknown' } as const
  return page.row({ label: line.slice(0, end), column: end + 1, style: styles[assessment.summary.status], text: line.slice(end + 1) })
}
