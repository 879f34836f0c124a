/** The message of a SARIF result, as plain text and as Markdown. */
import type { RuleText, Verdict } from '../../nouns/verdict.ts'
import { detailsOf, type Detail } from './details.ts'
import { harmless } from './harmless.ts'
import { escapeMarkdown, jsonBlock } from './markdown.ts'
import { sentence } from './sarif-run.ts'
import { saySubject, type AccountNames } from './subject.ts'
import { capital, countOf } from './wording.ts'

export interface Message {
  readonly text: string
  readonly markdown: string
}

/** Subjects of one rule and account that are told one by one; the others are counted. */
const most = 20

/** The message for verdicts of one rule and account, fails first. Its first sentence is the title of an alert. */
export function messageOf(verdicts: readonly Verdict[], rule: RuleText | undefined, names: AccountNames): Message {
  const shown = verdicts.slice(0, most)
  const more = verdicts.length > most ? [`And ${countOf(verdicts.length - most, 'more finding')} of this rule and account`] : []
  const plain = [...shown.flatMap((verdict) => plainParts(verdict, names)), ...more, ...(rule === undefined ? [] : [`Fix: ${rule.fix}`])]
  const marked = [
    ...shown.map((verdict) => markedPart(verdict, names)),
    ...more.map(escapeMarkdown),
    ...(rule === undefined ? [] : [`**Fix.** ${escapeMarkdown(rule.fix)}`]),
  ]
  return { text: plain.map((part) => sentence(unlinked(harmless(part)))).join(' '), markdown: marked.join('\n\n') }
}

function plainParts(verdict: Verdict, names: AccountNames): readonly string[] {
  const proof = details(verdict).map(({ label, text }) => `${capital(label)}: ${text}`)
  return [titled(verdict, names), ...proof]
}

function markedPart(verdict: Verdict, names: AccountNames): string {
  const lines = details(verdict)
    .filter(({ label }) => label !== 'event')
    .map(({ label, text }) => `- ${capital(label)}: ${escapeMarkdown(text)}`)
  const event = verdict.witness === undefined ? [] : ['Event (synthetic):', jsonBlock(verdict.witness)]
  const list = lines.length === 0 ? [] : [lines.join('\n')]
  return [escapeMarkdown(sentence(titled(verdict, names))), ...list, ...event].join('\n\n')
}

/** An alert is read far from its list: its title begins with whose it is. */
function titled({ outcome, subject, message }: Verdict, names: AccountNames): string {
  const said = `${saySubject(subject, names)}: ${message}`
  return outcome === 'unknown' ? `Could not tell: ${said}` : said
}

/** The location of the result already says where the finding lands. */
function details(verdict: Verdict): readonly Detail[] {
  return detailsOf(verdict).filter(({ label }) => label !== 'at')
}

/** SARIF reads `[text](target)` in plain text as a link and `{0}` as a placeholder (its section 3.11); a space makes both text. */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (').replaceAll(/\{(?=\d)/g, '{ ')
}
