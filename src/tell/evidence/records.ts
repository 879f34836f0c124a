/** The bytes of a zip file around its contents, exactly as a pack has them, so that a reader can see that nothing else is there. */

/** An entry as the central directory tells it. */
export interface EntryRecord {
  readonly path: string
  readonly crc32: number
  readonly compressedSize: number
  readonly size: number
  /** Of the entry's own header, in bytes from the beginning of the file. */
  readonly offset: number
}

const most32 = 0xffff_fffe
/** UTF-8 name; sizes follow the data. */
const flags = 0x0808
const deflate = 8
/** 1980-01-01, midnight. */
const date = 0x0021
/** Made on Unix, by version 6.3 of the format. */
const madeBy = 0x033f
/** A regular file, rw-r--r--. */
const attributes = (0o100644 << 16) >>> 0

/** What stands before the contents. */
export function localHeader({ path }: EntryRecord): Buffer {
  const fixed: readonly Field[] = [[4, 0x04034b50], [2, 20], [2, flags], [2, deflate], [2, 0], [2, date], [4, 0], [4, 0], [4, 0]]
  return Buffer.concat([layout(...fixed, [2, Buffer.byteLength(path)], [2, 0]), Buffer.from(path)])
}

/** What stands after the contents. */
export function dataDescriptor(entry: EntryRecord): Buffer {
  const width = isLarge(entry) ? 8 : 4
  return layout([4, 0x08074b50], [4, entry.crc32], [width, entry.compressedSize], [width, entry.size])
}

/** What the central directory says of an entry. */
export function centralRecord(entry: EntryRecord): Buffer {
  const { path, crc32, compressedSize, size, offset } = entry
  const large = isLarge(entry)
  const field = large ? layout([2, 1], [2, 24], [8, size], [8, compressedSize], [8, offset]) : Buffer.alloc(0)
  const told = (value: number): Field => [4, large ? 0xffff_ffff : value]
  const needed = large ? 45 : 20
  const before: readonly Field[] = [[4, 0x02014b50], [2, madeBy], [2, needed], [2, flags], [2, deflate], [2, 0], [2, date], [4, crc32]]
  const after: readonly Field[] = [[2, Buffer.byteLength(path)], [2, field.length], [2, 0], [2, 0], [2, 0], [4, attributes], told(offset)]
  return Buffer.concat([layout(...before, told(compressedSize), told(size), ...after), Buffer.from(path), field])
}

/** The central directory: how many entries, how long, and where. */
interface Directory {
  readonly entries: number
  readonly size: number
  readonly offset: number
}

/** What stands at the end, up to the comment. */
export function endRecord({ entries, size, offset }: Directory, comment: number): Buffer {
  const large = entries >= 0xffff || size > most32 || offset > most32
  const [count, length, start] = [Math.min(entries, 0xffff), Math.min(size, 0xffff_ffff), Math.min(offset, 0xffff_ffff)]
  const end = layout([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, start], [2, comment])
  if (!large) return end
  const zip64 = layout([4, 0x06064b50], [8, 44], [2, madeBy], [2, 45], [4, 0], [4, 0], [8, entries], [8, entries], [8, size], [8, offset])
  return Buffer.concat([zip64, layout([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]), end])
}

function isLarge({ compressedSize, size, offset }: EntryRecord): boolean {
  return Math.max(compressedSize, size, offset) > most32
}

type Field = readonly [bytes: 2 | 4 | 8, value: number]

/** Numbers one after the other, lowest byte first. */
function layout(...fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((sum, [width]) => sum + width, 0))
  let at = 0
  for (const [width, value] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at)
    else bytes.writeUIntLE(value, at, width)
    at += width
  }
  return bytes
}
