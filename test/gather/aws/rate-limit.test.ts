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

/** A clock that goes on when everybody waits, to whoever waits least. */
function virtualClock() {
  const sleepers: { readonly until: number; readonly wake: () => void }[] = []
  const clock = { now: 0 }
  const sleep = (time: number): Promise<void> => new Promise((wake) => void sleepers.push({ until: clock.now + time, wake }))
  const goOn = async (isDone: () => boolean): Promise<void> => {
    while (!isDone()) {
      await new Promise((resolve) => setImmediate(resolve))
      const next = sleepers.sort((a, b) => a.until - b.until).shift()
      if (next === undefined) continue
      clock.now = Math.max(clock.now, next.until)
      next.wake()
    }
  }
  return { clock, sleep, goOn }
}

describe('requests of many accounts', () => {
  it('start within the rate of each bucket, as many at once as allowed, and each of them', async () => {
    const request = fc.record({ key: fc.constantFrom('one', 'two', 'three'), takes: fc.integer({ min: 1, max: 900 }) })
    const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 10 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 40 }), rates, fc.integer({ min: 1, max: 8 }), async (requests, rate, concurrency) => {
        const { clock, sleep, goOn } = virtualClock()
        const limit = openRateLimit({ concurrency, now: () => clock.now, sleep })
        const started: { readonly key: string; readonly at: number }[] = []
        const seen = { now: 0, most: 0, done: 0 }
        const work = requests.map(({ key, takes }) =>
          limit.run(key, rate, async () => {
            started.push({ key, at: clock.now })
            seen.most = Math.max(seen.most, ++seen.now)
            await sleep(takes)
            seen.now -= 1
            seen.done += 1
          }),
        )
        await goOn(() => seen.done === requests.length)
        await Promise.all(work)
        expect(started).toHaveLength(requests.length)
        expect(seen.most).toBeLessThanOrEqual(concurrency)
        for (const key of ['one', 'two', 'three']) refuseHaste(started.filter((start) => start.key === key).map(({ at }) => at), rate)
      }),
      { numRuns: 50 },
    )
  })
})

/** No stretch of time holds more starts than burst and rate allow. */
function refuseHaste(starts: readonly number[], rate: { readonly perSecond: number; readonly burst: number }): void {
  for (const [index, first] of starts.entries()) {
    for (const [later, last] of starts.slice(index).entries()) {
      expect(later + 1).toBeLessThanOrEqual(rate.burst + ((last - first) / 1000) * rate.perSecond + 1e-6)
    }
  }
}
