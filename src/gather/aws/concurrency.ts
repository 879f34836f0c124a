/** How much is done at once: slots for pieces of work, and a loop over items. */

export interface Slots {
  /** Resolves to what gives the slot back, as soon as one is free; whoever came first goes first. */
  take(): Promise<() => void>
}

/** Slots for at most `size` pieces of work at once. */
export function openSlots(size: number): Slots {
  const waiting = openQueue<() => void>()
  let free = Math.max(1, size)
  const giveBack = (): void => {
    const next = waiting.take()
    if (next === undefined) free += 1
    else next()
  }
  return {
    take() {
      if (free === 0) return new Promise((resolve) => waiting.put(() => resolve(giveBack)))
      free -= 1
      return Promise.resolve(giveBack)
    },
  }
}

/** First in, first out, in constant time: thousands of requests may wait, and an array would be moved for each. */
function openQueue<T>(): { put(item: T): void; take(): T | undefined } {
  let held: T[] = []
  let next = 0
  return {
    put: (item) => void held.push(item),
    take() {
      const item = held[next++]
      if (next >= held.length || next === 1024) {
        held = held.slice(next)
        next = 0
      }
      return item
    },
  }
}

/** Does `work` for every item, at most `size` at once, as the items come. The first error ends it. */
export async function eachAtOnce<T>(items: Iterable<T> | AsyncIterable<T>, size: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = shared(items)
  const worker = async (): Promise<void> => {
    for (let item = await rest.next(); item.done !== true; item = await rest.next()) await work(item.value)
  }
  const workers = Array.isArray(items) ? Math.min(size, items.length) : size
  await Promise.all(Array.from({ length: workers }, worker))
}

/** One iterator that all workers draw from: a generator answers those who ask in their order. */
async function* shared<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* items
}
