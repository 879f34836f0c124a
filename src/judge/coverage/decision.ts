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

/** The answer for a reaching of the same configuration (see `configurationKey`) as the one that was decided on. */
export function told(decision: Decision, reaching: Reaching): Answer {
  const { answer, missed, recorded, recordedBy, undecidedBy, shortfalls, assumed } = decision
  const here = (event: Witness) => restamp(event, reaching.account, reaching.region)
  return {
    answer,
    ...(missed === undefined ? {} : { missed: here(missed) }),
    ...(shortfalls === undefined ? {} : { shortfalls: shortfalls.map((each) => Object.assign({}, each, { trail: reaching.trails[each.trail]?.name ?? '' })) }),
    ...(recorded === undefined ? {} : { recorded: here(recorded) }),
    ...(recordedBy === undefined ? {} : { recordedBy: recordedBy.map((position) => reaching.trails[position]?.arn ?? '') }),
    ...(undecidedBy === undefined ? {} : { undecidedBy: eachOnce(undecidedBy.flatMap((reason) => doubtOf(reason, reaching))) }),
    ...(assumed === undefined ? {} : { assumed }),
  }
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
