/** What is worked out once: a large organization has few distinct configurations, and most of its subjects ask the same again. */

/** Remembers results by the object that they are about, and what the work is called: a text, or an object that it is done for. */
export interface Memory {
  /** The result of this work; done when it is first asked for. The work must hang on nothing but the object and the name. */
  readonly once: <T>(about: object, name: string | object, work: () => T) => T
  /** The results of one piece of work about many objects, for a loop that cannot afford to ask for the work by its name each time. */
  readonly table: <T>() => Table<T>
}

export interface Table<T> {
  readonly get: (about: object) => T | undefined
  readonly set: (about: object, result: T) => unknown
}

export function remembering(): Memory {
  const results = new WeakMap<object, Map<string | object, unknown>>()
  return {
    once: <T>(about: object, name: string | object, work: () => T): T => {
      const known = results.get(about) ?? new Map<string | object, unknown>()
      const result = known.get(name) as T | undefined
      if (result !== undefined || known.has(name)) return result as T
      const done = work()
      results.set(about, known.set(name, done))
      return done
    },
    table: newTable,
  }
}

/** Most accounts are like the one before them: what was asked for last is there at once. */
function newTable<T>(): Table<T> {
  const results = new Map<object, T>()
  let last: { readonly about: object; readonly result: T } | undefined
  return {
    get: (about) => {
      if (last?.about === about) return last.result
      const result = results.get(about)
      if (result !== undefined) last = { about, result }
      return result
    },
    set: (about, result) => {
      last = { about, result }
      results.set(about, result)
    },
  }
}

/** Works everything out anew: what is found must not hang on what was asked before. */
export const forgetting: Memory = {
  once: (_about, _name, work) => work(),
  table: () => ({ get: () => undefined, set: () => undefined }),
}
