/** How much is done at once. */
import { describe, expect, it } from 'vitest'
import { eachAtOnce, openSlots } from '../../../src/gather/aws/concurrency.ts'

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

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
    const results = await Promise.allSettled(Array.from({ length: 20 }, async (_, index) => {
      const giveBack = await slots.take()
      return work(index)().finally(giveBack)
    }))
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
