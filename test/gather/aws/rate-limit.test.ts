/** How fast AWS is asked. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextToken, openRateLimit } from '../../../src/gather/aws/rate-limit.ts'

async function done(): Promise<string> {
  return 'done'
}

describe('a token bucket', () => {
  it('lets a burst go at once, then one in its time', () => {
    const rate = { perSecond: 10, burst: 3 }
    const waits: number[] = []
    let fullAt: number | undefined
    for (let count = 0; count < 6; count += 1) {
      const token = nextToken(rate, fullAt, 1000)
      fullAt = token.fullAt
      waits.push(Math.round(token.wait))
    }
    expect(waits).toEqual([0, 0, 0, 100, 200, 300])
  })

  it('never lets more go in any stretch of time than burst and rate allow', () => {
    const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) })
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(rates, pauses, (rate, gaps) => {
        let now = 0
        let fullAt: number | undefined
        const went = gaps.map((pause) => {
          now += pause
          const token = nextToken(rate, fullAt, now)
          fullAt = token.fullAt
          return now + token.wait
        })
        for (const [index, start] of went.entries()) {
          for (const [later, end] of went.slice(index).entries()) {
            expect(later + 1).toBeLessThanOrEqual(rate.burst + ((end - start) / 1000) * rate.perSecond + 1e-6)
          }
        }
      }),
    )
  })

  it('is kept for each key', async () => {
    const slept: number[] = []
    let clock = 0
    const sleep = async (time: number): Promise<void> => {
      slept.push(Math.round(time))
      clock += time
    }
    const limit = openRateLimit({ concurrency: 9, now: () => clock, sleep })
    const rate = { perSecond: 2, burst: 1 }
    await limit.run('one', rate, done)
    await limit.run('two', rate, done)
    await limit.run('one', rate, done)
    await limit.run('three', undefined, done)
    expect(slept).toEqual([500])
  })
})
