/** What the regions of accounts show is held in little room, and is what plain maps would hold. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newBeginning, placeOfTime, ReachByRegion, reachOf, shownTrails, type ReachInParts, type Shown } from '../../src/nouns/reach-by-region.ts'
import { addLine, assembled, newAssembly } from '../../src/nouns/assembly.ts'
import { factsIn, type Fact, type Header, type Snapshot, type TrailStatus } from '../../src/nouns/snapshot.ts'
import { accounts, arns, factOf, members, reachLines, regions, type ReachLine } from './random-reach.ts'

/** An account, and what a plain map holds of it. */
interface Held {
  readonly reach: ReachByRegion
  readonly plain: Map<string, Fact<'reach'>>
  /** What was put in two parts, one after the other; undefined once anything came otherwise, or in the place of something. */
  shown: (readonly [string, Shown])[] | undefined
}

function newHeld(): readonly Held[] {
  const beginning = newBeginning()
  return accounts.map((account) => ({ reach: new ReachByRegion(account, beginning), plain: new Map(), shown: [] }))
}

/** As lines are read: their times all come in the same list. */
const times: number[] = []

/** Puts the line into both, and answers what stood in its place in either. */
function put(line: ReachLine, held: Held): readonly (Fact<'reach'> | undefined)[] {
  const fact = factOf(line)
  const region = fact.region ?? ''
  const before = held.plain.get(region)
  held.plain.set(region, fact)
  if (!('shown' in line) || before !== undefined) held.shown = undefined
  else held.shown?.push([region, line.shown])
  if (!('shown' in line)) return [held.reach.put(line), before]
  times.splice(0, times.length, ...line.times)
  const replaced = held.reach.putParts({ ...line, times })
  times.fill(-1)
  return [replaced, before]
}

/** All that a map tells. */
function toldBy(map: ReadonlyMap<string, Fact<'reach'>>): unknown {
  const told: unknown[] = []
  map.forEach((fact, region, all) => told.push([fact, region, all === map]))
  const asked = regions.map((region) => [map.has(region), map.get(region)])
  return { size: map.size, asked, told, keys: [...map.keys()], values: [...map.values()], entries: [...map.entries()], all: [...map] }
}

function expectSame(seen: unknown, wanted: unknown): void {
  expect(seen).toStrictEqual(wanted)
  expect(JSON.stringify(seen)).toBe(JSON.stringify(wanted))
}

/** What is shown, but for its times. */
function withoutTimes(trails: unknown): unknown {
  return JSON.parse(JSON.stringify(trails ?? null), (_name, member: unknown) => (typeof member === 'number' ? 0 : member))
}

/** What `at`, `all`, `statusIn` and `timeIn` tell is what the facts say. */
function expectParts({ reach, plain }: Held): void {
  expect(reach.all.map(({ region }) => region)).toEqual([...plain.keys()])
  for (const region of regions) {
    const fact = plain.get(region)
    const at = reach.at(region)
    expect(at?.region).toBe(fact && region)
    if (fact === undefined || at === undefined) continue
    expect(reach.all).toContain(at)
    expectSame([at.shown.gap, at.shown.unseen], [fact.gap, fact.unseen])
    expectSame(withoutTimes(at.shown.value?.trails), withoutTimes(fact.value?.trails))
    const trails = Object.entries(fact.value?.trails ?? {})
    for (const arn of arns) {
      const status = trails.find(([name]) => name === arn)?.[1]
      if (arn !== '__proto__') expectSame(reach.statusIn(at, arn), status)
      expectSame(members.map((name) => reach.timeIn(at, placeOfTime(at.shown, arn, name))), members.map((name) => timeIn(status, name)))
    }
  }
}

function timeIn(status: TrailStatus | undefined, member: keyof TrailStatus): number | undefined {
  const value = status?.[member]
  return typeof value === 'number' ? value : undefined
}

/** Accounts are alike where both showed the same in the same order, and all of it in two parts. */
function isAlike(one: Held, other: Held): boolean {
  return one.shown !== undefined && other.shown !== undefined && isSame(one.shown, other.shown)
}

function isSame(one: NonNullable<Held['shown']>, other: NonNullable<Held['shown']>): boolean {
  return one.length === other.length && one.every(([region, shown], index) => region === other[index]?.[0] && shown === other[index]?.[1])
}

function pairsOf<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, index) => all.slice(0, index).map((other) => [one, other] as const))
}

/** Everything that an account tells, but for its number and times. */
function shownBy({ reach }: Held): unknown {
  return [...reach].map(([region, { fact, value, gap, unseen }]) => [region, fact, withoutTimes(value), gap, unseen])
}

describe('what the regions of accounts show', () => {
  it('is what plain maps would hold, after each line and in every account', () => {
    const property = fc.property(reachLines, (lines) => {
      const all = newHeld()
      for (const line of lines) {
        const [replaced, before] = put(line, all[accounts.indexOf(line.account)] as Held)
        expect([replaced, JSON.stringify(replaced)]).toStrictEqual([before, JSON.stringify(before)])
        for (const { reach, plain } of all) expectSame(toldBy(reach), toldBy(plain))
      }
      for (const held of all) expectParts(held)
    })
    fc.assert(property, { numRuns: 300 })
  })

  it('is alike where the same was shown in the same order, and nowhere else', () => {
    const property = fc.property(reachLines, (lines) => {
      const all = newHeld()
      for (const line of lines) {
        put(line, all[accounts.indexOf(line.account)] as Held)
        for (const [one, other] of pairsOf(all)) {
          expect(one.reach.likeness === other.reach.likeness).toBe(isAlike(one, other))
          if (isAlike(one, other)) expectSame(shownBy(one), shownBy(other))
        }
      }
    })
    fc.assert(property, { numRuns: 1000 })
  })
})

