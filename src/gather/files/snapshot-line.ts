/** One line of text -> one line of a snapshot, or why it is none. */
import { snapshotLine as isSnapshotLine } from '#snapshot-validator'
import type { Mistake } from '../../nouns/place.ts'
import { isFooter, isHeader, type SnapshotLine } from '../../nouns/snapshot.ts'
import { learnForm, readByForm, type LineForms } from './line-forms.ts'
import { wrongs } from './schema-errors.ts'

type ReadLine = { readonly ok: true; readonly value: SnapshotLine } | { readonly ok: false; readonly mistake: Mistake }

/** Reads one line; `ended` by a line feed. `segments` are those that headers opened before it, and grow with each header. */
export function readLine(text: string, ended: boolean, segments: Set<string>, forms: LineForms): ReadLine {
  const fact = segments.size === 0 ? undefined : readByForm(text, forms)
  if (fact !== undefined) return { ok: true, value: fact }
  const parsed = parse(text)
  if (parsed === undefined) return { ok: false, mistake: ended ? { what: 'the line is not JSON' } : torn }
  if (!isSnapshotLine(parsed.data)) return { ok: false, mistake: sayShape(parsed.data) }
  const line = parsed.data as SnapshotLine
  if (isHeader(line)) segments.add(line.segment)
  const mistake = orderMistake(line, segments)
  learnForm(text, line, forms)
  return mistake === undefined ? { ok: true, value: line } : { ok: false, mistake }
}

const torn: Mistake = {
  what: 'the last line is torn: it has no end, and is not JSON',
  instead: 'the writing was interrupted; collect again',
}

function parse(text: string): { readonly data: unknown } | undefined {
  try {
    return { data: JSON.parse(text) }
  } catch {
    return undefined
  }
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
