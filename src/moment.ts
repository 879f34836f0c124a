/** The moment that is judged for: now, the one that was asked for, or the demo's own. */
import { badInput } from './nouns/place.ts'
import type { Snapshot } from './nouns/snapshot.ts'

/** ISO 8601. `fixed` is a snapshot whose own time counts instead of the clock. */
export function moment(asked: string | undefined, fixed: Snapshot | undefined): string {
  if (asked === undefined) return fixed?.segments[0]?.header.takenAt ?? new Date().toISOString()
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(asked)
  const time = isDate ? Date.parse(asked) : Number.NaN
  if (Number.isNaN(time)) throw badInput({ what: `--as-of ${asked} is no date`, instead: 'write it as 2026-11-21 or 2026-11-21T09:00:00Z' })
  return new Date(time).toISOString()
}
