/** The seal of a pack: its zip comment holds the SHA-256 of every byte before it, so that no byte can change unseen. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

const words = 'trailgate-evidence/1 sha256:'

/** Its length in bytes, always the same. */
export const sealLength = words.length + 64

/** What stands in its place until the bytes before it are known. */
export const openSeal = `${words}${'0'.repeat(64)}`

function sealOf(digest: string): string {
  return `${words}${digest}`
}

/** Bytes are passed on in pieces of about this many: most of a pack's are small. */
const batchSize = 65_536

/** The same bytes, with the last ones (the open seal) replaced by the seal. */
export async function* sealed(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256')
  let [held, length]: [Uint8Array[], number] = [[], 0]
  for await (const chunk of chunks) {
    held.push(chunk)
    length += chunk.length
    if (length < batchSize + sealLength) continue
    const known = Buffer.concat(held)
    const [passed, rest] = [known.subarray(0, -sealLength), known.subarray(-sealLength)]
    hash.update(passed)
    yield passed
    ;[held, length] = [[rest], rest.length]
  }
  const last = Buffer.concat(held).subarray(0, -sealLength)
  yield Buffer.concat([last, Buffer.from(sealOf(hash.update(last).digest('hex')))])
}

/** Whether a file of `size` bytes ends with the seal of what is before it. */
export async function isSealed(file: string, size: number): Promise<boolean> {
  if (size < sealLength) return false
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { end: size - sealLength - 1 })) hash.update(chunk as Buffer)
  const chunks: Buffer[] = []
  for await (const chunk of createReadStream(file, { start: size - sealLength })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).equals(Buffer.from(sealOf(hash.digest('hex'))))
}
