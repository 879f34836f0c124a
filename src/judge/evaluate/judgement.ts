/** A judgement: one of Kleene's three truth values with its proof, and how judgements combine. */
import type { Witness } from '../../nouns/event.ts'
import type { Evidence, OpenGap } from '../../nouns/verdict.ts'

/** True, false, or undefined: could not tell. */
export type Truth = boolean | undefined

/** What a condition came to, and why: sentences without the subject's name, in the order in which they should be read. */
export interface Judgement {
  readonly truth: Truth
  readonly why: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly gaps: readonly OpenGap[]
  readonly witness?: Witness
}

/** The truth of `every` or `some`, without the proof. */
export function truthOf(word: 'every' | 'some', parts: readonly Pick<Judgement, 'truth'>[]): Truth {
  const decisive = word === 'some'
  let truth: Truth = !decisive
  for (const part of parts) {
    if (part.truth === decisive) return decisive
    if (part.truth === undefined) truth = undefined
  }
  return truth
}

/** Every part must hold: false if one is false, else could not tell if one could not. Kleene's strong conjunction. */
export function every(parts: readonly Judgement[]): Judgement {
  return combine(parts, truthOf('every', parts))
}

/** One part must hold: true if one is true, else could not tell if one could not. Kleene's strong disjunction; over nothing: false. */
export function some(parts: readonly Judgement[]): Judgement {
  return combine(parts, truthOf('some', parts))
}

/** The opposite; what was wanted is now unwanted, and the evidence says so. */
export function not(part: Judgement): Judgement {
  const { truth, why, gaps, witness } = part
  const opposite = { truth: truth === undefined ? undefined : !truth, why, evidence: part.evidence.map(unwanted), gaps }
  return witness === undefined ? opposite : Object.assign(opposite, { witness })
}

function unwanted(piece: Evidence): Evidence {
  return Object.assign({}, piece, { wanted: typeof piece.wanted === 'string' ? `not ${piece.wanted}` : { not: piece.wanted } })
}

/** The proof of a combination is the proof of the parts that decided it: those that came to the same truth value. */
function combine(parts: readonly Judgement[], truth: Truth): Judgement {
  const deciding = parts.length < 2 ? parts : parts.filter((part) => part.truth === truth)
  const [only] = deciding
  return only !== undefined && deciding.length === 1 ? only : together(deciding, truth)
}

/** Written as a loop: it comes round for every subject and rule of a large organization. */
function together(deciding: readonly Judgement[], truth: Truth): Judgement {
  const [why, evidence, gaps]: [string[], Evidence[], OpenGap[]] = [[], [], []]
  let witness: Witness | undefined
  for (const part of deciding) {
    why.push(...part.why)
    evidence.push(...part.evidence)
    gaps.push(...part.gaps)
    witness ??= part.witness
  }
  return witness === undefined ? { truth, why, evidence, gaps } : { truth, why, evidence, gaps, witness }
}
