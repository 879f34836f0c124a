/** The table of all findings, and the filters that scripts put to work; without scripts it is an ordinary table of links. */
import { severities } from '../../../nouns/rule.ts'
import type { Assessment } from '../../../nouns/verdict.ts'
import { harmless } from '../harmless.ts'
import type { AccountNames } from '../subject.ts'
import { capital } from '../wording.ts'
import { shownOutcomes, type RuleSection, type ShownFinding } from './findings.ts'
import { outcomeWords, severity, status } from './icons.ts'
import { html, raw, type Markup } from './markup.ts'
import { who } from './rules.ts'

/** Accounts are offered by number while they are few. */
const mostOffered = 200

/** The form is hidden where no script can make it work, and takes no place then. */
export function filters(sections: readonly RuleSection[], { scope }: Assessment): Markup {
  const rules = sections.filter(({ findings }) => findings.length > 0).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const names = Object.entries(scope.accounts.names)
  const offered = names.length > mostOffered ? [] : names.map(([id, name]) => html`<option value="${id}">${harmless(name)}</option>`)
  const list = offered.length === 0 ? undefined : html`<datalist id="accounts-known">${offered}</datalist>`
  return html`<form class="filters" id="filters" hidden role="search" aria-label="Findings">
<label>Search <input type="search" name="text" placeholder="Any text" autocomplete="off" spellcheck="false"></label>
<label>Outcome ${select('outcome', 'All', shownOutcomes.map((each) => [each, outcomeWords[each]]))}</label>
<label>Severity ${select('severity', 'All', severities.map((each) => [each, capital(each)]))}</label>
<label>Rule ${select('rule', 'All', rules.map(({ anchor, id }) => [anchor, id]))}</label>
<label>Account <input type="search" name="account" placeholder="Number or name" autocomplete="off" spellcheck="false"${list === undefined ? undefined : raw(' list="accounts-known"')}></label>
<button type="reset">Clear</button>${list}
<output id="shown" aria-live="polite"></output>
</form>
`
}

function select(name: string, any: string, options: readonly (readonly [string, string])[]): Markup {
  return html`<select name="${name}"><option value="">${any}</option>${options.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select>`
}

/** A row for each finding, to its place in the section of its rule. */
export function* findingsTable(sections: readonly RuleSection[], names: AccountNames): Generator<Markup> {
  yield html`<div class="scroll"><table class="findings" id="findings-table">
<caption>Fails first, most severe first; verdicts that say the same stand in one row</caption>
<thead><tr><th scope="col">Outcome</th><th scope="col">Severity</th><th scope="col">Finding</th><th scope="col">Whom</th></tr></thead>
<tbody>
`
  const all = sections.flatMap((section) => section.findings.map((finding) => ({ finding, section })))
  for (const { finding, section } of all.sort((a, b) => rank(a.finding) - rank(b.finding))) yield findingRow(finding, section, names)
  yield html`</tbody></table></div>
<p class="none" id="none-shown" hidden>No finding fits these filters.</p>
`
}

/** Fails, then what could not be told, then waived ones, most severe first among these; the order of the sections otherwise. */
function rank({ outcome, first }: ShownFinding): number {
  return shownOutcomes.indexOf(outcome) * severities.length + severities.indexOf(first.severity)
}

function findingRow(finding: ShownFinding, { anchor, id, rule }: RuleSection, names: AccountNames): Markup {
  const { first, index, outcome } = finding
  const title = rule?.title ?? id
  return html`<tr data-finding="${index}" data-outcome="${outcome}" data-severity="${first.severity}" data-rule="${anchor}"><td>${status(outcome)}</td><td>${severity(first.severity)}</td><th scope="row"><a href="#finding-${index + 1}">${title}</a><br><code>${id}</code></th><td>${who(finding, names)}</td></tr>\n`
}
