/** Where a trail shows, with its status there: GetTrailStatus answers by account and region. */
import type { ReachByRegion, Shown } from '../../nouns/reach-by-region.ts'
import type { Gap, Snapshot, TrailStatus } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import { identify, type TrailIdentity } from '../coverage/logging.ts'
import { openGap } from './fact-reading.ts'
import { onceIn } from './once-in.ts'

/** A trail in one region of one account. Where the status could not be seen, the gap says why. */
export interface Showing {
  readonly account: string
  readonly region: string
  readonly status?: TrailStatus
  readonly gap?: OpenGap
}

const notebooks = new WeakMap<Snapshot, ReadonlyMap<string, readonly ReachByRegion[]>>()

/** What the accounts show that show a trail. */
export function reachesShowing(snapshot: Snapshot, arn: string): readonly ReachByRegion[] {
  return onceIn(notebooks, snapshot, () => reachesByTrail(snapshot)).get(arn) ?? []
}

/** Tells every place where a trail shows, over the whole snapshot, one after the other: they may be hundreds of thousands. */
export function eachShowing(snapshot: Snapshot, arn: string, tell: (showing: Showing) => void): void {
  for (const reach of reachesShowing(snapshot, arn)) {
    for (const at of reach.all) {
      const status = reach.statusIn(at, arn)
      if (status !== undefined) tell(showingOf({ account: reach.account, region: at.region }, arn, status, at.shown))
    }
  }
}

/** For all trails at once. */
function reachesByTrail(snapshot: Snapshot): ReadonlyMap<string, readonly ReachByRegion[]> {
  const found = new Map<string, ReachByRegion[]>()
  const shown = new Map<object, readonly string[]>()
  for (const { reach } of snapshot.accounts.values()) {
    for (const arn of onceIn(shown, reach.likeness, () => trailsIn(reach))) onceIn(found, arn, () => []).push(reach)
  }
  return found
}

function trailsIn(reach: ReachByRegion): readonly string[] {
  return [...new Set(reach.all.flatMap(({ shown }) => Object.keys(shown.value?.trails ?? {})))]
}

function showingOf({ account, region }: Place, arn: string, status: TrailStatus, shown: Shown): Showing {
  const gap = statusGap(shown, arn)
  return gap === undefined ? { account, region, status } : { account, region, gap: openGap(gap, { account, region }) }
}

/** Why the status of a trail could not be seen. */
export function statusGap({ unseen }: Shown, arn: string): Gap | undefined {
  return unseen && (unseen[`trails.${arn}`] ?? unseen['trails'])
}

type Place = Pick<Showing, 'account' | 'region'>

const homes = new WeakMap<Snapshot, Map<string, readonly Showing[]>>()

/**
 * The trail in its home region: in the account that owns it, or, where that was not read, in the accounts that were (a copy of an
 * organization trail has a status of its own in each). The gap of the home region where it shows in none. Looked up once for each trail.
 */
export function showingsAtHome(snapshot: Snapshot, arn: string): readonly Showing[] {
  const known = onceIn(homes, snapshot, () => new Map<string, readonly Showing[]>())
  return onceIn(known, arn, () => findAtHome(snapshot, identify(arn, snapshot.trails.get(arn)?.value)))
}

function findAtHome(snapshot: Snapshot, { arn, owner, home }: TrailIdentity): readonly Showing[] {
  const facts = snapshot.accounts.get(owner)
  const at = facts?.reach.at(home)
  const status = at && facts?.reach.statusIn(at, arn)
  if (at !== undefined && status !== undefined) return [showingOf({ account: owner, region: home }, arn, status, at.shown)]
  const there: Showing[] = []
  eachShowing(snapshot, arn, (showing) => showing.region === home && there.push(showing))
  if (there.length > 0) return there
  const gap = at?.shown.gap ?? facts?.account?.unseen?.['identity'] ?? facts?.account?.gap
  const where = { account: owner, region: home }
  return gap === undefined ? [] : [{ ...where, gap: openGap(gap, where) }]
}
