/** What was found out about one account, told of another that is configured alike. */
import type { Witness } from '../../nouns/event.ts'
import type { Alike } from './alike.ts'
import { replaceEach } from './alike-trails.ts'

/** The same data about another account; what does not name the account stays the same object. */
export function inNameOf<T>(data: T, from: Alike, to: Alike): T {
  if (typeof data === 'string') return (data.includes(from.account) ? renamed(data, from, to) : data) as T
  if (typeof data !== 'object' || data === null) return data
  let told: Record<string, unknown> | undefined
  for (const [name, member] of Object.entries(data as Readonly<Record<string, unknown>>)) {
    const other = inNameOf(member, from, to)
    if (other !== member) (told ??= copyOf(data))[name] = other
  }
  return (told as T | undefined) ?? data
}

function copyOf(data: object): Record<string, unknown> {
  return (Array.isArray(data) ? [...(data as readonly unknown[])] : Object.assign({}, data)) as Record<string, unknown>
}

function renamed(text: string, from: Alike, to: Alike): string {
  const trails = from.trails.map((arn, index) => [arn, to.trails[index] ?? ''] as const)
  return replaceEach(text, trails).replaceAll(from.account, to.account)
}

/** A made-up event that is not told yet. */
interface Untold {
  readonly witness: Witness
  readonly from: Alike
  readonly to: Alike
}

/** Of thousands of accounts that fail alike, reports show the event of one: it is told when somebody looks at it. */
export function toldLater(untold: Untold): Witness {
  return new Proxy<Untold>(untold, telling) as unknown as Witness
}

const telling: ProxyHandler<Untold> = {
  get: (untold, member) => Reflect.get(lookAt(untold), member) as unknown,
  has: (untold, member) => Reflect.has(lookAt(untold), member),
  ownKeys: (untold) => Reflect.ownKeys(lookAt(untold)),
  getOwnPropertyDescriptor: (untold, member) => Reflect.getOwnPropertyDescriptor(lookAt(untold), member),
}

/** The event that was told last. Whoever looks at one looks at member after member, and tens of thousands that stay told take a lot of memory. */
let last: { readonly untold: Untold; readonly told: Witness } | undefined

function lookAt(untold: Untold): Witness {
  if (last?.untold !== untold) last = { untold, told: inNameOf(untold.witness, untold.from, untold.to) }
  return last.told
}
