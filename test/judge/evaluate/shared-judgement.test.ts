/** What many subjects come to is judged once, and is for each of them what it would be if nothing had been judged before. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Case, Seen } from '../../../src/judge/evaluate/case.ts'
import { judge } from '../../../src/judge/evaluate/condition.ts'
import type { Judgement } from '../../../src/judge/evaluate/judgement.ts'
import { forgetting } from '../../../src/judge/evaluate/memory.ts'
import { isShared } from '../../../src/judge/evaluate/shared-judgement.ts'
import { subjectsOf } from '../../../src/judge/evaluate/subjects.ts'
import { judgeWish, readyWish } from '../../../src/judge/evaluate/wish.ts'
import type { Condition, Wish } from '../../../src/nouns/rule.ts'
import type { Sketch, SketchTrail } from '../../../src/nouns/sketch.ts'
import type { WishWord } from '../../../src/nouns/vocabulary.ts'
import { caseOf } from './cases.ts'

/** Wishes of every word. */
const wishes = {
  exists: [{ exists: true }, { exists: false }],
  matches: [{ matches: 'a' }, { matches: 'a b' }, { matches: '*' }, { matches: 'n*l' }, { matches: '' }],
  oneOf: [{ oneOf: ['a', 1, true] }, { oneOf: ['a b', '1', 'null'] }],
  includes: [{ includes: ['a'] }, { includes: ['a', 'b'] }, { includes: ['null'] }, { includes: [] }],
  atLeast: [{ atLeast: 1 }],
  atMost: [{ atMost: 1 }],
  within: [{ within: { hours: 1 } }, { within: { days: 1 } }],
} as const satisfies Record<WishWord, readonly Wish[]>
const anyWish = fc.constantFrom<Wish>('a', 'a b', 'null', '', true, false, 1, 0, ...Object.values(wishes).flat())

/** Values and reasons of which one could pass for another when they are said in a row. */
const mistakable = ['a', 'b', 'a b', 'a ', ' a', '', 'null', 'undefined', 'true', '1', '1 b', '1 1 b', 'string a', 'a undefined 0']
const text = fc.constantFrom(...mistakable, '2026-11-01T08:59:00Z')
const list = fc.array(fc.constantFrom('a', 'b', 'a,b', '', 'null'), { maxLength: 2 })
const why = fc.array(text, { maxLength: 2 })
const numbers = fc.constantFrom(0, 1, 2, 1.5, Number.NaN, Number.POSITIVE_INFINITY)
const value = fc.oneof(text, numbers, fc.constantFrom(true, false, null, undefined), list)
const source = fc.constantFrom('cloudtrail:GetTrail', 'cloudtrail:ListTags', 'cloudtrail:GetTrail string a', '')

const seenFirst: fc.Arbitrary<Seen> = fc.record({ value, source, why }, { requiredKeys: ['value', 'source'] })
const more: fc.Arbitrary<Partial<Seen>> = fc.record(
  {
    gaps: fc.constantFrom([], [{ cause: 'refused', call: 'cloudtrail:ListTags', message: 'no' } as const]),
    perhaps: fc.oneof(list, fc.constant('anything' as const)),
    assumed: fc.constantFrom([], ['A1']),
    witness: fc.constant({ synthetic: true, eventName: 'a' } as const),
  },
  { requiredKeys: [] },
)

const [ofTrail, ofAccount] = [caseOf('trail', { trails: [{}] }), caseOf('account', { trails: [{}] })]
const ofLater = caseOf('trail', { takenAt: '2027-11-01T09:00:00Z', trails: [{}] })
const place = fc.constantFrom<readonly [Case, string]>(
  [ofTrail, 'organizationTrail'],
  [ofLater, 'organizationTrail'],
  [ofTrail, 'tags'],
  [ofAccount, 'organizationTrail'],
  [ofAccount, 'insightTypes'],
)

function rarely<T>(arbitrary: fc.Arbitrary<Partial<T>>): fc.Arbitrary<Partial<T>> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, arbitrary)
}

/** A few things are seen again and again, at several places and with more known of some. */
const judgings = fc
  .tuple(fc.array(seenFirst, { minLength: 1, maxLength: 5 }), fc.array(fc.tuple(place, fc.nat(), rarely(more)), { minLength: 2, maxLength: 60, size: 'max' }))
  .map(([few, all]) => all.map(([where, index, rest]) => [where, Object.assign({}, few[index % few.length], rest)] as const))

