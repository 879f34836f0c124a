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

/** Pieces stand close together, so the file is read in stretches of this many bytes. */
const stretch = 262_144

/** The first place that is not as it must be, in words; undefined when there is none. */
export async function structureFinding({ file, size, entries }: Container): Promise<string | undefined> {
  const handle = await open(file)
  try {
    const bytesAt = reading(handle)
    let end = 0
    for (const { at, bytes, what } of pieces(entries)) {
      end = at + bytes.length
      if (!bytes.equals(await bytesAt(at, bytes.length))) return `byte ${at}: ${what} is not as a pack is written`
    }
    return end + sealLength === size ? undefined : `byte ${end}: there is more than a pack ends with`
  } finally {
    await handle.close()
  }
}

/** A function that gives the bytes at a place, fewer where the file ends. Places are asked for from the beginning to the end. */
function reading(handle: FileHandle): (at: number, length: number) => Promise<Buffer> {
  let [start, held] = [0, Buffer.alloc(0)]
  return async (at, length) => {
    if (at + length > start + held.length) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(stretch, length)), 0, Math.max(stretch, length), at)
      ;[start, held] = [at, buffer.subarray(0, bytesRead)]
    }
    return held.subarray(at - start, at - start + length)
  }
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
