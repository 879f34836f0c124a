/** Everything in numbers: each rule, passes and skips included, and each account. */
import type { Assessment, Outcome } from '../../../nouns/verdict.ts'
import { accountOf, type AccountNames } from '../subject.ts'
import { sayNumber } from '../wording.ts'
import { noVerdicts, type RuleSection } from './findings.ts'
import { outcomeWords, severity } from './icons.ts'
import { html, name, sayCount, type Markup } from './markup.ts'

const columns = ['fail', 'unknown', 'waived', 'pass', 'skip'] as const satisfies readonly Outcome[]

type Counts = Readonly<Record<Outcome, number>>

const heads = columns.map((outcome) => html`<th scope="col" class="number">${outcomeWords[outcome]}</th>`)

/** A zero is there, and quiet. */
function numbers(counts: Counts): readonly Markup[] {
  return columns.map((outcome) => html`<td class="${counts[outcome] === 0 ? 'number zero' : 'number'}">${sayNumber(counts[outcome])}</td>`)
}

/** Every rule that was judged; those with findings link to their section. */
export function* rulesTable(sections: readonly RuleSection[]): Generator<Markup> {
  if (sections.length === 0) return
  yield html`<section id="rules" aria-labelledby="rules-title">
<h2 id="rules-title">Every rule in numbers</h2>
<div class="scroll"><table class="counts">
<caption>Verdicts by rule</caption>
<thead><tr><th scope="col">Severity</th><th scope="col">Rule</th>${heads}</tr></thead>
<tbody>
`
  for (const { id, anchor, rule, severity: of, counts, findings } of sections) {
    const title = rule?.title ?? id
    const link = findings.length === 0 ? html`${title}` : html`<a href="#${anchor}">${title}</a>`
    yield html`<tr><td>${severity(of)}</td><th scope="row">${link}<br><code>${id}</code></th>${numbers(counts)}</tr>\n`
  }
  yield html`</tbody></table></div>\n</section>\n`
}

/** Accounts in the table; scripts make the rows of others that the filter finds. */
export const mostAccounts = 200

export interface AccountCounts {
  readonly id: string
  /** Not listed: found by verdicts only, such as an account of the inventory that is not there. */
  readonly state: 'assessed' | 'could not be read' | 'skipped' | 'not listed'
  readonly counts: Counts
}

/** Every account of the scope or of a verdict, worst first: the one with most fails, then with most that could not be told. */
export function accountCounts({ scope, verdicts }: Assessment): readonly AccountCounts[] {
  const byAccount = new Map<string, Record<Outcome, number>>()
  for (const { subject, outcome } of verdicts) {
    const id = accountOf(subject)
    if (id === undefined) continue
    const counts = byAccount.get(id) ?? noVerdicts()
    counts[outcome] += 1
    byAccount.set(id, counts)
  }
  const { assessed, unreadable, skipped } = scope.accounts
  const states = new Map<string, AccountCounts['state']>([...byAccount.keys()].map((id) => [id, 'not listed']))
  for (const id of assessed) states.set(id, 'assessed')
  for (const id of unreadable) states.set(id, 'could not be read')
  for (const id of Object.keys(skipped)) states.set(id, 'skipped')
  const all = [...states].map(([id, state]): AccountCounts => ({ id, state, counts: byAccount.get(id) ?? noVerdicts() }))
  return all.sort((a, b) => b.counts.fail - a.counts.fail || b.counts.unknown - a.counts.unknown || (a.id < b.id ? -1 : 1))
}

/** Nothing where no account is known. */
export function* accountsTable(accounts: readonly AccountCounts[], names: AccountNames): Generator<Markup> {
  if (accounts.length === 0) return
  const left = accounts.length - mostAccounts
  const cut = left > 0 ? html`<p class="more">The ${mostAccounts} worst of ${sayCount(accounts.length, 'account')} are listed. The filter by account above finds the others too; the JSON report has every one.</p>` : undefined
  yield html`<section id="accounts" aria-labelledby="accounts-title">
<h2 id="accounts-title">Every account in numbers</h2>${cut}
<div class="scroll"><table class="counts" id="accounts-table">
<caption>Verdicts by account, worst first</caption>
<thead><tr><th scope="col">Account</th><th scope="col">State</th>${heads}</tr></thead>
<tbody>
`
  for (const { id, state, counts } of accounts.slice(0, mostAccounts)) yield html`<tr data-account="${id}"><th scope="row"><span class="id">${id}</span> ${name(names.get(id) ?? '')}</th><td>${state}</td>${numbers(counts)}</tr>\n`
  yield html`</tbody></table></div>\n</section>\n`
}
