/** Snapshot files -> one snapshot, in one pass over each; or every line that is not one of a snapshot. */
import type { Mistake, Read } from '../../nouns/place.ts'
import { isHeader, snapshotOf, type Header, type Snapshot, type SnapshotLine } from '../../nouns/snapshot.ts'
import { linesOf } from './lines.ts'
import { newForms } from './line-forms.ts'
import { readLine } from './snapshot-line.ts'
import { whyUnreadable } from './text-file.ts'

/** Beyond this many mistakes a file is of another kind, and more of them would help nobody. */
const mostMistakes = 10

/** Joins snapshot files, plain or `.gz`, in the order given: the last line of a key wins. All must be of one organization. */
export async function readSnapshots(files: readonly string[]): Promise<Read<Snapshot>> {
  const lines: SnapshotLine[] = []
  const mistakes: Mistake[] = []
  for (const file of files) mistakes.push(...(await readSnapshot(file, lines)))
  if (mistakes.length === 0) mistakes.push(...mixed(lines.filter(isHeader)))
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: snapshotOf(lines) }
}

/** One line of a snapshot file, without its line end. */
export function sayLine(line: SnapshotLine): string {
  return JSON.stringify(line)
}

/** Adds a file's lines to `lines`, and gives its mistakes; without a good header first, nothing after it can be right. */
async function readSnapshot(file: string, lines: SnapshotLine[]): Promise<readonly Mistake[]> {
  const mistakes: Mistake[] = []
  const forms = newForms()
  const segments = new Set<string>()
  let number = 0
  try {
    reading: for await (const { texts, ended } of linesOf(file)) {
      for (const text of texts) {
        number += 1
        const read = readLine(text, ended, segments, forms)
        if (read.ok) lines.push(read.value)
        else mistakes.push({ ...read.mistake, place: { file, line: number, column: 1 } })
        const hopeless = segments.size === 0 || mistakes.length === mostMistakes
        if (hopeless) break reading
      }
    }
  } catch (error) {
    return [...mistakes, { what: `cannot read ${file}: ${whyUnreadable(error)}` }]
  }
  return number === 0 ? [{ what: `${file} is empty`, instead: 'a snapshot begins with a header line' }] : mistakes
}

function mixed(headers: readonly Header[]): readonly Mistake[] {
  const organizations = [...new Set(headers.map((header) => header.organization ?? `account ${header.caller.account} alone`))]
  if (organizations.length < 2) return []
  return [{ what: `these snapshots are of different organizations: ${organizations.join(', ')}`, instead: 'judge each by itself' }]
}
