/** Which shard reads an account. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shardOf } from '../../src/nouns/shard.ts'

const accounts = (from: number): readonly string[] => Array.from({ length: 10_000 }, (_, index) => String(from + index * 7))

describe('the shard of an account', () => {
  it('is one of them, and hangs on its number alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.integer({ min: 1, max: 1000 }), (account, of) => {
        const shard = shardOf(account, of)
        expect(shard).toBeGreaterThanOrEqual(1)
        expect(shard).toBeLessThanOrEqual(of)
        expect(shardOf(account, of)).toBe(shard)
      }),
    )
    // For good: a run may go on with another version of Node, or of this program.
    expect(['111122223333', '222233334444', '333344445555', '444455556666'].map((id) => shardOf(id, 4))).toMatchInlineSnapshot(`
      [
        4,
        3,
        4,
        4,
      ]
    `)
  })

  it.each([2, 3, 4, 7, 16])('makes shares of like size, of %d', (of) => {
    for (const from of [100000000000, 437100000001]) {
      const sizes = new Map<number, number>()
      for (const account of accounts(from)) sizes.set(shardOf(account, of), (sizes.get(shardOf(account, of)) ?? 0) + 1)
      expect(sizes.size).toBe(of)
      expect(Math.max(...sizes.values()) / (10_000 / of)).toBeLessThan(1.15)
    }
  })
})
