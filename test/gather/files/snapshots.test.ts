/** Snapshots are read back as they were written, and refused by the line. */
import { appendFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSnapshots, sayLine } from '../../../src/gather/files/snapshots.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { sayMistake } from '../../../src/nouns/place.ts'
import { factsIn, type Snapshot, type SnapshotLine } from '../../../src/nouns/snapshot.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { randomSketch } from './random-sketch.ts'
import { withFiles } from './scratch-folder.ts'
import { there } from './there.ts'

function linesOf(snapshot: Snapshot): readonly SnapshotLine[] {
  const segment = there(snapshot.segments[0])
  return [segment.header, ...factsIn(snapshot), there(segment.footer)]
}

function textOf(sketch: Sketch): string {
  return linesOf(sketchSnapshot(sketch))
    .map((line) => `${sayLine(line)}\n`)
    .join('')
}

async function read(...texts: readonly (string | Buffer)[]) {
  const names = texts.map((text, index) => `${index + 1}.ndjson${typeof text === 'string' ? '' : '.gz'}`)
  const files = Object.fromEntries(texts.map((text, index) => [names[index], text]))
  return withFiles(files, async (folder) => {
    const result = await readSnapshots(names.map((name) => `${folder}/${name}`))
    return result.ok ? result.value : result.mistakes.map((mistake) => sayMistake(mistake).replaceAll(`${folder}/`, ''))
  })
}

function withAccount(id: string): string {
  return textOf({ organization: 'o-exampleorgid', accounts: [{ id }] })
}

/** A fact line with something changed. */
function fact(changes: object): string {
  return JSON.stringify({ fact: 'tags', account: '111122223333', region: 'us-east-1', id: 'arn', value: [], ...changes })
}

const text = textOf({ trails: [{}] })
const [header = '', ...others] = text.trimEnd().split('\n')

describe('a snapshot file', () => {
  it('gives back what was written, plain or compressed', async () => {
    await fc.assert(
      fc.asyncProperty(randomSketch, fc.boolean(), async (sketch, compressed) => {
        const written = textOf(sketch)
        const snapshot = await read(compressed ? gzipSync(written) : written)
        expect(factsIn(snapshot as Snapshot)).toEqual(JSON.parse(JSON.stringify(factsIn(sketchSnapshot(sketch)))))
        expect((snapshot as Snapshot).segments).toEqual(sketchSnapshot(sketch).segments)
      }),
      { numRuns: 50 },
    )
  })

  it('may hold line separators inside its texts, and letters that a chunk splits', async () => {
    const name = `one\u2028two\u2029${'ä€😀'.repeat(700_000)}`
    const snapshot = (await read(textOf({ organization: 'o-exampleorgid', accounts: [{ id: '111122223333', name }] }))) as Snapshot
    expect(snapshot.accounts.get('111122223333')?.account?.value?.Name === name).toBe(true)
  })

  it('may be several, plain and compressed, and members of a compressed one may be joined', async () => {
    const joined = Buffer.concat([gzipSync(withAccount('222233334444')), gzipSync(withAccount('333344445555'))])
    const snapshot = (await read(withAccount('111122223333'), joined)) as Snapshot
    expect([...snapshot.accounts.keys()]).toEqual(['111122223333', '222233334444', '333344445555'])
    expect(snapshot.segments).toHaveLength(3)
  })

  it('needs no line end after the last line, and may lack the footer', async () => {
    expect((await read(text.trimEnd())) as Snapshot).toHaveProperty('segments.0.footer')
    expect((await read([header, ...others.slice(0, -1), ''].join('\n'))) as Snapshot).not.toHaveProperty('segments.0.footer')
  })

  it('holds once what regions show, for all accounts', async () => {
    const [management, second, third] = ['111122223333', '222233334444', '333344445555'].map((id) => ({ id }))
    const accounts = [{ ...there(management), trails: [{ organizationTrail: true }] }, there(second), there(third)]
    const snapshot = (await read(textOf({ organization: 'o-exampleorgid', accounts }))) as Snapshot
    const [ours, ...theirs] = [...snapshot.accounts.values()].map(({ reach }) => reach)
    const { shown } = there(ours?.at('us-east-1'))
    expect(Object.keys(shown.value?.trails ?? {})).toHaveLength(1)
    expect(theirs.flatMap(({ all }) => all.map((at) => at.shown === shown))).toEqual([true, true, true, true])
    expect(theirs[0]?.likeness).toBe(theirs[1]?.likeness)
  })
})

