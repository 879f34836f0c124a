/**
 * Markdown for whoever reads a job's page or a pull request, made for `$GITHUB_STEP_SUMMARY`: GitHub drops a summary of more than 1 MiB
 * whole, so this one keeps to a budget of bytes and leaves out the least severe, with a count (outputs reference 5).
 */
import { severities } from '../../nouns/rule.ts'
import type { Assessment, Outcome } from '../../nouns/verdict.ts'
import { findingsOf } from './grouping.ts'
import { harmless } from './harmless.ts'
import { cell, escapeMarkdown } from './markdown.ts'
import { sayIncomplete, sayNarrowed, sayScope } from './scope.ts'
import { sectionOf, shownOutcomes, type Section } from './step-summary-section.ts'
import { accountNames } from './subject.ts'
import { countOf, listSome, verdictLine } from './wording.ts'

/** Of UTF-8. */
const mostBytes = 900_000

/** Left for the sentence about what was left out. */
const reserve = 1_000

/** Told rule by rule: what fails, then what could not be told, then what is waived, each by severity. */
export function* markdown(assessment: Assessment): Generator<string> {
  const names = accountNames(assessment)
  const opening = head(assessment)
  yield opening
  let left = mostBytes - reserve - Buffer.byteLength(opening)
  let untold = 0
  let full = false
  for (const outcome of shownOutcomes) {
    for (const group of findingsOf(assessment, outcome)) {
      const section: Section | undefined = full ? undefined : sectionOf(group, outcome, { assessment, names }, left)
      full ||= section === undefined || section.full
      if (section === undefined) untold += group.findings.length
      else {
        left -= Buffer.byteLength(section.text)
        yield section.text
      }
    }
  }
  if (untold > 0) yield `\n**${countOf(untold, 'more finding')}** did not fit into this summary; the other reports of the run have them all.\n`
}

function head(assessment: Assessment): string {
  const { tool, scope, policy, asOf } = assessment
  const narrowed = sayNarrowed(scope)
  const reasons = sayIncomplete(assessment)
  return [
    `## ${escapeMarkdown(harmless(tool.name))}: ${escapeMarkdown(verdictLine(assessment))}\n`,
    ...(narrowed === undefined ? [] : [`⚠️ **Narrowed:** ${cell(narrowed)}\n`]),
    ...(reasons.length === 0 ? [] : [`⚠️ **Not complete** (complete: false): ${cell(listSome(reasons, 5, '; '))}\n`]),
    `${sayScope(scope).map(cell).join('  \n')}  \npolicy ${cell(policy.file)}, as of ${cell(asOf)}\n`,
    overview(assessment),
  ].join('\n')
}

const headings = { fail: 'Fails', unknown: 'Could not tell', waived: 'Waived', pass: 'Pass' } as const satisfies Partial<Record<Outcome, string>>

type Counted = keyof typeof headings

/** A row for each rule that has something to say, most severe first; those of which everything passes are not in it. */
function overview({ rules, verdicts }: Assessment): string {
  const counted = new Map(rules.map((rule) => [rule.id, { rule, fail: 0, unknown: 0, waived: 0, pass: 0 }]))
  for (const { rule, outcome } of verdicts) {
    const row = counted.get(rule)
    if (row !== undefined && outcome !== 'skip') row[outcome] += 1
  }
  const outcomes = Object.keys(headings) as Counted[]
  const open = [...counted.values()].filter((row) => row.fail + row.unknown + row.waived > 0)
  if (open.length === 0) return ''
  open.sort((a, b) => severities.indexOf(a.rule.severity) - severities.indexOf(b.rule.severity))
  const rows = open.map((row) => `| ${row.rule.severity} | ${cell(row.rule.id)} | ${outcomes.map((outcome) => row[outcome] || '').join(' | ')} |`)
  return [`| Severity | Rule | ${Object.values(headings).join(' | ')} |`, '| --- | --- | ---: | ---: | ---: | ---: |', ...rows, ''].join('\n')
}
