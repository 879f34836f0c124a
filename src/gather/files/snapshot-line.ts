/** One line of a file -> one line of a snapshot, or why it is none. */
import { isAscii } from 'node:buffer'
import { snapshotLine as isSnapshotLine } from '#snapshot-validator'
import type { Mistake } from '../../nouns/place.ts'
import type { ReachInParts } from '../../nouns/reach-by-region.ts'
import { isFooter, isHeader, type SnapshotLine } from '../../nouns/snapshot.ts'
import { learnForms, newForms, readByForm, type LineForms } from './line-forms.ts'
import { isEnded, lineEnd, type Lines } from './lines.ts'
import { wrongs } from './schema-errors.ts'

/** A fact that comes in two parts must be taken before the next line is read. */
export type ReadLine = { readonly ok: true; readonly value: SnapshotLine | ReachInParts } | { readonly ok: false; readonly mistake: Mistake }

/** How far the reading of a file has come. */
export interface Reading {
  /** The segments that headers opened. */
  readonly segments: Set<string>
  readonly forms: LineForms
}

export function newReading(): Reading {
  return { segments: new Set(), forms: newForms() }
}

/** Reads the line that begins at `at`; where it ends is told by `forms.end` of the reading. */
export function readLine(lines: Lines, at: number, reading: Reading): ReadLine {
  const { segments, forms } = reading
  const fact = segments.size === 0 ? undefined : readByForm(lines, at, forms)
  return fact === undefined ? readText(lines, at, reading) : { ok: true, value: fact }
}

function readText(lines: Lines, at: number, { segments, forms }: Reading): ReadLine {
  const end = (forms.end = lineEnd(lines, at))
  const parsed = parse(lines.bytes.subarray(at, end))
  if (parsed === undefined) return { ok: false, mistake: isEnded(lines, end) ? { what: 'the line is not JSON' } : torn }
  if (!isSnapshotLine(parsed.data)) return { ok: false, mistake: sayShape(parsed.data) }
  const line = parsed.data as SnapshotLine
  if (isHeader(line)) segments.add(line.segment)
  const mistake = orderMistake(line, segments)
  if (mistake !== undefined) return { ok: false, mistake }
  learnForms(line, lines, at, forms)
  return { ok: true, value: line }
}

const torn: Mistake = {
  what: 'the last line is torn: it has no end, and is not JSON',
  instead: 'the writing was interrupted: go on in it with collect --resume FILE',
}

function parse(bytes: Buffer): { readonly data: unknown } | undefined {
  try {
    return { data: JSON.parse(textOf(bytes)) }
  } catch {
    return undefined
  }
}

/** Finding that there is only ASCII, and then copying it, takes a fraction of the time that decoding UTF-8 takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')
}

/** One line has one reason: the first. */
function sayShape(data: unknown): Mistake {
  const [first] = wrongs(isSnapshotLine, data, 'the line')
  return { what: first?.what ?? 'the line is not one of a snapshot', ...(first?.instead === undefined ? {} : { instead: first.instead }) }
}

function orderMistake(line: SnapshotLine, segments: ReadonlySet<string>): Mistake | undefined {
  if (segments.size === 0) {
    return { what: `a ${isFooter(line) ? 'footer' : 'fact'} before any header`, instead: 'a snapshot begins with a header line' }
  }
  if (isFooter(line) && !segments.has(line.footer)) return { what: `no header opened the segment '${line.footer}' that this footer closes` }
  return undefined
}
