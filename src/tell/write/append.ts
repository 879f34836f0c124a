/** Pieces of text to a file or to stdout as they arrive: for what is too long, or too precious, to be held until its end. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { badInput } from '../../nouns/place.ts'

/** Writes to `out`, or to stdout when that is `-`. The file is opened, and emptied, only when the first piece has come. */
export async function appendAll(out: string, pieces: AsyncIterable<string>): Promise<void> {
  const waiting = pieces[Symbol.asyncIterator]()
  const first = await waiting.next()
  if (first.done === true) return
  const all = Readable.from(startingWith(first.value, { [Symbol.asyncIterator]: () => waiting }))
  if (out === '-') return pipeline(all, process.stdout, { end: false })
  await pipeline(all, await fileStream(out))
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncIterable<string> {
  yield first
  yield* rest
}

async function fileStream(file: string): Promise<Writable> {
  await mkdir(dirname(file), { recursive: true })
  const stream = createWriteStream(file)
  return new Promise((resolve, reject) => {
    stream.once('open', () => resolve(stream))
    stream.once('error', (error) => reject(badInput({ what: `cannot write ${file}: ${error.message}`, instead: 'name a file in a folder that you may write to' })))
  })
}