const ofName = (seen: Partial<Seen>, wish: ReturnType<typeof readyWish>): Judgement =>
  judgeWish(ofTrail, 'name', Object.assign({ value: null, source: 'x' }, seen), wish)

describe('a wish', () => {
  it('is judged of each as if nothing had been judged before', () => {
    const property = fc.property(anyWish, judgings, (wish, all) => {
      const ready = readyWish(wish)
      for (const [[of, path], seen] of all) {
        expect(judgeWish(of, path, seen, ready)).toStrictEqual(judgeWish(of, path, seen, readyWish(wish)))
      }
    })
    fc.assert(property, { numRuns: 1000 })
  })

  it.each([
    [{ value: 'a', why: ['b'] }, { value: 'a b' }],
    [{ value: 'a', why: [] }, { value: 'a ' }],
    [{ value: 'a', why: [] }, { value: 'a', why: [''] }],
    [{ value: 'a', why: [] }, { value: 'a' }],
    [{ value: 'a', why: ['b c'] }, { value: 'a b', why: ['c'] }],
    [{ value: 'a', why: ['b', 'c'] }, { value: 'a', why: ['b', 'd'] }],
    [{ value: null }, { value: 'null' }],
    [{ value: null }, { value: undefined }],
    [{ value: null }, { value: [] }],
    [{ value: undefined }, { value: 'undefined' }],
    [{ value: [] }, { value: '' }],
    [{ value: [] }, { value: [''] }],
    [{ value: ['a', 'b'] }, { value: ['a,b'] }],
    [{ value: ['a'] }, { value: 'a' }],
    [{ value: 1 }, { value: '1' }],
    [{ value: true }, { value: 'true' }],
    [{ value: 'a', source: 'x' }, { value: 'b', source: 'x string a' }],
    [{ value: 'a', source: 'x string b' }, { value: 'b string a', source: 'x' }],
    [{ value: 'q undefined 0  string a', why: ['b'] }, { value: 'a', source: 'x 1 1 b string q' }],
    [{ value: 'a', why: ['b string c'] }, { value: 'c string a', why: ['b'] }],
  ] as readonly (readonly [Partial<Seen>, Partial<Seen>])[])('is judged of %j apart from %j', (one, other) => {
    for (const wish of ['a', 'a b', { exists: true }, { matches: 'a' }, { includes: ['a'] }] as const) {
      const ready = readyWish(wish)
      ofName(one, ready)
      expect(ofName(other, ready)).toStrictEqual(ofName(other, readyWish(wish)))
    }
  })

  it('about the age of a moment is judged in each snapshot', () => {
    const [ready, seen] = [readyWish({ within: { hours: 1 } }), { value: '2026-11-01T08:59:00Z', source: 'x' }]
    expect([ofTrail, ofLater, ofTrail].map((of) => judgeWish(of, 'lastDelivery', seen, ready).truth)).toEqual([true, false, true])
  })

  it('holds few judgements; the others are made anew', () => {
    const [ready, values] = [readyWish({ atLeast: 100 }), Array.from({ length: 200 }, (_, index) => index)]
    const all = values.map((each) => ofName({ value: each }, ready))
    expect(all).toStrictEqual(values.map((each) => ofName({ value: each }, readyWish({ atLeast: 100 }))))
    const held = values.filter((each) => ofName({ value: each }, ready) === all[each])
    expect(held).toEqual(values.slice(0, 32))
    expect(values.filter((each) => isShared(ofName({ value: each }, ready)))).toEqual(held)
  })
})

const leaf = fc.constantFrom<Condition>(
  { multiRegion: true },
  { logFileValidation: false },
  { kmsKeyId: { exists: true } },
  { tags: { exists: true } },
  { tags: { includes: ['owner'] } },
  { name: { matches: '*1*' } },
  { name: { oneOf: ['trail-1', 'trail-2'] } },
  { logging: true },
  { deliveryErrors: { exists: false } },
  { multiRegion: true, logFileValidation: true, name: { exists: true } },
)

/** Conditions in conditions, three deep. */
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'large' },
    leaf,
    fc.array(tie('condition'), { maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('condition'), { maxLength: 4 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}))

