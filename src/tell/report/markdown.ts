/** Markdown text: the one place where it is escaped. */
import { harmless, harmlessJson } from './harmless.ts'

/** Text on one line that renders as itself: no emphasis, code, link, picture, table, HTML, mention or automatic link. */
export function escapeMarkdown(text: string): string {
  return harmless(text)
    .replaceAll(/[\\`*_[\]()<>#|~&!@$]/g, '\\$&')
    .replaceAll('://', '\\://')
    .replaceAll(/www\./gi, (start) => `${start.slice(0, 3)}\\.`)
}

/** A block of JSON behind a fence longer than any run of backticks in it. */
export function jsonBlock(value: unknown): string {
  const json = harmlessJson(value, 2)
  const longest = Math.max(2, ...[...json.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}json\n${json}\n${fence}`
}
