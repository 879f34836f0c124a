/** Snapshot files -> one snapshot, in one pass over each; or every line that is not one of a snapshot. */
import type { Mistake, Read } from '../../nouns/place.ts'
import { addLine, assembled, newAssembly, type Assembly } from '../../nouns/assembly.ts'
import type { Header, Snapshot, SnapshotLine } from '../../nouns/snapshot.ts'
import { linesOf } from './lines.ts'
import { newReading, readLine } from './snapshot-line.ts'
import { whyUnreadable } from './text-file.ts'

/** Beyond this many mistakes a file is of another kind, and more of them would help nobody. */
const mostMistakes = 10

/** Joins snapshot files, plain or `.gz`, in the order given: the last line of a key wins. All must be of one organization. */
export async function readSnapshots(files: readonly string[]): Promise<Read<Snapshot>> {
  const assembly = newAssembly()
  const mistakes: Mistake[] = []
  for (const file of files) mistakes.push(...(await readSnapshot(file, assembly)))
  if (mistakes.length === 0) mistakes.push(...mixed(headersOf(assembly)))
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, value: assembled(assembly) }
}

/** One line of a snapshot file, without its line end. */
export function sayLine(line: SnapshotLine): string {
  return JSON.stringify(line)
}

/** Adds a file's lines to the assembly, and gives its mistakes; without a good header first, nothing after it can be right. */
async function readSnapshot(file: string, assembly: Assembly): Promise<readonly Mistake[]> {
  const mistakes: Mistake[] = []
  const reading = newReading()
  let number = 0
  try {
    reading: for await (const lines of linesOf(file)) {
      for (let at = 0; at < lines.bytes.length; at = reading.forms.end) {
        number += 1
        const read = readLine(lines, at, reading)
        if (read.ok) addLine(assembly, read.value)
        else mistakes.push({ ...read.mistake, place: { file, line: number, column: 1 } })
        const hopeless = reading.segments.size === 0 || mistakes.length === mostMistakes
        if (hopeless) break reading
      }
    }
  } catch (error) {
    return [...mistakes, { what: `cannot read ${file}: ${whyUnreadable(error)}` }]
  }
  return number === 0 ? [{ what: `${file} is empty`, instead: 'a snapshot begins with a header line' }] : mistakes
}

function headersOf({ parts }: Assembly): readonly Header[] {
  return parts.flatMap(({ segments }) => segments.map(({ header }) => header))
}

function mixed(headers: readonly Header[]): readonly Mistake[] {
  const organizations = [...new Set(headers.map((header) => header.organization ?? `account ${header.caller.account} alone`))]
  if (organizations.length < 2) return []
  return [{ what: `these snapshots are of different organizations: ${organizations.join(', ')}`, instead: 'judge each by itself' }]
}
