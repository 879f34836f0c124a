/** Contents -> the bytes of a zip file: the same bytes for the same contents, in one version of Node. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { openSeal, sealed } from './seal.ts'
import type { Content, PackedFile } from './contents.ts'

/** yazl tells times in the local zone: made of local parts, this one is the same everywhere. The day that zip files count from. */
const always = new Date(1980, 0, 1)

const entryOptions = { mtime: always, forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 }

/** Pieces of text are gathered to about this many characters before they are hashed and compressed. */
const batchSize = 65_536

/**
 * The zip file, piece by piece, in the order given; one content at a time is held. `packed` is called with each file when it is
 * written, before the next content is asked for its pieces. Errors of the contents are thrown as they are.
 */
export async function* archive(contents: readonly Content[], packed: (file: PackedFile) => void): AsyncIterable<Uint8Array> {
  // A bundled CommonJS module has its names on its default.
  const { default: yazl } = await import('yazl')
  const zip = new yazl.ZipFile()
  const bytes = zip.outputStream as Readable
  zip.on('error', (error: Error) => bytes.destroy(error))
  for (const content of contents) {
    zip.addReadStreamLazy(content.path, entryOptions, (give) => {
      const stream = Readable.from(measured(content, packed), { objectMode: false })
      give(undefined, stream.on('error', (error) => bytes.destroy(error)))
    })
  }
  zip.end({ comment: openSeal, forceZip64Format: false })
  yield* sealed(bytes)
}

async function* measured({ path, pieces }: Content, packed: (file: PackedFile) => void): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunksOf(pieces())) {
    hash.update(chunk)
    size += chunk.length
    yield chunk
  }
  packed({ path, size, sha256: hash.digest('hex') })
}

/** SHA-256 of a content, in hexadecimal digits. */
export async function sha256Of({ pieces }: Content): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(pieces())) hash.update(chunk)
  return hash.digest('hex')
}

/** The bytes of a content, however it is told. */
function chunksOf(pieces: Iterable<string> | AsyncIterable<Uint8Array>): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in pieces ? pieces : batches(pieces)
}

function* batches(pieces: Iterable<string>): Iterable<Uint8Array> {
  let batch = ''
  for (const piece of pieces) {
    batch += piece
    if (batch.length < batchSize) continue
    yield Buffer.from(batch)
    batch = ''
  }
  if (batch !== '') yield Buffer.from(batch)
}
