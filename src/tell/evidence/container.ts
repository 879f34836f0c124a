/** A zip file that may be a pack: its entries and what they hold, read carefully. Whoever made it may have meant harm. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import { badInput } from '../../nouns/place.ts'
import { isPackable } from './contents.ts'
import { localHeader, type EntryRecord } from './records.ts'

/** What is refused, however small the zip file is. */
export const limits = { entries: 1_000_000, bytesOfOne: 2 ** 32, bytesOfAll: 2 ** 34 } as const

export interface Container {
  readonly file: string
  readonly size: number
  readonly entries: readonly EntryRecord[]
  /** What an entry holds, unpacked. Throws when it is damaged, or holds more or less than it says. */
  readonly read: (entry: EntryRecord) => AsyncIterable<Buffer>
}

/** Opens a zip file. Throws a mistake when it is none, or is made as no pack is: encrypted, linked, too large, with paths elsewhere. */
export async function openContainer(file: string): Promise<Container> {
  // A bundled CommonJS module has its names on its default.
  const { default: yauzl } = await import('yauzl')
  const zip = await yauzl.openPromise(file, { autoClose: false, strictFileNames: true }).catch((error: Error) => refuse(file, error.message))
  try {
    return { file, size: zip.fileSize, entries: await entriesOf(zip), read: (entry) => inflated(file, entry) }
  } catch (error) {
    return refuse(file, (error as Error).message)
  } finally {
    zip.close()
  }
}

function refuse(file: string, why: string): never {
  throw badInput({ what: `${file} is no evidence pack: ${why}` })
}

async function entriesOf(zip: ZipFile): Promise<readonly EntryRecord[]> {
  if (zip.entryCount > limits.entries) throw new Error(`it has ${zip.entryCount} entries, and more than ${limits.entries} are not read`)
  const found: EntryRecord[] = []
  const paths = new Set<string>()
  let bytes = 0
  for await (const entry of zip.eachEntry()) {
    const { fileName: path, crc32, compressedSize, uncompressedSize: size, relativeOffsetOfLocalHeader: offset } = entry
    const why = whyRefused(entry, zip.fileSize)
    if (why !== undefined) throw new Error(`${JSON.stringify(path)}: ${why}`)
    if (paths.has(path)) throw new Error(`${JSON.stringify(path)}: there are two of that name`)
    bytes += size
    if (bytes > limits.bytesOfAll) throw new Error(`it would unpack to more than ${limits.bytesOfAll / 2 ** 30} GiB`)
    paths.add(path)
    found.push({ path, crc32, compressedSize, size, offset })
  }
  return found
}

function whyRefused(entry: Entry, fileSize: number): string | undefined {
  const { compressionMethod, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader } = entry
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  if (entry.isEncrypted()) return 'it is encrypted'
  if (kind === 0o120000) return 'it is a symbolic link'
  if (compressionMethod !== 8 || compressedSize === 0) return 'it is not compressed as a pack is'
  if (!isPackable(entry.fileName)) return 'a pack has no such path'
  if (relativeOffsetOfLocalHeader + compressedSize > fileSize) return 'it lies outside of the file'
  return uncompressedSize > limits.bytesOfOne ? `it would unpack to more than ${limits.bytesOfOne / 2 ** 30} GiB` : undefined
}

/** The data stands right behind the entry's header, which in a pack has nothing but a path of its own. */
async function* inflated(file: string, entry: EntryRecord): AsyncIterable<Buffer> {
  const start = entry.offset + localHeader(entry).length
  const inflate = createInflateRaw()
  // Errors reach whoever iterates.
  pipeline(createReadStream(file, { start, end: start + entry.compressedSize - 1 }), inflate, () => undefined)
  let size = 0
  for await (const chunk of inflate as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > entry.size) break
    yield chunk
  }
  if (size !== entry.size) throw new Error(`it unpacks to ${size > entry.size ? 'more' : 'less'} than it says`)
  if (inflate.bytesWritten !== entry.compressedSize) throw new Error('there is something behind its data')
}
