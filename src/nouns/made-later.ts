/** Made-up events that are made when somebody looks at them: of tens of thousands, a report for people shows a few. */
import type { Witness } from './event.ts'

/**
 * What stands for the event made of something, and is that event for whoever looks at it. Whoever looks at one looks at member after
 * member, and tens of thousands that stay made would take a lot of memory: only the last one stays.
 */
export function madeLater<T extends object>(make: (from: T) => Witness): (from: T) => Witness {
  let last: { readonly from: T; readonly made: Witness } | undefined
  const lookAt = (from: T): Witness => {
    if (last?.from !== from) last = { from, made: make(from) }
    return last.made
  }
  const looking: ProxyHandler<T> = {
    get: (from, member) => Reflect.get(lookAt(from), member) as unknown,
    has: (from, member) => Reflect.has(lookAt(from), member),
    ownKeys: (from) => Reflect.ownKeys(lookAt(from)),
    getOwnPropertyDescriptor: (from, member) => Reflect.getOwnPropertyDescriptor(lookAt(from), member),
  }
  return (from) => new Proxy(from, looking) as unknown as Witness
}
