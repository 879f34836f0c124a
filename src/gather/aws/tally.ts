/** The footer's counts, kept while facts come: each fact counts once, as its last line has it. */
import { countFact } from '../../nouns/assembly.ts'
import { slotOf, type AnyFact, type Footer } from '../../nouns/snapshot.ts'

export interface Tally {
  add(fact: AnyFact): void
  /** The footer of this segment; `listed` are the accounts that the organization listed for it. */
  footer(segment: string, listed: Iterable<string>): Footer
}

/** `again` are facts in the file that further lines may replace; they count where none did. */
export function openTally(known: Iterable<AnyFact>, again: readonly AnyFact[]): Tally {
  const left = new Map(again.map((fact) => [slotOf(fact), fact]))
  const counts = { listed: 0, assessed: 0, skipped: 0, unreadable: 0, facts: 0, gaps: 0 }
  const accounts = new Set<string>()
  const count = (fact: AnyFact): void => {
    if (fact.fact === 'account') accounts.add(fact.account)
    countFact(counts, fact, 1)
  }
  for (const fact of known) count(fact)
  return {
    add(fact) {
      if (left.size > 0) left.delete(slotOf(fact))
      count(fact)
    },
    footer(segment, listed) {
      for (const fact of left.values()) count(fact)
      left.clear()
      // What was listed is counted by the list, so that an account that was lost on the way shows.
      return { footer: segment, ...counts, listed: new Set([...accounts, ...listed]).size }
    },
  }
}
