/** The channel between those who read and the one who takes the lines. */
import { describe, expect, it } from 'vitest'
import { openChannel } from '../../../src/gather/aws/channel.ts'

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const taken: T[] = []
  for await (const item of items) taken.push(item)
  return taken
}

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
