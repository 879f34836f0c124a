/** How long a simulation takes to answer. */
import { describe, expect, it } from 'vitest'
import { latencyOf } from '../../../src/gather/simulate/latency.ts'

const ids = Array.from({ length: 2000 }, (_, index) => `request ${index}`)
const drawn = (seed: number): readonly number[] => ids.map((id) => latencyOf({ median: 40, spread: 0.4, seed }, id, 1))

describe('a drawn latency', () => {
  it('is the same for the same request, repetition and seed', () => {
    expect(drawn(1)).toEqual(drawn(1))
    expect(drawn(2)).not.toEqual(drawn(1))
    expect(latencyOf({ median: 40, spread: 0.4 }, 'x', 1)).not.toBe(latencyOf({ median: 40, spread: 0.4 }, 'x', 2))
  })

  it('lies around its median as it should: half below, one in a hundred above 2.5 times', () => {
    const all = drawn(1)
    const above = (limit: number): number => all.filter((latency) => latency > limit).length / all.length
    expect(above(40)).toBeGreaterThan(0.46)
    expect(above(40)).toBeLessThan(0.54)
    expect(above(100)).toBeGreaterThan(0.003)
    expect(above(100)).toBeLessThan(0.022)
    expect(Math.min(...all)).toBeGreaterThan(0)
  })

  it('that is a number is that number', () => {
    expect(latencyOf(7, 'x', 1)).toBe(7)
  })
})
