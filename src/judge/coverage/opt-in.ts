/** An organization trail homed in an opt-in region records nothing of a member that has not enabled that region (reference 4.3). */
import { alwaysOnRegions } from '../../nouns/region.ts'
import type { RegionStatus, Snapshot } from '../../nouns/snapshot.ts'
import type { Doubt } from './answer.ts'
import { doubt } from './selector.ts'

export interface HomeEnabled {
  /** Why the trail records nothing of the member. */
  readonly silent?: string
  readonly doubts: readonly Doubt[]
}

/** Whether this member has the home region of an organization trail of another account. */
export function homeEnabled(snapshot: Snapshot, member: string, home: string, trail: string): HomeEnabled {
  if (!mayBeOptIn(snapshot, home)) return { doubts: [] }
  const regions = snapshot.accounts.get(member)?.regions
  const status = regions?.value?.status[home]
  if (status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT') return { doubts: [] }
  const missing = status === undefined && regions?.value !== undefined
  if (status === 'DISABLED' || missing)
    return { silent: `its home region ${home} is an opt-in region that the account has not enabled`, doubts: [] }
  const state = status === undefined ? 'could not be seen' : 'is changing'
  const what = `whether the account has enabled ${home}, the home region of trail ${trail}, ${state}`
  return { doubts: [doubt(what, `let account:ListRegions be called, or enable ${home} in the account`, regions?.gap)] }
}

/** Some account shows it as something that is switched on or off; or none shows it, and it is not one that everyone has. */
function mayBeOptIn(snapshot: Snapshot, region: string): boolean {
  const seen = seenStatuses(snapshot).get(region)
  if (seen === undefined) return !alwaysOnRegions(snapshot.segments[0]?.header.partition ?? 'aws').includes(region)
  return seen.size > 1 || !seen.has('ENABLED_BY_DEFAULT')
}

const remembered = new WeakMap<Snapshot, ReadonlyMap<string, ReadonlySet<RegionStatus>>>()

/** Every status that any account shows of a region; worked out once per snapshot. */
function seenStatuses(snapshot: Snapshot): ReadonlyMap<string, ReadonlySet<RegionStatus>> {
  const known = remembered.get(snapshot)
  if (known !== undefined) return known
  const statuses = new Map<string, Set<RegionStatus>>()
  // Most accounts have the same regions, and their snapshot the same object.
  const different = new Set([...snapshot.accounts.values()].map(({ regions }) => regions?.value?.status ?? {}))
  for (const one of different) {
    for (const [region, status] of Object.entries(one)) {
      const seen = statuses.get(region) ?? new Set<RegionStatus>()
      statuses.set(region, seen.add(status))
    }
  }
  remembered.set(snapshot, statuses)
  return statuses
}
