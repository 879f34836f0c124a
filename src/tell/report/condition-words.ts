/** A condition in words, by the wording of the vocabulary. */
import type { Condition } from '../../nouns/rule.ts'
import { paths, wishes, words, type WishWord } from '../../nouns/vocabulary.ts'

/** One line for each entry, what belongs to it indented below. */
export function conditionLines(condition: Condition): readonly string[] {
  return Object.entries(condition).flatMap(([key, wanted]) => entryLines(key, wanted))
}

function entryLines(key: string, wanted: unknown): readonly string[] {
  if (key === 'by') return [`counting only ${String(wanted).replaceAll('-', ' ').replace('multi region', 'multi-region')}`]
  if (key === 'all' || key === 'any') return [`${words[key].wording}:`, ...parts(wanted as readonly Condition[])]
  if (key === 'not') return [`${words.not.wording}:`, ...indent(conditionLines(wanted as Condition))]
  if (key === 'parameter') return [`${words.parameter.wording}: ${pairs(wanted as object)}`]
  if (key === 'recorded' || key === 'unrecorded') return [`${words[key].wording}: ${pairs(wanted as object)}`]
  return [`${wordingOf(key)} ${wishLine(wanted)}`]
}

function parts(conditions: readonly Condition[]): readonly string[] {
  return conditions.flatMap((condition) => indent(conditionLines(condition)).map((line, index) => (index === 0 ? `- ${line.trimStart()}` : line)))
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

function pairs(wanted: object): string {
  return Object.entries(wanted).map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ')
}

function wordingOf(path: string): string {
  const tables: readonly Readonly<Record<string, { readonly wording: string }>>[] = Object.values(paths)
  return tables.map((table) => table[path]?.wording).find((wording) => wording !== undefined) ?? path
}

function wishLine(wish: unknown): string {
  if (typeof wish !== 'object' || wish === null) return typeof wish === 'boolean' ? `(${wish ? 'yes' : 'no'})` : `is ${String(wish)}`
  return Object.entries(wish)
    .map(([word, value]) => (word === 'exists' && value === false ? 'is not there' : `${wishes[word as WishWord].wording}${word === 'exists' ? '' : `: ${String(value)}`}`))
    .join(' and ')
}
