/** The moment that is judged for: the one that was asked for, the demo's own, or now. */
import { badInput } from './nouns/place.ts'
import type { Snapshot } from './nouns/snapshot.ts'

const iso8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/

/** `--as-of` as ISO 8601 in UTC, or undefined when it was not given. Anything but a date is a mistake. */
export function momentAsked(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const time = iso8601.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw badInput({ what: `--as-of ${text} is no date`, instead: 'write it as 2026-11-21 or 2026-11-21T09:00:00Z' })
  return new Date(time).toISOString()
}

/** Now; of the demo, the moment it was taken, so that every run is the same. */
export function momentOf(snapshot: Snapshot, demo: boolean): string {
  return (demo ? snapshot.segments[0]?.header.takenAt : undefined) ?? new Date().toISOString()
}
