/** What one trail records of one category, between bounds: its selectors, less what its own settings leave out. */
import type { Doubt, Reaching, ReachingTrail } from './answer.ts'
import { admits, type Condition } from './language.ts'
import type { Cell, Part, Product } from './product.ts'
import { doubt, equalTo, everything, part, textsOf, type Selector } from './selector.ts'
import { readSelectors } from './selectors.ts'
import { cloudTrail, type Slice } from './universe.ts'

/** Some of what a trail certainly records (`lower`) or may record (`upper`). */
export interface Recorded {
  readonly trail: ReachingTrail
  readonly product: Product
  /** Why the upper bound is not also a lower one. */
  readonly doubts: readonly Doubt[]
}

/** Where each partition's global services record their events (A11; outside `aws` reference 1.4 only assumes it). */
const leaderRegions: Readonly<Record<string, string>> = { aws: 'us-east-1', 'aws-us-gov': 'us-gov-west-1', 'aws-cn': 'cn-north-1' }

export function isLeaderRegion({ partition, region }: Pick<Reaching, 'partition' | 'region'>): boolean {
  return leaderRegions[partition] === region
}

/** The selectors of a trail, undefined when they could not be seen. */
export function selectorsOf(trail: ReachingTrail, partition: string): readonly Selector[] | undefined {
  return trail.selectors === undefined ? undefined : readSelectors(trail.selectors, partition, trail.selectorGaps)
}

/** What a trail certainly records, as far as it concerns the slice. */
export function certainly(trail: ReachingTrail, slice: Slice, reaching: Reaching): readonly Recorded[] {
  if (trail.certainty === 'maybe') return []
  const cuts = cutsOf(trail, slice, reaching, 'certainly')
  const selectors = selectorsOf(trail, reaching.partition) ?? []
  return selectors
    .flatMap(({ lower }) => lower)
    .flatMap((product) => cut(product, cuts).map((each) => ({ trail, product: each, doubts: [] })))
}

/** What a trail may record, as far as it concerns the slice. */
export function possibly(trail: ReachingTrail, slice: Slice, reaching: Reaching): readonly Recorded[] {
  const cuts = cutsOf(trail, slice, reaching, 'possibly')
  const selectors = selectorsOf(trail, reaching.partition)
  const settings = [...trail.doubts, ...settingDoubts(trail, slice, reaching)]
  if (selectors === undefined) return cut(everything[0] ?? [], cuts).map((product) => ({ trail, product, doubts: settings }))
  return selectors.flatMap(({ label, upper, doubts }) => {
    const own = doubts.map((each) => ({ ...each, what: `trail ${trail.name}, ${label}: ${each.what}` }))
    return upper.flatMap((product) => cut(product, cuts).map((each) => ({ trail, product: each, doubts: [...own, ...settings] })))
  })
}

/** A cut is a list of alternatives: the product is kept where it meets one of them. */
type Cut = readonly (readonly Part[])[]

function cut(product: Product, cuts: readonly Cut[]): readonly Product[] {
  return cuts.reduce<readonly Product[]>(
    (kept, alternatives) => kept.flatMap((each) => alternatives.map((parts) => [...each, ...parts])),
    [product],
  )
}

function cutsOf(trail: ReachingTrail, slice: Slice, reaching: Reaching, bound: 'certainly' | 'possibly'): readonly Cut[] {
  const applies = (setting: boolean | 'unseen') => setting === false || (setting === 'unseen' && bound === 'certainly')
  const globals = leavesOutGlobals(trail, slice, reaching) && applies(trail.globalEvents)
  const deliveries = admits(slice.cell['userIdentity.invokedBy'], cloudTrail) && applies(trail.recursiveLogging)
  return [...(globals ? [globalsCut(bound)] : []), ...(deliveries ? [deliveriesCut] : [])]
}

/** Only a single-region trail in the leader region can leave global service events out (reference 1.4). */
function leavesOutGlobals(trail: ReachingTrail, { category }: Slice, reaching: Reaching): boolean {
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

function dropped(field: keyof Cell, condition: Condition): Part {
  return part(field, condition, 'RecursiveLogging false')
}

function settingDoubts(trail: ReachingTrail, slice: Slice, reaching: Reaching): readonly Doubt[] {
  const globals = leavesOutGlobals(trail, slice, reaching)
  const fromCloudTrail = admits(slice.cell['userIdentity.invokedBy'], cloudTrail)
  const include = 'set IncludeGlobalServiceEvents on it, or make it multi-region'
  return [
    ...(globals && trail.globalEvents === 'unseen'
      ? [doubt(`trail ${trail.name}: whether it includes global service events is not known`, include)]
      : []),
    ...(globals && trail.globalEvents === false
      ? [doubt(`trail ${trail.name} leaves out calls to the global STS endpoint, and records those to the regional one`, include)]
      : []),
    ...(fromCloudTrail && trail.recursiveLogging === 'unseen'
      ? [doubt(`trail ${trail.name}: whether it records CloudTrail's own deliveries is not known`, 'make its RecursiveLogging readable')]
      : []),
  ]
}
