/** The findings of one rule and outcome in the Markdown summary: a table behind a disclosure, with why and fix. */
import { sayPlace } from '../../nouns/place.ts'
import type { Assessment } from '../../nouns/verdict.ts'
import { detailsOf } from './details.ts'
import type { Finding, RuleFindings } from './grouping.ts'
import { cell } from './markdown.ts'
import { saySubjects, type AccountNames } from './subject.ts'
import { countOf } from './wording.ts'

export const shownOutcomes = ['fail', 'unknown', 'waived'] as const

type Shown = (typeof shownOutcomes)[number]

interface Setting {
  readonly assessment: Assessment
  readonly names: AccountNames
}

export interface Section {
  readonly text: string
  /** Not every row that it should have fitted; it says itself how many are missing. */
  readonly full: boolean
}

/** A rule with more findings than this is wrong everywhere; the first ones show how. */
const mostFindings = 50

/** The section with as many rows as fit into so many bytes; undefined when not even one does. */
export function sectionOf(group: RuleFindings, outcome: Shown, setting: Setting, room: number): Section | undefined {
  const { opening, closing } = frameOf(group, outcome)
  let left = room - Buffer.byteLength(opening + closing) - 100
  const rows: string[] = []
  for (const finding of group.findings.slice(0, mostFindings)) {
    const row = rowOf(finding, setting)
    left -= Buffer.byteLength(row)
    if (left < 0) break
    rows.push(row)
  }
  if (rows.length === 0) return undefined
  const over = group.findings.length - rows.length
  const more = over === 0 ? '' : `\n${countOf(over, 'more finding')} of this rule.\n`
  return { text: opening + rows.join('') + more + closing, full: over > 0 && rows.length < mostFindings }
}

const words: Readonly<Record<Shown, string>> = { fail: '❌ fails', unknown: '❔ could not tell', waived: '➖ waived' }

function frameOf({ id, rule, severity, findings }: RuleFindings, outcome: Shown): { readonly opening: string; readonly closing: string } {
  const subjects = findings.reduce((sum, { all }) => sum + all.length, 0)
  const title = `\n### ${severity.toUpperCase()} ${cell(id)}${rule === undefined ? '' : `: ${cell(rule.title)}`}\n`
  const opening = `${title}\n<details><summary>${words[outcome]}: ${subjects}</summary>\n\n| Whom | What | Where |\n| --- | --- | --- |\n`
  const advice = rule === undefined || outcome !== 'fail' ? '' : `\n**Why.** ${cell(rule.why)}\n\n**Fix.** ${cell(rule.fix)}\n`
  return { opening, closing: `${advice}\n</details>\n` }
}

function rowOf({ first, all }: Finding, { assessment, names }: Setting): string {
  const { anchor, message, waiver } = first
  const proof = detailsOf(first).filter(({ label }) => label !== 'at').map(({ label, text }) => `<br>${label}: ${cell(text)}`)
  const waived = waiver === undefined ? '' : `<br>${waiver.was} waived by ${cell(waiver.owner)} until ${cell(waiver.until)}: ${cell(waiver.because)}`
  const where = sayPlace(anchor ?? { file: assessment.policy.file, line: 1, column: 1 })
  return `| ${cell(saySubjects(all.map(({ subject }) => subject), names, 10))} | ${cell(message)}${proof.join('')}${waived} | ${cell(where)} |\n`
}
