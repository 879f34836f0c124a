/** Random questions against the oracle: every witness is confirmed, and no event contradicts an answer. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { emptyReason } from '../../../src/judge/coverage/universe.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import { eventsAround } from './adversarial.ts'
import { contradictions, reachingOf, type Trails } from './contradictions.ts'
import { focused, type Question } from './focused.ts'
import { numRuns, timeout } from './long.ts'
import { inClass, readings } from './oracle.ts'
import { canHappen } from './possible.ts'
import { eventClasses, selectors } from './random.ts'
import { hangsOnStreams } from './reached.ts'

/** How many events are sampled for each question. */
const samples = 30

/** Half of the questions turn on little, so that unions come near to the class. */
const exactQuestions: fc.Arbitrary<Question> = fc.oneof(
  focused,
  fc.record({ eventClass: eventClasses, trails: fc.array(selectors(false), { maxLength: 3 }) }),
)

function answerFor(eventClass: EventClass, trails: Trails): Answer {
  return decide(eventClass, reachingOf(trails))
}

/** Which members come with which answer. */
function isWellFormed({ answer, missed, recorded: seen, undecidedBy, shortfalls, recordedBy }: Answer): boolean {
  const paired = (shortfalls === undefined) === (missed === undefined) && (recordedBy === undefined) === (seen === undefined)
  const reasoned = (undecidedBy !== undefined && undecidedBy.length > 0) === (answer === 'undecided')
  const witnesses = {
    all: missed === undefined && seen !== undefined,
    some: missed !== undefined && seen !== undefined,
    none: missed !== undefined && seen === undefined,
    undecided: missed === undefined || seen === undefined,
  }
  return paired && reasoned && witnesses[answer]
}

describe('decide against the oracle', () => {
  it('is exact where AWS leaves nothing open', { timeout }, () => {
    const told = new Set<string>()
    fc.assert(
      fc.property(exactQuestions, fc.nat(), ({ eventClass, trails }, seed) => {
        const sampled = eventsAround({ eventClass, trails }, samples, seed)
        const answer = answerFor(eventClass, trails)
        const possible = emptyReason(eventClass, 'aws') === undefined
        told.add(answer.answer)
        expect(answer.answer === 'undecided').toBe(!possible || hangsOnStreams(answer))
        expect(isWellFormed(answer)).toBe(true)
        expect(contradictions({ eventClass, trails, asked: readings.slice(0, 1), sampled }, answer)).toEqual([])
        expect(possible ? [] : sampled.filter((event) => canHappen(event) && inClass(eventClass, event))).toEqual([])
      }),
      { numRuns },
    )
    expect([...told].sort()).toEqual(['all', 'none', 'some', 'undecided'])
  })

  it('is definite only where no reading of what is open contradicts it', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, fc.array(selectors(true), { minLength: 1, maxLength: 2 }), fc.nat(), (eventClass, trails, seed) => {
        const sampled = eventsAround({ eventClass, trails }, samples, seed)
        const answer = answerFor(eventClass, trails)
        expect(isWellFormed(answer)).toBe(true)
        expect(contradictions({ eventClass, trails, asked: readings, sampled }, answer)).toEqual([])
      }),
      { numRuns },
    )
  })

  it('names in recordedBy as few trails as are enough', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, fc.array(selectors(false), { minLength: 1, maxLength: 4 }), (eventClass, trails) => {
        const reaching = reachingOf(trails)
        const answer = decide(eventClass, reaching)
        fc.pre(answer.answer === 'all')
        const named = reaching.trails.filter(({ arn }) => answer.recordedBy?.includes(arn))
        const without =
          named.length === 1
            ? []
            : named.map((one) => decide(eventClass, { ...reaching, trails: named.filter((each) => each !== one) }).answer)
        expect(decide(eventClass, { ...reaching, trails: named }).answer).toBe('all')
        expect(without).not.toContain('all')
      }),
      { numRuns: numRuns / 10, maxSkipsPerRun: 100 },
    )
  })
})
