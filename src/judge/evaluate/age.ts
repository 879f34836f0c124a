/** The age of a moment, against the facts' own time. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { Truth } from './judgement.ts'

const hour = 60 * 60 * 1000

/**
 * How far the reader's clock may lag behind AWS's, in milliseconds. AWS refuses a request that was signed more than about a quarter of
 * an hour off; a moment that lies further ahead was therefore not seen by a reader whose clock was right, and shows no age.
 */
const skew = 15 * 60 * 1000

/**
 * Whether a moment (ISO 8601) lies no more than this many hours before the reading. A fact does not tell which segment it was read in:
 * where segments were begun at different times and it makes a difference, nobody can say. Unknown is also what is no time, and what
 * had not come yet when the reading ended.
 */
export function withinTruth(moment: string, hours: number, snapshot: Snapshot): Truth {
  return sinceTruth(Date.parse(moment), hours, snapshot)
}

/** The same for a moment in milliseconds since 1970; NaN is no time. */
export function sinceTruth(then: number, hours: number, snapshot: Snapshot): Truth {
  const { earliest, latest, end } = readingOf(snapshot)
  if (Number.isNaN(then) || Number.isNaN(earliest) || then > end + skew) return undefined
  if (latest - then <= hours * hour) return true
  return earliest - then <= hours * hour ? undefined : false
}

/** Why the age of a moment is not known, where that is since it had not come yet when the reading ended. */
export function clockDoubt(moment: string, snapshot: Snapshot): string | undefined {
  const { end } = readingOf(snapshot)
  if (!(Date.parse(moment) > end + skew)) return undefined
  return `${moment} is after the end of the reading (${new Date(end).toISOString()}): the clock of the reader and that of AWS disagree`
}

/** In milliseconds since 1970. */
interface Reading {
  /** When its first and its last segment were begun; NaN where there is none, or one does not tell. */
  readonly earliest: number
  readonly latest: number
  /** Of the last segment; one that does not tell its end is taken to have ended when it was begun. */
  readonly end: number
}

const remembered = new WeakMap<Snapshot, Reading>()

/** A large organization asks a million times. */
function readingOf(snapshot: Snapshot): Reading {
  const known = remembered.get(snapshot)
  if (known !== undefined) return known
  const reading = readingIn(snapshot)
  remembered.set(snapshot, reading)
  return reading
}

function readingIn({ segments }: Snapshot): Reading {
  const beginnings = segments.length === 0 ? [Number.NaN] : segments.map(({ header }) => Date.parse(header.takenAt))
  const ends = segments.map(({ footer }) => Date.parse(footer?.takenUntil ?? '')).filter((end) => !Number.isNaN(end))
  return { earliest: Math.min(...beginnings), latest: Math.max(...beginnings), end: Math.max(...beginnings, ...ends) }
}
