/** One judgement for all accounts that are configured alike, told of each in its own name. */
import type { Witness } from '../../nouns/event.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { Subject } from '../../nouns/verdict.ts'
import type { Alike } from './alike.ts'
import { numbersIn } from './alike-trails.ts'
import { isConfiguration } from './configuration-words.ts'
import { inNameOf, tellerOf } from './in-name-of.ts'
import type { Memory } from './memory.ts'
import { onceIn } from './once-in.ts'

/** What comes of a piece of work: data, and perhaps a made-up event. */
interface Proof {
  readonly witness?: Witness
}

/** A proof in the name of a subject. The made-up event stands beside it, so that subjects that differ in nothing else share the rest. */
export interface Told<T> {
  /** The proof; its own `witness` does not count. */
  readonly rest: T
  readonly witness: Witness | undefined
}

/** What comes of a subject; `alike` where it is an account that is like others. */
export type Shareable<T> = (subject: Subject, alike: Alike | undefined) => Told<T>

/** Work on a subject that judges it by conditions. */
interface SharedWork<T> {
  readonly conditions: readonly Condition[]
  readonly memory: Memory
  readonly work: (subject: Subject) => T
}

/** What came of the account that was judged, and whether that names the account; its made-up event always does. */
interface Shared<T> extends Told<T> {
  readonly from: Alike
  readonly names: boolean
  /** The event in the name of another. */
  readonly tell: ((to: Alike) => Witness) | undefined
}

/**
 * The work, done once for all accounts that are alike, where its conditions look at nothing but the configuration of an account; the
 * others are told the same in their own names.
 */
export function sharedByAlike<T extends Proof>({ conditions, memory, work }: SharedWork<T>): Shareable<T> {
  if (!conditions.every(isConfiguration)) return (subject) => told(work(subject))
  const named = numbersIn(JSON.stringify(conditions))
  const known = memory.table<Shared<T>>()
  return (subject, alike) => {
    if (alike === undefined || (named.size > 0 && named.has(alike.account))) return told(work(subject))
    return tellOf(alike, onceIn(known, alike.configuration, () => sharedFrom(alike, work(subject))))
  }
}

function told<T extends Proof>(proof: T): Told<T> {
  return { rest: proof, witness: proof.witness }
}

function sharedFrom<T extends Proof>(from: Alike, proof: T): Shared<T> {
  const { witness, ...rest } = proof
  const names = JSON.stringify(rest).includes(from.account)
  return { rest: rest as T, witness, from, names, tell: witness && tellerOf(witness, from) }
}

function tellOf<T>(to: Alike, shared: Shared<T>): Told<T> {
  const { rest, from, names, tell } = shared
  if (from === to || (tell === undefined && !names)) return shared
  return { rest: names ? inNameOf(rest, from, to) : rest, witness: tell?.(to) }
}

/** The proof as one object again. */
export function proofOf<T extends Proof>({ rest, witness }: Told<T>): T {
  return witness === rest.witness ? rest : Object.assign({}, rest, { witness })
}
