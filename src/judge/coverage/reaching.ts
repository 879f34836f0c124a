/** Which trails record the events of one account and region (reference 1.4, 4.3). */
import type { Shown } from '../../nouns/reach-by-region.ts'
import type { Fact, FactValues, Gap, Snapshot } from '../../nouns/snapshot.ts'
import type { Doubt, Reaching, ReachingTrail, SilentTrail } from './answer.ts'
import { identify, loggingOf } from './logging.ts'
import { homeEnabled } from './opt-in.ts'
import { doubt } from './selector.ts'

interface Place {
  readonly snapshot: Snapshot
  readonly account: string
  readonly region: string
}

/** What is known of one trail in one place: that it is silent there and why, or that it records. */
interface Standing {
  readonly silent?: string
  readonly doubts: readonly Doubt[]
  readonly assumed: readonly string[]
}

/**
 * The trails of an account and region: those that its `reach` fact lists, but the silent ones. Where that fact, a status, a trail's body
 * or its selectors could not be seen, what may record is there with `certainty: 'maybe'` and the gap.
 */
export function trailsReaching(snapshot: Snapshot, account: string, region: string): Reaching {
  const partition = snapshot.segments[0]?.header.partition ?? 'aws'
  const place = { snapshot, account, region }
  const facts = snapshot.accounts.get(account)
  const fact = facts?.reach.at(region)?.shown
  const hidden = fact?.gap ?? fact?.unseen?.trails ?? (fact === undefined ? (facts?.account?.unseen?.identity ?? 'no fact') : undefined)
  const placed = arnsIn(fact).map((arn) => placeTrail(arn, place, fact))
  return {
    account,
    region,
    partition,
    trails: [...placed.flatMap(({ trail }) => trail ?? []), ...(hidden === undefined ? [] : [unseenTrails(hidden)])],
    stopped: placed.flatMap(({ silent }) => silent ?? []),
  }
}

/** What `trailsReaching` looks at in one region of an account: the `reach` fact, and whether it is the home of a trail of one region. */
export interface Sight {
  readonly region: string
  readonly fact: Shown | undefined
  /** The home regions of those trails that may be of one region. */
  readonly homes: readonly string[]
}

export function sightOf(snapshot: Snapshot, account: string, region: string): Sight {
  const fact = snapshot.accounts.get(account)?.reach.at(region)?.shown
  const regional = arnsIn(fact).filter((arn) => !isOfAllRegions(snapshot.trails.get(arn)))
  return { region, fact, homes: regional.map((arn) => identify(arn, snapshot.trails.get(arn)?.value).home) }
}

function isOfAllRegions(fact: Fact<'trail'> | undefined): boolean {
  return fact?.value?.IsMultiRegionTrail === true && fact.unseen?.IsMultiRegionTrail === undefined
}

/** Whether `trailsReaching` tells the same of another region of the account. */
export function isSeenAlike(sight: Sight, region: string, fact: Shown | undefined): boolean {
  if (fact === undefined || sight.fact === undefined) return fact === sight.fact
  if (hiddenIn(fact) !== hiddenIn(sight.fact) || sight.homes.includes(region) || sight.homes.includes(sight.region)) return false
  const [here, there] = [fact.value?.trails, sight.fact.value?.trails]
  if (here === there || here === undefined || there === undefined) return here === there
  return logAlike(here, there) && logAlike(there, here)
}

function hiddenIn({ gap, unseen }: Shown): string {
  return gap === undefined && unseen === undefined ? '' : JSON.stringify([gap, unseen])
}

type Statuses = FactValues['reach']['trails']

/** Every trail of the one is among the other, and logs as it does there. */
function logAlike(here: Statuses, there: Statuses): boolean {
  for (const arn in here) {
    if (there[arn] === undefined || here[arn]?.IsLogging !== there[arn].IsLogging) return false
  }
  return true
}

/** Trails whose status was refused are named in `unseen`, and not always in the value. */
function arnsIn(fact: Shown | undefined): readonly string[] {
  const listed = Object.keys(fact?.value?.trails ?? {})
  if (fact?.unseen === undefined) return listed.sort()
  const refused = Object.keys(fact.unseen).flatMap((path) => (path.startsWith('trails.arn:') ? [path.slice('trails.'.length)] : []))
  return [...new Set([...listed, ...refused.map((arn) => arn.replace(/\.IsLogging$/, ''))])].sort()
}

