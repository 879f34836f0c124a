/** Which trails record the deliveries of a trail: the edges of the delivery graph (reference 6, recursion). */
import type { Witness } from '../../nouns/event.ts'
import type { Bucket, Fact, Snapshot, Trail } from '../../nouns/snapshot.ts'
import type { Answer, Doubt, Reaching, ReachingTrail } from './answer.ts'
import { decide } from './decide.ts'
import { classOf, keyPrefix, type Deliveries } from './delivery-class.ts'
import { identify, loggingOf, type TrailIdentity } from './logging.ts'
import { trailsReaching } from './reaching.ts'
import { doubt } from './selector.ts'

/** The delivery graph of a snapshot. Whoever asks about many trails may remember what is found out. */
export interface Graph {
  readonly snapshot: Snapshot
  /** What reaches a place. */
  readonly reaching: (account: string, region: string) => Reaching
  /** Whether one trail that reaches a place records deliveries; `here` takes a made-up event to that place. */
  readonly decide: (deliveries: Deliveries, reaching: Reaching, trail: ReachingTrail) => Decided
  /** The edges from a trail, found by `edgesFrom`. */
  readonly edges: (arn: string, find: () => readonly Edge[]) => readonly Edge[]
}

interface Decided {
  readonly answer: Answer
  readonly here: (event: Witness) => Witness
}

/** The graph that remembers nothing but the edges. */
export function graphOf(snapshot: Snapshot): Graph {
  const known = new Map<string, readonly Edge[]>()
  return {
    snapshot,
    reaching: (account, region) => trailsReaching(snapshot, account, region),
    decide: (deliveries, reaching, trail) => {
      return { answer: decide(classOf(deliveries), { ...reaching, trails: [trail] }), here: (event) => event }
    },
    edges: (arn, find) => {
      const edges = known.get(arn) ?? find()
      known.set(arn, edges)
      return edges
    },
  }
}

/** That some delivery is recorded by a trail; by one that could not be seen, where `to` is empty. With doubts it only may be. */
export interface Edge {
  readonly to: string
  readonly doubts: readonly Doubt[]
  /** A delivery that is recorded, made up when somebody asks for it. */
  readonly witness?: () => Witness
}

function toAnyBucket({ partition }: TrailIdentity): Deliveries {
  return { partition, prefix: '' }
}

/** The trail as it stands in its own account and home region; undefined when it is stopped. */
function atHome(graph: Graph, arn: string): { readonly trail: ReachingTrail; readonly reaching: Reaching } | undefined {
  const { owner, home } = identify(arn, graph.snapshot.trails.get(arn)?.value)
  const reaching = graph.reaching(owner, home)
  const trail = reaching.trails.find((each) => each.arn === arn)
  return trail === undefined ? undefined : { trail, reaching }
}

/** Whether the trail's selectors can record a delivery to any bucket at all; if not, no cycle goes through it. */
export function mayRecordDeliveries(graph: Graph, arn: string): boolean {
  const standing = atHome(graph, arn)
  if (standing === undefined) return !isStopped(graph, arn)
  const identity = identify(arn, graph.snapshot.trails.get(arn)?.value)
  return edgeTo(graph, toAnyBucket(identity), standing.reaching, standing.trail).length > 0
}

export function isStopped(graph: Graph, arn: string): boolean {
  const identity = identify(arn, graph.snapshot.trails.get(arn)?.value)
  return loggingOf(graph.snapshot, identity, undefined).silent !== undefined
}

/** Every trail that records, or may record, some delivery of this trail. A stopped trail delivers nothing. */
export function edgesFrom(graph: Graph, arn: string): readonly Edge[] {
  const fact = graph.snapshot.trails.get(arn)
  const identity = identify(arn, fact?.value)
  const logging = loggingOf(graph.snapshot, identity, undefined)
  if (logging.silent !== undefined) return []
  const edges = deliveredTo(graph, identity, fact)
  if (logging.doubts.length === 0) return edges
  return edges.map((edge) => Object.assign({}, edge, { doubts: [...logging.doubts, ...edge.doubts] }))
}

function deliveredTo(graph: Graph, identity: TrailIdentity, fact: Fact<'trail'> | undefined): readonly Edge[] {
  const trail = fact?.value
  const unknown = fact?.gap ?? fact?.unseen?.S3BucketName
  if (trail?.S3BucketName === undefined || unknown !== undefined) {
    const hidden = doubt(
      `the bucket of trail ${identity.name} could not be seen`,
      'let cloudtrail:DescribeTrails be called in its home region',
      unknown,
    )
    return edgesToAll(graph, toAnyBucket(identity), hidden)
  }
  const bucket = trail.S3BucketName
  return edgesByOwner(graph, bucket, { partition: identity.partition, bucket, prefix: keyPrefix(trail, fact) })
}

