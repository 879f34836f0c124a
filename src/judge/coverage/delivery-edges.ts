/** Which trails record the deliveries of a trail: the edges of the delivery graph (reference 6, recursion). */
import type { EventClass, Witness } from '../../nouns/event.ts'
import type { Bucket, Fact, Snapshot, Trail } from '../../nouns/snapshot.ts'
import type { Doubt, Reaching, ReachingTrail } from './answer.ts'
import { decide } from './decide.ts'
import { deliveryClass, keyPrefix } from './delivery-class.ts'
import { identify, loggingOf } from './logging.ts'
import { trailsReaching } from './reaching.ts'
import { doubt } from './selector.ts'

/** That some delivery is recorded by a trail; by one that could not be seen, where `to` is empty. With doubts it only may be. */
export interface Edge {
  readonly to: string
  readonly doubts: readonly Doubt[]
  readonly witness?: Witness
}

function partitionOf(arn: string): string {
  return arn.split(':')[1] ?? 'aws'
}

/** The trail as it stands in its own account and home region; undefined when it is stopped. */
function atHome(snapshot: Snapshot, arn: string): { readonly trail: ReachingTrail; readonly reaching: Reaching } | undefined {
  const { owner, home } = identify(arn, snapshot.trails.get(arn)?.value)
  const reaching = trailsReaching(snapshot, owner, home)
  const trail = reaching.trails.find((each) => each.arn === arn)
  return trail === undefined ? undefined : { trail, reaching }
}

/** Whether the trail's selectors can record a delivery to any bucket at all; if not, no cycle goes through it. */
export function mayRecordDeliveries(snapshot: Snapshot, arn: string): boolean {
  const standing = atHome(snapshot, arn)
  const listed = standing ?? { trail: undefined, reaching: undefined }
  if (listed.trail === undefined) return !isStopped(snapshot, arn)
  return edgeTo(deliveryClass(`arn:${partitionOf(arn)}:s3:::`), listed.reaching, listed.trail).length > 0
}

export function isStopped(snapshot: Snapshot, arn: string): boolean {
  const identity = identify(arn, snapshot.trails.get(arn)?.value)
  return loggingOf(snapshot, identity, undefined).silent !== undefined
}

/** Every trail that records, or may record, some delivery of this trail. A stopped trail delivers nothing. */
export function edgesFrom(snapshot: Snapshot, arn: string): readonly Edge[] {
  const fact = snapshot.trails.get(arn)
  const identity = identify(arn, fact?.value)
  const logging = loggingOf(snapshot, identity, undefined)
  if (logging.silent !== undefined) return []
  const edges = deliveredTo(snapshot, arn, fact)
  return edges.map((edge) => Object.assign({}, edge, { doubts: [...logging.doubts, ...edge.doubts] }))
}

function deliveredTo(snapshot: Snapshot, arn: string, fact: Fact<'trail'> | undefined): readonly Edge[] {
  const trail = fact?.value
  const everyObject = `arn:${partitionOf(arn)}:s3:::`
  const unknown = fact?.gap ?? fact?.unseen?.S3BucketName
  if (trail?.S3BucketName === undefined || unknown !== undefined) {
    const hidden = doubt(
      `the bucket of trail ${identify(arn, trail).name} could not be seen`,
      'let cloudtrail:DescribeTrails be called in its home region',
      unknown,
    )
    return edgesToAll(snapshot, deliveryClass(everyObject), hidden)
  }
  const events = deliveryClass(`${everyObject}${trail.S3BucketName}/${keyPrefix(trail, fact)}`)
  return edgesByOwner(snapshot, trail.S3BucketName, events)
}

