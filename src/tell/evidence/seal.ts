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

/** The same bytes, with the last ones (the open seal) replaced by the seal. */
export async function* sealed(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256')
  let held: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    const known = Buffer.concat([held, chunk])
    const cut = Math.max(0, known.length - sealLength)
    held = known.subarray(cut)
    hash.update(known.subarray(0, cut))
    yield known.subarray(0, cut)
  }
  yield Buffer.from(sealOf(hash.digest('hex')))
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
