/** The wish words, on values that are there, absent, unseen, and lists that were seen in part. */
import { array, assert, constantFrom, property, type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case, Seen } from '../../../src/judge/evaluate/case.ts'
import { judgeWish, readyWish } from '../../../src/judge/evaluate/wish.ts'
import { matchesPattern } from '../../../src/judge/evaluate/wish-meanings.ts'
import type { Wish } from '../../../src/nouns/rule.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import type { Header, Snapshot } from '../../../src/nouns/snapshot.ts'
import { caseOf } from './cases.ts'

const of = caseOf('trail', { trails: [{}] })
const judged = (seen: Partial<Seen>, wish: Wish, path = 'name'): ReturnType<typeof judgeWish> =>
  judgeWish(of, path, { value: null, source: 'cloudtrail:DescribeTrails', ...seen }, readyWish(wish))

describe('a wish that is made ready', () => {
  const ready = readyWish(true)
  const yes = { value: true, source: 'cloudtrail:DescribeTrails' }
  const ofAccount = caseOf('account', { trails: [{}] })

  it('is judged once where the same is seen of another subject of the kind', () => {
    const ofOther = { ...of, subject: { kind: 'trail', id: 'other' } } as const
    expect(judgeWish(of, 'organizationTrail', yes, ready)).toBe(judgeWish(ofOther, 'organizationTrail', yes, ready))
  })

  it('is judged of each kind, path, call and value by itself', () => {
    const others: readonly (readonly [Case, string, Seen])[] = [
      [ofAccount, 'organizationTrail', yes],
      [of, 'multiRegion', yes],
      [of, 'organizationTrail', { ...yes, source: 'cloudtrail:GetTrail' }],
      [of, 'organizationTrail', { ...yes, value: false }],
      [of, 'organizationTrail', { ...yes, why: ['it says so'] }],
      [of, 'organizationTrail', { ...yes, assumed: ['A1'] }],
    ]
    for (const [about, path, seen] of others) {
      judgeWish(of, 'organizationTrail', yes, ready)
      expect(judgeWish(about, path, seen, ready)).toEqual(judgeWish(about, path, seen, readyWish(true)))
    }
  })
})

describe('one value', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'Main', false],
    [true, true, true],
    [true, false, false],
    [3, 3, true],
    ['3', 3, false],
    [null, 'main', false],
    ['main', { exists: true }, true],
    ['main', { exists: false }, false],
    [null, { exists: true }, false],
    [null, { exists: false }, true],
    [false, { exists: true }, true],
    ['main', { matches: 'm*n' }, true],
    ['main', { matches: 'm' }, false],
    [null, { matches: '*' }, false],
    ['b', { oneOf: ['a', 'b'] }, true],
    ['c', { oneOf: ['a', 'b'] }, false],
    [2, { oneOf: [1, 2] }, true],
    [null, { oneOf: ['a'] }, false],
    [365, { atLeast: 365 }, true],
    [364, { atLeast: 365 }, false],
    [null, { atLeast: 0 }, false],
    ['400', { atLeast: 365 }, false],
    [7, { atMost: 7 }, true],
    [8, { atMost: 7 }, false],
    [null, { atMost: 7 }, false],
  ] as readonly (readonly [Seen['value'], Wish, boolean])[])('%j, asked %j, is %j; unseen it is unknown', (value, wish, truth) => {
    expect(judged({ value }, wish).truth).toBe(truth)
    expect(judged({ value: undefined }, wish).truth).toBe(undefined)
  })
})

describe('a list', () => {
  it.each([
    [[], undefined, { exists: true }, false],
    [[], undefined, { exists: false }, true],
    [['a'], undefined, { exists: true }, true],
    [[], ['a'], { exists: true }, undefined],
    [[], 'anything', { exists: false }, undefined],
    [['a'], 'anything', { exists: true }, true],
    [['a', 'b'], undefined, { includes: ['b'] }, true],
    [['a'], undefined, { includes: ['a', 'b'] }, false],
    [['a'], ['b'], { includes: ['a', 'b'] }, undefined],
    [['a'], ['b'], { includes: ['a', 'c'] }, false],
    [['a'], 'anything', { includes: ['a', 'c'] }, undefined],
    [null, undefined, { includes: ['a'] }, false],
    [['a'], undefined, { includes: [] }, false],
  ] as readonly (readonly [readonly string[] | null, Seen['perhaps'], Wish, boolean | undefined])[])('%j, perhaps %j, asked %j, is %j', (value, perhaps, wish, truth) => {
    expect(judged({ value, ...(perhaps === undefined ? {} : { perhaps }) }, wish, 'tags').truth).toBe(truth)
  })
})

/** As many segments, begun at these moments. */
function at(...moments: readonly string[]): Snapshot {
  const [segment] = of.snapshot.segments
  if (segment === undefined) throw new Error('the sketch has a segment')
  return snapshotOf(moments.map((takenAt, index) => Object.assign({}, segment.header, { segment: `${index}`, takenAt })))
}

