/** The words `some` and `every` over the lists of a subject. */
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/judge/evaluate/condition.ts'
import type { Condition } from '../../../src/nouns/rule.ts'
import type { Sketch, SketchTrail } from '../../../src/nouns/sketch.ts'
import { caseOf } from './cases.ts'

const [management, member] = ['111122223333', '444455556666']

function organization(trails: readonly SketchTrail[], more: Partial<NonNullable<Sketch['accounts']>[number]> = {}): Sketch {
  return { organization: 'o-exampleorgid', accounts: [{ id: management, trails }, { id: member, ...more }] }
}

const multiRegion = { in: 'trails', holds: { multiRegion: true } }
const judged = (sketch: Sketch, condition: Condition): ReturnType<typeof judge> => judge(condition, caseOf('organization', sketch))

describe('over the trails of the management account', () => {
  it.each([
    ['none', [], false, false],
    ['one that holds', [{}], true, true],
    ['one that does not', [{ multiRegion: false }], false, false],
    ['one of each', [{ name: 'a' }, { name: 'b', multiRegion: false }], true, false],
    ['one that could not be seen', [{ unseen: true }], undefined, undefined],
    ['one that holds, one unseen', [{ name: 'a' }, { name: 'b', unseen: true }], true, undefined],
    ['one that does not, one unseen', [{ name: 'a', multiRegion: false }, { name: 'b', unseen: true }], undefined, false],
  ] as readonly (readonly [string, readonly SketchTrail[], boolean | undefined, boolean | undefined])[])('%s', (_, trails, some, every) => {
    expect(judged(organization(trails), { some: multiRegion }).truth).toBe(some)
    expect(judged(organization(trails), { every: multiRegion }).truth).toBe(every)
  })

  it('says that there is none', () => {
    expect(judged(organization([]), { every: multiRegion }).why).toEqual(['there are no trails of the management account'])
  })

  it('may have others where a region was refused', () => {
    const sketch = { organization: 'o-exampleorgid', accounts: [{ id: management, refused: ['cloudtrail:DescribeTrails@eu-west-1'], trails: [{}] }] }
    expect(judged(sketch, { some: multiRegion }).truth).toBe(true)
    const every = judged(sketch, { every: multiRegion })
    expect(every.truth).toBe(undefined)
    expect(every.gaps).toMatchObject([{ call: 'cloudtrail:DescribeTrails', account: management, region: 'eu-west-1' }])
    const nothing = { organization: 'o-exampleorgid', accounts: [{ id: management, refused: ['cloudtrail:DescribeTrails'], trails: [{}] }] }
    expect(judged(nothing, { some: multiRegion }).truth).toBe(undefined)
  })
})

const old = { not: { joined: { within: { hours: 24 } } } }
const oldMembersHave = (holds: Condition): Condition => ({ every: { in: 'members', holds, where: old } })
const everyLogging = (holds: Condition): Condition => ({ every: { in: 'trails', holds, where: { logging: true } } })
const someLogging = (holds: Condition): Condition => ({ some: { in: 'trails', holds, where: { logging: true } } })

describe('where', () => {
  const late = { joined: '2026-11-01T06:00:00Z', missing: { 'us-east-1': ['main'], 'eu-west-1': ['main'] } }

  it('leaves members out, and names them', () => {
    const { truth, why, evidence } = judged(organization([{ organizationTrail: true }], late), oldMembersHave({ organizationTrail: true }))
    expect(truth).toBe(true)
    expect(why.join(' ')).toMatch(/left out: account 444455556666: the day it joined the organization is 2026-11-01T06:00:00Z/)
    expect(evidence[0]).toMatchObject({ path: 'members', seen: { members: 1, holding: 1, leftOut: [member] } })
  })

  it('that leaves out every one of them lets nobody say', () => {
    const everyone = { organization: 'o-exampleorgid', accounts: [{ id: management, joined: '2026-11-01T06:00:00Z', trails: [{ organizationTrail: true }] }] }
    expect(judged(everyone, oldMembersHave({ organizationTrail: true })).truth).toBe(undefined)
  })

  it('that is not known spoils only what hangs on it', () => {
    const sketch: Sketch = { organization: 'o-exampleorgid', accounts: [{ id: management, trails: [{ name: 'a', logging: 'unseen' }] }] }
    expect(judged(sketch, everyLogging({ multiRegion: true })).truth).toBe(true)
    expect(judged(sketch, everyLogging({ multiRegion: false })).truth).toBe(undefined)
    expect(judged(sketch, someLogging({ multiRegion: true })).truth).toBe(undefined)
    expect(judged(sketch, someLogging({ multiRegion: false })).truth).toBe(false)
  })
})

describe('a list of many members', () => {
  const accounts = [{ id: management, trails: [{ organizationTrail: true }] }, ...Array.from({ length: 9 }, (_, index) => ({ id: `20000000000${index}`, missing: { 'eu-west-1': ['main'] } }))]
  const reached = { every: { in: 'members', holds: { organizationTrail: true } } }

  it('is cut in sentences, and whole in the evidence', () => {
    const { why, evidence } = judged({ organization: 'o-exampleorgid', accounts }, reached)
    expect(why).toHaveLength(7)
    expect(why.at(-1)).toBe('and 3 more')
    expect(evidence[0]?.seen).toMatchObject({ members: 10, holding: 1, failing: accounts.slice(1).map(({ id }) => id) })
  })
})
