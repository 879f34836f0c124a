/** Whether every event of a class, some, or none is recorded by the trails that reach an account and region. */
import type { EventClass } from '../../nouns/event.ts'
import type { Answer, Doubt, Reaching, ReachingTrail } from './answer.ts'
import { admits } from './language.ts'
import { intersect, isSpent, leftOver, newBudget, type Cell } from './product.ts'
import { shortfallsOf } from './shortfall.ts'
import { certainly, possibly, type Recorded } from './trail.ts'
import { cloudTrail, emptyReason, slicesOf, type Slice } from './universe.ts'
import { witnessOf } from './witness.ts'

/** A slice of the class with everything that the trails record of it; what has nothing to do with it is left out. */
interface Question {
  readonly slice: Slice
  /** Whether such events exist at all (A19). */
  readonly exists: boolean
  readonly lower: readonly Recorded[]
  readonly upper: readonly Recorded[]
}

/** What a search told; `unknown` when it ran out of work. */
type Found = Slice | 'nothing' | 'unknown'

/**
 * Exact over the union of the trails, within the bounds that undocumented behaviour leaves (design section 8, reference 10):
 * `all` when the lower bounds cover the class, `none` when the upper ones miss it, `some` when an event is certainly missed and another
 * certainly recorded; else `undecided`, with the missed or recorded event that there is. One resource per event (A4).
 */
export function decide(eventClass: EventClass, reaching: Reaching): Answer {
  const questions = slicesOf(eventClass, reaching.partition).map((slice) => questionOf(slice, reaching))
  if (questions.length === 0) return { answer: 'undecided', undecidedBy: [noSuchEvent(eventClass, reaching)] }
  const missed = first(questions, (question) => (question.exists ? outside(question, question.upper) : 'nothing'))
  const all = isExact(questions, reaching) ? missed === 'nothing' : typeof missed !== 'object' && covered(questions)
  const recorded = first(questions, (question) => (question.exists || all ? inside(question) : 'nothing'))
  const none = questions.some(({ exists }) => exists) && questions.every(({ upper }) => upper.length === 0)
  const answer = all ? 'all' : none ? 'none' : typeof missed === 'object' && typeof recorded === 'object' ? 'some' : 'undecided'
  return answerOf(answer, questions, reaching, missed, recorded)
}

function questionOf(slice: Slice, reaching: Reaching): Question {
  const bounds = reaching.trails.map((trail) => boundsOf(trail, slice, reaching))
  return {
    slice,
    exists: slice.category !== 'NetworkActivity' || reaching.partition === 'aws',
    lower: bounds.flatMap(({ lower }) => lower),
    upper: bounds.flatMap(({ upper }) => upper),
  }
}

function boundsOf(trail: ReachingTrail, slice: Slice, reaching: Reaching): Pick<Question, 'lower' | 'upper'> {
  const concerns = ({ product }: Recorded) => intersect(slice.cell, product).length > 0
  const upper = possibly(trail, slice, reaching).filter(concerns)
  const isSure = trail.certainty === 'sure' && upper.every(({ doubts }) => doubts.length === 0)
  return { upper, lower: isSure ? upper : certainly(trail, slice, reaching).filter(concerns) }
}

/** Whether lower and upper bounds are the same, so that one search tells both. */
function isExact(questions: readonly Question[], { trails }: Reaching): boolean {
  return (
    trails.every(({ certainty }) => certainty === 'sure') &&
    questions.every(({ exists, upper }) => exists && upper.every(({ doubts }) => doubts.length === 0))
  )
}

function answerOf(answer: Answer['answer'], questions: readonly Question[], reaching: Reaching, missed: Found, recorded: Found): Answer {
  const event = typeof missed === 'object' ? witnessOf(missed, reaching) : undefined
  const shortfalls = event === undefined ? [] : shortfallsOf(event, reaching)
  const recorders = answer === 'all' ? enough(questions) : certainRecorders(questions)
  const assumed = [...new Set([...shortfalls.flatMap(({ assumes }) => assumes), ...assumedOf(questions, recorders)])].sort(byNumber)
  return {
    answer,
    ...(event === undefined ? {} : { missed: event, shortfalls: shortfalls.map(({ shortfall }) => shortfall) }),
    ...(typeof recorded === 'object' ? { recorded: witnessOf(recorded, reaching), recordedBy: recorders.map(({ arn }) => arn) } : {}),
    ...(answer === 'undecided' ? { undecidedBy: doubtsOf(questions, missed) } : {}),
    ...(assumed.length === 0 ? {} : { assumed }),
  }
}

