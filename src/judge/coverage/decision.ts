/** An answer about trails by their position, so that it is the same for all accounts whose trails are alike; and how it is told. */
import type { Witness } from '../../nouns/event.ts'
import type { Answer, Doubt, Reaching, Shortfall } from './answer.ts'
import { restamp } from './restamp.ts'

/** Positions are those of `trails` in a reaching. */
export interface Decision {
  readonly answer: Answer['answer']
  readonly missed?: Witness
  readonly recorded?: Witness
  readonly recordedBy?: readonly number[]
  readonly undecidedBy?: readonly Reason[]
  readonly shortfalls?: readonly DecidedShortfall[]
  readonly assumed?: readonly string[]
}

export interface DecidedShortfall extends Omit<Shortfall, 'trail'> {
  readonly trail: number
}

/** A doubt of a trail's own by its position among them; one about a trail or a selector of it; or one about the question. */
export type Reason =
  | { readonly trail: number; readonly own: number }
  | { readonly trail: number; readonly selector?: string; readonly doubt: Doubt }
  | { readonly doubt: Doubt }

/** An event as it was made up for the place that was decided on: all but its account, region and ARNs is so in any other. */
export function unmoved(event: Witness): Witness {
  return event
}

/**
 * The answer for a reaching of the same configuration (see `configurationKey`) as the one that was decided on; `move` takes its made-up
 * events there.
 */
export function told(
  decision: Decision,
  reaching: Reaching,
  move = (event: Witness): Witness => restamp(event, reaching.account, reaching.region),
): Answer {
  const { missed, recorded, recordedBy, undecidedBy, shortfalls, assumed } = decision
  const answer: { -readonly [K in keyof Answer]: Answer[K] } = { answer: decision.answer }
  if (missed !== undefined) answer.missed = move(missed)
  if (shortfalls !== undefined) answer.shortfalls = shortfalls.map((each) => shortfallOf(each, reaching))
  if (recorded !== undefined) answer.recorded = move(recorded)
  if (recordedBy !== undefined) answer.recordedBy = recordedBy.map((position) => reaching.trails[position]?.arn ?? '')
  if (undecidedBy !== undefined) answer.undecidedBy = eachOnce(undecidedBy.flatMap((reason) => doubtOf(reason, reaching)))
  if (assumed !== undefined) answer.assumed = assumed
  return answer
}

function shortfallOf({ trail, selector, field, why }: DecidedShortfall, { trails }: Reaching): Shortfall {
  const name = trails[trail]?.name ?? ''
  return field === undefined ? { trail: name, selector, why } : { trail: name, selector, field, why }
}

function doubtOf(reason: Reason, { trails }: Reaching): readonly Doubt[] {
  if ('own' in reason) return [trails[reason.trail]?.doubts[reason.own] ?? []].flat()
  if (!('trail' in reason)) return [reason.doubt]
  const place = [`trail ${trails[reason.trail]?.name}`, ...(reason.selector === undefined ? [] : [reason.selector])]
  return [{ ...reason.doubt, what: `${place.join(', ')}: ${reason.doubt.what}` }]
}

function eachOnce(doubts: readonly Doubt[]): readonly Doubt[] {
  return [...new Map(doubts.toReversed().map((each) => [each.what, each])).values()].toReversed()
}
