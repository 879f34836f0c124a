/** Waivers: what they take back, for whom, until when; and regions that leave the question. */
import { describe, expect, it } from 'vitest'
import type { Waiver } from '../../../src/nouns/policy.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { experiments, judged, management, organization, outcomesOf, payments, place, reason, trailOf, verdictOf } from './organization.ts'

function waiver(waived: Partial<Waiver> & { readonly rule: string }): Waiver {
  return { ...reason, place, ...waived }
}

function withWaiver(waived: Partial<Waiver> & { readonly rule: string }, more: Parameters<typeof judged>[1] = {}): ReturnType<typeof judged> {
  return judged({ waivers: [waiver(waived)] }, more)
}

const bothFail = [`validation ${management} pass`, `validation ${payments} fail`, `validation ${experiments} fail`]

/** What comes of a waiver that ends with 2 November. */
function waivedUntilSecond(asOf: string): readonly string[] {
  return outcomesOf(withWaiver({ rule: 'validation', account: payments, until: '2026-11-02' }, { asOf }), 'validation', 'waiver-expired')
}

describe('a waiver', () => {
  it('is missed where it is not there', () => {
    expect(outcomesOf(judged({}), 'validation')).toEqual(bothFail)
  })

  it.each([
    ['an account', { account: payments }],
    ['its unit', { ou: 'ou-ab12-production' }],
    ['the unit above', { ou: 'ou-ab12-workloads' }],
    ['a trail', { trail: trailOf(payments) }],
    ['several, all of which match', { account: payments, ou: 'ou-ab12-workloads', trail: trailOf(payments), region: 'us-east-1' }],
  ])('for %s makes a fail waived, and no other', (_, whom) => {
    const found = withWaiver({ rule: 'validation', ...whom })
    expect(outcomesOf(found, 'validation')).toEqual([`validation ${management} pass`, `validation ${payments} waived`, `validation ${experiments} fail`])
    expect(verdictOf(found, 'validation', payments)).toMatchObject({
      waiver: { because: 'it moves', owner: 'security', until: '2026-12-31', was: 'fail' },
      message: verdictOf(judged({}), 'validation', payments).message,
    })
    expect(outcomesOf(found, 'waiver-unused', 'waiver-expired')).toEqual([])
  })

  it.each([
    ['of another rule', { rule: 'recording', account: payments }],
    ['for the root as a unit that is not there', { rule: 'validation', ou: 'ou-ab12-other' }],
    ['of which one key does not match', { rule: 'validation', account: payments, ou: 'ou-ab12-sandbox' }],
    ['for another trail', { rule: 'validation', trail: trailOf('999999999999') }],
    ['for a region that is not the home', { rule: 'validation', account: payments, region: 'eu-west-1' }],
  ])('%s changes nothing', (_, waived) => {
    expect(outcomesOf(withWaiver(waived), 'validation')).toEqual(bothFail)
  })

  it('never counts for the status', () => {
    const waivers = [payments, experiments].flatMap((account) => ['validation', 'recording'].map((rule) => waiver({ rule, account })))
    const found = judged({ waivers })
    expect(found.summary).toMatchObject({ status: 0, outcomes: { fail: 0, waived: 4, pass: 2 } })
    expect(found.complete).toBe(true)
  })

  it('counts through its last day, UTC, and no longer', () => {
    expect(waivedUntilSecond('2026-11-02T00:00:00Z')).toContain(`validation ${payments} waived`)
    expect(waivedUntilSecond('2026-11-02T23:59:59.999Z')).toContain(`validation ${payments} waived`)
    expect(waivedUntilSecond('2026-11-03T01:00:00+02:00')).toContain(`validation ${payments} waived`)
    expect(waivedUntilSecond('2026-11-03T00:00:00Z')).toEqual([...bothFail, `waiver-expired validation for account ${payments} fail`])
  })

  it('takes back an unknown only where it accepts it', () => {
    const sketch: Sketch = { accounts: [{ id: payments, trails: [{ eventSelectors: 'unseen' }] }] }
    const plain = withWaiver({ rule: 'recording', account: payments }, { sketch })
    expect(verdictOf(plain, 'recording', payments).outcome).toBe('unknown')
    expect([plain.complete, plain.summary.status]).toEqual([false, 3])
    const accepting = withWaiver({ rule: 'recording', account: payments, accepts: 'unknown' }, { sketch })
    expect(verdictOf(accepting, 'recording', payments)).toMatchObject({ outcome: 'waived', waiver: { was: 'unknown' } })
    expect([accepting.complete, accepting.summary.status]).toEqual([true, 0])
  })

  it('that accepts unknowns takes back fails as well', () => {
    expect(verdictOf(withWaiver({ rule: 'validation', account: payments, accepts: 'unknown' }), 'validation', payments).outcome).toBe('waived')
  })

  it('leaves passes alone', () => {
    expect(verdictOf(withWaiver({ rule: 'validation', account: management }), 'validation', management).outcome).toBe('pass')
  })
})