describe('within', () => {
  const takenAt = '2026-11-01T09:00:00Z'
  const truth = (value: string, wish: Wish, snapshot = at(takenAt)): boolean | undefined =>
    judgeWish({ ...of, snapshot }, 'lastDelivery', { value, source: 'cloudtrail:GetTrailStatus' }, readyWish(wish)).truth

  it.each([
    ['2026-11-01T08:59:00Z', { within: { hours: 1 } }, true],
    ['2026-11-01T08:00:00Z', { within: { hours: 1 } }, true],
    ['2026-11-01T07:59:59Z', { within: { hours: 1 } }, false],
    ['2026-10-31T09:00:00Z', { within: { days: 1 } }, true],
    ['2026-10-30T09:00:00Z', { within: { days: 1 } }, false],
    // Read after the reading had begun, or by a clock that lags a little.
    ['2026-11-01T09:15:00Z', { within: { hours: 1 } }, true],
    ['2026-11-01T09:15:01Z', { within: { hours: 1 } }, undefined],
    ['2036-11-01T09:00:00Z', { within: { days: 1 } }, undefined],
    ['not a time', { within: { hours: 1 } }, undefined],
  ] as readonly (readonly [string, Wish, boolean | undefined])[])('%s, asked %j at nine, is %j', (value, wish, expected) => expect(truth(value, wish)).toBe(expected))

  it('counts what came while the reading went on', () => {
    const [segment] = of.snapshot.segments
    const counts = { listed: 1, assessed: 1, skipped: 0, unreadable: 0, facts: 0, gaps: 0 }
    const header: Header = Object.assign({}, segment?.header, { segment: 'long', takenAt })
    const long = snapshotOf([header, { footer: 'long', takenUntil: '2026-11-01T10:00:00Z', ...counts }])
    expect(truth('2026-11-01T10:15:00Z', { within: { hours: 1 } }, long)).toBe(true)
    expect(truth('2026-11-01T10:15:01Z', { within: { hours: 1 } }, long)).toBe(undefined)
    expect(truth('2026-11-01T07:59:59Z', { within: { hours: 1 } }, long)).toBe(false)
  })

  it('says of what has not come yet that the clocks disagree', () => {
    const { why } = judgeWish({ ...of, snapshot: at(takenAt) }, 'lastDelivery', { value: '2026-11-02T09:00:00Z', source: 'x' }, readyWish({ within: { hours: 1 } }))
    expect(why[1]).toBe('2026-11-02T09:00:00Z is after the end of the reading (2026-11-01T09:00:00.000Z): the clock of the reader and that of AWS disagree')
  })

  it('counts from the moment of the reading; between two readings nobody can say', () => {
    const two = at(takenAt, '2026-11-01T12:00:00Z')
    expect(truth('2026-11-01T11:30:00Z', { within: { hours: 2 } }, two)).toBe(true)
    expect(truth('2026-11-01T06:00:00Z', { within: { hours: 2 } }, two)).toBe(false)
    expect(truth('2026-11-01T08:30:00Z', { within: { hours: 2 } }, two)).toBe(undefined)
  })
})

/** As matchesPattern, by trying every way to part the text. */
function slowly(text: string, pattern: string): boolean {
  if (pattern === '') return text === ''
  if (pattern[0] === '*') return Array.from({ length: text.length + 1 }, (_, from) => from).some((from) => slowly(text.slice(from), pattern.slice(1)))
  return text !== '' && text[0] === pattern[0] && slowly(text.slice(1), pattern.slice(1))
}

const short = (letters: readonly string[]): Arbitrary<string> => array(constantFrom(...letters), { maxLength: 7 }).map((each) => each.join(''))

describe('a pattern', () => {
  it('matches what it should', () => {
    assert(property(short(['a', 'b']), short(['a', 'b', '*']), (text, pattern) => matchesPattern(text, pattern) === slowly(text, pattern)))
    expect(matchesPattern('ab', 'a*')).toBe(true)
  })

  it('cannot hang', () => expect(matchesPattern('a'.repeat(20_000), `${'*a'.repeat(200)}*b`)).toBe(false))
})

describe('what is told', () => {
  it('is the value seen beside the value wanted', () => {
    expect(judged({ value: 90 }, { atLeast: 365 }).why).toEqual(['the name is 90, wanted at least 365'])
    expect(judged({ value: 90 }, { atLeast: 365 }).evidence).toEqual([{ path: 'name', seen: 90, wanted: 'at least 365', source: 'cloudtrail:DescribeTrails' }])
  })

  it('is the gap, where there is one, and only while it leaves something open', () => {
    const gaps = [{ cause: 'refused' as const, call: 'cloudtrail:ListTags', code: 'AccessDeniedException', message: 'no' }]
    expect(judged({ value: undefined, gaps }, { exists: true }, 'tags')).toMatchObject({ gaps, why: ['the keys of its tags: not known (cloudtrail:ListTags: AccessDeniedException)'] })
    expect(judged({ value: ['a'], perhaps: 'anything', gaps }, { exists: true }, 'tags').gaps).toEqual([])
  })
})
