/** Shards of one run: together they are the organization, and each account is read once. */
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readSketch } from '../../src/gather/files/sketch.ts'
import { readSnapshots, sayLine } from '../../src/gather/files/snapshots.ts'
import { shardOf } from '../../src/nouns/shard.ts'
import { factsIn, isFooter, isHeader, type Snapshot } from '../../src/nouns/snapshot.ts'
import { isComplete } from '../../src/nouns/union.ts'
import { collected, type Collected } from './aws/simulated.ts'
import { withFiles } from './files/scratch-folder.ts'

const indices = [1, 2, 3, 4]
const of = indices.length

async function shard(index: number): Promise<Collected> {
  const read = await readSketch(join(import.meta.dirname, '../../examples/demo/organization.yaml'))
  if (!read.ok) throw new Error('the demo is a sketch')
  return collected(read.value, { shard: { index, of }, segment: `segment ${index}`, concurrency: 8, timeout: 60_000 })
}

function textOf({ lines }: Collected): string {
  return lines.map((line) => `${sayLine(line)}\n`).join('')
}

async function snapshotOf(files: Readonly<Record<string, string | Buffer>>): Promise<Snapshot> {
  return withFiles(files, async (folder) => {
    const read = await readSnapshots(Object.keys(files).map((name) => join(folder, name)))
    if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
    return read.value
  })
}

describe('four shards', () => {
  it('are the organization, as files of their own or one behind the other, plain or compressed', async () => {
    const shards: Collected[] = []
    for (const index of indices) shards.push(await shard(index))
    const texts = shards.map(textOf)
    const own = await snapshotOf(Object.fromEntries(texts.map((text, index) => [`${index}.ndjson`, text])))
    const joined = await snapshotOf({ 'all.ndjson': texts.toReversed().join('') })
    const compressed = await snapshotOf({ 'all.ndjson.gz': Buffer.concat(texts.map((text) => gzipSync(text))) })
    for (const snapshot of [own, joined, compressed]) {
      expect(factsIn(snapshot)).toEqual(factsIn(shards[0]?.wanted ?? snapshot))
      expect(snapshot.segments.every(isComplete)).toBe(true)
      expect(snapshot.segments).toHaveLength(of)
    }
    const listed = shards.map(({ lines }) => lines.find(isFooter)?.listed ?? 0)
    expect(listed.reduce((sum, count) => sum + count)).toBe(8)
  }, 120_000)

  it('each say which they are, and tell of their own accounts alone', async () => {
    const { lines, requests, got } = await shard(2)
    expect(lines.find(isHeader)?.shard).toEqual({ index: 2, of })
    for (const id of got.accounts.keys()) expect(shardOf(id, of)).toBe(2)
    const read = new Set(requests.filter(({ operation }) => operation === 'DescribeTrails').map(({ account }) => account))
    for (const id of read) expect(shardOf(id, of)).toBe(2)
  })
})