describe('a waived region of an account', () => {
  const three: Sketch = { ...organization, regions: ['us-east-1', 'eu-west-1', 'eu-north-1'] }

  it('leaves the question, and the rest is judged again', () => {
    const found = verdictOf(withWaiver({ rule: 'recording', account: payments, region: 'eu-west-1' }), 'recording', payments)
    expect(found).toMatchObject({ outcome: 'waived', waiver: { was: 'fail', owner: 'security' } })
    expect(found.message).toMatch(/Waived for eu-west-1; without: .*recorded, by trail main/)
  })

  it('does not hide another one', () => {
    const found = verdictOf(withWaiver({ rule: 'recording', account: payments, region: 'eu-west-1' }, { sketch: three }), 'recording', payments)
    expect(found.outcome).toBe('fail')
    expect(found.message).toMatch(/^Without eu-west-1 \(waived by security until 2026-12-31\): .*eu-north-1/)
    expect(found.evidence.flatMap(({ regions }) => regions ?? [])).not.toContain('eu-west-1')
    expect(found.witness?.awsRegion).toBe('eu-north-1')
  })

  it('may be one of several', () => {
    const waivers = ['eu-west-1', 'eu-north-1'].map((region) => waiver({ rule: 'recording', ou: 'r-ab12', region, because: region }))
    const found = judged({ waivers }, { sketch: three })
    expect(verdictOf(found, 'recording', payments)).toMatchObject({ outcome: 'waived', waiver: { because: 'eu-west-1; eu-north-1', owner: 'security' } })
    expect(outcomesOf(found, 'waiver-unused')).toEqual([])
  })

  it('may be the only one there is', () => {
    const sketch: Sketch = { accounts: [{ id: payments, regions: ['us-east-1'], trails: [] }] }
    expect(verdictOf(withWaiver({ rule: 'recording', region: 'us-east-1' }, { sketch }), 'recording', payments).outcome).toBe('waived')
  })

  it('stays in the question when it is unknown and the waiver does not accept that', () => {
    const sketch: Sketch = {
      accounts: [{ id: payments, regions: ['us-east-1', 'eu-west-1'], trails: [{ multiRegion: false }], refused: ['cloudtrail:DescribeTrails@eu-west-1'] }],
    }
    const region = { rule: 'recording', account: payments, region: 'eu-west-1' }
    expect(verdictOf(withWaiver(region, { sketch }), 'recording', payments).outcome).toBe('unknown')
    expect(verdictOf(withWaiver({ ...region, accepts: 'unknown' }, { sketch }), 'recording', payments)).toMatchObject({ outcome: 'waived', waiver: { was: 'unknown' } })
  })

  it('does not make up for regions that nobody could list', () => {
    const sketch: Sketch = {
      accounts: [{ id: payments, regions: ['us-east-1', 'eu-west-1'], trails: [{ multiRegion: false }], refused: ['account:ListRegions', 'ec2:DescribeRegions'] }],
    }
    const found = verdictOf(withWaiver({ rule: 'recording', account: payments, region: 'eu-west-1' }, { sketch }), 'recording', payments)
    expect(found.outcome).not.toBe('pass')
    expect(found.outcome).not.toBe('waived')
  })

  it('that is in order is no use', () => {
    const found = withWaiver({ rule: 'recording', account: payments, region: 'us-east-1' })
    expect(verdictOf(found, 'recording', payments).outcome).toBe('fail')
    expect(outcomesOf(found, 'waiver-unused')).toEqual([`waiver-unused recording for account ${payments}, region us-east-1 fail`])
  })
})
