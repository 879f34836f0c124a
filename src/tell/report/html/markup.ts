/** Pieces of a page: the one place where text is escaped for HTML. */
import { harmless } from '../harmless.ts'
import { sayNumber } from '../wording.ts'

/** Text that is markup already; only `html` makes it from anything but our own constants. */
export interface Markup {
  readonly markup: string
}

/** What may stand in a page: text and numbers are escaped, markup is not, nothing is nothing. */
export type Content = string | number | Markup | undefined | readonly Content[]

/** No text of a stranger is longer than this on the page: a reader sees enough of it, and a browser survives it. */
const longest = 2000

/** A template of markup; what is put into it is escaped, in text and in quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: parts.map((part, at) => part + markupOf(contents[at])).join('') }
}

/** Markup that was written by us. */
export function raw(markup: string): Markup {
  return { markup }
}

function markupOf(content: Content): string {
  if (content === undefined) return ''
  if (typeof content === 'number') return String(content)
  if (typeof content === 'string') return escapeHtml(content)
  return 'markup' in content ? content.markup : content.map(markupOf).join('')
}

/** Harmless text with every character that means something to HTML as a character reference, and no more of it than a page can bear. */
export function escapeHtml(text: string): string {
  return shortened(text).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function shortened(text: string): string {
  const shown = harmless(text.length > 4 * longest ? text.slice(0, 4 * longest) : text)
  if (text.length <= 4 * longest && shown.length <= longest) return shown
  return `${harmless(shown.slice(0, longest))}… (cut: ${text.length} characters in all)`
}

/** `1 account`, `10,000 accounts`. */
export function sayCount(number: number, noun: string): string {
  return `${sayNumber(number)} ${noun}${number === 1 ? '' : 's'}`
}

/** Names that may run from right to left stay within themselves. */
export function name(text: string): Markup {
  return html`<bdi>${text}</bdi>`
}

/** Text in which `backticks` mark what is typed. */
export function prose(text: string): Markup {
  const pieces = text.split('`')
  if (pieces.length % 2 === 0) return html`${text}`
  // Escaping trims: the blanks around code are put back.
  return raw(pieces.map((piece, at) => (at % 2 === 1 ? `<code>${escapeHtml(piece)}</code>` : spaced(piece))).join(''))
}

function spaced(piece: string): string {
  const text = escapeHtml(piece)
  if (text === '') return piece === '' ? '' : ' '
  return `${/^\s/.test(piece) ? ' ' : ''}${text}${/\s$/.test(piece) ? ' ' : ''}`
}

const moment = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))T((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:\.\d{1,3})?)?Z$/

/** `1 November 2026, 09:00 UTC` for a moment in UTC; anything else as it is. */
export function sayMoment(iso: string): Markup {
  const [, date = '', time = ''] = moment.exec(iso) ?? []
  const [year, month, day] = date.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined || year === 0) return html`${iso}`
  return html`<time datetime="${iso}">${day} ${months[month - 1]} ${year}, ${time} UTC</time>`
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
