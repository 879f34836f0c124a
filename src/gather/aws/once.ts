/** Work that is done once, however many ask for it. */

/** Does the work of each key when it is first asked for; afterwards, and meanwhile, answers the same. */
export function oncePerKey<K, T extends object>(work: (key: K) => T): (key: K) => T {
  const results = new Map<K, T>()
  return (key) => {
    const result = results.get(key) ?? work(key)
    results.set(key, result)
    return result
  }
}

/** Starts the work only when it is not under way; whoever asks meanwhile waits for the same result. */
export function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  return () => {
    underWay ??= work().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
