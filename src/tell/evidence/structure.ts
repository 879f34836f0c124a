/** Whether a zip file is, around its contents, byte for byte as a pack is written: no gap, no extra field, no second directory. */
import { open, type FileHandle } from 'node:fs/promises'
import type { Container } from './container.ts'
import { centralRecord, dataDescriptor, endRecord, localHeader, type EntryRecord } from './records.ts'
import { sealLength } from './seal.ts'

interface Piece {
  readonly at: number
  readonly bytes: Buffer
  readonly what: string
}

/** The first place that is not as it must be, in words; undefined when there is none. */
export async function structureFinding({ file, size, entries }: Container): Promise<string | undefined> {
  const handle = await open(file)
  try {
    let end = 0
    for (const piece of pieces(entries)) {
      end = piece.at + piece.bytes.length
      if (end > size || !(await isAt(handle, piece))) return `byte ${piece.at}: ${piece.what} is not as a pack is written`
    }
    return end + sealLength === size ? undefined : `byte ${end}: there is more than a pack ends with`
  } finally {
    await handle.close()
  }
}

async function isAt(handle: FileHandle, { at, bytes }: Piece): Promise<boolean> {
  const { buffer } = await handle.read(Buffer.alloc(bytes.length), 0, bytes.length, at)
  return buffer.equals(bytes)
}

/** Every piece at its place: the entries' own, one behind the other, then the central directory, then the end. */
function* pieces(entries: readonly EntryRecord[]): Generator<Piece> {
  let at = 0
  for (const entry of entries) {
    const placed = { ...entry, offset: at }
    const header = localHeader(placed)
    yield { at, bytes: header, what: `the header of ${entry.path}` }
    const descriptor = dataDescriptor(placed)
    at += header.length + entry.compressedSize
    yield { at, bytes: descriptor, what: `what follows ${entry.path}` }
    at += descriptor.length
  }
  yield* directory(entries, at)
}

function* directory(entries: readonly EntryRecord[], start: number): Generator<Piece> {
  let at = start
  let offset = 0
  for (const entry of entries) {
    const placed = { ...entry, offset }
    const bytes = centralRecord(placed)
    yield { at, bytes, what: `the directory's entry of ${entry.path}` }
    at += bytes.length
    offset += localHeader(placed).length + entry.compressedSize + dataDescriptor(placed).length
  }
  yield { at, bytes: endRecord({ entries: entries.length, size: at - start, offset: start }, sealLength), what: 'the end of the directory' }
}
