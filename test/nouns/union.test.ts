/** Segments into one snapshot: for an account the newest complete one wins. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../src/gather/files/sketch.ts'
import type { Sketch } from '../../src/nouns/sketch.ts'
import { snapshotOf } from '../../src/nouns/assembly.ts'
import { factsIn, type AnyFact, type Header, type SnapshotLine } from '../../src/nouns/snapshot.ts'

const [first, second] = ['111111111111', '222222222222']

/** The lines of a segment of this organization, with its header and footer changed. */
function segment(sketch: Sketch, header: Partial<Header>, ended = true): readonly SnapshotLine[] {
  const snapshot = sketchSnapshot(sketch)
  const [only] = snapshot.segments
  if (only?.footer === undefined) throw new Error('a sketch has one segment')
  const name = header.segment ?? 'one'
  const end = ended ? [Object.assign({}, only.footer, { footer: name })] : []
  return [Object.assign({}, only.header, { segment: name }, header), ...factsIn(snapshot), ...end]
}

const organization = 'o-example0001'
const withTrail = (name: string): Sketch => ({ organization, accounts: [{ id: first, trails: [{ name, bucket: name }] }, { id: second }] })
const trailsIn = (...lines: readonly (readonly SnapshotLine[])[]): readonly string[] =>
  [...snapshotOf(lines.flat()).trails.keys()].map((arn) => arn.split('/').at(-1) ?? '')
const namesIn = (...lines: readonly (readonly SnapshotLine[])[]): readonly string[] =>
  snapshotOf(lines.flat()).segments.map(({ header }) => header.segment)

const monday = segment(withTrail('old'), { segment: 'monday', takenAt: '2026-11-02T09:00:00Z' })
const tuesday = segment(withTrail('new'), { segment: 'tuesday', takenAt: '2026-11-03T09:00:00Z' })
const cutOff = segment(withTrail('torn'), { segment: 'wednesday', takenAt: '2026-11-04T09:00:00Z' }, false)

describe('several segments', () => {
  it('of the same accounts are the newest, in whatever order they come; what it does not show any more is gone', () => {
    for (const order of [[monday, tuesday], [tuesday, monday]]) {
      expect(trailsIn(...order)).toEqual(['new'])
      expect(namesIn(...order)).toEqual(['tuesday'])
      expect(factsIn(snapshotOf(order.flat())).filter(({ fact }) => fact !== 'bucket')).toEqual(
        factsIn(snapshotOf(tuesday)).filter(({ fact }) => fact !== 'bucket'),
      )
    }
  })

  it('of the same accounts are the newest that is complete', () => {
    expect(trailsIn(monday, cutOff)).toEqual(['old'])
    expect(namesIn(monday, cutOff)).toEqual(['monday'])
    expect(trailsIn(cutOff)).toEqual(['torn'])
  })

  it('of which one lacks a line are the other one', () => {
    const lacking = tuesday.filter((line) => !('fact' in line) || line.fact !== 'selectors')
    expect(namesIn(monday, lacking)).toEqual(['monday'])
  })

  it('of other accounts are all of them', () => {
    const skipping = tuesday.map((line) => (isAccount(line, second) ? skippedFor(line, 'outside the run') : line))
    const narrowed = skipping.map((line) => ('format' in line ? Object.assign({}, line, { narrowed: { accounts: [first] } }) : line))
    const counted = narrowed.map((line) => ('footer' in line ? Object.assign({}, line, { assessed: 1, skipped: 1 }) : line))
    expect(trailsIn(monday, counted)).toEqual(['new'])
    expect(namesIn(counted, monday)).toEqual(['monday', 'tuesday']) // the least narrowed first
    expect(snapshotOf([...monday, ...counted]).accounts.get(second)?.account?.value).not.toHaveProperty('skipped')
  })

  it('of one name, given twice, are one', () => {
    expect(namesIn(monday, monday)).toEqual(['monday'])
  })
})

function isAccount(line: SnapshotLine, id: string): line is AnyFact & { fact: 'account' } {
  return 'fact' in line && line.fact === 'account' && line.account === id
}

function skippedFor(line: AnyFact & { fact: 'account' }, skipped: string): AnyFact {
  const { identity: _, ...value } = line.value ?? { Id: line.account, State: 'ACTIVE' as const }
  return { fact: 'account', account: line.account, value: { ...value, skipped } }
}

describe('the counts of a segment', () => {
  it('are those of its footer; a line that a later one replaced does not count', () => {
    for (const lines of [monday, tuesday]) {
      const [only] = snapshotOf(lines).segments
      const { footer: _, ...counted } = only?.footer ?? { footer: '' }
      expect(only?.counts).toEqual(counted)
    }
    const gap = { cause: 'throttled', call: 'cloudtrail:ListTags', message: 'Rate exceeded' } as const
    const before = monday.flatMap((line): readonly SnapshotLine[] => ('fact' in line && line.fact === 'tags' ? [{ ...line, value: undefined, gap } as never, line] : [line]))
    expect(before.length).toBe(monday.length + 1)
    expect(snapshotOf(before).segments[0]?.counts).toEqual(snapshotOf(monday).segments[0]?.counts)
  })
})
