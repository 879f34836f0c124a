/** The proof of a finding: the event that shows it, values seen beside wanted, what was refused, what was assumed, and where it lands. */
import type { Witness } from '../../../nouns/event.ts'
import { sayPlace } from '../../../nouns/place.ts'
import type { Evidence, Json, Verdict } from '../../../nouns/verdict.ts'
import { harmlessJson } from '../harmless.ts'
import { accountOf } from '../subject.ts'
import { listSome, sayGaps, sayNumber, sayRemedy, sayValue } from '../wording.ts'
import { html, type Content, type Markup } from './markup.ts'

/** More rows than this are counted. */
const mostRows = 12

/** The whole proof, in the order in which people ask. */
export function proof(verdict: Verdict, several: boolean): Markup {
  const { witness, evidence, anchor } = verdict
  return html`${witness === undefined ? undefined : eventRecord(witness, several)}${evidenceTable(evidence)}${gapTable(verdict)}${assumptions(evidence)}${
    anchor === undefined ? undefined : html`<p class="anchor">Lands on <code>${sayPlace(anchor)}</code></p>`
  }`
}

function eventRecord(witness: Witness, several: boolean): Markup {
  const { eventSource, eventName, eventCategory, readOnly, awsRegion, recipientAccountId, userIdentity, errorCode, vpcEndpointId, resources = [] } = witness
  const access = readOnly === undefined ? undefined : String(readOnly) === 'true' ? 'read' : 'write'
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Event', [eventName, eventSource].filter((part) => part !== undefined).join(' at ')],
    ['Kind', [eventCategory, access].filter((part) => part !== undefined).join(', ')],
    ['Account', recipientAccountId],
    ['Region', awsRegion],
    ['By', userIdentity?.invokedBy ?? userIdentity?.arn ?? userIdentity?.type],
    ...resources.slice(0, 3).map(({ type, ARN, ARNPrefix }) => ['Resource', [type, ARN ?? ARNPrefix].filter(Boolean).join(' ')] as const),
    ['Error', errorCode],
    ['VPC endpoint', vpcEndpointId],
  ]
  const told = rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [html`<div><dt>${label}</dt><dd>${value}</dd></div>`]))
  const caption = `An event that shows it${several ? ', for the first of them' : ''}`
  return html`<figure class="event"><figcaption>${caption} <span class="tag">synthetic</span></figcaption><dl>${told}</dl><details><summary>The record as CloudTrail writes it</summary><pre tabindex="0">${record(witness)}</pre></details></figure>`
}

/** Line by line: escaping text puts it on one line. */
function record(witness: Witness): readonly Markup[] {
  const written = harmlessJson(witness, 2).split('\n').slice(0, 80)
  return written.map((line) => html`${indentOf(line)}${line}\n`)
}

function indentOf(line: string): Markup {
  return { markup: ' '.repeat(line.length - line.trimStart().length) }
}

function evidenceTable(evidence: readonly Evidence[]): Markup | undefined {
  const rows = distinct(evidence.map(evidenceRow))
  return table('Seen, beside what the rule wants', ['What', 'Seen', 'Wanted', 'Asked with'], rows)
}

function evidenceRow({ path, seen, wanted, source, regions }: Evidence): Markup {
  const where = regions === undefined || regions.length === 0 ? undefined : html`<br><span class="soft">in ${listSome(regions, 6)}</span>`
  return html`<tr><th scope="row">${path}${where}</th><td>${saySeen(seen)}</td><td>${sayValue(wanted)}</td><td>${source === undefined ? undefined : html`<code>${source}</code>`}</td></tr>`
}

const answers: Readonly<Record<string, string>> = { all: 'all recorded', some: 'some recorded, some not', none: 'none recorded', undecided: 'could not tell' }

/** An answer about coverage in words, with what falls short; a value as it is. */
function saySeen(seen: Json): Content {
  if (typeof seen !== 'object' || seen === null || !('answer' in seen)) return sayValue(seen)
  const short = lines(seen['shortfalls'], ({ trail, selector, why }) => `${sayMember(trail)}, ${sayMember(selector)}: ${sayMember(why)}`)
  const doubts = lines(seen['undecidedBy'], ({ what, change }) => `${sayMember(what)}; to settle it, ${sayMember(change)}`)
  const why = [...short, ...doubts]
  const list = why.length === 0 ? undefined : html`<ul>${why.map((line) => html`<li>${line}</li>`)}</ul>`
  const { answer } = seen
  return html`${(typeof answer === 'string' ? answers[answer] : undefined) ?? sayValue(seen)}${list}`
}

type Members = Readonly<Record<string, Json | undefined>>

function lines(list: Json | undefined, say: (members: Members) => string): readonly string[] {
  if (!Array.isArray(list)) return []
  const said = (list as readonly Members[]).map(say)
  return said.length > mostRows ? [...said.slice(0, mostRows), `and ${said.length - mostRows} more`] : said
}

function sayMember(member: Json | undefined): string {
  return member === undefined ? '' : sayValue(member)
}

function gapTable(verdict: Verdict): Markup | undefined {
  const said = sayGaps(verdict.gaps ?? [], accountOf(verdict.subject))
  const rows = said.map(({ gap, said: what }) => html`<tr><th scope="row"><code>${gap.call}</code></th><td>${what}</td><td>${sayRemedy(gap)}</td></tr>`)
  return table('What could not be seen', ['Call', 'What came back', 'To settle it'], distinct(rows))
}

function assumptions(evidence: readonly Evidence[]): Markup | undefined {
  const assumed = [...new Set(evidence.flatMap((piece) => piece.assumed ?? []))]
  return assumed.length === 0 ? undefined : html`<p class="assumed">Assumed of AWS: ${assumed.map((each, at) => html`${at === 0 ? undefined : html`; `}${each}`)}</p>`
}

function table(caption: string, heads: readonly string[], rows: readonly Markup[]): Markup | undefined {
  if (rows.length === 0) return undefined
  const more = rows.length - mostRows
  const rest = more > 0 ? html`<tr><td colspan="${heads.length}">and ${sayNumber(more)} more</td></tr>` : undefined
  const head = heads.map((each) => html`<th scope="col">${each}</th>`)
  return html`<div class="scroll"><table class="proof"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows.slice(0, mostRows)}${rest}</tbody></table></div>`
}

function distinct(rows: readonly Markup[]): readonly Markup[] {
  return [...new Set(rows.map(({ markup }) => markup))].map((markup) => ({ markup }))
}
