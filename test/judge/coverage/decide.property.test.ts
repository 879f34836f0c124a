/** Random questions against the oracle: every witness is confirmed, and no event contradicts an answer. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { emptyReason } from '../../../src/judge/coverage/universe.ts'
import type { CloudTrailEvent, EventClass } from '../../../src/nouns/event.ts'
import { canHappen, inClass, readings, trailRecords, type Reading } from './oracle.ts'
import { events } from './random-events.ts'
import { eventClasses, selectors } from './random.ts'
import { reachedBy, trailWith } from './reached.ts'

const numRuns = process.env.TRAILGATE_LONG === '1' ? 50_000 : 1500
/** Milliseconds; the long run takes minutes. */
const timeout = 3_600_000
const sample = fc.array(events, { minLength: 60, maxLength: 60, size: 'max' })

type Trails = readonly Record<string, unknown[]>[]

function recorded(trails: Trails, event: CloudTrailEvent, reading: Reading): boolean {
  return trails.some((trail) => trailRecords(trail, event, reading))
}

function answerFor(eventClass: EventClass, trails: Trails): Answer {
  return decide(eventClass, reachedBy(...trails.map((trail, index) => trailWith(trail, { name: `trail-${index}` }))))
}

/** What contradicts an answer, under any of these readings of what is open: a definite answer must not hang on them. */
function contradictions(
  eventClass: EventClass,
  trails: Trails,
  answer: Answer,
  asked: readonly Reading[],
  sampled: readonly CloudTrailEvent[],
): readonly unknown[] {
  const ofClass = sampled.filter((event) => canHappen(event) && inClass(eventClass, event))
  const told = [
    ...[answer.missed ?? []].flat().map((event) => ({ event, wanted: false })),
    ...[answer.recorded ?? []].flat().map((event) => ({ event, wanted: true })),
    ...(answer.answer === 'all' || answer.answer === 'none' ? ofClass.map((event) => ({ event, wanted: answer.answer === 'all' })) : []),
  ]
  return told.filter(
    ({ event, wanted }) =>
      !canHappen(event) || !inClass(eventClass, event) || asked.some((reading) => recorded(trails, event, reading) !== wanted),
  )
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
      fc.property(eventClasses, fc.array(selectors(false), { maxLength: 3 }), sample, (eventClass, trails, sampled) => {
        const answer = answerFor(eventClass, trails)
        const possible = emptyReason(eventClass, 'aws') === undefined
        told.add(answer.answer)
        expect(answer.answer === 'undecided').toBe(!possible)
        expect(isWellFormed(answer)).toBe(true)
        expect(contradictions(eventClass, trails, answer, readings.slice(0, 1), sampled)).toEqual([])
        expect(possible ? [] : sampled.filter((event) => canHappen(event) && inClass(eventClass, event))).toEqual([])
      }),
      { numRuns },
    )
    expect([...told].sort()).toEqual(['all', 'none', 'some', 'undecided'])
  })

  it('is definite only where no reading of what is open contradicts it', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, fc.array(selectors(true), { minLength: 1, maxLength: 2 }), sample, (eventClass, trails, sampled) => {
        const answer = answerFor(eventClass, trails)
        expect(isWellFormed(answer)).toBe(true)
        expect(contradictions(eventClass, trails, answer, readings, sampled)).toEqual([])
      }),
      { numRuns },
    )
  })

  it('names in recordedBy as few trails as are enough', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, fc.array(selectors(false), { minLength: 1, maxLength: 4 }), (eventClass, trails) => {
        const reaching = reachedBy(...trails.map((trail, index) => trailWith(trail, { name: `trail-${index}` })))
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