const header: Header = {
  format: 'trailgate-snapshot/1',
  segment: 'one',
  takenAt: '2026-11-01T09:00:00Z',
  tool: { name: 'trailgate', version: '0.0.0' },
  caller: { account: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-role/auditor/trailgate' },
  partition: 'aws',
  organization: null,
}

function snapshotWith(segments: readonly (readonly ReachLine[])[]): Snapshot {
  const assembly = newAssembly()
  for (const [index, lines] of segments.entries()) {
    addLine(assembly, { ...header, segment: `${index}` })
    for (const line of lines) addLine(assembly, line)
  }
  return assembled(assembly)
}

/** Account by account, in the order in which they came. */
function reachesIn({ accounts: all }: Snapshot): unknown {
  return [...all].map(([account, { reach }]) => [account, toldBy(reach)])
}

describe('a snapshot', () => {
  it('is the same of facts in two parts as of whole ones, also where segments are joined', () => {
    const property = fc.property(fc.array(reachLines, { minLength: 1, maxLength: 3 }), (segments) => {
      const [seen, wanted] = [snapshotWith(segments), snapshotWith(segments.map((lines) => lines.map(factOf)))]
      expect([factsIn(seen), seen.segments]).toStrictEqual([factsIn(wanted), wanted.segments])
      expect(JSON.stringify(reachesIn(seen))).toBe(JSON.stringify(reachesIn(wanted)))
    })
    fc.assert(property, { numRuns: 300 })
  })
})

describe('a fact in two parts', () => {
  it('is the whole one', () => {
    const property = fc.property(reachLines, (lines) => {
      const parts = lines.filter((line) => 'shown' in line)
      expect(JSON.stringify(parts.map(reachOf))).toBe(JSON.stringify(parts.map(factOf)))
    })
    fc.assert(property)
  })
})

describe('accounts on one beginning', () => {
  const trails = shownTrails({ 'arn:a': { IsLogging: true, LatestDeliveryTime: 1 }, 'arn:b': { StopLoggingTime: 1, StartLoggingTime: 1 } })
  const none = shownTrails({})
  const [first = '', second = '', third = ''] = accounts
  const parts = (account: string, region: string, shown = trails, at = [1, 2, 3]): ReachInParts => ({ fact: 'reach', account, region, shown, times: at })

  function three(): readonly [ReachByRegion, ReachByRegion, ReachByRegion] {
    const beginning = newBeginning()
    return [new ReachByRegion(first, beginning), new ReachByRegion(second, beginning), new ReachByRegion(third, beginning)]
  }

  it('go together as far as they show the same, also when they come back to it', () => {
    const [one, two, last] = three()
    one.putParts(parts(first, 'us-east-1'))
    two.putParts(parts(second, 'us-east-1', none, []))
    last.putParts(parts(third, 'us-east-1', trails, [4, 5, 6]))
    expect(last.likeness).toBe(one.likeness)
    expect(two.likeness).not.toBe(one.likeness)
    expect(last.all).toBe(one.all)
  })

  it('have each its own times', () => {
    const [one, two] = three()
    one.putParts(parts(first, 'us-east-1', trails, [1, 2, 3]))
    two.putParts(parts(second, 'us-east-1', trails, [4, 5, 6]))
    one.putParts(parts(first, 'eu-west-1', trails, [7, 8, 9]))
    expect(one.get('us-east-1')?.value?.trails).toEqual({ 'arn:a': { IsLogging: true, LatestDeliveryTime: 1 }, 'arn:b': { StopLoggingTime: 2, StartLoggingTime: 3 } })
    expect(two.get('us-east-1')?.value?.trails['arn:b']).toEqual({ StopLoggingTime: 5, StartLoggingTime: 6 })
    expect(one.get('eu-west-1')?.value?.trails['arn:a']).toEqual({ IsLogging: true, LatestDeliveryTime: 7 })
  })

  it('are alone with a fact that came whole, and with one in the place of another', () => {
    const [one, two, last] = three()
    for (const reach of [one, two, last]) reach.putParts(parts(reach.account, 'us-east-1'))
    expect(one.putParts(parts(first, 'us-east-1', trails, [4, 5, 6]))).toEqual(reachOf(parts(first, 'us-east-1')))
    const gap = { cause: 'refused', call: 'cloudtrail:DescribeTrails', message: 'no' } as const
    for (const reach of [two, last]) reach.put({ fact: 'reach', account: reach.account, region: 'eu-west-1', gap })
    expect(new Set([one, two, last].map(({ likeness }) => likeness)).size).toBe(3)
    expect(one.get('us-east-1')?.value?.trails['arn:a']).toEqual({ IsLogging: true, LatestDeliveryTime: 4 })
  })
})

describe('the place of a time', () => {
  const shown = shownTrails({ 'arn:a': { IsLogging: true }, 'arn:b': { LatestDeliveryTime: 1, LatestDeliveryError: '', StopLoggingTime: 1 }, 'arn:c': { StopLoggingTime: 1 } })

  it.each([
    ['arn:b', 'LatestDeliveryTime', 0],
    ['arn:b', 'StopLoggingTime', 1],
    ['arn:c', 'StopLoggingTime', 2],
    ['arn:b', 'LatestDeliveryError', -1],
    ['arn:a', 'StopLoggingTime', -1],
    ['arn:c', 'LatestDeliveryTime', -1],
    ['arn:d', 'StopLoggingTime', -1],
  ] as const)('of %s, %s, is %i', (arn, member, place) => expect(placeOfTime(shown, arn, member)).toBe(place))
})
