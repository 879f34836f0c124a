/** What was found out about one account, told of another that is configured alike. */
import type { Witness } from '../../nouns/event.ts'
import { madeLater } from '../../nouns/made-later.ts'
import type { Alike } from './alike.ts'
import { replaceEach } from './alike-trails.ts'

/** The same data about another account; what does not name the account stays the same object. */
export function inNameOf<T>(data: T, from: Alike, to: Alike): T {
  if (typeof data === 'string') return (data.includes(from.account) ? renamed(data, from, to) : data) as T
  if (typeof data !== 'object' || data === null) return data
  let told: Record<string, unknown> | undefined
  for (const name in data) {
    const member = (data as Readonly<Record<string, unknown>>)[name]
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

/** A made-up event of one account, in the name of others: told when somebody looks at it. */
export function tellerOf(witness: Witness, from: Alike): (to: Alike) => Witness {
  return madeLater((to) => inNameOf(witness, from, to))
}
