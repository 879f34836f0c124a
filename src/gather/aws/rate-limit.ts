/** How fast AWS is asked: a bound on requests in flight, and a token bucket per account, region and service. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Rate } from '../../nouns/call.ts'
import { openSlots } from './concurrency.ts'

/** Runs `work` when a slot is free and, where a rate is given, when the bucket named `key` holds a token. */
export interface RateLimit {
  run<T>(key: string, rate: Rate | undefined, work: () => Promise<T>): Promise<T>
}

export interface RateLimitOptions {
  /** Requests in flight. */
  readonly concurrency: number
  /** Milliseconds, on any clock that does not jump. */
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
  /** Ends the waiting with its reason. */
  readonly signal?: AbortSignal
}

/** What is left of a wait by rounding, in milliseconds: a clock may not be able to show it. */
const instant = 1e-6

/** How many buckets are held before those that are full again are dropped. */
const mostBuckets = 4096

export function openRateLimit(options: RateLimitOptions): RateLimit {
  const { concurrency, now = () => performance.now(), signal, sleep = (time) => pause(time, undefined, { signal }) } = options
  const slots = openSlots(concurrency)
  const buckets = new Map<string, number>()
  const waiting = new Map<string, number>()
  /** The token is taken with the slot in hand: one that was taken before would be spent late, with others, beyond the rate. */
  const turn = async (key: string, rate: Rate | undefined): Promise<() => void> => {
    for (;;) {
      const giveBack = await slots.take()
      const wait = rate === undefined ? 0 : takeToken(buckets, key, rate, now())
      if (wait === 0) return giveBack
      giveBack()
      const ahead = waiting.get(key) ?? 0
      waiting.set(key, ahead + 1)
      await sleep(wait + (ahead * 1000) / (rate?.perSecond ?? 1)).finally(() => leave(waiting, key))
    }
  }
  return {
    async run(key, rate, work) {
      const giveBack = await turn(key, rate)
      return work().finally(giveBack)
    },
  }
}

function leave(waiting: Map<string, number>, key: string): void {
  const others = (waiting.get(key) ?? 1) - 1
  if (others === 0) waiting.delete(key)
  else waiting.set(key, others)
}

/** Takes one token of the bucket named `key`, or returns how long to wait until it holds one, in milliseconds. */
function takeToken(buckets: Map<string, number>, key: string, rate: Rate, now: number): number {
  if (buckets.size >= mostBuckets) dropFull(buckets, now)
  const { wait, fullAt } = nextToken(rate, buckets.get(key), now)
  if (wait > instant) return wait
  buckets.set(key, fullAt)
  return 0
}

/**
 * Takes one token of a bucket. A bucket is one number: the moment it will be full again (absent: it is full).
 * Returns how long to wait for the token and the bucket afterwards, in milliseconds.
 */
export function nextToken(rate: Rate, fullAt: number | undefined, now: number): { readonly wait: number; readonly fullAt: number } {
  const perToken = 1000 / rate.perSecond
  const after = Math.max(fullAt ?? now, now) + perToken
  return { wait: Math.max(0, after - rate.burst * perToken - now), fullAt: after }
}

function dropFull(buckets: Map<string, number>, now: number): void {
  for (const [key, fullAt] of buckets) if (fullAt <= now) buckets.delete(key)
}