/** The account that owns the bucket gets the event of a delivery; one outside the organization is not ours to watch. */
function edgesByOwner(snapshot: Snapshot, name: string, events: EventClass): readonly Edge[] {
  const fact = snapshot.buckets.get(name)
  const gap = fact?.gap ?? fact?.unseen?.owner
  if (fact?.value === undefined || gap !== undefined) {
    const hidden = doubt(
      `which account owns bucket ${name} could not be seen`,
      'let s3:ListAllMyBuckets be called in the account that owns it',
      gap,
    )
    return edgesToAll(snapshot, events, hidden)
  }
  if (fact.value.owner === null) return []
  return edgesInRegions(snapshot, fact.value.owner, fact, events)
}

function edgesInRegions(
  snapshot: Snapshot,
  owner: string,
  bucket: Fact<'bucket'> & { readonly value: Bucket },
  events: EventClass,
): readonly Edge[] {
  const { region } = bucket.value
  const gap = bucket.unseen?.region
  if (region !== undefined && gap === undefined) return edgesIn(snapshot, owner, region, events)
  const read = [...(snapshot.accounts.get(owner)?.reach.keys() ?? [])]
  const regions = read.length === 0 ? [''] : read
  const hidden = doubt(
    `the region of bucket ${bucket.value.Name} could not be seen`,
    'let s3:GetBucketLocation be called in the account that owns it',
    gap,
  )
  const found = regions.flatMap((each) => edgesIn(snapshot, owner, each, events).map((edge) => ({ edge, each })))
  const everywhere = (to: string) => found.filter(({ edge }) => edge.to === to && edge.doubts.length === 0).length === regions.length
  return found.map(({ edge }) => (everywhere(edge.to) ? edge : Object.assign({}, edge, { doubts: [...edge.doubts, hidden] })))
}

function edgesIn(snapshot: Snapshot, account: string, region: string, events: EventClass): readonly Edge[] {
  const reaching = trailsReaching(snapshot, account, region)
  const seen = reaching.trails.filter(({ arn }) => arn !== '')
  const hidden = reaching.trails.find(({ arn }) => arn === '')
  const edges = seen.flatMap((trail) => edgeTo(events, reaching, trail))
  if (hidden === undefined) return edges
  const listed = new Set(seen.map(({ arn }) => arn))
  const others = [...snapshot.trails]
    .filter(([arn, { value }]) => !listed.has(arn) && couldReach(arn, value, account, region))
    .map(([arn]) => arn)
  return [...edges, ...others.flatMap((arn) => edgeFromHome(snapshot, arn, events, hidden.doubts)), { to: '', doubts: hidden.doubts }]
}

function couldReach(arn: string, trail: Trail | undefined, account: string, region: string): boolean {
  const { owner, home } = identify(arn, trail)
  const reachesAccount = owner === account || trail === undefined || trail.IsOrganizationTrail === true
  return reachesAccount && (home === region || region === '' || trail === undefined || trail.IsMultiRegionTrail === true)
}

/** Edges to whichever trails could record these events, were they to reach the account. */
function edgesToAll(snapshot: Snapshot, events: EventClass, because: Doubt): readonly Edge[] {
  return [...snapshot.trails.keys()].flatMap((arn) => edgeFromHome(snapshot, arn, events, [because]))
}

function edgeFromHome(snapshot: Snapshot, arn: string, events: EventClass, because: readonly Doubt[]): readonly Edge[] {
  const standing = atHome(snapshot, arn)
  const edges =
    standing === undefined ? (isStopped(snapshot, arn) ? [] : [{ to: arn, doubts: [] }]) : edgeTo(events, standing.reaching, standing.trail)
  return edges.map(({ doubts }) => ({ to: arn, doubts: [...because, ...doubts] }))
}

/** The edge to one trail where it is reached; none when it records no such event. */
function edgeTo(events: EventClass, reaching: Reaching, trail: ReachingTrail): readonly Edge[] {
  const answer = decide(events, { ...reaching, trails: [trail] })
  if (answer.answer === 'none') return []
  if (answer.recorded === undefined) return [{ to: trail.arn, doubts: answer.undecidedBy ?? [] }]
  return [{ to: trail.arn, doubts: [], witness: answer.recorded }]
}
