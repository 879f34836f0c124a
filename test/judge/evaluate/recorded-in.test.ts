/** Where `recorded` is asked: every enabled region, some region, the region of global services. */
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/judge/evaluate/condition.ts'
import type { Case } from '../../../src/judge/evaluate/case.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { caseOf } from './cases.ts'

const writes = { eventCategory: 'Management', readOnly: false, eventSource: 'ec2.amazonaws.com' }
const users = { eventCategory: 'Management', eventSource: 'iam.amazonaws.com' }
const account = (more: object): Sketch => ({ accounts: [{ id: '111122223333', trails: [{ multiRegion: false }], ...more }] })
const some = (sketch: Sketch, regions?: Case['regions']): ReturnType<typeof judge> =>
  judge({ recorded: writes, in: 'some-region' }, caseOf('account', sketch, regions === undefined ? {} : { regions }))
const leader = (sketch: Sketch, regions?: Case['regions']): ReturnType<typeof judge> =>
  judge({ recorded: users, in: 'leader-region' }, caseOf('account', sketch, regions === undefined ? {} : { regions }))

describe('in some region', () => {
  it('one that is certain is enough, whatever is not known of the others', () => {
    expect(some(account({})).truth).toBe(true)
    expect(some(account({ refused: ['cloudtrail:DescribeTrails@eu-west-1'] })).truth).toBe(true)
    expect(some(account({ refused: ['account:ListRegions', 'ec2:DescribeRegions'] })).truth).toBe(true)
  })

  it('is told of the regions where it is so', () => {
    const { why, evidence } = some(account({}))
    expect(why).toEqual([expect.stringMatching(/^In 1 of 2 enabled regions \(us-east-1\), all write/)])
    expect(evidence).toMatchObject([{ regions: ['us-east-1'] }])
  })

  it('is not known while one region is not known and none is certain', () => {
    const doubtful = some(account({ trails: [], refused: ['cloudtrail:DescribeTrails@eu-west-1'] }))
    expect(doubtful.truth).toBe(undefined)
    expect(doubtful.gaps).toMatchObject([{ region: 'eu-west-1' }])
    expect(some(account({ trails: [], refused: ['account:ListRegions', 'ec2:DescribeRegions'] })).truth).toBe(undefined)
  })

  it('is false where every region was seen and none records it', () => {
    expect(some(account({ trails: [] }))).toMatchObject({ truth: false, witness: { synthetic: true } })
    expect(some(account({}), { without: ['us-east-1'] }).truth).toBe(false)
  })
})

describe('in the region of global services', () => {
  it('is asked of that region alone', () => {
    expect(leader(account({})).truth).toBe(true)
    expect(leader(account({ trails: [{ multiRegion: false, homeRegion: 'eu-west-1' }] })).truth).toBe(false)
    expect(leader(account({ refused: ['cloudtrail:DescribeTrails@eu-west-1'] })).truth).toBe(true)
    expect(leader(account({ refused: ['cloudtrail:DescribeTrails@us-east-1'] })).truth).toBe(undefined)
  })

  it('is each partition’s own', () => {
    const china = { partition: 'aws-cn', regions: ['cn-north-1', 'cn-northwest-1'] }
    expect(leader({ ...china, trails: [{ multiRegion: false, homeRegion: 'cn-north-1' }] }).truth).toBe(true)
    expect(leader({ ...china, trails: [{ multiRegion: false, homeRegion: 'cn-northwest-1' }] }).truth).toBe(false)
  })

  it('says so where it was left out of the question, and does not know where it was not seen', () => {
    const left = leader(account({ trails: [] }), { without: ['us-east-1'] })
    expect(left.truth).toBe(true)
    expect(left.why.join(' ')).toMatch(/is not asked about/)
    expect(leader({ regions: ['eu-west-1'], trails: [{ homeRegion: 'eu-west-1' }] }).truth).toBe(undefined)
  })
})
