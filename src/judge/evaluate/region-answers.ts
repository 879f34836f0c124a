/** Answers about one class of events in the regions of an account: each configuration decided once, regions of one answer together. */
import type { Reaching, SilentTrail } from '../coverage/answer.ts'
import { storesReaching } from '../coverage/stores.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { EventClass } from '../../nouns/event.ts'
import type { Case } from './case.ts'
import { answerAbout, answerFor, type BucketClass, type Told } from './deciding.ts'
import { placementsIn, placeOf, reachingIn, type Placement } from './placements.ts'
import { regionsAskedIn } from './regions.ts'

export type By = NonNullable<Condition['by']>

/**
 * What is to be said, the trails that are shown there but record nothing, and every region of which it is to be said. Made-up events are
 * moved (`here`) to the first region.
 */
export interface Group extends Told {
  readonly silent: readonly SilentTrail[]
  readonly regions: readonly string[]
}

/** What is asked: whether a class is recorded, and by which trails. */
export interface Asked {
  readonly eventClass: EventClass
  readonly by: By
}

/** Made-up events are of the first region of their group. */
export function answersIn(asked: Asked, account: string, of: Case): readonly Group[] {
  const placed = asked.by === 'stores' ? storesIn(of, account) : placementsIn(of, account)
  const found = placed.map((placement) => groupFor(asked, placement, account, of))
  if (found.length === 1) return found
  const groups = new Map<string, Group>()
  for (const group of found) {
    const key = answerKey(group)
    const known = groups.get(key)
    groups.set(key, known === undefined ? group : { ...known, regions: [...known.regions, ...group.regions].sort() })
  }
  return [...groups.values()]
}

/** The answers about classes that are about one bucket, in one region of an account. */
export function answersAbout(bucket: string, classes: readonly BucketClass[], { account, region }: Place, of: Case): readonly Group[] {
  const reaching = reachingIn(of, account, region)
  return classes.map((classOf) => {
    const { answer, here } = answerAbout(classOf, bucket, reaching, of.memory)
    return { answer, here, silent: reaching.stopped, regions: [region] }
  })
}

type Place = Pick<Reaching, 'account' | 'region'>

function storesIn(of: Case, account: string): readonly Placement[] {
  return regionsAskedIn(of, account).regions.map((region) => ({ reaching: storesReaching(of.snapshot, account, region), regions: [region] }))
}

function groupFor({ eventClass, by }: Asked, { reaching, regions }: Placement, account: string, { memory }: Case): Group {
  const counting = by === 'multi-region-trails' ? memory.once(reaching, by, () => multiRegionOnly(reaching)) : reaching
  const { answer, here } = answerFor(eventClass, placeOf(counting, account, regions[0] ?? ''), memory)
  return { answer, here, silent: reaching.stopped, regions }
}

function multiRegionOnly(reaching: Reaching): Reaching {
  return { ...reaching, trails: reaching.trails.filter((trail) => trail.multiRegion) }
}

/** Which account and region a made-up event names is no difference. */
function answerKey({ answer, silent }: Group): string {
  const { missed, recorded, ...rest } = answer
  return JSON.stringify([rest, missed?.eventSource, missed?.eventName, recorded?.eventSource, recorded?.eventName, silent])
}