function unseenTrails(hidden: Gap | 'no fact'): ReachingTrail {
  const gap = hidden === 'no fact' ? undefined : hidden
  const change =
    gap?.call === 'sts:AssumeRole' ? 'let the caller assume the reading role there' : 'let cloudtrail:DescribeTrails be called there'
  return {
    arn: '',
    name: 'trails that could not be seen',
    homeRegion: '',
    multiRegion: true,
    organizationTrail: true,
    certainty: 'maybe',
    doubts: [doubt('which trails reach the region could not be seen', change, gap)],
    globalEvents: true,
    recursiveLogging: true,
    assumed: [],
  }
}

function placeTrail(
  arn: string,
  place: Place,
  reach: Shown | undefined,
): { readonly trail?: ReachingTrail; readonly silent?: SilentTrail } {
  const fact = place.snapshot.trails.get(arn)
  const standing = standingOf(arn, fact, place, reach)
  if (standing.silent !== undefined) return { silent: { arn, name: identify(arn, fact?.value).name, why: standing.silent } }
  return { trail: reachingTrail(arn, fact, place, standing) }
}

function standingOf(arn: string, fact: Fact<'trail'> | undefined, place: Place, reach: Shown | undefined): Standing {
  const { IsMultiRegionTrail: multiRegion, IsOrganizationTrail: organization } = fact?.value ?? {}
  const identity = identify(arn, fact?.value)
  const { home, owner, name } = identity
  if (fact?.value !== undefined && fact.unseen?.IsMultiRegionTrail === undefined && multiRegion !== true && home !== place.region) {
    return { silent: `a single-region trail of ${home}`, doubts: [], assumed: [] }
  }
  const logging = loggingOf(place.snapshot, identity, reach)
  const enabled = organization === true && owner !== place.account ? homeEnabled(place.snapshot, place.account, home, name) : { doubts: [] }
  const silent = logging.silent ?? enabled.silent
  const shared = organization === true && owner !== place.account ? ['A13'] : []
  const doubts = [...bodyDoubts(name, fact), ...logging.doubts, ...enabled.doubts]
  const assumed = [...logging.assumed, ...shared]
  return silent === undefined ? { doubts, assumed } : { silent, doubts, assumed }
}

function bodyDoubts(name: string, fact: Fact<'trail'> | undefined): readonly Doubt[] {
  const gap = fact?.gap ?? fact?.unseen?.IsMultiRegionTrail ?? fact?.unseen?.IsOrganizationTrail
  if (fact?.value !== undefined && gap === undefined) return []
  return [doubt(`the settings of trail ${name} could not be seen`, 'let cloudtrail:DescribeTrails be called in its home region', gap)]
}

function reachingTrail(arn: string, fact: Fact<'trail'> | undefined, { snapshot }: Place, standing: Standing): ReachingTrail {
  const trail = fact?.value
  const selectors = snapshot.selectors.get(arn)
  const { name, home } = identify(arn, trail)
  const doubts = [...standing.doubts, ...(selectors?.value === undefined ? [selectorsUnseen(name, selectors?.gap)] : [])]
  const reaching: { -readonly [K in keyof ReachingTrail]: ReachingTrail[K] } = {
    arn,
    name,
    homeRegion: home,
    multiRegion: trail === undefined || fact?.unseen?.IsMultiRegionTrail !== undefined || trail.IsMultiRegionTrail === true,
    organizationTrail: trail?.IsOrganizationTrail === true,
    certainty: doubts.length > 0 ? 'maybe' : 'sure',
    doubts,
    globalEvents: settingOf(fact, 'IncludeGlobalServiceEvents'),
    recursiveLogging: settingOf(fact, 'RecursiveLogging'),
    assumed: [...(trail?.RecursiveLogging === undefined ? ['A14'] : []), ...standing.assumed],
  }
  if (selectors?.value !== undefined) reaching.selectors = selectors.value
  if (selectors?.unseen !== undefined) reaching.selectorGaps = selectors.unseen
  return reaching
}

/** Both are true where AWS does not show them: CreateTrail's defaults (A14). */
function settingOf(fact: Fact<'trail'> | undefined, member: 'IncludeGlobalServiceEvents' | 'RecursiveLogging'): boolean | 'unseen' {
  if (fact?.value === undefined || fact.unseen?.[member] !== undefined) return 'unseen'
  return fact.value[member] !== false
}

function selectorsUnseen(name: string, gap: Gap | undefined): Doubt {
  return doubt(
    `the event selectors of trail ${name} could not be seen`,
    'let cloudtrail:GetEventSelectors be called in its home region',
    gap,
  )
}
