/** How long a simulation takes to answer. */
import { drawOf } from './draw.ts'

/**
 * Milliseconds before each answer: always the same, or drawn log-normally around a median (`spread` is sigma, 0.4 is what AWS's
 * reads look like: one in a hundred takes 2.5 times the median), from the request, its repetition and the seed.
 */
export type Latency = number | { readonly median: number; readonly spread: number; readonly seed?: number }

export function latencyOf(latency: Latency, id: string, repetition: number): number {
  if (typeof latency === 'number') return latency
  const { median, spread, seed = 0 } = latency
  const [one, two] = [drawOf('latency', seed, id, repetition), drawOf('latency too', seed, id, repetition)]
  return median * Math.exp(spread * normal(one, two))
}

/** Box and Muller: two even draws into a normal one. */
function normal(one: number, two: number): number {
  return Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * two)
}
