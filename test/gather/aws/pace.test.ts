/** Slots, token buckets, retries and the channel. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openChannel } from '../../../src/gather/aws/channel.ts'
import { eachAtOnce, nextTurn, openPace, openSlots } from '../../../src/gather/aws/pace.ts'
import { patience } from '../../../src/gather/aws/retry.ts'

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function done(): Promise<string> {
  return 'done'
}

/** What is waited before each retry of a call that always fails like this. */
async function delays(attempts: number, errorType: 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR'): Promise<readonly number[]> {
  const strategy = patience(attempts)
  const waited: number[] = []
  let token = await strategy.acquireInitialRetryToken('')
  try {
    for (;;) {
      token = await strategy.refreshRetryTokenForRetry(token, { errorType })
      waited.push(token.getRetryDelay())
    }
  } catch {
    return waited
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const taken: T[] = []
  for await (const item of items) taken.push(item)
  return taken
}

describe('a token bucket', () => {
  it('lets a burst go at once, then one in its time', () => {
    const rate = { perSecond: 10, burst: 3 }
    const waits: number[] = []
    let due: number | undefined
    for (let count = 0; count < 6; count += 1) {
      const turn = nextTurn(rate, due, 1000)
      due = turn.due
      waits.push(Math.round(turn.wait))
    }
    expect(waits).toEqual([0, 0, 0, 100, 200, 300])
  })

  it('never lets more go in any stretch of time than burst and rate allow', () => {
    const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), burst: fc.integer({ min: 1, max: 20 }) })
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(rates, pauses, (rate, gaps) => {
        let now = 0
        let due: number | undefined
        const went = gaps.map((pause) => {
          now += pause
          const turn = nextTurn(rate, due, now)
          due = turn.due
          return now + turn.wait
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
    const pace = openPace({ concurrency: 9, now: () => 0, sleep: async (time) => void slept.push(Math.round(time)) })
    const rate = { perSecond: 2, burst: 1 }
    await pace.through('one', rate, done)
    await pace.through('two', rate, done)
    await pace.through('one', rate, done)
    await pace.through('three', undefined, done)
    expect(slept).toEqual([500])
  })
})

describe('slots', () => {
  it('hold no more than their number, and all get their turn, errors included', async () => {
    const slots = openSlots(3)
    const seen = { now: 0, most: 0 }
    const work = (index: number) => async (): Promise<number> => {
      seen.now += 1
      seen.most = Math.max(seen.most, seen.now)
      await tick()
      seen.now -= 1
      if (index % 4 === 0) throw new Error('odd')
      return index
    }
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => slots.use(work(index))))
    expect(seen.most).toBe(3)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(15)
  })

  it('are shared by all items, and the first error ends the rest', async () => {
    const finished: number[] = []
    const run = eachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
      await tick()
      if (item === 3) throw new Error('three')
      finished.push(item)
    })
    await expect(run).rejects.toThrow('three')
    expect(finished).toContain(1)
    expect(finished).not.toContain(5)
  })
})

describe('patience', () => {
  it('ends after so many attempts, in bounded time', async () => {
    for (const errorType of ['THROTTLING', 'TRANSIENT'] as const) {
      const waited = await delays(8, errorType)
      expect(waited).toHaveLength(7)
      expect(Math.max(...waited)).toBeLessThanOrEqual(20_000)
      expect(waited.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(52_000)
    }
    expect(await delays(1, 'THROTTLING')).toEqual([])
  })

  it('does not ask again what was refused', async () => {
    expect(await delays(8, 'CLIENT_ERROR')).toEqual([])
  })
})

describe('a channel', () => {
  it('gives every item once, in order, and holds back who puts too much', async () => {
    const channel = openChannel<number>(2)
    const put = { count: 0 }
    const putting = (async () => {
      for (let item = 0; item < 50; item += 1) {
        await channel.put(item)
        put.count += 1
      }
      channel.close()
    })()
    await tick()
    expect(put.count).toBe(2)
    expect(await all(channel)).toEqual(Array.from({ length: 50 }, (_, item) => item))
    await putting
  })

  it('takes from many at once', async () => {
    const channel = openChannel<number>(1)
    const workers = Array.from({ length: 20 }, async (_, worker) => {
      for (let item = 0; item < 5; item += 1) await channel.put(worker * 5 + item)
    })
    void Promise.all(workers).then(() => channel.close())
    expect([...(await all(channel))].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, item) => item))
  })

  it('ends with the error it was closed with, after what was put before', async () => {
    const channel = openChannel<number>(5)
    await channel.put(1)
    channel.close(new Error('stop'))
    await channel.put(2)
    const taken: number[] = []
    await expect(
      (async () => {
        for await (const item of channel) taken.push(item)
      })(),
    ).rejects.toThrow('stop')
    expect(taken).toEqual([1])
  })
})
