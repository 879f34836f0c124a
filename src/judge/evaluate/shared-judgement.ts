/** Judgements that subject after subject comes to: what is made of them is made once. */
import type { Judgement } from './judgement.ts'
import { onceIn } from './once-in.ts'

const ofMany = new WeakSet<Judgement>()

/** Marks a judgement that many subjects will come to, each time as the same object. */
export function shared(judgement: Judgement): Judgement {
  ofMany.add(judgement)
  return judgement
}

export function isShared(judgement: Judgement): boolean {
  return ofMany.has(judgement)
}

/** The same work, done once for a judgement that is shared. */
export function onceForShared<T>(work: (judgement: Judgement) => T): (judgement: Judgement) => T {
  const known = new Map<Judgement, T>()
  return (judgement) => (isShared(judgement) ? onceIn(known, judgement, () => work(judgement)) : work(judgement))
}

/** What a combination came to for some parts. */
interface Combined {
  readonly parts: readonly Judgement[]
  readonly whole: Judgement
}

/** So many are held of a combination; each subject has its own of any other. */
const mostCombined = 16

/** The same combination; of parts that are all shared the whole is shared as well. */
export function combinedOnce(combine: (parts: readonly Judgement[]) => Judgement): (parts: readonly Judgement[]) => Judgement {
  const known: Combined[] = []
  return (parts) => {
    if (!parts.every(isShared)) return combine(parts)
    const same = known.find((each) => each.parts.every((part, index) => part === parts[index]))
    if (same !== undefined) return same.whole
    const whole = combine(parts)
    if (known.length < mostCombined) known.push({ parts, whole: shared(whole) })
    return whole
  }
}