function first(questions: readonly Question[], find: (question: Question) => Found): Found {
  let spent = false
  for (const question of questions) {
    const found = find(question)
    if (typeof found === 'object') return found
    spent ||= found === 'unknown'
  }
  return spent ? 'unknown' : 'nothing'
}

function outside({ slice }: Question, recorded: readonly Recorded[]): Found {
  return outsideOf(slice, slice.cell, recorded)
}

function outsideOf(slice: Slice, cell: Cell, recorded: readonly Recorded[]): Found {
  const budget = newBudget()
  const products = recorded.map(({ product }) => product)
  const left = leftOver(cell, products, budget)
  if (left !== undefined) return { ...slice, cell: left }
  return isSpent(budget) ? 'unknown' : 'nothing'
}

function inside({ slice, lower: [recorded] }: Question): Found {
  const [cell] = recorded === undefined ? [] : intersect(slice.cell, recorded.product)
  return cell === undefined ? 'nothing' : { ...slice, cell }
}

function covered(questions: readonly Question[], trails?: readonly ReachingTrail[]): boolean {
  return questions.every(
    (question) =>
      outside(
        question,
        question.lower.filter(({ trail }) => trails?.includes(trail) ?? true),
      ) === 'nothing',
  )
}

function certainRecorders(questions: readonly Question[]): readonly ReachingTrail[] {
  return [...new Set(questions.flatMap(({ exists, lower }) => (exists ? lower.map(({ trail }) => trail) : [])))]
}

/** As few trails as cover the class: one alone where there is one, else none that could be left out. */
function enough(questions: readonly Question[]): readonly ReachingTrail[] {
  const trails = [...new Set(questions.flatMap(({ lower }) => lower.map(({ trail }) => trail)))]
  const alone = trails.find((trail) => trails.length === 1 || covered(questions, [trail]))
  if (alone !== undefined) return [alone]
  return trails.reduce((kept, trail) => {
    const without = kept.filter((each) => each !== trail)
    return covered(questions, without) ? without : kept
  }, trails)
}

/** Every doubt that, settled the right way, would record something of the class that is not certainly recorded. */
function doubtsOf(questions: readonly Question[], missed: Found): readonly Doubt[] {
  const open = questions.flatMap((question) => [
    ...existenceDoubts(question),
    ...question.upper.filter((each) => mayAdd(question, each)).flatMap(({ doubts }) => doubts),
  ])
  const spent = missed === 'unknown' || open.length === 0 ? [tooMuchWork] : []
  return [...new Map([...open, ...spent].map((doubt) => [doubt.what, doubt])).values()]
}

function mayAdd({ slice, lower }: Question, { product, doubts }: Recorded): boolean {
  return doubts.length > 0 && intersect(slice.cell, product).some((cell) => outsideOf(slice, cell, lower) !== 'nothing')
}

function existenceDoubts(question: Question): readonly Doubt[] {
  if (question.exists || outside(question, question.lower) === 'nothing') return []
  const what = 'whether network activity events exist in every region of this partition is not documented (A19)'
  return [{ what, change: 'record them all the same, or leave them out of the class' }]
}

const tooMuchWork: Doubt = {
  what: 'the selectors are too intricate to be decided within bounds',
  change: 'write them with fewer alternatives',
}

function noSuchEvent(eventClass: EventClass, { partition }: Reaching): Doubt {
  return {
    what: `no event of partition ${partition} is of the class: ${emptyReason(eventClass, partition)}`,
    change: 'ask about events that can happen',
  }
}

/** The assumptions behind what these trails record of the class; A14 is about CloudTrail's own deliveries only. */
function assumedOf(questions: readonly Question[], trails: readonly ReachingTrail[]): readonly string[] {
  const parts = questions.flatMap(({ lower }) => lower.filter(({ trail }) => trails.includes(trail)).flatMap(({ product }) => product))
  const byItself = questions.some(({ slice }) => admits(slice.cell['userIdentity.invokedBy'], cloudTrail))
  const settings = trails.flatMap(({ assumed }) => assumed).filter((id) => id !== 'A14' || byItself)
  return [...parts.flatMap(({ assumes }) => assumes ?? []), ...settings]
}

function byNumber(left: string, right: string): number {
  return Number(left.slice(1)) - Number(right.slice(1))
}
