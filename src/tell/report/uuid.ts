/** Stable ids for formats that ask for UUIDs: version 5 (RFC 9562), so that the same thing has the same id in every run. */
import { createHash } from 'node:crypto'

/** The namespace of every id that is made here; drawn once. */
const namespace = '6f1c9a52d1f04c0b9d0b7f8f3c4e2a71'

/** The id of a thing by its name, for example `trail arn:aws:…`. */
export function uuidOf(...name: readonly string[]): string {
  const bytes = createHash('sha1').update(namespace, 'hex').update(name.join('\0')).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
