/** A bounded channel: concurrent workers put lines in, one reader takes them out as an async iterable. */

export interface Channel<T> extends AsyncIterable<T> {
  /** Resolves when the item has room; at once, and without effect, when the channel is closed. */
  put(item: T): Promise<void>
  /** What was put is still read, then the iteration ends, or throws `error`. */
  close(error?: unknown): void
}

/** A channel that holds `capacity` items before those who put have to wait. */
export function openChannel<T>(capacity: number): Channel<T> {
  const held: T[] = []
  const waiting = { toPut: [] as (() => void)[], toTake: [] as (() => void)[] }
  const state: { closed?: { readonly error?: unknown } } = {}
  return {
    async put(item) {
      while (state.closed === undefined && held.length >= capacity) await woken(waiting.toPut)
      if (state.closed !== undefined) return
      held.push(item)
      waiting.toTake.shift()?.()
    },
    close(error) {
      state.closed ??= error === undefined ? {} : { error }
      for (const wake of [...waiting.toPut.splice(0), ...waiting.toTake.splice(0)]) wake()
    },
    async *[Symbol.asyncIterator]() {
      while (held.length > 0 || state.closed === undefined) {
        if (held.length === 0) await woken(waiting.toTake)
        for (const item of held.splice(0)) {
          yield item
          waiting.toPut.shift()?.()
        }
      }
      if (state.closed?.error !== undefined) throw state.closed.error
    },
  }
}

function woken(list: (() => void)[]): Promise<void> {
  return new Promise((resolve) => list.push(resolve))
}
