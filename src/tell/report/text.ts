/** The report for people at a terminal: what is wrong, where, why it matters and what to do, worst first. */
import type { Assessment, Look, Outcome } from '../../nouns/verdict.ts'
import { findingsOf } from './grouping.ts'
import { harmless } from './harmless.ts'
import { pageFor, type Page } from './page.ts'
import { sayIncomplete, sayNarrowed, sayScope } from './scope.ts'
import { accountNames } from './subject.ts'
import { controls } from './text-controls.ts'
import { failures, unknowns, waived } from './text-findings.ts'
import { verdictLine } from './wording.ts'

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
  yield* tally(assessment, page, 'pass', 'passed')
  yield* tally(assessment, page, 'skip', 'skipped')
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
  for (const reason of reasons) yield page.row({ label: 'INCOMPLETE', column: 12, text: reason + allowed, style: 'unknown' })
}

/** `passed  rule-a 12, rule-b 3`, nothing where there is none. */
function* tally(assessment: Assessment, page: Page, outcome: Outcome, label: string): Generator<string> {
  const byRule = new Map<string, number>()
  for (const verdict of assessment.verdicts) {
    if (verdict.outcome === outcome) byRule.set(verdict.rule, (byRule.get(verdict.rule) ?? 0) + 1)
  }
  if (byRule.size === 0) return
  const said = [...byRule].map(([rule, count]) => `${harmless(rule)} ${count}`)
  yield page.row({ label, column: 9, text: said.join(', '), style: 'faint' })
}

/** The verdict on the run, its first words in colour. */
function lastLine(assessment: Assessment, page: Page): string {
  const line = verdictLine(assessment)
  const end = line.indexOf(':') + 1
  const styles = { 0: 'pass', 1: 'fail', 3: 'unknown' } as const
  return page.row({ label: line.slice(0, end), column: end + 1, style: styles[assessment.summary.status], text: line.slice(end + 1) })
}
