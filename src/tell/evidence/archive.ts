/**
 * Contents -> the bytes of a zip file: the same bytes for the same contents, in one version of Node. Our own, since the library looks
 * through all entries for each one, and a large organization has hundreds of thousands of responses; a test holds it to that library's bytes.
 */
import { createHash } from 'node:crypto'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import { pipeline } from 'node:stream'
import type { Content, PackedFile } from './contents.ts'
import { centralRecord, dataDescriptor, endRecord, localHeader, type EntryRecord } from './records.ts'
import { openSeal, sealed, sealLength } from './seal.ts'

/** Pieces of text are gathered to about this many characters before they are hashed and compressed. */
const batchSize = 65_536

/**
 * The zip file, piece by piece, in the order given; one content at a time is held. `packed` is called with each file when it is
 * written, before the next content is asked for its pieces. Errors of the contents are thrown as they are.
 */
export function archive(contents: Iterable<Content>, packed: (file: PackedFile) => void): AsyncIterable<Uint8Array> {
  return sealed(zipBytes(contents, packed))
}

async function* zipBytes(contents: Iterable<Content>, packed: (file: PackedFile) => void): AsyncIterable<Uint8Array> {
  const records: EntryRecord[] = []
  let offset = 0
  for (const content of contents) {
    const { bytes, written } = entryOf(content, offset)
    yield* bytes
    const { record, file, length } = written()
    records.push(record)
    offset += length
    packed(file)
  }
  yield* endOf(records, offset)
}

interface Entry {
  readonly bytes: AsyncIterable<Uint8Array>
  /** What was written; known when all of the bytes are taken. */
  readonly written: () => { readonly record: EntryRecord; readonly file: PackedFile; readonly length: number }
}

function entryOf({ path, pieces }: Content, offset: number): Entry {
  const hash = createHash('sha256')
  let [size, check, compressedSize, length] = [0, 0, 0, 0]
  const record = (): EntryRecord => ({ path, crc32: check, compressedSize, size, offset })
  async function* measured(): AsyncIterable<Uint8Array> {
    for await (const chunk of chunksOf(pieces())) {
      hash.update(chunk)
      check = crc32(chunk, check)
      size += chunk.length
      yield chunk
    }
  }
  async function* bytes(): AsyncIterable<Uint8Array> {
    const header = localHeader(record())
    yield header
    for await (const chunk of deflated(measured())) {
      compressedSize += chunk.length
      yield chunk
    }
    const descriptor = dataDescriptor(record())
    length = header.length + compressedSize + descriptor.length
    yield descriptor
  }
  return { bytes: bytes(), written: () => ({ record: record(), file: { path, size, sha256: hash.digest('hex') }, length }) }
}

/** Most files are one small chunk, for which a stream would cost more than the work. */
async function* deflated(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const [begin, rest] = [[] as Uint8Array[], chunks[Symbol.asyncIterator]()]
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    begin.push(next.value)
    if (begin.length === 2) break
  }
  if (begin.length < 2) yield deflateRawSync(begin[0] ?? Buffer.alloc(0))
  else yield* throughDeflate(begin, rest)
}

async function* throughDeflate(begin: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  async function* all(): AsyncIterable<Uint8Array> {
    yield* begin
    yield* { [Symbol.asyncIterator]: () => rest }
  }
  const deflate = createDeflateRaw()
  // Errors reach whoever iterates.
  pipeline(all(), deflate, () => undefined)
  yield* deflate as AsyncIterable<Uint8Array>
}

function* endOf(records: readonly EntryRecord[], offset: number): Iterable<Uint8Array> {
  let size = 0
  for (const record of records) {
    const bytes = centralRecord(record)
    size += bytes.length
    yield bytes
  }
  yield endRecord({ entries: records.length, size, offset }, sealLength)
  yield Buffer.from(openSeal)
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
