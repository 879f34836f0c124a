/** The footer's counts, kept while facts come: each fact counts once, as its last line has it. */
import { gapsIn, slotOf, type AnyFact, type Fact, type Footer } from '../../nouns/snapshot.ts'

export interface Tally {
  add(fact: AnyFact): void
  /** The footer of this segment; `listed` are the accounts that the organization listed for it. */
  footer(segment: string, listed: Iterable<string>): Footer
}

/** `again` are facts in the file that further lines may replace; they count where none did. */
export function openTally(known: Iterable<AnyFact>, again: readonly AnyFact[]): Tally {
  const left = new Map(again.map((fact) => [slotOf(fact), fact]))
  const counts = { facts: 0, gaps: 0, assessed: 0, skipped: 0, unreadable: 0 }
  const accounts = new Set<string>()
  const count = (fact: AnyFact): void => {
    counts.facts += fact.gap === undefined ? 1 : 0
    counts.gaps += gapsIn(fact)
    if (fact.fact !== 'account') return
    accounts.add(fact.account)
    counts[outcomeOf(fact)] += 1
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
      return { footer: segment, listed: new Set([...accounts, ...listed]).size, ...sorted(counts) }
    },
  }
}

function sorted({ assessed, skipped, unreadable, facts, gaps }: Omit<Footer, 'footer' | 'listed'>): Omit<Footer, 'footer' | 'listed'> {
  return { assessed, skipped, unreadable, facts, gaps }
}

function outcomeOf({ value }: Fact<'account'>): 'assessed' | 'skipped' | 'unreadable' {
  if (value?.skipped !== undefined) return 'skipped'
  return value?.identity === undefined ? 'unreadable' : 'assessed'
}
