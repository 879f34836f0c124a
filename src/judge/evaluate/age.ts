/** The age of a moment, against the facts' own time. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Truth } from './judgement.ts'

const hour = 60 * 60 * 1000

/**
 * Whether a moment (ISO 8601) lies no more than this many hours before the reading. A fact does not tell which segment it was read in:
 * where segments were begun at different times and it makes a difference, nobody can say. What is no time is unknown.
 */
export function withinTruth(moment: string, hours: number, { segments }: Snapshot): Truth {
  const then = Date.parse(moment)
  const ages = segments.map(({ header }) => Date.parse(header.takenAt) - then)
  if (ages.length === 0 || ages.some(Number.isNaN)) return undefined
  const truths = new Set(ages.map((age) => age <= hours * hour))
  return truths.size > 1 ? undefined : truths.has(true)
}
