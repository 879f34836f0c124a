/** What the selectors of a trail say and do not mean. */
import type { Gap, Selectors } from '../../nouns/snapshot.ts'
import { textOf } from '../coverage/configuration.ts'
import { selectorFaults, type SelectorFaults } from '../coverage/lint.ts'
import type { Case, Seen } from './case.ts'
import { unseen } from './fact-reading.ts'
import { sayGap, someOf } from './wording.ts'

/** The faults of its selectors; `perhaps` where AWS does not say how it reads one. */
export function selectorFaultsOf({ snapshot, subject }: Case): Seen {
  const fact = snapshot.selectors.get(subject.id)
  const source = 'cloudtrail:GetEventSelectors'
  if (fact?.value === undefined) {
    return { ...unseen(source, fact?.gap, fact), why: [`its event selectors could not be seen${sayGap(fact?.gap)}`] }
  }
  const partition = snapshot.segments[0]?.header.partition ?? 'aws'
  const { faults, doubts } = faultsOf(fact.value, partition, fact.unseen ?? {})
  const open = doubts.map(({ what }) => what)
  return { value: faults, perhaps: open, source, gaps: doubts.flatMap(({ gap }) => gap ?? []), why: say(faults, open) }
}

const remembered = new Map<string, SelectorFaults>()

/** Beyond so many different selectors nothing more is remembered. */
const mostRemembered = 10_000

/** Many trails select the same. */
function faultsOf(value: Selectors, partition: string, gaps: Readonly<Record<string, Gap>>): SelectorFaults {
  const key = `${textOf(value)} ${partition} ${JSON.stringify(gaps)}`
  const known = remembered.get(key) ?? selectorFaults(value, partition, gaps)
  if (remembered.size < mostRemembered) remembered.set(key, known)
  return known
}

function say(faults: readonly string[], doubts: readonly string[]): readonly string[] {
  if (faults.length > 0) return faults
  if (doubts.length > 0) return [`what its selectors mean is not known: ${someOf(doubts)}`]
  return ['every one of its selectors can match, excludes what it says, and reaches no further']
}
