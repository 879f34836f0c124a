/** A section for each rule that has something to say: why it matters, what to do, and every finding with its proof. */
import { counts as countsTowards, type Assessment } from '../../../nouns/verdict.ts'
import type { AccountNames } from '../subject.ts'
import { sayNumber } from '../wording.ts'
import { shownOutcomes, type RuleSection, type ShownFinding } from './findings.ts'
import { icon, outcomeWords, severity, status } from './icons.ts'
import { html, prose, sayCount, type Markup } from './markup.ts'
import { proof } from './proof.ts'
import { everyone, whom } from './whom.ts'

/** Pieces of the section; nothing for a rule that only passed or was skipped. */
export function* ruleSection(section: RuleSection, assessment: Assessment, names: AccountNames): Generator<Markup> {
  const { anchor, id, rule, findings } = section
  if (findings.length === 0) return
  yield html`<section class="rule" id="${anchor}" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title">${rule?.title ?? id}</h3>
<p class="about">${severity(section.severity)} <code>${id}</code> ${tally(section)}${gateNote(section, assessment)}</p>
${advice(section)}
`
  for (const finding of findings) yield findingArticle(finding, section, names)
  yield html`</section>\n`
}

function tally({ counts }: RuleSection): Markup {
  const said = shownOutcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => status(outcome, `${sayNumber(counts[outcome])} ${words[outcome]}`))
  return html`${said}`
}

const words = { fail: 'fail', unknown: 'could not tell', waived: 'waived' } as const

function gateNote({ severity: of }: RuleSection, { policy }: Assessment): Markup | undefined {
  const { failOn } = policy.gate
  if (countsTowards(of, failOn)) return undefined
  return html` <span class="soft">${failOn === 'never' ? 'Not counted towards the status.' : `Below --fail-on ${failOn}: not counted towards the status.`}</span>`
}

function advice({ rule }: RuleSection): Markup | undefined {
  if (rule === undefined) return undefined
  const links = rule.references.filter(isAddress).map((address) => html`<li><a href="${encodeURI(address)}" rel="noreferrer">${hostAndPage(address)}</a></li>`)
  const see = links.length === 0 ? undefined : html`<ul class="see">${links}</ul>`
  return html`<div class="advice"><div><h4>Why it matters</h4><p>${prose(rule.why)}</p></div><div><h4>What to do</h4><p>${prose(rule.fix)}</p>${see}</div></div>`
}

/** Nothing but the web is linked to. */
function isAddress(text: string): boolean {
  return /^https:\/\/[\w.-]+\/[\w./%?=&#~+-]*$/.test(text)
}

/** `docs.aws.amazon.com: cloudtrail-concepts`. */
function hostAndPage(address: string): string {
  const [, host = '', path = ''] = /^https:\/\/([^/]+)\/(.*)$/.exec(address) ?? []
  const page = path.replace(/[?#].*$/, '').replace(/\.html$/, '').split('/').findLast((part) => part !== '')
  return page === undefined ? host : `${host}: ${page}`
}

const restMessage = 'What was found of each differs from the findings above, and is too much for a page. The JSON report has every one, with its proof.'

/** Whom a finding is about; of those that are too many, how many more. */
export function who({ all, rest }: ShownFinding, names: AccountNames): Markup {
  const kind = all[0]?.subject.kind ?? 'subject'
  return rest ? html`${sayCount(all.length, `more ${kind}`)}, not shown one by one` : whom(all, names)
}

/** The proof of the first finding of a rule stands open. */
function findingArticle(finding: ShownFinding, { findings }: RuleSection, names: AccountNames): Markup {
  const { first, all, index, outcome, rest } = finding
  const open = finding === findings[0] && outcome === 'fail' ? html` open` : undefined
  const proved = rest ? html`` : proof(first, all.length > 1)
  const details = proved.markup === '' ? undefined : html`<details class="proof-of"${open}><summary>Proof</summary>${proved}</details>`
  return html`<article class="finding ${outcome}" id="finding-${index + 1}" data-finding="${index}" aria-labelledby="finding-${index + 1}-title">
<h4 id="finding-${index + 1}-title">${icon(outcome, 18)} <span>${outcomeWords[outcome]}: ${who(finding, names)}</span></h4>
<p class="message">${rest ? restMessage : first.message}</p>${rest ? undefined : waiver(finding)}${everyone(all, names)}${details}
</article>
`
}

function waiver({ first }: ShownFinding): Markup | undefined {
  if (first.waiver === undefined) return undefined
  const { because, owner, until, was } = first.waiver
  return html`<p class="waiver">Waived ${was === 'fail' ? 'although it fails' : 'although it could not be told'}, until ${until}, by ${owner}: ${because}</p>`
}