const trail: fc.Arbitrary<SketchTrail> = fc.record(
  {
    multiRegion: fc.boolean(),
    logFileValidation: fc.boolean(),
    kmsKeyId: fc.constant('alias/a'),
    tags: fc.constantFrom({}, { owner: 'a' }, { team: 'b' }),
    logging: fc.constantFrom<boolean | 'unseen'>(true, false, 'unseen'),
    unseen: fc.constant(true),
  },
  { requiredKeys: [] },
)

/** Two accounts, one of which may refuse to tell the tags. */
const sketch: fc.Arbitrary<Sketch> = fc
  .tuple(fc.array(trail, { minLength: 1, maxLength: 6 }), fc.array(trail, { minLength: 1, maxLength: 6 }), fc.boolean())
  .map(([ours, theirs, isRefused]) => ({
    organization: 'o-exampleorgid',
    accounts: [
      { id: '111122223333', trails: named(ours), ...(isRefused ? { refused: ['cloudtrail:ListTags'] } : {}) },
      { id: '222233334444', trails: named(theirs) },
    ],
  }))

function named(trails: readonly SketchTrail[]): readonly SketchTrail[] {
  return trails.map((each, index) => Object.assign({}, each, { name: `trail-${index}` }))
}

function trailsIn(sketched: Sketch): readonly Case[] {
  const snapshot = sketchSnapshot(sketched)
  const common = { snapshot, parameters: {}, memory: forgetting, inventory: [] }
  return subjectsOf('trail', snapshot).map((subject) => Object.assign({ subject }, common))
}

/** The condition is an object of its own each time, so that nothing is known of it. */
function judgedAlone(wanted: Condition, all: readonly Case[]): readonly Judgement[] {
  return all.map((of) => judge(structuredClone(wanted), of))
}

describe('a combination', () => {
  it('is judged of each as if nothing had been judged before, in whatever snapshot', () => {
    const property = fc.property(condition, fc.array(sketch, { minLength: 1, maxLength: 2 }), (wanted, sketches) => {
      const all = sketches.flatMap(trailsIn)
      expect(all.map((of) => judge(wanted, of))).toStrictEqual(judgedAlone(wanted, all))
      expect(all.toReversed().map((of) => judge(wanted, of))).toStrictEqual(judgedAlone(wanted, all.toReversed()))
    })
    fc.assert(property, { numRuns: 300 })
  })

  /** All that these can come to, some of it twice. */
  const manifold = trailsIn({
    trails: Array.from({ length: 100 }, (_, index) => {
      const has = (bit: number): boolean => Math.floor(index / 2 ** bit) % 2 === 1
      const { tags, kms } = { tags: has(0) ? { owner: 'a' } : {}, kms: has(1) ? { kmsKeyId: 'alias/a' } : {} }
      return { name: `trail-${index}`, multiRegion: has(2), logFileValidation: has(3), logging: has(4), tags, ...kms }
    }),
  })
  const parts: readonly Condition[] = [
    { kmsKeyId: { exists: true } },
    { multiRegion: true },
    { logFileValidation: true },
    { logging: true },
    { name: { matches: '*' } },
  ]

  it.each([
    ['all', { all: parts }],
    ['any', { any: parts }],
    ['not all', { not: { all: parts } }],
    ['not any', { not: { any: parts } }],
    ['not one', { not: { name: { matches: '*7*' } } }],
    ['all of any', { all: [{ any: parts.slice(0, 2) }, { any: parts.slice(2, 4) }] }],
    ['a mapping', Object.assign({}, ...parts) as Condition],
    ['all of nothing', { all: [] }],
    ['any of nothing', { any: [] }],
  ] as readonly (readonly [string, Condition])[])('(%s) comes to more than is held, and is the same', (_what, wanted) => {
    const twice = [...manifold, ...manifold]
    expect(twice.map((of) => judge(wanted, of))).toStrictEqual(judgedAlone(wanted, twice))
  })

  it('of shared judgements is shared itself, and one with a list in it is not', () => {
    const [, of] = manifold
    const isOnce = (wanted: Condition): boolean => judge(wanted, of as Case) === judge(wanted, of as Case)
    expect(parts.map((part) => [{ all: [part, { multiRegion: true }] }, { any: [part] }, { not: part }].map(isOnce))).toEqual(parts.map(() => [true, true, true]))
    const withList = { all: [{ tags: { includes: ['owner'] } }, { multiRegion: false }] }
    expect([isOnce(withList), isShared(judge(withList, of as Case))]).toEqual([false, false])
  })
})
