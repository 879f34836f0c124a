/** What is worked out when it is first asked for, and then stands in a map under its name. */
export function onceIn<T>(results: Map<string, T>, name: string, work: () => T): T {
  const known = results.get(name)
  if (known !== undefined) return known
  const result = work()
  results.set(name, result)
  return result
}
