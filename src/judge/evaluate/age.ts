/** The age of a moment, against the facts' own time. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Truth } from './judgement.ts'

const hour = 60 * 60 * 1000

/**
 * Whether a moment (ISO 8601) lies no more than this many hours before the reading. A fact does not tell which segment it was read in:
 * where segments were begun at different times and it makes a difference, nobody can say. What is no time is unknown.
 */
export function withinTruth(moment: string, hours: number, snapshot: Snapshot): Truth {
  return sinceTruth(Date.parse(moment), hours, snapshot)
}

/** The same for a moment in milliseconds since 1970; NaN is no time. */
export function sinceTruth(then: number, hours: number, snapshot: Snapshot): Truth {
  const beginnings = beginningsOf(snapshot)
  const isWithin = (taken: number): boolean => taken - then <= hours * hour
  if (beginnings.length === 0 || Number.isNaN(then) || beginnings.some(Number.isNaN)) return undefined
  return beginnings.every(isWithin) ? true : beginnings.some(isWithin) ? undefined : false
}

const remembered = new WeakMap<Snapshot, readonly number[]>()

/** When each segment was begun; a large organization asks a million times. */
function beginningsOf(snapshot: Snapshot): readonly number[] {
  const beginnings = remembered.get(snapshot) ?? snapshot.segments.map(({ header }) => Date.parse(header.takenAt))
  remembered.set(snapshot, beginnings)
  return beginnings
}
