/** What a plan looks like. */
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../src/nouns/plan.ts'
import { tellPlan } from '../../../src/tell/report/plan.ts'

const plan: Plan = {
  organization: 'o-example0001',
  caller: '111111111111',
  accounts: { listed: 10_000, read: 9990, skipped: 10 },
  regions: { count: 17, mayBeMore: true },
  calls: { member: { 'sts:AssumeRole': 1, 'cloudtrail:DescribeTrails': 17 }, once: { 'organizations:ListAccounts': 500 }, total: 180_320 },
  time: { bound: 360.6, boundBy: 'requests at once', expected: 450.8, latency: 100, concurrency: 50 },
  actions: { role: ['cloudtrail:DescribeTrails'], caller: ['sts:AssumeRole'] },
}

describe('a plan for people', () => {
  it('says what is asked, how long it takes, and what must be allowed', () => {
    expect([...tellPlan(plan)].join('')).toMatchInlineSnapshot(`
      "organization o-example0001, asked by account 111111111111: 10,000 listed, 9,990 to read, 10 of its own to skip

      Calls in each account: 18
             1  sts:AssumeRole
            17  cloudtrail:DescribeTrails

      Calls made once, with one trail that all share: 500
           500  organizations:ListAccounts

      180,320 calls in all. Counted are the 17 regions that every account has; each other one that an account enabled adds its own.

      Time: at least 6 min 1 s, by requests at once; about 7 min 31 s is to be expected, with 50 requests at once and 100 ms for an answer.

      IAM actions of the role in each account:
        cloudtrail:DescribeTrails
      IAM actions of the caller beside those:
        sts:AssumeRole
      "
    `)
  })

  it('of one account, in the regions that were named, says no more', () => {
    const alone: Plan = { ...plan, organization: null, accounts: { listed: 1, read: 1, skipped: 0 }, regions: { count: 1, mayBeMore: false } }
    const text = [...tellPlan(alone)].join('')
    expect(text).toContain('account 111111111111: 1 listed, 1 to read\n')
    expect(text).not.toContain('every account has')
  })
})
