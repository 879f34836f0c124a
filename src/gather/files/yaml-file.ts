/** A YAML or JSON file with the places of everything in it, or the mistakes that keep it from being read. */
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node, Pair, YAMLError } from 'yaml'
import type { Mistake, Place, Read } from '../../nouns/place.ts'
import { readText } from './text-file.ts'

/** The steps from the top of a file to a value: keys, and indexes as text. */
export type Path = readonly string[]

/** A parsed file: `data` as plain values, and the document that knows where each of them stands. */
export interface YamlFile {
  /** As places name it. */
  readonly file: string
  readonly data: unknown
  readonly document: Document
  readonly lines: LineCounter
}

/** More aliases than anyone writes by hand; beyond that a file grows without end when it is expanded. */
const mostAliases = 1000

/** Reads and parses one file; `named` is the path its places carry. */
export async function readYaml(file: string, named = file): Promise<Read<YamlFile>> {
  const text = await readText(file, named)
  return text.ok ? parseYaml(text.value, named) : text
}

/** Parses YAML 1.2 (JSON is a part of it): one document, no key twice, no tags of one's own, no alias bombs. */
export function parseYaml(text: string, file: string): Read<YamlFile> {
  const lines = new LineCounter()
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false })
  const errors = [...document.errors, ...document.warnings]
  if (errors.length > 0) return { ok: false, mistakes: syntaxMistakes(errors, text, file, lines) }
  try {
    return { ok: true, value: { file, data: document.toJS({ maxAliasCount: mostAliases }), document, lines } }
  } catch (error) {
    const what = `cannot expand the aliases: ${(error as Error).message}`
    return { ok: false, mistakes: [{ what, place: { file, line: 1, column: 1 } }] }
  }
}

/** One mistake a line, since a parser that lost its way complains again about the same text. */
function syntaxMistakes(errors: readonly YAMLError[], text: string, file: string, lines: LineCounter): readonly Mistake[] {
  const byLine = new Map<number, Mistake>()
  for (const error of errors) {
    const place = placeAt(file, lines, error.pos[0])
    if (!byLine.has(place.line)) byLine.set(place.line, { what: saySyntax(error, text), place })
  }
  return [...byLine.values()]
}

function saySyntax(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') return `the key ${/^[^:\n]*/.exec(text.slice(error.pos[0]))?.[0].trim() ?? ''} is written twice`
  if (error.code === 'MULTIPLE_DOCS') return 'there is more than one document in this file'
  return `not valid YAML: ${error.message.split('\n')[0]}`
}

/** Where the value at a path stands, or the nearest that is there above it. */
export function placeOf(yaml: YamlFile, path: Path): Place {
  return placeAt(yaml.file, yaml.lines, nodeAt(yaml, path)?.range?.[0] ?? 0)
}

/** Where the key stands that a path ends with; for an element of a list, where the element stands. */
export function keyPlaceOf(yaml: YamlFile, path: Path): Place {
  const parent = nodeAt(yaml, path.slice(0, -1))
  const pair = isMap(parent) ? pairOf(parent.items, path.at(-1) ?? '') : undefined
  return isScalar(pair?.key) ? placeAt(yaml.file, yaml.lines, pair.key.range?.[0] ?? 0) : placeOf(yaml, path)
}

/** A scalar as it is written, which its value may have lost (`0123` is 123). */
export function sourceOf(yaml: YamlFile, path: Path): string | undefined {
  const node = nodeAt(yaml, path)
  return isScalar(node) ? node.source : undefined
}

function nodeAt(yaml: YamlFile, path: Path): Node | undefined {
  let node = yaml.document.contents ?? undefined
  for (const step of path) node = childOf(yaml, node, step) ?? node
  return node
}

function childOf(yaml: YamlFile, parent: Node | undefined, step: string): Node | undefined {
  const node = isAlias(parent) ? parent.resolve(yaml.document) : parent
  const child = isSeq(node) ? node.items[Number(step)] : isMap(node) ? pairOf(node.items, step)?.value : undefined
  return isNode(child) ? child : undefined
}

function pairOf(pairs: readonly Pair[], key: string): Pair | undefined {
  return pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
}
