/** Management events that two trails both record: the second copy is billed (reference 7). */
import type { EventClass, Witness } from '../../nouns/event.ts'
import type { Answer, Doubt, Reaching, ReachingTrail } from './answer.ts'
import { decide } from './decide.ts'

/** Two trails of one account and region that record a same event, or may (then the doubts say why). */
export interface Overlap {
  readonly trails: readonly [ReachingTrail, ReachingTrail]
  readonly event?: Witness
  readonly doubts: readonly Doubt[]
}

const excludable = ['kms.amazonaws.com', 'rdsdata.amazonaws.com']
const global = ['iam.amazonaws.com', 'cloudfront.amazonaws.com', 'sts.amazonaws.com']

/** All that the settings of a trail can tell apart among management events (reference 3.1): of each of these it records all or nothing. */
const parts: readonly EventClass[] = [{ NotEquals: [...excludable, ...global] }, ...global, ...excludable].flatMap((eventSource) =>
  [false, true].map((readOnly) => ({ eventCategory: 'Management', eventSource, readOnly })),
)

/** What one of the trails that reach a place records there of a class. */
type Ask = (eventClass: EventClass, reaching: Reaching, trail: ReachingTrail) => Answer

const decideAlone: Ask = (eventClass, reaching, trail) => decide(eventClass, { ...reaching, trails: [trail] })

/** Every pair of trails that record, or may record, a same management event; `ask` may remember what it was asked. */
export function overlapsOf(reaching: Reaching, ask: Ask = decideAlone): readonly Overlap[] {
  const answers = reaching.trails.map((trail) => ({ trail, answers: parts.map((part) => ask(part, reaching, trail)) }))
  return answers.flatMap((left, index) => answers.slice(index + 1).flatMap((right) => overlapOf(left, right) ?? []))
}

interface Answered {
  readonly trail: ReachingTrail
  readonly answers: readonly Answer[]
}

function overlapOf(left: Answered, right: Answered): Overlap | undefined {
  const both = left.answers.flatMap((one, index) => {
    const other = right.answers[index]
    return other === undefined || one.answer === 'none' || other.answer === 'none' ? [] : [{ one, other }]
  })
  const trails = [left.trail, right.trail] as const
  const certain = both.find(({ one, other }) => (one.answer === 'all' && other.recorded) || (other.answer === 'all' && one.recorded))
  if (certain === undefined) return both.length === 0 ? undefined : { trails, doubts: both.flatMap(doubtsOf) }
  const event = certain.one.answer === 'all' ? certain.other.recorded : certain.one.recorded
  return { trails, ...(event === undefined ? {} : { event }), doubts: [] }
}

function doubtsOf({ one, other }: { readonly one: Answer; readonly other: Answer }): readonly Doubt[] {
  return [...(one.undecidedBy ?? []), ...(other.undecidedBy ?? [])]
}
