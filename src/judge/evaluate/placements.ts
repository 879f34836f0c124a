/** The regions of an account, those together in which the same trails record: what is asked of one of them is answered for all. */
import type { Reaching } from '../coverage/answer.ts'
import { isSeenAlike, sightOf, trailsReaching, type Sight } from '../coverage/reaching.ts'
import { countsAsLeader } from '../coverage/trail.ts'
import type { Case } from './case.ts'
import { onceIn } from './once-in.ts'
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

/**
 * What reaches one region of an account, also one that nobody asked about. Doubts are those of its own facts: who collects gaps tells
 * them apart by their objects, and a placement may hold those of another account.
 */
export function reachingIn({ snapshot, memory }: Remembered, account: string, region: string): Reaching {
  const placed = placedOf({ snapshot, memory }, account).find(({ regions }) => regions.includes(region))
  if (placed?.reaching.trails.every(({ doubts }) => doubts.length === 0) === true) return placeOf(placed.reaching, account, region)
  const known = memory.once(snapshot, 'reaching', () => new Map<string, Reaching>())
  return onceIn(known, `${account} ${region}`, () => trailsReaching(snapshot, account, region))
}

/** The same trails, reaching another place. */
export function placeOf({ partition, trails, stopped }: Reaching, account: string, region: string): Reaching {
  return { account, region, partition, trails, stopped }
}

type Remembered = Pick<Case, 'snapshot' | 'memory'>

function placedOf(of: Remembered, account: string): readonly Placement[] {
  const known = of.memory.once(of.snapshot, 'placements', () => new Map<string, readonly Placement[]>())
  return onceIn(known, account, () => placeAll(of, account))
}

function placeAll({ snapshot, memory }: Remembered, account: string): readonly Placement[] {
  const reach = snapshot.accounts.get(account)?.reach
  const placed = new Map<string, Placing>()
  const sights: { readonly sight: Sight; readonly placing: Placing }[] = []
  for (const region of askedRegions(snapshot, account).regions) {
    const same = sights.find(({ sight }) => isSeenAlike(sight, region, reach?.at(region)?.shown))
    if (same !== undefined) {
      same.placing.regions.push(region)
      continue
    }
    const found = trailsReaching(snapshot, account, region)
    const key = keyOf(found)
    const placing = placed.get(key) ?? { reaching: memory.once(snapshot, `reaching ${key}`, () => found), regions: [] }
    placing.regions.push(region)
    placed.set(key, placing)
    sights.push({ sight: sightOf(snapshot, account, region), placing })
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
