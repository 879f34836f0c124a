/** The regions of an account, those together in which the same trails record: what is asked of one of them is answered for all. */
import type { Reaching } from '../coverage/answer.ts'
import { trailsReaching } from '../coverage/reaching.ts'
import { isLeaderRegion } from '../coverage/trail.ts'
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

interface Notes {
  readonly byKey: Map<string, Reaching>
  readonly byAccount: Map<string, readonly Placement[]>
}

const notebooks = new WeakMap<object, Notes>()

/** The regions that are asked about, by what reaches them; worked out once per account and run. */
export function placementsIn(of: Case, account: string): readonly Placement[] {
  const notes: Notes = notebooks.get(of.memory) ?? { byKey: new Map(), byAccount: new Map() }
  notebooks.set(of.memory, notes)
  const placed = notes.byAccount.get(account) ?? placeAll(of, account, notes)
  notes.byAccount.set(account, placed)
  if (of.regions === undefined) return placed
  const asked = new Set(regionsAskedIn(of, account).regions)
  const left = placed.map(({ reaching, regions }) => ({ reaching, regions: regions.filter((region) => asked.has(region)) }))
  return left.filter(({ regions }) => regions.length > 0)
}

function placeAll({ snapshot }: Case, account: string, { byKey }: Notes): readonly Placement[] {
  const groups = new Map<Reaching, string[]>()
  for (const region of askedRegions(snapshot, account).regions) {
    const found = trailsReaching(snapshot, account, region)
    const key = keyOf(found)
    const reaching = byKey.get(key) ?? found
    byKey.set(key, reaching)
    const regions = groups.get(reaching)
    if (regions === undefined) groups.set(reaching, [region])
    else regions.push(region)
  }
  return [...groups].map(([reaching, regions]) => ({ reaching, regions }))
}

/** Within one snapshot a trail's ARN stands for its settings and selectors; the rest is how it stands in the place. */
function keyOf(reaching: Reaching): string {
  const trails = reaching.trails.map(({ arn, assumed, doubts }) =>
    [arn, ...assumed, doubts.length === 0 ? '' : JSON.stringify(doubts)].join(' '),
  )
  const stopped = reaching.stopped.map(({ arn, why }) => `${arn} ${why}`)
  return [isLeaderRegion(reaching) ? 'leader' : '', ...trails, '', ...stopped].join('\n')
}

const results = new WeakMap<Reaching, Map<string, unknown>>()

/** The result of work that hangs on its name and on what reaches a place, done once for each placement. */
export function rememberedFor<T>(reaching: Reaching, name: string, work: () => T): T {
  const known = results.get(reaching) ?? new Map<string, unknown>()
  results.set(reaching, known)
  if (!known.has(name)) known.set(name, work())
  return known.get(name) as T
}
