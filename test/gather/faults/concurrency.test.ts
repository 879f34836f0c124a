/** Requests under way, on a clock of our own: no bucket beyond its rate, never too many at once, and none forgotten. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openRateLimit } from '../../../src/gather/aws/rate-limit.ts'
import { long } from './organization.ts'

/** Time that passes when nothing else is left to do. */
function openClock() {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  let time = 0
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((wake) => {
      sleepers.push({ at: time + milliseconds, wake })
    })
  const run = async (work: Promise<unknown>): Promise<void> => {
    const state = { done: false }
    void work.finally(() => {
      state.done = true
    })
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      if (state.done) return
      const next = sleepers.sort((a, b) => a.at - b.at).shift()
      if (next === undefined) throw new Error('everybody waits, and nobody sleeps')
      time = Math.max(time, next.at)
      next.wake()
    }
  }
  return { now: () => time, sleep, run }
}

const rates = fc.record({ perSecond: fc.integer({ min: 1, max: 20 }), burst: fc.integer({ min: 1, max: 8 }) })

const jobs = fc.record({
  concurrency: fc.integer({ min: 1, max: 12 }),
  /** A bucket's rate; the last one has none. */
  buckets: fc.tuple(rates, rates, fc.constant(undefined)),
  /** Which bucket, when it is asked for, and how long it takes, in milliseconds. */
  calls: fc.array(fc.tuple(fc.nat(2), fc.nat(500), fc.nat(400)), { minLength: 1, maxLength: 60 }),
})

interface Span {
  readonly bucket: number
  readonly from: number
  readonly to: number
}

describe('requests under way', () => {
  it('keep to every rate and to the number at once, and each is made once, whatever they wait for', async () => {
    await fc.assert(
      fc.asyncProperty(jobs, async ({ concurrency, buckets, calls }) => {
        const clock = openClock()
        const limit = openRateLimit({ concurrency, now: clock.now, sleep: clock.sleep })
        const spans: Span[] = []
        const ask = async ([bucket, at, takes]: readonly [number, number, number]): Promise<void> => {
          await clock.sleep(at)
          await limit.run(`bucket ${bucket}`, buckets[bucket], async () => {
            const from = clock.now()
            await clock.sleep(takes)
            spans.push({ bucket, from, to: clock.now() })
          })
        }
        await clock.run(Promise.all(calls.map(ask)))
        expect(spans).toHaveLength(calls.length)
        expectWithinRates(spans, buckets)
        expectAtOnce(spans, concurrency)
      }),
      { numRuns: long ? 1000 : 100 },
    )
  })
})

type Rates = readonly ({ readonly perSecond: number; readonly burst: number } | undefined)[]

function expectWithinRates(spans: readonly Span[], buckets: Rates): void {
  for (const [bucket, rate] of buckets.entries()) {
    if (rate === undefined) continue
    const starts = spans.filter((span) => span.bucket === bucket).map(({ from }) => from).sort((a, b) => a - b)
    for (const [index, start] of starts.entries()) {
      for (const [later, end] of starts.slice(index).entries()) {
        expect(later + 1).toBeLessThanOrEqual(rate.burst + ((end - start) / 1000) * rate.perSecond + 1e-6)
      }
    }
  }
}

function expectAtOnce(spans: readonly Span[], concurrency: number): void {
  const overlapping = spans.map(({ from }) => spans.filter((other) => other.from <= from && from < other.to).length)
  expect(Math.max(...overlapping)).toBeLessThanOrEqual(concurrency)
}
