/** Zip files that are no packs are refused in one line, whatever their makers had in mind. */
import { writeFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ZipFile, type Options } from 'yazl'
import { openContainer } from '../../../src/tell/evidence/container.ts'
import { mistakesOf, sayMistake } from '../../../src/nouns/place.ts'
import { bytesOf, zipFile } from './small-pack.ts'

interface Made {
  readonly path: string
  readonly text?: string
  readonly options?: Partial<Options>
}

async function zipOf(...files: readonly Made[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { path, text = 'text', options } of files) zip.addBuffer(Buffer.from(text), path, options)
  zip.end()
  return buffer(zip.outputStream)
}

/** The refusal, as the door says it. */
async function refusal(bytes: Buffer): Promise<readonly string[]> {
  try {
    const container = await openContainer(zipFile(bytes))
    for (const entry of container.entries) for await (const chunk of container.read(entry)) expect(chunk.length).toBeGreaterThan(0)
    return []
  } catch (error) {
    return mistakesOf(error)?.map(sayMistake) ?? [String(error)]
  }
}

/** The same zip file with a path of the same length in place of another. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')
}

/** With a number written into its only entry of the central directory, `at` bytes from that entry's beginning. */
function patched(bytes: Buffer, at: number, value: number, width: 2 | 4 = 2): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUIntLE(value, copy.indexOf('PK\u0001\u0002') + at, width)
  return copy
}

describe('a zip file that no pack is', async () => {
  const plain = await zipOf({ path: 'aaaa/file' })
  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    ['something else', Buffer.from('not a zip file at all, but some text'), /End of central directory/],
    ['nothing', Buffer.alloc(0), /pack\.zip/],
    ['a path that leads out of it', renamed(plain, 'aaaa/file', '../../fil'), /invalid relative path/],
    ['an absolute path', renamed(plain, 'aaaa/file', '/etc/file'), /absolute path/],
    ['a drive', renamed(plain, 'aaaa/file', 'C:aa/file'), /absolute path/],
    ['a backslash', renamed(plain, 'aaaa/file', 'aaaa\\file'), /invalid characters/],
    ['a line end in a path', renamed(plain, 'aaaa/file', 'aa\na/file'), /a pack has no such path/],
    ['a hidden file', renamed(plain, 'aaaa/file', 'aaaa/.ile'), /a pack has no such path/],
    ['a folder', renamed(plain, 'aaaa/file', 'aaaafile/'), /a pack has no such path/],
    ['a symbolic link', await zipOf({ path: 'link', text: '/etc/passwd', options: { mode: 0o120777 } }), /symbolic link/],
    ['an encrypted entry', patched(plain, 8, 0x0809), /encrypted/],
    ['an entry of more than 4 GiB', await zipOf({ path: 'aaaa/file', options: { forceZip64Format: true } }).then(claimingMuch), /more than 4 GiB/],
    ['two entries of one name', renamed(await zipOf({ path: 'aaaa/file' }, { path: 'aaaa/fila' }), 'aaaa/fila', 'aaaa/file'), /two of that name/],
    ['a method of its own', patched(plain, 10, 99), /not compressed as a pack is/],
    ['a place that is not in it', patched(plain, 42, 1_000_000, 4), /outside of the file/],
    ['more data than it says', patched(plain, 24, 3, 4), /more than it says/],
    ['less data than it says', patched(plain, 24, 5, 4), /less than it says/],
  ]

  it.each(cases)('is refused for %s', async (_, bytes, said) => {
    const lines = await refusal(bytes)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(said)
    expect(lines[0]).not.toMatch(/\n/)
  })

  it('is not found in a pack', async () => {
    expect(await refusal(await bytesOf())).toEqual([])
    expect(await refusal(plain)).toEqual([])
  })

  it('is refused for data behind its data', async () => {
    const bytes = await bytesOf()
    const name = bytes.indexOf('a/a.txt')
    const directory = bytes.indexOf('PK\u0001\u0002')
    const size = bytes.readUInt32LE(directory + 20)
    const longer = Buffer.concat([bytes.subarray(0, name + 7 + size), Buffer.from('hidden'), bytes.subarray(name + 7 + size)])
    longer.writeUInt32LE(size + 6, directory + 6 + 20)
    longer.writeUInt32LE(bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006') + 16) + 6, longer.lastIndexOf('PK\u0005\u0006') + 16)
    writeFileSync(zipFile(longer), longer)
    expect((await refusal(longer))[0]).toMatch(/behind its data/)
  })
})

/** A zip64 entry that says it unpacks to 5 GiB. */
function claimingMuch(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const field = copy.indexOf(Buffer.from([1, 0, 24, 0]), copy.indexOf('PK\u0001\u0002'))
  copy.writeBigUInt64LE(BigInt(5 * 2 ** 30), field + 4)
  return copy
}
