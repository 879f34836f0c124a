/** Where `explain` asks about an event: the place that flags name, else the event's own, else the only one there is. */
import { askedOf, refuseUnknownAccount, type CoverageFlags } from './coverage-source.ts'
import type { EventPlace } from './judge/evaluate/event-coverage.ts'
import type { CloudTrailEvent } from './nouns/event.ts'
import { badInput } from './nouns/place.ts'
import type { Snapshot } from './nouns/snapshot.ts'

/** Selectors of a file are those of any region; in a snapshot, the account must be there. */
export function eventPlace(event: CloudTrailEvent, snapshot: Snapshot, flags: CoverageFlags): EventPlace {
  if (flags.selectors !== undefined) {
    const { account, regions } = askedOf(snapshot, flags).place
    return { account, region: regions[0] ?? '', anywhere: true }
  }
  const account = flags.account ?? event.recipientAccountId ?? askedOf(snapshot, flags).place.account
  refuseUnknownAccount(snapshot, account)
  const region = flags.region ?? event.awsRegion
  if (region === undefined) throw badInput({ what: `the event ${event.eventSource} ${event.eventName} has no awsRegion`, instead: 'name a region with --region' })
  return { account, region, anywhere: false }
}
