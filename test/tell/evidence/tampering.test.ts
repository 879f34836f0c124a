/** Any single flipped byte of a pack is found, and nothing can be hidden around its files. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkSignature } from '../../../src/tell/evidence/authenticity.ts'
import { openContainer, type Container } from '../../../src/tell/evidence/container.ts'
import { checkContainer, checkFiles, readContained } from '../../../src/tell/evidence/integrity.ts'
import type { Manifest } from '../../../src/tell/evidence/manifest.ts'
import type { Check } from '../../../src/tell/evidence/verification.ts'
import { sealLength } from '../../../src/tell/evidence/seal.ts'
import { bytesOf, checker, zipFile } from './small-pack.ts'

/** The first thing that is wrong with these bytes: a check that fails, or the refusal; undefined when all is well. */
async function wrong(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const container = await openContainer(zipFile(bytes))
    for (const check of checksOf(container)) {
      const { name, outcome } = await check
      if (outcome !== 'pass') return name
    }
    return undefined
  } catch (error) {
    return String(error)
  }
}

function* checksOf(container: Container): Generator<Promise<Check>> {
  yield checkContainer(container)
  const contained = readContained(container)
  const manifest = async (): Promise<Manifest> => JSON.parse((await contained).manifest) as Manifest
  yield contained.then(async (read) => checkFiles(read, await manifest()))
  yield contained.then(async (read) => checkSignature(read, await manifest(), checker))
}

/** The same bytes with a seal that fits, as somebody would make it who knows how. */
function resealed(bytes: Buffer): Buffer {
  const body = bytes.subarray(0, bytes.length - sealLength)
  return Buffer.concat([body, Buffer.from(`trailgate-evidence/1 sha256:${createHash('sha256').update(body).digest('hex')}`)])
}

/** Every place that is inside of a file's compressed data. */
async function compressedData(bytes: Buffer): Promise<ReadonlySet<number>> {
  const container = await openContainer(zipFile(bytes))
  const places = container.entries.flatMap(({ path, offset, compressedSize }) => Array.from({ length: compressedSize }, (_, at) => offset + 30 + path.length + at))
  return new Set(places)
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ (1 << at % 8), at)
  return copy
}

describe('a pack', async () => {
  const good = await bytesOf()

  it('is found good as it is', async () => {
    expect(await wrong(good)).toBeUndefined()
    expect(await wrong(resealed(good))).toBeUndefined()
  })

  it('shows a flip of each of its bytes', async () => {
    const unseen: number[] = []
    for (let at = 0; at < good.length; at += 1) if ((await wrong(flipped(good, at))) === undefined) unseen.push(at)
    expect(unseen).toEqual([])
  })

  it('shows it also to a seal that was made to fit, unless every file stays the same', async () => {
    const data = await compressedData(good)
    const unseen: number[] = []
    for (let at = 0; at < good.length - sealLength; at += data.has(at) ? 9 : 1) {
      if ((await wrong(resealed(flipped(good, at)))) === undefined) unseen.push(at)
    }
    // One text can be compressed in several ways: only there may a byte change while every hash stays.
    expect(unseen.filter((at) => !data.has(at))).toEqual([])
  })

  const end = good.length - sealLength - 22
  it.each([
    ['before the first file', 0],
    ['between two files', good.indexOf('PK\u0003\u0004', 4)],
    ['before the directory', good.indexOf('PK\u0001\u0002')],
    ['behind the directory', end],
  ])('shows bytes that were put %s', async (_, at) => {
    const longer = resealed(Buffer.concat([good.subarray(0, at), Buffer.from('hidden'), good.subarray(at)]))
    const directory = longer.indexOf('PK\u0001\u0002')
    longer.writeUInt32LE(directory, longer.length - sealLength - 22 + 16)
    expect(await wrong(resealed(longer))).toBeDefined()
  })

  it('shows bytes behind its end, and those that are missing there', async () => {
    expect(await wrong(Buffer.concat([good, Buffer.from('x')]))).toBeDefined()
    expect(await wrong(good.subarray(0, -1))).toBeDefined()
  })
})
