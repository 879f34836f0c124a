/** A zip file that may be a pack: its entries and what they hold, read carefully. Whoever made it may have meant harm. */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { badInput } from '../../nouns/place.ts'
import { isPackable } from './contents.ts'
import type { EntryRecord } from './records.ts'

/** What is refused, however small the zip file is. */
export const limits = { entries: 1_000_000, bytesOfOne: 2 ** 32, bytesOfAll: 2 ** 34 } as const

export interface Container {
  readonly file: string
  readonly size: number
  readonly entries: readonly EntryRecord[]
  /** What an entry holds, unpacked. Throws when it is damaged, or holds more or less than it says. */
  readonly read: (entry: EntryRecord) => AsyncIterable<Buffer>
  readonly close: () => void
}

/** Opens a zip file. Throws a mistake when it is none, or is made as no pack is: encrypted, linked, too large, with paths that lead elsewhere. */
export async function openContainer(file: string): Promise<Container> {
  // A bundled CommonJS module has its names on its default.
  const { default: yauzl } = await import('yauzl')
  const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: Error) => refuse(file, error.message))
  try {
    const entries = await entriesOf(zip)
    const known = new Map(entries.map((entry) => [entry.record, entry.entry]))
    const read = (record: EntryRecord): AsyncIterable<Buffer> => inflated(zip, record, known.get(record))
    return { file, size: zip.fileSize, entries: entries.map(({ record }) => record), read, close: () => zip.close() }
  } catch (error) {
    zip.close()
    return refuse(file, (error as Error).message)
  }
}

function refuse(file: string, why: string): never {
  throw badInput({ what: `${file} is no evidence pack: ${why}` })
}

interface Known {
  readonly entry: Entry
  readonly record: EntryRecord
}

async function entriesOf(zip: ZipFile): Promise<readonly Known[]> {
  if (zip.entryCount > limits.entries) throw new Error(`it has ${zip.entryCount} entries, and more than ${limits.entries} are not read`)
  const found: Known[] = []
  const paths = new Set<string>()
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    const { fileName: path, crc32, compressedSize, uncompressedSize: size, relativeOffsetOfLocalHeader: offset } = entry
    bytes += size
    const why = whyRefused(entry) ?? (paths.has(path) ? 'there are two of that name' : bytes > limits.bytesOfAll ? sayLimit('it would unpack', limits.bytesOfAll) : undefined)
    if (why !== undefined) throw new Error(`${JSON.stringify(path)}: ${why}`)
    paths.add(path)
    found.push({ entry, record: { path, crc32, compressedSize, size, offset } })
  }
  return found
}

function whyRefused(entry: Entry): string | undefined {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  if (entry.isEncrypted()) return 'it is encrypted'
  if (kind === 0o120000) return 'it is a symbolic link'
  if (entry.compressionMethod !== 8) return 'it is not compressed as a pack is'
  if (!isPackable(entry.fileName)) return 'a pack has no such path'
  return entry.uncompressedSize > limits.bytesOfOne ? sayLimit('it would unpack', limits.bytesOfOne) : undefined
}

function sayLimit(what: string, bytes: number): string {
  return `${what} to more than ${bytes / 2 ** 30} GiB`
}

async function* inflated(zip: ZipFile, record: EntryRecord, entry: Entry | undefined): AsyncIterable<Buffer> {
  if (entry === undefined) return
  const compressed: Readable = await zip.openReadStreamPromise(entry, { decodeFileData: false })
  const inflate = createInflateRaw()
  // Errors reach whoever iterates.
  pipeline(compressed, inflate, () => undefined)
  let size = 0
  for await (const chunk of inflate as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > record.size) break
    yield chunk
  }
  if (size !== record.size) throw new Error(`it unpacks to ${size > record.size ? 'more' : 'less'} than it says`)
  if (inflate.bytesWritten !== record.compressedSize) throw new Error('there is something behind its data')
}

