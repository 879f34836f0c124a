/** The exceptions: what was waived, by whom and until when, and whom the policy leaves out. */
import type { Assessment, Verdict } from '../../../nouns/verdict.ts'
import { findingsOf } from '../grouping.ts'
import { saySubject, type AccountNames } from '../subject.ts'
import { sayNumber } from '../wording.ts'
import { html, name, sayCount, type Markup } from './markup.ts'
import { someAccounts } from './whom.ts'

/** More rows than this are counted. */
const mostRows = 300

/** Nothing where there is no exception. */
export function waiversSection(assessment: Assessment, names: AccountNames): Markup | undefined {
  const waived = waivedTable(assessment, names)
  const skipped = skippedTable(assessment, names)
  if (waived === undefined && skipped === undefined) return undefined
  return html`<section id="exceptions" aria-labelledby="exceptions-title">
<h2 id="exceptions-title">Exceptions</h2>
<p class="soft">Somebody answers for each waiver, and each has an end. Waived findings do not count towards the status, and a control is never met by one.</p>
${waived}${skipped}</section>
`
}

function waivedTable(assessment: Assessment, names: AccountNames): Markup | undefined {
  const all = findingsOf(assessment, 'waived').flatMap(({ rule, id, findings }) => findings.map((finding) => ({ ...finding, title: rule?.title ?? id })))
  if (all.length === 0) return undefined
  const rows = all.slice(0, mostRows).map(({ first, all: verdicts, title }) => waivedRow(first, verdicts, title, names))
  const more = all.length > mostRows ? html`<p class="more">${sayCount(all.length - mostRows, 'more row')} are left out.</p>` : undefined
  return html`<div class="scroll"><table>
<caption>Waivers that cover something</caption>
<thead><tr><th scope="col">Rule</th><th scope="col">Whom</th><th scope="col">Would be</th><th scope="col">Because</th><th scope="col">Owner</th><th scope="col">Until</th></tr></thead>
<tbody>
${rows}</tbody></table></div>${more}
`
}

function waivedRow({ waiver, subject }: Verdict, all: readonly Verdict[], title: string, names: AccountNames): Markup {
  const whom = all.length === 1 ? name(saySubject(subject, names)) : html`${sayNumber(all.length)} ${subject.kind}s`
  const was = waiver?.was === 'unknown' ? 'could not tell' : 'fails'
  return html`<tr><th scope="row">${title}</th><td>${whom}</td><td>${was}</td><td>${waiver?.because}</td><td>${waiver?.owner}</td><td class="date">${waiver?.until}</td></tr>\n`
}

function skippedTable({ scope }: Assessment, names: AccountNames): Markup | undefined {
  const byReason = new Map<string, string[]>()
  for (const [id, reason] of Object.entries(scope.accounts.skipped)) {
    const ids = byReason.get(reason) ?? []
    ids.push(id)
    byReason.set(reason, ids)
  }
  if (byReason.size === 0) return undefined
  const rows = [...byReason].slice(0, mostRows).map(
    ([reason, ids]) => html`<tr><th scope="row">${reason}</th><td class="number">${sayNumber(ids.length)}</td><td>${someAccounts(ids, names, 12)}</td></tr>\n`,
  )
  return html`<div class="scroll"><table>
<caption>Accounts that were left out on purpose</caption>
<thead><tr><th scope="col">Reason</th><th scope="col" class="number">Accounts</th><th scope="col">Which</th></tr></thead>
<tbody>
${rows}</tbody></table></div>
`
}
