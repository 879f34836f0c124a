/** The words that combine: Kleene's tables, over nothing, parameters. */
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/judge/evaluate/condition.ts'
import type { Condition } from '../../../src/nouns/rule.ts'
import { caseOf } from './cases.ts'

/** A trail of which one condition is true, one false, and one about what was refused. */
const trail = caseOf('trail', { accounts: [{ id: '111122223333', refused: ['cloudtrail:ListTags'], trails: [{}] }] })
const yes: Condition = { logFileValidation: true }
const no: Condition = { logFileValidation: false }
const open: Condition = { tags: { exists: true } }
const truthOf = (condition: Condition, of = trail): boolean | undefined => judge(condition, of).truth

describe('Kleene logic', () => {
  it('knows true, false and unknown', () => expect([yes, no, open].map((each) => truthOf(each))).toEqual([true, false, undefined]))

  it.each([
    [[yes, yes], true],
    [[yes, no], false],
    [[yes, open], undefined],
    [[no, no], false],
    [[no, open], false],
    [[open, open], undefined],
  ])('all of %j is %j, in any order', (parts, truth) => {
    expect(truthOf({ all: parts })).toBe(truth)
    expect(truthOf({ all: parts.toReversed() })).toBe(truth)
  })

  it.each([
    [[yes, yes], true],
    [[yes, no], true],
    [[yes, open], true],
    [[no, no], false],
    [[no, open], undefined],
    [[open, open], undefined],
  ])('any of %j is %j, in any order', (parts, truth) => {
    expect(truthOf({ any: parts })).toBe(truth)
    expect(truthOf({ any: parts.toReversed() })).toBe(truth)
  })

  it('turns round what is known and nothing else', () => expect([yes, no, open].map((each) => truthOf({ not: each }))).toEqual([false, true, undefined]))

  it('wants every entry of a mapping', () => {
    expect(truthOf({ ...yes, multiRegion: true })).toBe(true)
    expect(truthOf({ ...yes, multiRegion: false, ...open })).toBe(false)
    expect(truthOf({ ...yes, ...open })).toBe(undefined)
  })

  it('names the call that was refused', () => {
    const { why, gaps } = judge({ all: [yes, open] }, trail)
    expect(gaps).toMatchObject([{ call: 'cloudtrail:ListTags', account: '111122223333' }])
    expect(why).toEqual(['the keys of its tags: not known (cloudtrail:ListTags: AccessDeniedException)'])
  })

  it('shows what decided, and not what was decided otherwise', () => {
    expect(judge({ all: [yes, no] }, trail).evidence).toMatchObject([{ path: 'logFileValidation', seen: true, wanted: false }])
    expect(judge({ any: [yes, no] }, trail).evidence).toMatchObject([{ path: 'logFileValidation', seen: true, wanted: true }])
  })
})

describe('a parameter', () => {
  const of = { ...trail, parameters: { on: true, names: ['a', 'b'], none: [] } }

  it.each([
    [{ on: true }, true],
    [{ on: false }, false],
    [{ on: { not: false } }, true],
    [{ on: { not: true } }, false],
    [{ names: ['a', 'b'] }, true],
    [{ names: ['b', 'a'] }, false],
    [{ names: ['a'] }, false],
    [{ names: 'a' }, false],
    [{ names: { not: [] } }, true],
    [{ none: [] }, true],
    [{ none: { not: [] } }, false],
    [{ on: true, names: ['a'] }, false],
    [{ missing: true }, false],
  ])('%j is %j', (parameter, truth) => expect(truthOf({ parameter }, of)).toBe(truth))

  it('that is another one ends the condition before its other entries are asked', () => {
    expect(judge({ parameter: { on: false }, ...open }, of)).toEqual({ truth: false, why: [], evidence: [], gaps: [] })
  })
})
