/** A snapshot file that a run left before its end: what is in it, and where to go on writing. */
import { open, type FileHandle } from 'node:fs/promises'
import type { Mistake, Read } from '../../nouns/place.ts'
import { reachOf } from '../../nouns/reach-by-region.ts'
import { isFooter, isHeader, type AnyFact, type Footer, type Header } from '../../nouns/snapshot.ts'
import { isEnded, linesOf } from './lines.ts'
import { newReading, readLine, type ReadLine } from './snapshot-line.ts'
import { whyUnreadable } from './text-file.ts'

export interface InterruptedFile {
  readonly header: Header
  readonly facts: readonly AnyFact[]
  /** There when the run came to its end: it is cut, too, when something is asked again. */
  readonly footer?: Footer
  /** Bytes to keep: up to the end of the last fact. What comes after is a torn line, or the footer. */
  readonly keep: number
}

/** Reads a file that `collect` wrote; a last line without an end is torn, and dropped. Any other line that is none is a mistake. */
export async function readInterrupted(file: string): Promise<Read<InterruptedFile>> {
  if (file.endsWith('.gz')) return refused({ what: `cannot go on in ${file}: it is compressed`, instead: 'unpack it first' })
  try {
    return await read(file)
  } catch (error) {
    return refused({ what: `cannot read ${file}: ${whyUnreadable(error)}` })
  }
}

async function read(file: string): Promise<Read<InterruptedFile>> {
  const headers: Header[] = []
  const facts: AnyFact[] = []
  let footer: Footer | undefined
  let number = 0
  for await (const line of endedLinesOf(file)) {
    const place = { file, line: ++number, column: 1 }
    if (!line.ok) return refused({ ...line.mistake, place })
    if (footer !== undefined) return refused({ what: 'a line after the footer', place, instead: 'go on in a file that collect wrote' })
    if ('shown' in line.value) facts.push(reachOf(line.value))
    else if (isHeader(line.value)) headers.push(line.value)
    else if (isFooter(line.value)) footer = line.value
    else facts.push(line.value)
    if (headers.length > 1) return refused({ what: 'a second segment', place, instead: 'go on in a file of one segment' })
  }
  const [header] = headers
  if (header === undefined) return refused({ what: `there is nothing to go on with in ${file}: no header`, instead: 'collect anew with --out' })
  return { ok: true, value: { header, facts, ...(footer === undefined ? {} : { footer }), keep: await endOf(file, footer === undefined ? 1 : 2) } }
}

/** Without the last one, where that has no end. */
async function* endedLinesOf(file: string): AsyncIterable<ReadLine> {
  const reading = newReading()
  for await (const lines of linesOf(file)) {
    for (let at = 0; at < lines.bytes.length; at = reading.forms.end) {
      const line = readLine(lines, at, reading)
      if (isEnded(lines, reading.forms.end)) yield line
    }
  }
}

function refused(mistake: Mistake): Read<never> {
  return { ok: false, mistakes: [mistake] }
}

/** The byte after the last line feed but `count - 1`. */
async function endOf(file: string, count: number): Promise<number> {
  const handle = await open(file)
  try {
    return await lineEndFromBehind(handle, count)
  } finally {
    await handle.close()
  }
}

const lineFeed = 10
const chunk = 65_536

async function lineEndFromBehind(handle: FileHandle, count: number): Promise<number> {
  let left = count
  for (let end = (await handle.stat()).size; end > 0; end -= chunk) {
    const start = Math.max(0, end - chunk)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start)
    for (let at = bytesRead - 1; at >= 0; at -= 1) if (buffer[at] === lineFeed && --left === 0) return start + at + 1
  }
  return 0
}