/** The account that owns the bucket gets the event of a delivery; one outside the organization is not ours to watch. */
function edgesByOwner(graph: Graph, name: string, deliveries: Deliveries): readonly Edge[] {
  const fact = graph.snapshot.buckets.get(name)
  const gap = fact?.gap ?? fact?.unseen?.owner
  if (fact?.value === undefined || gap !== undefined) {
    const hidden = doubt(
      `which account owns bucket ${name} could not be seen`,
      'let s3:ListAllMyBuckets be called in the account that owns it',
      gap,
    )
    return edgesToAll(graph, deliveries, hidden)
  }
  if (fact.value.owner === null) return []
  return edgesInRegions(graph, fact.value.owner, fact, deliveries)
}

function edgesInRegions(
  graph: Graph,
  owner: string,
  bucket: Fact<'bucket'> & { readonly value: Bucket },
  deliveries: Deliveries,
): readonly Edge[] {
  const { region } = bucket.value
  const gap = bucket.unseen?.region
  if (region !== undefined && gap === undefined) return edgesIn(graph, owner, region, deliveries)
  const read = [...(graph.snapshot.accounts.get(owner)?.reach.keys() ?? [])]
  const regions = read.length === 0 ? [''] : read
  const hidden = doubt(
    `the region of bucket ${bucket.value.Name} could not be seen`,
    'let s3:GetBucketLocation be called in the account that owns it',
    gap,
  )
  const found = regions.flatMap((each) => edgesIn(graph, owner, each, deliveries).map((edge) => ({ edge, each })))
  const everywhere = (to: string) => found.filter(({ edge }) => edge.to === to && edge.doubts.length === 0).length === regions.length
  return found.map(({ edge }) => (everywhere(edge.to) ? edge : Object.assign({}, edge, { doubts: [...edge.doubts, hidden] })))
}

function edgesIn(graph: Graph, account: string, region: string, deliveries: Deliveries): readonly Edge[] {
  const reaching = graph.reaching(account, region)
  const seen = reaching.trails.filter(({ arn }) => arn !== '')
  const hidden = reaching.trails.find(({ arn }) => arn === '')
  const edges = seen.flatMap((trail) => edgeTo(graph, deliveries, reaching, trail))
  if (hidden === undefined) return edges
  const listed = new Set(seen.map(({ arn }) => arn))
  const others = [...graph.snapshot.trails]
    .filter(([arn, { value }]) => !listed.has(arn) && couldReach(arn, value, account, region))
    .map(([arn]) => arn)
  return [...edges, ...others.flatMap((arn) => edgeFromHome(graph, arn, deliveries, hidden.doubts)), { to: '', doubts: hidden.doubts }]
}

function couldReach(arn: string, trail: Trail | undefined, account: string, region: string): boolean {
  const { owner, home } = identify(arn, trail)
  const reachesAccount = owner === account || trail === undefined || trail.IsOrganizationTrail === true
  return reachesAccount && (home === region || region === '' || trail === undefined || trail.IsMultiRegionTrail === true)
}

/** Edges to whichever trails could record these events, were they to reach the account. */
function edgesToAll(graph: Graph, deliveries: Deliveries, because: Doubt): readonly Edge[] {
  return [...graph.snapshot.trails.keys()].flatMap((arn) => edgeFromHome(graph, arn, deliveries, [because]))
}

function edgeFromHome(graph: Graph, arn: string, deliveries: Deliveries, because: readonly Doubt[]): readonly Edge[] {
  const standing = atHome(graph, arn)
  const unseen = isStopped(graph, arn) ? [] : [{ to: arn, doubts: [] }]
  const edges = standing === undefined ? unseen : edgeTo(graph, deliveries, standing.reaching, standing.trail)
  return edges.map(({ doubts }) => ({ to: arn, doubts: [...because, ...doubts] }))
}

/** The edge to one trail where it is reached; none when it records no such event. */
function edgeTo(graph: Graph, deliveries: Deliveries, reaching: Reaching, trail: ReachingTrail): readonly Edge[] {
  const { answer: { answer, recorded, undecidedBy = [] }, here } = graph.decide(deliveries, reaching, trail)
  if (answer === 'none') return []
  if (recorded === undefined) return [{ to: trail.arn, doubts: undecidedBy }]
  return [{ to: trail.arn, doubts: [], witness: () => here(recorded) }]
}
