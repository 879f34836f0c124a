/** What a condition is judged against. */
import type { InventoryAccount } from '../../nouns/policy.ts'
import type { ParameterValue, Scalar } from '../../nouns/rule.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { OpenGap, Subject } from '../../nouns/verdict.ts'
import type { Judgement } from './judgement.ts'
import type { Memory } from './memory.ts'

export interface Case {
  readonly snapshot: Snapshot
  readonly subject: Subject
  /** The rule's own, and those that are built in (nouns/expansion.ts). */
  readonly parameters: Readonly<Record<string, ParameterValue>>
  readonly memory: Memory
  /** The accounts that the policy lists, with what they are for. */
  readonly inventory: readonly InventoryAccount[]
  /** Regions of the account that questions are asked about: only these, or all but those. */
  readonly regions?: { readonly only?: readonly string[]; readonly without?: readonly string[] }
}

/**
 * What stands at a path: a value that was seen, absent (null), or unseen (undefined): then the gaps say why. A list that is empty
 * counts as absent. What else is known travels with it.
 */
export interface Seen extends Partial<Pick<Judgement, 'witness' | 'gaps' | 'why'>> {
  readonly value: Scalar | readonly string[] | null | undefined
  /** Of a list: what else may be in it, for all that could be seen; `anything` where nobody can say. */
  readonly perhaps?: readonly string[] | 'anything'
  /** The call that told it. */
  readonly source: string
  /** What was assumed of AWS, in words (nouns/assumption.ts). */
  readonly assumed?: readonly string[]
}

/** What stands at one path of a subject. */
export type Reading = (of: Case) => Seen

/** The subjects in a list; with gaps there may be more of them. */
export interface Listed {
  readonly members: readonly Subject[]
  readonly gaps: readonly OpenGap[]
}

export type ListReading = (of: Case) => Listed

/** The accounts that the policy's inventory marks with this word (nouns/policy.ts InventoryAccount). */
export function markedAccounts({ inventory, memory }: Case, word: string): readonly string[] {
  const marked = (): readonly string[] => inventory.filter(({ is }) => is.includes(word)).map(({ id }) => id)
  return memory.once(inventory, `marked ${word}`, marked)
}

/**
 * The case of another subject, or of other regions. Every member by name: a spread at the front of a literal would give each case its
 * own hidden class, and all that look into one would be slow.
 */
export function caseAbout(of: Omit<Case, 'subject'>, subject: Subject, regions: Case['regions'] = of.regions): Case {
  const { snapshot, parameters, memory, inventory } = of
  return regions === undefined
    ? { snapshot, subject, parameters, memory, inventory }
    : { snapshot, subject, parameters, memory, inventory, regions }
}
