/** What one trail records of one category, between bounds: its selectors, less what its own settings leave out. */
import type { Reaching, ReachingTrail } from './answer.ts'
import type { Part, Product } from './cell.ts'
import type { Condition } from './condition.ts'
import type { Reason } from './decision.ts'
import { cloudTrail } from './possible-events.ts'
import { doubt, equalTo, everything, part, textsOf, type Category, type Selector } from './selector.ts'
import { readSelectors } from './selectors.ts'

/** Some of what a trail certainly records (`lower`) or may record (`upper`). */
export interface Recorded {
  /** Its position among the trails. */
  readonly trail: number
  readonly product: Product
  /** Why the upper bound is not also a lower one. */
  readonly doubts: readonly Reason[]
}

/** What a trail's own settings can tell apart: the category, and whether CloudTrail itself may be the caller. */
export interface Kind {
  readonly category: Category
  readonly byCloudTrail: boolean
}

/** A trail at its position. */
export interface Placed {
  readonly trail: ReachingTrail
  readonly position: number
}

/** Where each partition's global services record their events (A11; outside `aws` reference 1.4 only assumes it). */
const leaderRegions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-north-1' }

export function isLeaderRegion({ partition, region }: Pick<Reaching, 'partition' | 'region'>): boolean {
  return leaderRegions[partition] === region
}

/** Whether what is recorded hangs on the region's being the leader: only single-region trails leave anything out there. */
export function countsAsLeader(reaching: Reaching): boolean {
  return isLeaderRegion(reaching) && reaching.trails.some(({ multiRegion }) => !multiRegion)
}

/** The selectors of a trail, undefined when they could not be seen. */
export function selectorsOf(trail: ReachingTrail, partition: string): readonly Selector[] | undefined {
  return trail.selectors === undefined ? undefined : readSelectors(trail.selectors, partition, trail.selectorGaps)
}

/** What a trail certainly records, as far as it concerns events of this kind. */
export function certainly({ trail, position }: Placed, kind: Kind, reaching: Reaching): readonly Recorded[] {
  if (trail.certainty === 'maybe') return []
  const cuts = cutsOf(trail, kind, reaching, 'certainly')
  const selectors = selectorsOf(trail, reaching.partition) ?? []
  return selectors
    .flatMap(({ lower }) => lower)
    .flatMap((product) => cut(product, cuts).map((each) => ({ trail: position, product: each, doubts: [] })))
}

/** What a trail may record, as far as it concerns events of this kind. */
export function possibly({ trail, position }: Placed, kind: Kind, reaching: Reaching): readonly Recorded[] {
  const cuts = cutsOf(trail, kind, reaching, 'possibly')
  const selectors = selectorsOf(trail, reaching.partition)
  const settings = [...trail.doubts.map((_, own) => ({ trail: position, own })), ...settingDoubts({ trail, position }, kind, reaching)]
  const hidden = { label: '', upper: everything, doubts: [] }
  return (selectors ?? [hidden]).flatMap(({ label, upper, doubts }) => {
    const reasons = [...doubts.map((each) => ({ trail: position, selector: label, doubt: each })), ...settings]
    return upper.flatMap((product) => cut(product, cuts).map((each) => ({ trail: position, product: each, doubts: reasons })))
  })
}

/** A cut is a list of alternatives: the product is kept where it meets one of them. */
export type Cut = readonly Product[]

function cut(product: Product, cuts: readonly Cut[]): readonly Product[] {
  return cuts.reduce<readonly Product[]>(
    (kept, alternatives) => kept.flatMap((each) => alternatives.map((parts) => [...each, ...parts])),
    [product],
  )
}

/** What the trail's own settings certainly or possibly leave of events of this kind. */
export function cutsOf(trail: ReachingTrail, kind: Kind, reaching: Reaching, bound: 'certainly' | 'possibly'): readonly Cut[] {
  const applies = (setting: boolean | 'unseen') => setting === false || (setting === 'unseen' && bound === 'certainly')
  const globals = leavesOutGlobals(trail, kind, reaching) && applies(trail.globalEvents)
  const deliveries = kind.byCloudTrail && applies(trail.recursiveLogging)
  return [...(globals ? [globalsCut(bound)] : []), ...(deliveries ? [deliveriesCut] : [])]
}

/** Only a single-region trail in the leader region can leave global service events out (reference 1.4). */
function leavesOutGlobals(trail: ReachingTrail, { category }: Kind, reaching: Reaching): boolean {
  return category === 'Management' && !trail.multiRegion && isLeaderRegion(reaching) && trail.globalEvents !== true
}

/** STS records its regional calls here as well: they cannot be told apart by source, so the bounds differ in it. */
function globalsCut(bound: 'certainly' | 'possibly'): Cut {
  const sources = ['iam.amazonaws.com', 'cloudfront.amazonaws.com', ...(bound === 'certainly' ? ['sts.amazonaws.com'] : [])]
  return [[part('eventSource', { none: textsOf(sources) }, 'IncludeGlobalServiceEvents false', 'A11')]]
}

const byCloudTrail = { none: textsOf([cloudTrail]) }

/** RecursiveLogging false drops CloudTrail's own PutObject and PutLogEvents and nothing else (reference 2.6). */
const deliveriesCut: Cut = [
  [dropped('eventName', { none: textsOf(['PutObject']) }), dropped('eventSource', equalTo('s3.amazonaws.com'))],
  [dropped('eventName', { none: textsOf(['PutLogEvents']) }), dropped('eventSource', equalTo('logs.amazonaws.com'))],
  [dropped('eventSource', { none: textsOf(['s3.amazonaws.com', 'logs.amazonaws.com']) })],
  [dropped('userIdentity.invokedBy', byCloudTrail)],
]

function dropped(field: Part['field'], condition: Condition): Part {
  return part(field, condition, 'RecursiveLogging false')
}

/** Why it is not certain what the trail's own settings leave out. */
export function settingDoubts({ trail, position }: Placed, kind: Kind, reaching: Reaching): readonly (Reason & { readonly trail: number })[] {
  const globals = leavesOutGlobals(trail, kind, reaching)
  const include = 'set IncludeGlobalServiceEvents on it, or make it multi-region'
  const doubts = [
    ...(globals && trail.globalEvents === 'unseen' ? [doubt('whether it includes global service events is not known', include)] : []),
    ...(globals && trail.globalEvents === false
      ? [doubt('it leaves out calls to the global STS endpoint, and records those to the regional one', include)]
      : []),
    ...(kind.byCloudTrail && trail.recursiveLogging === 'unseen'
      ? [doubt("whether it records CloudTrail's own deliveries is not known", 'make its RecursiveLogging readable')]
      : []),
  ]
  return doubts.map((each) => ({ trail: position, doubt: each }))
}
