/** How fast AWS is asked: a bound on requests in flight, and a token bucket per account, region and service. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Rate } from '../../nouns/call.ts'

/** Runs `work` when a slot is free and, where a rate is given, when the bucket named `key` holds a token. */
export interface Pace {
  through<T>(key: string, rate: Rate | undefined, work: () => Promise<T>): Promise<T>
}

export interface PaceOptions {
  /** Requests in flight. */
  readonly concurrency: number
  /** Milliseconds, on any clock that does not jump. */
  readonly now?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
  /** Ends the waiting with its reason. */
  readonly signal?: AbortSignal
}

/** How many buckets are held before those that are full again are dropped. */
const roomForBuckets = 4096

export function openPace(options: PaceOptions): Pace {
  const { concurrency, now = () => performance.now(), signal, sleep = (time) => pause(time, undefined, { signal }) } = options
  const slots = openSlots(concurrency)
  const due = new Map<string, number>()
  const waitFor = (key: string, rate: Rate): number => {
    const moment = now()
    if (due.size >= roomForBuckets) dropFull(due, moment)
    const turn = nextTurn(rate, due.get(key), moment)
    due.set(key, turn.due)
    return turn.wait
  }
  return {
    async through(key, rate, work) {
      const wait = rate === undefined ? 0 : waitFor(key, rate)
      if (wait > 0) await sleep(wait)
      return slots.use(work)
    },
  }
}

/**
 * Takes one token of a bucket. A bucket is one number: the moment it will be full again (absent: it is full).
 * Returns how long to wait for the token and the bucket afterwards, in milliseconds.
 */
export function nextTurn(rate: Rate, fullAt: number | undefined, now: number): { readonly wait: number; readonly due: number } {
  const perToken = 1000 / rate.perSecond
  const due = Math.max(fullAt ?? now, now) + perToken
  return { wait: Math.max(0, due - rate.burst * perToken - now), due }
}

function dropFull(due: Map<string, number>, now: number): void {
  for (const [key, moment] of due) if (moment <= now) due.delete(key)
}

/** At most `size` pieces of work at once, in the order they came. */
export function openSlots(size: number): { use<T>(work: () => Promise<T>): Promise<T> } {
  const waiting: (() => void)[] = []
  let free = Math.max(1, size)
  const enter = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free -= 1
    return Promise.resolve()
  }
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    async use(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}

/** Does `work` for every item, at most `size` at once. The first error ends it. */
export async function eachAtOnce<T>(items: readonly T[], size: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values()
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
}
