/** Which trails record one event, and why not the others. */
import { explain } from '../coverage/explain.ts'
import type { EventCoverage, EventOutcome, Explanation } from '../../nouns/coverage.ts'
import type { CloudTrailEvent } from '../../nouns/event.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import { reachedIn, type Reached } from './reached.ts'

/** Where an event is explained; `anywhere`: the trails are the same in any region. */
export interface EventPlace {
  readonly account: string
  readonly region: string
  readonly anywhere: boolean
}

/** Explains events one after the other; what reaches an account and region is found once. */
export function explainerOf(snapshot: Snapshot): (event: CloudTrailEvent, place: EventPlace) => EventCoverage {
  const known = new Map<string, Reached>()
  return (event, { account, region, anywhere }) => {
    const key = `${account} ${region}`
    const reached = known.get(key) ?? reachedIn(snapshot, account, region)
    known.set(key, reached)
    const trails = explain(event, reached.trails)
    return {
      event,
      account,
      ...(anywhere ? {} : { region }),
      outcome: outcomeOf(trails),
      trails,
      stores: explain(event, reached.stores),
    }
  }
}

/** One trail that records it is enough; one that may record it keeps it open. */
function outcomeOf(trails: readonly Explanation[]): EventOutcome {
  const outcomes = new Set(trails.map(({ outcome }) => outcome))
  return outcomes.has('recorded') ? 'recorded' : outcomes.has('undecided') ? 'undecided' : 'not-recorded'
}
