/** The regions of an account, those together in which the same trails record: what is asked of one of them is answered for all. */
import type { Reaching } from '../coverage/answer.ts'
import { sightingOf, trailsReaching } from '../coverage/reaching.ts'
import { countsAsLeader, isLeaderRegion } from '../coverage/trail.ts'
import type { Case } from './case.ts'
import { regionsAskedIn } from './regions.ts'
import { askedRegions } from './subjects.ts'

/**
 * The trails that reach these regions of an account. Accounts of the same trails share the object, so that work about it can be
 * remembered by it; its `account` and `region` are those of the first place where it was met.
 */
export interface Placement {
  readonly reaching: Reaching
  readonly regions: readonly string[]
}

/** The regions that are asked about, by what reaches them; worked out once per account and run. */
export function placementsIn(of: Case, account: string): readonly Placement[] {
  const placed = placedOf(of, account)
  if (of.regions === undefined) return placed
  const asked = new Set(regionsAskedIn(of, account).regions)
  const left = placed.map(({ reaching, regions }) => ({ reaching, regions: regions.filter((region) => asked.has(region)) }))
  return left.filter(({ regions }) => regions.length > 0)
}

/** What reaches one of the regions that an account was asked about. */
export function placedIn(of: Case, account: string, region: string): Reaching {
  return placedOf(of, account).find(({ regions }) => regions.includes(region))?.reaching ?? reachingIn(of, account, region)
}

/** What reaches one region of an account, also one that nobody asked about. */
export function reachingIn({ snapshot, memory }: Pick<Case, 'snapshot' | 'memory'>, account: string, region: string): Reaching {
  return memory.once(snapshot, `reaching ${account} ${region}`, () => trailsReaching(snapshot, account, region))
}

function placedOf(of: Case, account: string): readonly Placement[] {
  return of.memory.once(of.snapshot, `placements ${account}`, () => placeAll(of, account))
}

function placeAll(of: Case, account: string): readonly Placement[] {
  const { snapshot, memory } = of
  const { partition = 'aws' } = snapshot.segments[0]?.header ?? {}
  const bySighting = new Map<string, Placing>()
  const placed = new Map<string, Placing>()
  for (const region of askedRegions(snapshot, account).regions) {
    const sighting = `${isLeaderRegion({ partition, region }) ? 'leader' : ''} ${sightingOf(snapshot, account, region)}`
    const known = bySighting.get(sighting)
    if (known !== undefined) {
      known.regions.push(region)
      continue
    }
    const found = reachingIn(of, account, region)
    const key = keyOf(found)
    const placing = placed.get(key) ?? { reaching: memory.once(snapshot, `reaching ${key}`, () => found), regions: [] }
    placing.regions.push(region)
    placed.set(key, placing)
    bySighting.set(sighting, placing)
  }
  return [...placed.values()]
}

interface Placing extends Placement {
  readonly regions: string[]
}

/** Within one snapshot a trail's ARN stands for its settings and selectors; the rest is how it stands in the place. */
function keyOf(reaching: Reaching): string {
  const trails = reaching.trails.map(({ arn, assumed, doubts }) =>
    [arn, ...assumed, doubts.length === 0 ? '' : JSON.stringify(doubts)].join(' '),
  )
  const stopped = reaching.stopped.map(({ arn, why }) => `${arn} ${why}`)
  return [countsAsLeader(reaching) ? 'leader' : '', ...trails, '', ...stopped].join('\n')
}
