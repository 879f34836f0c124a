/** Whether every event of a class, some, or none is recorded by the trails that reach an account and region. */
import type { EventClass } from '../../nouns/event.ts'
import type { Answer, Doubt, Reaching } from './answer.ts'
import { intersect, type Cell } from './cell.ts'
import { told, type Decision, type Reason } from './decision.ts'
import type { Slice } from './possible-events.ts'
import { isSpent, leftOver, newBudget, type Budget } from './product.ts'
import { isExact, mayBeCloudTrail, questionsOf, type Question } from './question.ts'
import { shortfallsOf } from './shortfall.ts'
import type { Recorded } from './trail.ts'
import { emptyReason } from './universe.ts'
import { witnessOf } from './witness.ts'

/** What a search told; `unknown` when it ran out of work. */
type Found = Slice | 'nothing' | 'unknown'

/**
 * Exact over the union of the trails, within the bounds that undocumented behaviour leaves (design section 8, reference 10):
 * `all` when the lower bounds cover the class, `none` when the upper ones miss it, `some` when an event is certainly missed and another
 * certainly recorded; else `undecided`, with the missed or recorded event that there is. How many resources an event carries:
 * see companion.ts.
 */
export function decide(eventClass: EventClass, reaching: Reaching): Answer {
  return told(decisionOn(eventClass, reaching), reaching)
}

/** The same without the names of trails, to be `told` for every reaching of the same `configurationKey`. */
export function decisionOn(eventClass: EventClass, reaching: Reaching): Decision {
  const questions = questionsOf(eventClass, reaching)
  if (questions.length === 0) return { answer: 'undecided', undecidedBy: [{ doubt: noSuchEvent(eventClass, reaching) }] }
  const budget = newBudget()
  const missed = first(questions, (question) => (question.exists ? outside(question, question.upper, budget) : 'nothing'))
  const all = isExact(questions, reaching) ? missed === 'nothing' : typeof missed !== 'object' && covered(questions, newBudget())
  const recorded = first(questions, (question) => (question.exists || all ? inside(question) : 'nothing'))
  const none = questions.some(({ exists }) => exists) && questions.every(({ upper }) => upper.length === 0)
  const answer = all ? 'all' : none ? 'none' : typeof missed === 'object' && typeof recorded === 'object' ? 'some' : 'undecided'
  return { answer, ...proofOf(answer, questions, reaching, missed, recorded) }
}

function proofOf(
  answer: Answer['answer'],
  questions: readonly Question[],
  reaching: Reaching,
  missed: Found,
  recorded: Found,
): Omit<Decision, 'answer'> {
  const event = typeof missed === 'object' ? witnessOf(missed, reaching) : undefined
  const shortfalls = event === undefined ? [] : shortfallsOf(event, reaching)
  const recorders = answer === 'all' ? enough(questions) : certainRecorders(questions)
  const rested = [...shortfalls.flatMap(({ assumes }) => assumes), ...assumedOf(questions, recorders, reaching)]
  const assumed = [...new Set(rested)].sort((left, right) => Number(left.slice(1)) - Number(right.slice(1)))
  return {
    ...(event === undefined ? {} : { missed: event, shortfalls: shortfalls.map(({ shortfall }) => shortfall) }),
    ...(typeof recorded === 'object' ? { recorded: witnessOf(recorded, reaching), recordedBy: recorders } : {}),
    ...(answer === 'undecided' ? { undecidedBy: reasonsOf(questions, missed) } : {}),
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

/** Some of the slice, or of the cell of it, that is not among what is recorded. */
function outside({ slice }: Pick<Question, 'slice'>, recorded: readonly Recorded[], budget: Budget, within: Cell = slice.cell): Found {
  const products = recorded.map(({ product }) => product)
  const left = leftOver(within, products, budget)
  if (left !== undefined) return { ...slice, cell: left }
  return isSpent(budget) ? 'unknown' : 'nothing'
}

function inside({ slice, lower: [recorded] }: Question): Found {
  const [cell] = recorded === undefined ? [] : intersect(slice.cell, recorded.product)
  return cell === undefined ? 'nothing' : { ...slice, cell }
}

/** Whether what these trails certainly record is the whole class; without a list: all of them. */
function covered(questions: readonly Question[], budget: Budget, trails?: readonly number[]): boolean {
  const counts = ({ trail }: Recorded) => trails?.includes(trail) ?? true
  return questions.every((question) => outside(question, question.lower.filter(counts), budget) === 'nothing')
}

function certainRecorders(questions: readonly Question[]): readonly number[] {
  return [...new Set(questions.flatMap(({ exists, lower }) => (exists ? lower.map(({ trail }) => trail) : [])))]
}

/** As few trails as cover the class: one alone where there is one, else none that could be left out. */
function enough(questions: readonly Question[]): readonly number[] {
  const trails = [...new Set(questions.flatMap(({ lower }) => lower.map(({ trail }) => trail)))]
  const budget = newBudget()
  const alone = trails.find((trail) => trails.length === 1 || covered(questions, budget, [trail]))
  if (alone !== undefined) return [alone]
  return trails.reduce((kept, trail) => {
    const without = kept.filter((each) => each !== trail)
    return covered(questions, budget, without) ? without : kept
  }, trails)
}

/** Every doubt that, settled the right way, would record something of the class that is not certainly recorded. */
function reasonsOf(questions: readonly Question[], missed: Found): readonly Reason[] {
  const budget = newBudget()
  const open = questions.flatMap((question) => [
    ...existenceReasons(question, budget),
    ...question.upper.filter((each) => mayAdd(question, each, budget)).flatMap(({ doubts }) => doubts),
  ])
  const spent = missed === 'unknown' || open.length === 0 ? [{ doubt: tooMuchWork }] : []
  return [...open, ...spent]
}

function mayAdd({ slice, lower }: Question, { product, doubts }: Recorded, budget: Budget): boolean {
  if (doubts.length === 0) return false
  for (const cell of intersect(slice.cell, product)) {
    if (outside({ slice }, lower, budget, cell) !== 'nothing') return true
  }
  return false
}

function existenceReasons(question: Question, budget: Budget): readonly Reason[] {
  if (question.exists || outside(question, question.lower, budget) === 'nothing') return []
  const what = 'whether network activity events exist in every region of this partition is not documented (A19)'
  return [{ doubt: { what, change: 'record them all the same, or leave them out of the class' } }]
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
function assumedOf(questions: readonly Question[], recorders: readonly number[], { trails }: Reaching): readonly string[] {
  const parts = questions.flatMap(({ lower }) => lower.filter(({ trail }) => recorders.includes(trail)).flatMap(({ product }) => product))
  const byItself = questions.some(({ slice }) => mayBeCloudTrail(slice))
  const settings = recorders.flatMap((position) => trails[position]?.assumed ?? []).filter((id) => id !== 'A14' || byItself)
  return [...parts.flatMap(({ assumes }) => assumes ?? []), ...settings]
}
