/** The lines of a file, plain or gzipped, as bytes, as they are read. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** Some lines together: a step of an async loop costs more than most lines do. They hold only until the next are asked for. */
export interface Lines {
  /** Whole lines, each with its line feed; or the last line of a file, without one: it may be torn. */
  readonly bytes: Buffer
  /** Of the same bytes. */
  readonly view: DataView
}

const lineFeed = 10
const chunkSize = 1 << 20

/** The lines of a file. Throws what the file system or zlib throws, with words in place of zlib's codes. */
export function linesOf(file: string): AsyncGenerator<Lines, void> {
  return linesIn(file.endsWith('.gz') ? unzipped(file) : chunksOf(file))
}

/**
 * The lines of a text that comes in chunks, which need hold only until the next is asked for. Splits at line feeds only: node:readline
 * also splits at U+2028, which may stand in JSON text.
 */
export async function* linesIn(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Lines, void> {
  let held: readonly Buffer[] = []
  for await (const chunk of chunks) {
    const first = chunk.indexOf(lineFeed) + 1
    const last = chunk.lastIndexOf(lineFeed) + 1
    if (first > 0) yield viewed(Buffer.concat([...held, chunk.subarray(0, first)]))
    if (first < last) yield viewed(chunk.subarray(first, last))
    held = [...(first > 0 ? [] : held), Buffer.from(chunk.subarray(last))]
  }
  const torn = Buffer.concat(held)
  if (torn.length > 0) yield viewed(torn)
}

/** Bytes that are whole lines, with their view. */
export function viewed(bytes: Buffer): Lines {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }
}

/** Where the line that begins at `at` ends: after its line feed, or at the end of a torn one. */
export function lineEnd({ bytes }: Lines, at: number): number {
  const end = bytes.indexOf(lineFeed, at)
  return end < 0 ? bytes.length : end + 1
}

/** Whether a line that ends there has its line feed. */
export function isEnded({ bytes }: Lines, end: number): boolean {
  return bytes[end - 1] === lineFeed
}

/** Two buffers take turns: one is filled while the other is worked on. */
async function* chunksOf(file: string): AsyncGenerator<Buffer, void> {
  const handle = await open(file)
  const buffers: readonly Buffer[] = [Buffer.allocUnsafe(chunkSize), Buffer.allocUnsafe(chunkSize)]
  const readInto = (turn: number): ReturnType<typeof handle.read> => {
    const read = handle.read(buffers[turn] as Buffer, 0, chunkSize, null)
    // It may fail before anybody waits for it: who asks for the chunk is told.
    read.catch(() => undefined)
    return read
  }
  let reading = readInto(0)
  try {
    for (let turn = 1; ; turn = 1 - turn) {
      const { buffer, bytesRead } = await reading
      if (bytesRead === 0) return
      reading = readInto(turn)
      yield (buffer as Buffer).subarray(0, bytesRead)
    }
  } finally {
    await Promise.allSettled([reading])
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
