/** A page for a terminal: colours where they are wanted, lines no wider than it. */
import type { Severity } from '../../nouns/rule.ts'
import type { Look } from '../../nouns/verdict.ts'

/** Select Graphic Rendition codes (ECMA-48), by what they are for. */
const codes = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  fail: '1;31',
  unknown: '1;33',
  pass: '1;32',
  strong: '1',
  faint: '2',
} as const satisfies Record<Severity, string> & Record<string, string>

export type Style = keyof typeof codes

export interface Page {
  /** Lines of `label text`, the label padded to `column` after `indent` spaces, the text wrapped beside it; ends with a line end. */
  readonly row: (row: Row) => string
  /** One row of a table: each cell wrapped in its column, two spaces between them. */
  readonly cells: (cells: readonly Cell[]) => string
  /** In columns of the terminal. */
  readonly width: number
}

export interface Cell {
  readonly text: string
  readonly width: number
  readonly style?: Style | undefined
}

interface Row {
  readonly text: string
  readonly indent?: number
  readonly label?: string
  readonly column?: number
  /** The style of the label; of the text where there is no label. */
  readonly style?: Style
}

/** The narrowest page: below it, wrapping only makes columns of single words. */
const narrowest = 40

export function pageFor(look: Look): Page {
  const paint: Paint = (style, text) => (look.colour && text !== '' ? `\u001b[${codes[style]}m${text}\u001b[0m` : text)
  const width = Math.max(narrowest, Math.floor(look.width) || 80)
  return { row: (row) => rowOf(row, width, paint), cells: (cells) => cellsOf(cells, paint), width }
}

/** The text in that style, or as it is on a page without colours. */
type Paint = (style: Style, text: string) => string

function rowOf(row: Row, width: number, paint: Paint): string {
  const { text, indent = 0, label = '', column = 0, style } = row
  const head = label === '' ? '' : label.padEnd(column - 1) + ' '
  const left = ' '.repeat(indent)
  const hanging = left + ' '.repeat(column)
  const painted = style === undefined ? (part: string): string => part : (part: string): string => paint(style, part)
  const lines = wrap(text, width - indent - column, width - indent - Math.max(head.length, column))
  return lines.map((line, at) => `${at > 0 ? hanging : left + painted(head)}${label === '' ? painted(line) : line}\n`).join('')
}

function cellsOf(cells: readonly Cell[], paint: Paint): string {
  const wrapped = cells.map((cell) => ({ ...cell, lines: wrap(cell.text, cell.width, cell.width) }))
  const height = Math.max(...wrapped.map(({ lines }) => lines.length))
  const lineAt = (at: number): string => wrapped.map((cell) => paintedCell(cell, cell.lines[at] ?? '', paint)).join('  ')
  return Array.from({ length: height }, (_, at) => `${lineAt(at).trimEnd()}\n`).join('')
}

/** Padded outside of its colour, so that blanks at the end of a line can be cut off. */
function paintedCell({ width, style }: Cell, line: string, paint: Paint): string {
  return (style === undefined ? line : paint(style, line)) + ' '.repeat(Math.max(0, width - columnsOf(line)))
}

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g

/** The columns that a text takes on a terminal: East Asian characters take two, as do the two units of an emoji; combining marks take none. */
function columnsOf(text: string): number {
  if (!/[^ -\u02ff]/.test(text)) return text.length
  return text.replaceAll(/\p{M}/gu, '').replaceAll(wide, '  ').length
}

/** Words laid on lines of `width` characters, the first of `first`; a longer word (an ARN, an address) stays whole, to be copied. */
function wrap(text: string, width: number, first: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const word of text.split(' ')) {
    const room = lines.length === 0 ? first : width
    const columns = columnsOf(word)
    if (line !== '' && taken + 1 + columns > room) {
      lines.push(line)
      line = word
      taken = columns
    } else {
      taken += line === '' ? columns : columns + 1
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