describe('what is no snapshot', () => {
  it.each([
    ['', '1.ndjson is empty; a snapshot begins with a header line'],
    [`${others.join('\n')}\n`, '1.ndjson:1:1: a fact before any header; a snapshot begins with a header line'],
    [`${others.at(-1)}\n${header}\n`, '1.ndjson:1:1: a footer before any header; a snapshot begins with a header line'],
    [`${header}\nnot json\n`, '1.ndjson:2:1: the line is not JSON'],
    [`${header}\n\n`, '1.ndjson:2:1: the line is not JSON'],
    [
      text.trimEnd().slice(0, -10),
      `1.ndjson:${others.length + 1}:1: the last line is torn: it has no end, and is not JSON; the writing was interrupted: go on in it with collect --resume FILE`,
    ],
    [`${header}\n[]\n`, '1.ndjson:2:1: the line is a list; write a mapping'],
    [`${header}\n${fact({ account: '1' })}\n`, "1.ndjson:2:1: account is '1'; an account id is 12 digits"],
    [
      `${header}\n${fact({ fact: 'tag' })}\n`,
      "1.ndjson:2:1: fact is 'tag'; did you mean 'tags'? (write organization, account, regions, reach, trail, selectors, tags, insights, bucket, key, log-group, topic, role or event-data-store)",
    ],
    [`${header}\n${fact({ id: undefined })}\n`, "1.ndjson:2:1: the line has no 'id'"],
    [`${header}\n${fact({ value: undefined })}\n`, "1.ndjson:2:1: the line has no 'value'"],
    [
      `${header}\n${fact({ extra: 1 })}\n`,
      "1.ndjson:2:1: unknown key 'extra' in the line; write fact, account, region, id, value, gap, unseen or place",
    ],
    [`${header}\n${fact({ value: [{ Value: 'x' }] })}\n`, "1.ndjson:2:1: value[0] has no 'Key'"],
    [
      `${header}\n${fact({ gap: { cause: 'refused', call: 'cloudtrail:ListTags', message: '' } })}\n`,
      '1.ndjson:2:1: value must not be there',
    ],
    [
      `${header}\n${fact({ value: undefined, gap: { cause: 'lost', call: 'a:B', message: '' } })}\n`,
      "1.ndjson:2:1: gap.cause is 'lost'; write refused, throttled, unsupported, timed-out or broken",
    ],
    [
      `${header.replace('snapshot/1', 'snapshot/2')}\n${others[0]}\n`,
      "1.ndjson:1:1: format is 'trailgate-snapshot/2'; write 'trailgate-snapshot/1'",
    ],
    [
      `${header}\n${others.at(-1)?.replace('sketch', 'else')}\n`,
      "1.ndjson:2:1: no header opened the segment 'else' that this footer closes",
    ],
  ])('%j is refused with one line', async (content, line) => {
    expect(await read(content)).toEqual([line])
  })

  it('is a compressed file that is cut short', async () => {
    const compressed = gzipSync(text)
    const mistakes = await read(compressed.subarray(0, compressed.length - 20))
    expect(mistakes).toContain('cannot read 1.ndjson.gz: the compressed data is cut short or damaged')
  })

  it('is a file that is not there, and a file of another kind is not listed line by line', async () => {
    const result = await readSnapshots(['/nowhere/at.all'])
    expect(!result.ok && result.mistakes.map(sayMistake)).toEqual(['cannot read /nowhere/at.all: there is no such file'])
    expect(await read(`${header}\n${'x\n'.repeat(100)}`)).toHaveLength(10)
  })

  it('is a mixture of organizations', async () => {
    const mixed = await read(textOf({ organization: 'o-exampleorgid' }), textOf({ organization: 'o-anotherorgid' }), textOf({}))
    expect(mixed).toEqual([
      'these snapshots are of different organizations: o-exampleorgid, o-anotherorgid, account 111122223333 alone; judge each by itself',
    ])
  })

  it('is a good snapshot with a torn line after it', async () => {
    const torn = await withFiles({ 'a.ndjson': text }, async (folder) => {
      appendFileSync(`${folder}/a.ndjson`, '{"fact":')
      const result = await readSnapshots([`${folder}/a.ndjson`])
      return result.ok ? [] : result.mistakes.map(({ what }) => what)
    })
    expect(torn).toEqual(['the last line is torn: it has no end, and is not JSON'])
  })
})
