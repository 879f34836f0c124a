/** AWS's rate limits, by a clock of our own. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateKeeper } from '../../../src/gather/simulate/rates.ts'

const describeTrails = { call: 'cloudtrail:DescribeTrails', account: '1', region: 'us-east-1' }

describe('the documented rates', () => {
  it('let a burst go, then one in its time, for each API, account and region', () => {
    let now = 0
    const within = rateKeeper('documented', () => now)
    expect(Array.from({ length: 12 }, () => within(describeTrails))).toEqual([...Array<boolean>(10).fill(true), false, false])
    expect(within({ ...describeTrails, call: 'cloudtrail:GetTrailStatus' })).toBe(true)
    expect(within({ ...describeTrails, account: '2' })).toBe(true)
    expect(within({ ...describeTrails, region: 'eu-west-1' })).toBe(true)
    now = 100
    expect([within(describeTrails), within(describeTrails)]).toEqual([true, false])
  })

  it('count the calls of STS together', () => {
    const within = rateKeeper('documented', () => 0)
    const asked = Array.from({ length: 601 }, (_, index) => within({ call: index % 2 === 0 ? 'sts:AssumeRole' : 'sts:GetCallerIdentity', account: '1', region: 'x' }))
    expect(asked.filter(Boolean)).toHaveLength(600)
  })

  it('leave alone what has none', () => {
    const within = rateKeeper('documented', () => 0)
    expect(Array.from({ length: 2000 }, () => within({ call: 's3:GetBucketPolicy', account: '1', region: 'x' })).every(Boolean)).toBe(true)
  })

  it('never let more through in any stretch of time than burst and rate allow, and never refuse what they allow', () => {
    const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) })
    const pauses = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(rates, pauses, (rate, gaps) => {
        let now = 0
        const within = rateKeeper(rate, () => now)
        let tokens = rate.burst
        for (const pause of gaps) {
          now += pause
          tokens = Math.min(rate.burst, tokens + (pause / 1000) * rate.perSecond)
          const isFull = tokens >= 1 - 1e-9
          expect(within(describeTrails)).toBe(isFull)
          if (isFull) tokens -= 1
        }
      }),
    )
  })
})
