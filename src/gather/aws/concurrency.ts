/** How much is done at once: slots for pieces of work, and a loop over items. */

export interface Slots {
  /** Does `work` as soon as a slot is free; whoever came first goes first. */
  use<T>(work: () => Promise<T>): Promise<T>
}

/** Slots for at most `size` pieces of work at once. */
export function openSlots(size: number): Slots {
  const waiting: (() => void)[] = []
  let free = Math.max(1, size)
  const take = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free -= 1
    return Promise.resolve()
  }
  const giveBack = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return { use: (work) => take().then(work).finally(giveBack) }
}

/** Does `work` for every item, at most `size` at once. The first error ends it. */
export async function eachAtOnce<T>(items: readonly T[], size: number, work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values()
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
}
