/** What is worked out when it is first asked for, and then stands under what it was asked for. */
interface Results<K, T> {
  readonly get: (key: K) => T | undefined
  readonly set: (key: K, result: T) => unknown
}

/** The result that stands there, in a map or a weak one; worked out where there is none. */
export function onceIn<K, T>(results: Results<K, T>, key: K, work: () => T): T {
  const known = results.get(key)
  if (known !== undefined) return known
  const result = work()
  results.set(key, result)
  return result
}
