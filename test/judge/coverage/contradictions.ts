/** An answer against the oracle. */
import type { Answer, Reaching } from '../../../src/judge/coverage/answer.ts'
import type { CloudTrailEvent, EventClass } from '../../../src/nouns/event.ts'
import { inClass, trailRecords, type Reading } from './oracle.ts'
import { canHappen } from './possible.ts'
import { reachedBy, trailWith } from './reached.ts'

export type Trails = readonly Record<string, unknown[]>[]

export interface Case {
  readonly eventClass: EventClass
  readonly trails: Trails
  /** The readings of what is open that an answer must not hang on. */
  readonly asked: readonly Reading[]
  readonly sampled: readonly CloudTrailEvent[]
}

export function reachingOf(trails: Trails): Reaching {
  return reachedBy(...trails.map((trail, index) => trailWith(trail, { name: `trail-${index}` })))
}

/** The events that contradict an answer: its witnesses, and with all or none the sampled events of the class. */
export function contradictions({ eventClass, trails, asked, sampled }: Case, answer: Answer): readonly CloudTrailEvent[] {
  const ofClass = sampled.filter((event) => canHappen(event) && inClass(eventClass, event))
  const told = [
    ...[answer.missed ?? []].flat().map((event) => ({ event, wanted: false })),
    ...[answer.recorded ?? []].flat().map((event) => ({ event, wanted: true })),
    ...(answer.answer === 'all' || answer.answer === 'none' ? ofClass.map((event) => ({ event, wanted: answer.answer === 'all' })) : []),
  ]
  const recorded = (event: CloudTrailEvent, reading: Reading) => trails.some((trail) => trailRecords(trail, event, reading))
  const wrong = told.filter(
    ({ event, wanted }) => !canHappen(event) || !inClass(eventClass, event) || asked.some((reading) => recorded(event, reading) !== wanted),
  )
  return wrong.map(({ event }) => event)
}
