/** Answers about one class of events in the regions of an account: each configuration decided once, regions of one answer together. */
import type { Answer, Reaching, SilentTrail } from '../coverage/answer.ts'
import { storesReaching } from '../coverage/stores.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { EventClass } from '../../nouns/event.ts'
import type { Case } from './case.ts'
import { answerFor } from './deciding.ts'
import { placementsIn, type Placement } from './placements.ts'
import { regionsAskedIn } from './regions.ts'

export type By = NonNullable<Condition['by']>

/** What is to be said, the trails that are shown there but record nothing, and every region of which it is to be said. */
export interface Group {
  readonly answer: Answer
  readonly silent: readonly SilentTrail[]
  readonly regions: readonly string[]
}

/** What is asked: whether a class is recorded, by which trails; and the bucket that the class is about, if it is about one. */
export interface Asked {
  readonly eventClass: EventClass
  readonly by: By
  readonly bucket?: string
}

/** Made-up events are of the first region of their group. */
export function answersIn(asked: Asked, account: string, of: Case): readonly Group[] {
  const groups = new Map<string, Group>()
  const placed = asked.by === 'stores' ? storesIn(of, account) : placementsIn(of, account)
  for (const placement of placed) {
    const group = groupFor(asked, placement, account, of)
    const key = placed.length === 1 ? '' : answerKey(group)
    const known = groups.get(key)
    groups.set(key, known === undefined ? group : { ...known, regions: [...known.regions, ...group.regions].sort() })
  }
  return [...groups.values()]
}

function storesIn(of: Case, account: string): readonly Placement[] {
  return regionsAskedIn(of, account).regions.map((region) => ({ reaching: storesReaching(of.snapshot, account, region), regions: [region] }))
}

function groupFor({ eventClass, by, bucket }: Asked, { reaching, regions }: Placement, account: string, { memory }: Case): Group {
  const counting = by === 'multi-region-trails' ? memory.once(reaching, by, () => multiRegionOnly(reaching)) : reaching
  const answer = answerFor(eventClass, Object.assign({}, counting, { account, region: regions[0] ?? '' }), memory, bucket)
  return { answer, silent: reaching.stopped, regions }
}

function multiRegionOnly(reaching: Reaching): Reaching {
  return { ...reaching, trails: reaching.trails.filter((trail) => trail.multiRegion) }
}

/** Which account and region a made-up event names is no difference. */
function answerKey({ answer, silent }: Group): string {
  const { missed, recorded, ...rest } = answer
  return JSON.stringify([rest, missed?.eventSource, missed?.eventName, recorded?.eventSource, recorded?.eventName, silent])
}
