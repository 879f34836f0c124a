/** A condition in words, by the wording of the vocabulary. */
import type { Condition, OverList, SubjectKind } from '../../nouns/rule.ts'
import { listsOf, pathsOf } from '../../nouns/subject-paths.ts'
import { modifiers, wishes, words, type WishWord, type Word } from '../../nouns/vocabulary.ts'

/** One line for each entry of a condition about a subject of this kind, what belongs to it indented below. */
export function conditionLines(condition: Condition, kind: SubjectKind): readonly string[] {
  return Object.entries(condition).flatMap(([key, wanted]) =>
    isWord(key) ? wordLines(key, condition, kind) : entryLines(key, wanted, kind),
  )
}

function isWord(key: string): key is Word {
  return Object.hasOwn(words, key)
}

function wordLines(word: Word, condition: Condition, kind: SubjectKind): readonly string[] {
  const { wording } = words[word]
  if (word === 'all' || word === 'any') return [`${wording}:`, ...parts(condition[word] ?? [], kind)]
  if (word === 'not') return [`${wording}:`, ...indent(conditionLines(condition.not ?? {}, kind))]
  const list = word === 'some' || word === 'every' ? condition[word] : undefined
  return list === undefined ? [`${wording}: ${said(condition[word])}`] : [`${wording}:`, ...listLines(list, kind)]
}

function listLines({ in: name, holds, where }: OverList, kind: SubjectKind): readonly string[] {
  const list = listsOf(kind)[name]
  const lines = [...conditionLines(holds, list?.of ?? kind)]
  const chosen = where === undefined ? [] : ['of those only that meet this:', ...indent(conditionLines(where, list?.of ?? kind))]
  return indent([`${list?.wording ?? name}:`, ...indent(lines), ...chosen])
}

function entryLines(key: string, wanted: unknown, kind: SubjectKind): readonly string[] {
  const modifier: Readonly<Record<string, string>> = modifiers[key as keyof typeof modifiers] ?? {}
  return [modifier[String(wanted)] ?? `${pathsOf(kind)[key]?.wording ?? key} ${wishLine(wanted)}`]
}

function parts(conditions: readonly Condition[], kind: SubjectKind): readonly string[] {
  return conditions.flatMap((condition) =>
    indent(conditionLines(condition, kind)).map((line, index) => (index === 0 ? `- ${line.trimStart()}` : line)),
  )
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`)
}

/** Classes of events and parameters, member by member; lists and texts as they are. */
function said(wanted: unknown): string {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return text(wanted)
  return Object.entries(wanted).map(([name, value]) => `${name} ${text(value)}`).join(', ')
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function wishLine(wish: unknown): string {
  if (typeof wish !== 'object' || wish === null) return typeof wish === 'boolean' ? `(${wish ? 'yes' : 'no'})` : `is ${String(wish)}`
  const [[word, value] = ['exists', true]] = Object.entries(wish)
  if (word === 'exists') return value === false ? 'is not there' : 'is there'
  return `${wishes[word as WishWord].wording} ${word === 'within' ? said(value).replace(/^(\w+) (.*)$/, '$2 $1') : text(value)}`
}
