/** The findings of one rule as the text report shows them: failures, unknowns, waived. */
import { counts, type Assessment } from '../../nouns/verdict.ts'
import { detailsOf } from './details.ts'
import type { Finding, RuleFindings } from './grouping.ts'
import { harmless } from './harmless.ts'
import type { Page } from './page.ts'
import { saySubject, sayWhich, type AccountNames } from './subject.ts'
import { countOf, listFirst } from './wording.ts'

/** What it takes to show a rule's findings. */
export interface Showing {
  readonly group: RuleFindings
  readonly assessment: Assessment
  readonly page: Page
  readonly names: AccountNames
}

/** Subjects that share a finding are listed up to this many. */
const mostSubjects = 10

const labels = 12

export function* failures(showing: Showing): Generator<string> {
  yield title(showing)
  for (const finding of showing.group.findings) yield* findingRows(showing, finding, 'FAIL')
  yield* advice(showing)
}

/** Without why and fix: what settles the question stands with each finding. */
export function* unknowns(showing: Showing): Generator<string> {
  yield title(showing)
  for (const finding of showing.group.findings) yield* findingRows(showing, finding, 'COULD NOT TELL')
}

/** One line per waiver: the subjects, what it waived, who answers for it and how long. */
export function* waived(showing: Showing): Generator<string> {
  const { group, page } = showing
  yield title(showing)
  for (const { first, all } of group.findings) {
    const waiver = first.waiver
    const because = waiver === undefined ? '' : `: ${waiver.was} waived by ${waiver.owner} until ${waiver.until}, ${waiver.because}`
    yield page.row({ indent: 2, label: 'WAIVED', column: 7, style: 'faint', text: subjects(showing, all) + harmless(because) })
  }
}

/** An empty line, then `HIGH rule-id: title`. */
function title({ group, assessment, page }: Showing): string {
  const { failOn } = assessment.policy.gate
  const note = counts(group.severity, failOn) ? '' : failOn === 'never' ? ' (not counted)' : ` (below --fail-on ${failOn})`
  const label = group.severity.toUpperCase()
  const name = group.rule === undefined ? '' : `: ${harmless(group.rule.title)}`
  return `\n${page.row({ label, column: label.length + 1, style: group.severity, text: harmless(group.id) + name + note })}`
}

function* findingRows(showing: Showing, { first, all }: Finding, label: 'FAIL' | 'COULD NOT TELL'): Generator<string> {
  const { page } = showing
  const style = label === 'FAIL' ? 'fail' : 'unknown'
  yield page.row({ indent: 2, label, column: label.length + 1, style, text: subjects(showing, all) })
  yield page.row({ indent: 4, text: harmless(first.message) })
  const eventLabel = all.length > 1 ? 'event, e.g.' : 'event'
  for (const detail of detailsOf(first)) {
    const name = detail.label === 'event' ? eventLabel : detail.label
    yield page.row({ indent: 4, label: name, column: labels, style: 'faint', text: detail.text })
  }
}

function subjects({ names }: Showing, all: Finding['all']): string {
  const [first] = all
  if (first === undefined || all.length === 1) return first === undefined ? '' : saySubject(first.subject, names)
  const listed = listFirst(all, mostSubjects, (verdict) => sayWhich(verdict.subject, names), '; ')
  return `${countOf(all.length, first.subject.kind)}: ${listed}`
}

function* advice({ group, page }: Showing): Generator<string> {
  const { rule } = group
  if (rule === undefined) return
  const rows = { why: rule.why, fix: rule.fix, see: rule.references[0] }
  for (const [label, text] of Object.entries(rows)) {
    if (text !== undefined) yield page.row({ indent: 2, label, column: 5, style: 'strong', text: harmless(text) })
  }
}
