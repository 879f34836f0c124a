/** One judgement for all accounts that are configured alike, told of each in its own name. */
import type { accountPaths } from '../../nouns/paths/account.ts'
import type { Witness } from '../../nouns/event.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { Subject } from '../../nouns/verdict.ts'
import { modifiers, type Word } from '../../nouns/vocabulary.ts'
import type { Alike } from './alike.ts'
import { numbersIn, replaceEach } from './alike-trails.ts'
import type { Memory } from './memory.ts'

/** What comes of a piece of work: data, and perhaps a made-up event. */
interface Proof {
  readonly witness?: Witness
}

/** What came of the account that was judged. */
interface Shared<T> {
  readonly from: Alike
  readonly proof: T
  /** The proof without its witness, which always names the account; and whether the rest does. */
  readonly rest: T
  readonly names: boolean
}

/** What comes of a subject; `alike` where it is an account that is like others. */
export type Shareable<T> = (subject: Subject, alike: Alike | undefined) => T

/** Work on a subject that judges it by conditions. */
interface SharedWork<T> {
  /** The object that its results are remembered for. */
  readonly doneFor: object
  readonly conditions: readonly Condition[]
  readonly memory: Memory
  readonly work: (subject: Subject) => T
}

/**
 * The work, done once for all accounts that are alike, where its conditions look at nothing but the configuration of an account; the
 * others are told the same in their own names.
 */
export function sharedByAlike<T extends Proof>({ doneFor, conditions, memory, work }: SharedWork<T>): Shareable<T> {
  if (!conditions.every(isConfiguration)) return work
  const named = numbersIn(JSON.stringify(conditions))
  return (subject, alike) => {
    if (alike === undefined || named.has(alike.account)) return work(subject)
    return toldOf(memory.once(alike.configuration, doneFor, () => sharedOf(work(subject), alike)), alike)
  }
}

function sharedOf<T extends Proof>(proof: T, from: Alike): Shared<T> {
  const { witness: _, ...rest } = proof
  return { from, proof, rest: rest as T, names: JSON.stringify(rest).includes(from.account) }
}

function toldOf<T extends Proof>({ from, proof, rest, names }: Shared<T>, to: Alike): T {
  if (from === to) return proof
  const told = names ? inNameOf(rest, from, to) : rest
  return proof.witness === undefined ? told : Object.assign({}, told, { witness: toldLater({ witness: proof.witness, from, to }) })
}

/** The same data about another account; what does not name the account stays the same object. */
function inNameOf<T>(data: T, from: Alike, to: Alike): T {
  if (typeof data === 'string') return (data.includes(from.account) ? renamed(data, from, to) : data) as T
  if (typeof data !== 'object' || data === null) return data
  const members = Object.entries(data).map(([name, member]): [string, unknown] => [name, inNameOf(member as unknown, from, to)])
  if (members.every(([name, member]) => member === data[name as keyof T])) return data
  return (Array.isArray(data) ? members.map(([, member]) => member) : Object.fromEntries(members)) as T
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
function toldLater(untold: Untold): Witness {
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

type Test = (wanted: never, condition: Condition) => boolean

const recorded: Test = (_wanted, { by }) => by !== 'stores'

/** Whether a word looks at nothing of an account but what `alikeTo` compares. */
const words = {
  all: (parts: readonly Condition[]) => parts.every(isConfiguration),
  any: (parts: readonly Condition[]) => parts.every(isConfiguration),
  not: (part: Condition) => isConfiguration(part),
  // Members are looked at in every way, times included.
  some: () => false,
  every: () => false,
  parameter: () => true,
  recorded,
  unrecorded: recorded,
  alarmed: () => true,
} as const satisfies Record<Word, Test>

const paths: Readonly<Record<keyof typeof accountPaths, boolean>> = {
  joined: false,
  organizationTrail: true,
  insightTypes: true,
  duplicateManagementEvents: true,
}

function meaningOf(word: Word): Test {
  return words[word]
}

function isConfiguration(condition: Condition): boolean {
  return Object.entries(condition).every(([key, wanted]) => {
    if (Object.hasOwn(modifiers, key)) return true
    if (Object.hasOwn(words, key)) return meaningOf(key as Word)(wanted as never, condition)
    return Object.hasOwn(paths, key) && paths[key as keyof typeof paths]
  })
}
