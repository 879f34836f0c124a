/** The bytes of zip files: those that a library of long standing makes of the same contents, whatever they are. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { array, assert, asyncProperty, nat, oneof, string, stringMatching, tuple, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { archive } from '../../../src/tell/evidence/archive.ts'
import { openContainer } from '../../../src/tell/evidence/container.ts'
import { fileContent, textContent, type Content, type PackedFile } from '../../../src/tell/evidence/contents.ts'
import { openSeal, sealLength } from '../../../src/tell/evidence/seal.ts'
import { structureFinding } from '../../../src/tell/evidence/structure.ts'
import { zipFile } from './small-pack.ts'

async function ours(contents: readonly Content[], packed: (file: PackedFile) => void = () => undefined): Promise<Buffer> {
  return buffer(Readable.from(archive(contents, packed)))
}

/** What yazl makes of the same texts, up to the comment. */
async function theirs(texts: readonly (readonly [string, string])[]): Promise<Buffer> {
  const zip = new ZipFile()
  const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 }
  for (const [path, text] of texts) zip.addReadStreamLazy(path, options, (give) => give(undefined, Readable.from([Buffer.from(text)])))
  zip.end({ comment: openSeal, forceZip64Format: false })
  return buffer(zip.outputStream)
}

const hash = (content: string): string => createHash('sha256').update(content).digest('hex')
const path = array(stringMatching(/^[\w][\w-]{0,20}$/), { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'))
const long = tuple(string({ minLength: 1 }), nat(40_000)).map(([one, times]) => one.repeat(times))
const text = oneof(string(), string({ unit: 'binary', maxLength: 5000 }), long)

describe('a zip file', () => {
  it('is, byte for byte, the one that yazl makes', async () => {
    await assert(
      asyncProperty(uniqueArray(tuple(path, text), { selector: ([name]) => name, maxLength: 5 }), async (texts) => {
        const made = await ours(texts.map(([name, content]) => textContent(name, content)))
        const known = await theirs(texts)
        expect(made.length).toBe(known.length)
        expect(made.subarray(0, -sealLength).equals(known.subarray(0, -sealLength))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('tells the size and the hash of what was written, in its order', async () => {
    const told: PackedFile[] = []
    await ours([textContent('b', 'zwei\n'), textContent('a', '')], (file) => told.push(file))
    expect(told).toEqual([{ path: 'b', size: 5, sha256: hash('zwei\n') }, { path: 'a', size: 0, sha256: hash('') }])
  })

  it('may have more entries than the format once allowed', async () => {
    const many = 65_540
    const contents = Array.from({ length: many }, (_, at) => textContent(`raw/${at}`, ''))
    const container = await openContainer(zipFile(await ours(contents)))
    expect(container.entries).toHaveLength(many)
    expect(await structureFinding(container)).toBeUndefined()
  })

  it('ends with the error of a content that cannot be read', async () => {
    await expect(ours([textContent('a', 'a'), fileContent('b', '/nowhere/at/all')])).rejects.toThrow(/cannot read \/nowhere\/at\/all/)
  })
})
