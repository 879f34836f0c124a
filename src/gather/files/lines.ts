/** The lines of a file, plain or gzipped, as they are read. */
import { isAscii } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

interface Lines {
  readonly texts: readonly string[]
  /** False for a last line without a line end: it may be torn. */
  readonly ended: boolean
}

const lineFeed = 10
const chunkSize = 1 << 20
/** Text is decoded in portions of about this size: larger strings live where the memory is fetched anew for each. */
const portionSize = 1 << 16

/**
 * The lines of a file, some together: a step of an async loop costs more than most lines do. Splits at line feeds only: node:readline
 * also splits at U+2028, which may stand in JSON text. Throws what the file system or zlib throws, with words in place of zlib's codes.
 */
export async function* linesOf(file: string): AsyncGenerator<Lines, void> {
  let held: readonly Buffer[] = []
  for await (const chunk of file.endsWith('.gz') ? unzipped(file) : chunksOf(file)) {
    const first = chunk.indexOf(lineFeed)
    const last = chunk.lastIndexOf(lineFeed)
    if (first >= 0) yield { texts: [textOf(Buffer.concat([...held, chunk.subarray(0, first)]))], ended: true }
    if (first < last) for (const texts of portions(chunk.subarray(first + 1, last))) yield { texts, ended: true }
    held = [...(first >= 0 ? [] : held), Buffer.from(chunk.subarray(last + 1))]
  }
  const torn = Buffer.concat(held)
  if (torn.length > 0) yield { texts: [textOf(torn)], ended: false }
}

/** Whole lines, with line feeds between them. */
function* portions(bytes: Buffer): Generator<readonly string[]> {
  for (let begin = 0; begin <= bytes.length; ) {
    const end = portionEnd(bytes, begin)
    yield textOf(bytes.subarray(begin, end)).split('\n')
    begin = end + 1
  }
}

/** At a line feed about a portion further, or at the end. */
function portionEnd(bytes: Buffer, begin: number): number {
  const wanted = begin + portionSize
  if (wanted >= bytes.length) return bytes.length
  const before = bytes.lastIndexOf(lineFeed, wanted)
  const end = before < begin ? bytes.indexOf(lineFeed, wanted) : before
  return end < 0 ? bytes.length : end
}

/** Finding that there is only ASCII, and then copying it, takes a fraction of the time that decoding UTF-8 takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')
}

/** Each chunk holds only until the next is asked for: one buffer serves them all. */
async function* chunksOf(file: string): AsyncGenerator<Buffer, void> {
  const handle = await open(file)
  try {
    const buffer = Buffer.allocUnsafe(chunkSize)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkSize, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

async function* unzipped(file: string): AsyncGenerator<Buffer, void> {
  try {
    yield* pipeline(createReadStream(file), createGunzip({ chunkSize }), () => undefined) as AsyncIterable<Buffer>
  } catch (error) {
    const damaged = (error as NodeJS.ErrnoException).code?.startsWith('Z_') === true
    throw damaged ? new Error('the compressed data is cut short or damaged', { cause: error }) : error
  }
}
