/** The report for everybody: one page that needs no network, no script and no style, and is better with the last two. */
import type { Assessment } from '../../nouns/verdict.ts'
import { controlsSection } from './html/controls.ts'
import { embedded } from './html/data.ts'
import { filters, findingsTable } from './html/findings-table.ts'
import { sectionsOf, type RuleSection } from './html/findings.ts'
import { gapsSection } from './html/gaps.ts'
import { pageEnd, pageStart } from './html/head.ts'
import { coverageSection } from './html/map.ts'
import { html as template, type Markup } from './html/markup.ts'
import { about, bySeverity, figures, masthead } from './html/masthead.ts'
import { ruleSection } from './html/rules.ts'
import { accountCounts, accountsTable, rulesTable } from './html/tables.ts'
import { waiversSection } from './html/waivers.ts'
import { accountNames, type AccountNames } from './subject.ts'

/** Pieces of one HTML document; colour and width are the browser's. */
export function* html(assessment: Assessment): Generator<string> {
  for (const { markup } of page(assessment)) yield markup
}

function* page(assessment: Assessment): Generator<Markup> {
  const names = accountNames(assessment)
  const sections = sectionsOf(assessment)
  const accounts = accountCounts(assessment)
  yield pageStart(assessment, contentsOf(assessment, sections, accounts))
  yield masthead(assessment, names)
  yield template`<main id="main">\n`
  yield figures(assessment)
  yield* coverageSection(assessment.coverage, names)
  yield* some(controlsSection(assessment, sections))
  yield* findings(sections, assessment, names)
  yield* some(gapsSection(assessment, names))
  yield* some(waiversSection(assessment, names))
  yield* rulesTable(sections)
  yield* accountsTable(accounts, names)
  yield template`</main>\n`
  yield about(assessment)
  yield* embedded(sections, accounts, names)
  yield pageEnd
}

function* some(markup: Markup | undefined): Generator<Markup> {
  if (markup !== undefined) yield markup
}

function* findings(sections: readonly RuleSection[], assessment: Assessment, names: AccountNames): Generator<Markup> {
  yield template`<section id="findings" aria-labelledby="findings-title">\n<h2 id="findings-title">Findings</h2>\n`
  if (sections.every((section) => section.findings.length === 0)) yield template`<p>${nothingFound(assessment)}</p>\n`
  else {
    yield bySeverity(assessment)
    yield filters(sections, assessment)
    yield* findingsTable(sections, names)
    for (const section of sections) yield* ruleSection(section, assessment, names)
  }
  yield template`</section>\n`
}

function nothingFound({ summary }: Assessment): string {
  return summary.outcomes.pass > 0 ? 'Nothing fails, nothing is waived, and every question was answered.' : 'Nothing was judged.'
}

/** The sections that this page has, for its table of contents. */
function contentsOf(assessment: Assessment, sections: readonly RuleSection[], accounts: readonly unknown[]): Readonly<Record<string, string>> {
  const { coverage, frameworks, summary, verdicts, scope } = assessment
  const gaps = verdicts.some(({ outcome, gaps: open = [] }) => outcome === 'unknown' && open.length > 0)
  const left = Object.keys(scope.accounts.skipped).length
  return {
    ...(coverage === undefined || coverage.rows.length === 0 ? {} : { coverage: 'What is recorded' }),
    ...(frameworks === undefined || frameworks.length === 0 ? {} : { controls: 'Controls' }),
    findings: 'Findings',
    ...(gaps ? { gaps: 'Could not tell' } : {}),
    ...(summary.outcomes.waived > 0 || left > 0 ? { exceptions: 'Exceptions' } : {}),
    ...(sections.length === 0 ? {} : { rules: 'Rules' }),
    ...(accounts.length === 0 ? {} : { accounts: 'Accounts' }),
    about: 'About this run',
  }
}
