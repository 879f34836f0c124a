/** Cuts a value's JSON text where lines of its kind differ, and says how to make the value again with other things in the gaps. */
import type { AnyFact } from '../../nouns/snapshot.ts'

/** What may stand in a gap: the line's own account number again, any text but the empty one, or a time. */
export type Gap = 'account' | 'text' | 'time'

/** What stands in the gaps of the line under way. */
export interface Found {
  /** The account, also as a number. */
  readonly account: { number: number; text: string }
  /** Those of the gaps, in their order. */
  texts: string[]
}

/** Makes a value with what was found; undefined in place of it where the value stays as it is. */
export type Build<T = unknown> = (found: Found) => T

export interface Cutting {
  readonly fact: AnyFact
  /** The text around the gaps. */
  readonly pieces: string[]
  readonly gaps: Gap[]
  /** How many of the gaps hold texts and times. */
  texts: number
  /** Whether keys could become the same in another account: then lines of such a form may not say what they seem to. */
  clashes: boolean
}

export function newCutting(fact: AnyFact): Cutting {
  return { fact, pieces: [''], gaps: [], texts: 0, clashes: false }
}

/** Members of an account, in which the schema allows any text, or any time. */
const freeTexts: Readonly<Record<string, 'text' | 'time'>> = { Name: 'text', Paths: 'text', JoinedTimestamp: 'time' }

export function addText(text: string, { pieces }: Cutting): void {
  pieces[pieces.length - 1] += text
}

function addGap(gap: Gap, { pieces, gaps }: Cutting): void {
  gaps.push(gap)
  pieces.push('')
}

/** The value of a fact; `member` is the one of it in which this stands. */
export function cutValue(value: unknown, cutting: Cutting, member = ''): Build | undefined {
  if (typeof value === 'string') return cutQuoted(value, cutting, member)
  if (Array.isArray(value)) return cutList(value, cutting, member)
  if (typeof value === 'object' && value !== null) return cutMapping(value as Readonly<Record<string, unknown>>, cutting)
  addText(JSON.stringify(value), cutting)
  return undefined
}

function cutQuoted(value: string, cutting: Cutting, member: string): Build | undefined {
  addText('"', cutting)
  const free = cutting.fact.fact === 'account' && Object.hasOwn(freeTexts, member) ? freeTexts[member] : undefined
  const build = free === undefined ? cutText(value, cutting) : cutFree(free, cutting)
  addText('"', cutting)
  return build
}

function cutFree(kind: 'text' | 'time', cutting: Cutting): Build {
  const index = cutting.texts++
  addGap(kind, cutting)
  return ({ texts }) => texts[index]
}

/** A text changes where the line's own account number stands in it: twelve digits are as right as any other twelve. */
export function cutText(text: string, cutting: Cutting): Build<string> | undefined {
  const parts = text.split(cutting.fact.account)
  for (const [index, part] of parts.entries()) {
    if (index > 0) addGap('account', cutting)
    addText(JSON.stringify(part).slice(1, -1), cutting)
  }
  return parts.length === 1 ? undefined : ({ account }) => parts.join(account.text)
}

function cutList(list: readonly unknown[], cutting: Cutting, member: string): Build | undefined {
  addText('[', cutting)
  const items = list.map((value, index) => {
    if (index > 0) addText(',', cutting)
    return { value, build: cutValue(value, cutting, member) }
  })
  addText(']', cutting)
  if (items.every(({ build }) => build === undefined)) return undefined
  return (found) => items.map(({ value, build }) => (build === undefined ? value : build(found)))
}

interface Member {
  readonly key: string
  readonly name: Build<string> | undefined
  readonly value: unknown
  readonly build: Build | undefined
}

function cutMapping(mapping: Readonly<Record<string, unknown>>, cutting: Cutting): Build | undefined {
  addText('{', cutting)
  const members = Object.entries(mapping).map(([key, value], index): Member => {
    addText(index === 0 ? '"' : ',"', cutting)
    const name = cutText(key, cutting)
    addText('":', cutting)
    return { key, name, value, build: cutValue(value, cutting, key) }
  })
  addText('}', cutting)
  if (members.every(({ name }) => name === undefined)) return changed(mapping, members)
  cutting.clashes ||= mayClash(members)
  return (found) => Object.fromEntries(members.map((member) => renamed(member, found)))
}

function renamed({ key, name, value, build }: Member, found: Found): readonly [string, unknown] {
  return [name === undefined ? key : name(found), build === undefined ? value : build(found)]
}

/** Keys that differ by digits only may be the same with other digits. */
function mayClash(members: readonly Member[]): boolean {
  return new Set(members.map(({ key }) => key.replaceAll(/[0-9]/g, '0'))).size < members.length
}

function changed(mapping: object, members: readonly Member[]): Build | undefined {
  const changing = members.flatMap(({ key, build }) => (build === undefined ? [] : [{ key, build }]))
  if (changing.length === 0) return undefined
  return (found) => {
    const other: Record<string, unknown> = { ...mapping }
    for (const { key, build } of changing) other[key] = build(found)
    return other
  }
}
