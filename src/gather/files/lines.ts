/** The lines of a file, plain or gzipped, as they are read. */
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'

interface Line {
  readonly text: string
  /** False for a last line without a line end: it may be torn. */
  readonly ended: boolean
}

/**
 * Splits at line feeds only: node:readline also splits at U+2028, which may stand in JSON text. Throws what the file system
 * or zlib throws, with words in place of zlib's codes.
 */
export async function* linesOf(file: string): AsyncIterable<Line> {
  let rest = ''
  for await (const chunk of chunksOf(file)) {
    const pieces = (rest + chunk).split('\n')
    rest = pieces.pop() ?? ''
    for (const text of pieces) yield { text, ended: true }
  }
  if (rest !== '') yield { text: rest, ended: false }
}

async function* chunksOf(file: string): AsyncIterable<string> {
  const source = createReadStream(file, { highWaterMark: 1 << 20 })
  const stream = file.endsWith('.gz') ? pipeline(source, createGunzip(), () => undefined) : source
  try {
    yield* stream.setEncoding('utf8') as AsyncIterable<string>
  } catch (error) {
    const damaged = (error as NodeJS.ErrnoException).code?.startsWith('Z_') === true
    throw damaged ? new Error('the compressed data is cut short or damaged', { cause: error }) : error
  }
}
