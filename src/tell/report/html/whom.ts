/** Whom a finding is about, in a line, and all of them where there are many. */
import type { Verdict } from '../../../nouns/verdict.ts'
import { accountOf, sayAccount, sayWhich, type AccountNames } from '../subject.ts'
import { capital, sayNumber } from '../wording.ts'
import { html, name, type Markup } from './markup.ts'

/** Subjects that share a finding are listed up to this many; the filter by account finds every one. */
const mostListed = 400

/** `Account 111122223333 (payments)`, `12 trails`. */
export function whom(all: readonly Verdict[], names: AccountNames): Markup {
  const [first] = all
  if (first === undefined) return html``
  const { subject } = first
  if (all.length > 1) return html`${sayNumber(all.length)} ${subject.kind}s`
  const account = accountOf(subject)
  if (subject.kind === 'account') return html`Account ${named(subject.id, names)}`
  const where = account === undefined ? undefined : html` in ${named(account, names)}${subject.region === undefined ? undefined : html` ${subject.region}`}`
  return html`${capital(subject.kind)} ${name(account === undefined ? subject.id : (subject.name ?? subject.id))}${where}`
}

/** Number, and the name beside it where there is one. */
export function named(account: string, names: AccountNames): Markup {
  const known = names.get(account)
  return known === undefined || known === '' ? html`<b class="id">${account}</b>` : html`<b class="id">${account}</b> (${name(known)})`
}

/** Nothing for one. */
export function everyone(all: readonly Verdict[], names: AccountNames): Markup | undefined {
  if (all.length < 2) return undefined
  const items = all.slice(0, mostListed).map(({ subject }) => html`<li>${name(sayWhich(subject, names))}</li>`)
  const more = all.length - items.length
  const rest = more > 0 ? html`<p class="more">${sayNumber(more)} more are not listed here. The filter by account finds every one; the JSON report names them.</p>` : undefined
  const kind = all[0]?.subject.kind ?? 'subject'
  return html`<details class="everyone"><summary>All ${sayNumber(all.length)} ${kind}s</summary><ul>${items}</ul>${rest}</details>`
}

/** The accounts of a list, the first by name and the rest counted. */
export function someAccounts(ids: readonly string[], names: AccountNames, most = 4): Markup {
  const listed = ids.slice(0, most).map((id, at) => html`${at === 0 ? undefined : html`, `}${name(sayAccount(id, names))}`)
  const more = ids.length - most
  return more > 0 ? html`${listed} and ${sayNumber(more)} more` : html`${listed}`
}
