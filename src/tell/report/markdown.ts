/** Markdown text: the one place where it is escaped. */
import { harmless, harmlessJson, shortenedIn } from './harmless.ts'

/**
 * Text on one line that renders as itself: no emphasis, code, link, picture, table, HTML, mention or automatic link. Angle brackets become
 * entities, so that none is left for a reader that knows HTML but no backslashes.
 */
export function escapeMarkdown(text: string): string {
  return harmless(text)
    .replaceAll(/[\\`*_[\]()#|~&!@$]/g, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, 3)}\\.`)
}

/** Characters of one cell. */
const longestCell = 1000

/** The same for a cell of a table, of which nobody reads more than a thousand characters. */
export function cell(text: string): string {
  const plain = harmless(text)
  return escapeMarkdown(plain.length > longestCell ? `${plain.slice(0, longestCell)}…` : plain)
}

/** A block of JSON behind a fence longer than any run of backticks in it. */
export function jsonBlock(value: unknown): string {
  const json = harmlessJson(shortenedIn(value), 2)
  const longest = Math.max(2, ...[...json.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}json\n${json}\n${fence}`
}
