/** Parts of a pack onto the disk, for what reads files; compressed snapshots are unpacked on the way. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { limits, type Container } from './container.ts'

/** Writes what lies in these folders of the pack to the same places below `folder`; `.gz` files without that ending. */
export async function unpackTo(folder: string, container: Container, folders: readonly string[]): Promise<void> {
  for (const entry of container.entries.filter(({ path }) => folders.some((one) => path.startsWith(one)))) {
    const file = join(folder, entry.path.replace(/\.gz$/, ''))
    await mkdir(dirname(file), { recursive: true })
    const [bytes, disk] = [Readable.from(container.read(entry)), createWriteStream(file)]
    await (entry.path.endsWith('.gz') ? pipeline(bytes, createGunzip(), atMost(limits.bytesOfOne), disk) : pipeline(bytes, disk))
  }
}

/** A compressed file does not say how large it becomes. */
function atMost(bytes: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > bytes) done(new Error(`a snapshot unpacks to more than ${bytes / 2 ** 30} GiB`))
      else done(null, chunk)
    },
  })
}
