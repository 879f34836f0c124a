/** Pieces of text to a file or to stdout as they arrive: for what is too long, or too precious, to be held until its end. */
import { createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { notWritten, writePieces } from './output.ts'

/**
 * Writes to `out`, or to stdout when that is `-`. The file is opened, and emptied, only when the first piece has come; with `keep` it is
 * cut to so many bytes, and goes on behind them. Throws a mistake when it cannot be written; whoever makes the pieces is told to end.
 */
export async function appendAll(out: string, pieces: AsyncIterable<string>, keep?: number): Promise<void> {
  const source = pieces[Symbol.asyncIterator]()
  try {
    const first = await source.next()
    if (first.done === true) return
    const all = startingWith(first.value, { [Symbol.asyncIterator]: () => source })
    if (out === '-') await writePieces(all)
    else await pipeline(all, await fileStream(out, keep))
  } catch (error) {
    throw notWritten(out, error)
  } finally {
    await source.return?.()
  }
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncIterable<string> {
  yield first
  yield* rest
}

async function fileStream(file: string, keep: number | undefined): Promise<Writable> {
  await mkdir(dirname(file), { recursive: true })
  if (keep === undefined) return createWriteStream(file, { fd: await open(file, 'w') })
  const handle = await open(file, 'r+')
  await handle.truncate(keep)
  return createWriteStream(file, { fd: handle, start: keep })
}
