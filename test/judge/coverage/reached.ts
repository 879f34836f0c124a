/** Reachings built by hand, for tests about selectors only. */
import type { Answer, Reaching, ReachingTrail } from '../../../src/judge/coverage/answer.ts'
import type { Selectors } from '../../../src/nouns/snapshot.ts'

/** A logging multi-region trail with these selectors. */
export function trailWith(selectors: Selectors, more: Partial<ReachingTrail> = {}): ReachingTrail {
  const name = more.name ?? 'main'
  return {
    arn: `arn:aws:cloudtrail:us-east-1:111122223333:trail/${name}`,
    name,
    homeRegion: 'us-east-1',
    multiRegion: true,
    organizationTrail: false,
    certainty: 'sure',
    doubts: [],
    selectors,
    globalEvents: true,
    recursiveLogging: true,
    assumed: [],
    ...more,
  }
}

export function reachedBy(...trails: readonly ReachingTrail[]): Reaching {
  return { account: '111122223333', region: 'us-east-1', partition: 'aws', trails, stopped: [] }
}

/** A logging multi-region trail with these advanced selectors, each written as field to operators; a list is Equals. */
export function advanced(...written: readonly Record<string, readonly string[] | Record<string, readonly string[]>>[]): ReachingTrail {
  const selectors = written.map((fields) => ({
    FieldSelectors: Object.entries(fields).map(([Field, wish]) => Object.assign({ Field }, Array.isArray(wish) ? { Equals: wish } : wish)),
  }))
  return trailWith({ AdvancedEventSelectors: selectors })
}

export function basic(...selectors: readonly Record<string, unknown>[]): ReachingTrail {
  return trailWith({ EventSelectors: selectors })
}

/** Whether an answer hangs on which streams belong to which tables: known to AWS, and left undecided here. */
export function hangsOnStreams({ undecidedBy = [] }: Answer): boolean {
  return undecidedBy.some(({ what }) => what.includes('which of them belong together'))
}
