/** What is explained of single events agrees with the oracle, however many resources they carry. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/judge/coverage/explain.ts'
import type { CloudTrailEvent } from '../../../src/nouns/event.ts'
import { eventsAround } from './adversarial.ts'
import { reachingOf } from './contradictions.ts'
import { numRuns, timeout } from './long.ts'
import { readings, trailRecords } from './oracle.ts'
import { eventClasses, selectors } from './random.ts'

/** One event out of two: with the resources of both. */
function withBoth([first, second]: readonly CloudTrailEvent[]): CloudTrailEvent {
  return { ...first, resources: [...(first?.resources ?? []), ...(second?.resources ?? [])] }
}

describe('explain against the oracle', () => {
  it('is definite only where every reading of what is open says the same', { timeout }, () => {
    const told = new Set<string>()
    const trails = fc.array(selectors(true), { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(eventClasses, trails, fc.nat(), (eventClass, some, seed) => {
        const event = withBoth(eventsAround({ eventClass, trails: some }, 2, seed))
        const explained = explain(event, reachingOf(some)).map(({ outcome }) => outcome)
        const definite = some.flatMap((trail, index) => {
          const outcome = explained[index] ?? 'undecided'
          told.add(outcome)
          return outcome === 'undecided' ? [] : readings.map((reading) => [outcome === 'recorded', trailRecords(trail, event, reading)])
        })
        expect(definite.filter(([said, oracle]) => said !== oracle)).toEqual([])
      }),
      { numRuns },
    )
    expect([...told].sort()).toEqual(['not-recorded', 'recorded', 'undecided'])
  })
})
