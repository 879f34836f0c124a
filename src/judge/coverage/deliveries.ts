/** Whether a trail's deliveries are recorded by itself, or by a trail that feeds back to it (reference 6, recursion). */
import type { Witness } from '../../nouns/event.ts'
import type { Gap, Snapshot } from '../../nouns/snapshot.ts'
import { edgesFrom, isStopped, mayRecordDeliveries, type Edge, type Graph } from './delivery-edges.ts'
import { identify } from './logging.ts'

/** `truth` undefined: it hangs on what the gaps hide. */
export interface OwnDeliveries {
  readonly truth: boolean | undefined
  /** ARNs, from the trail that was asked about to the last one before it comes round. */
  readonly cycle?: readonly string[]
  /** A delivery of the trail that the next one in the cycle records. */
  readonly witness?: Witness
  readonly gaps: readonly Gap[]
  /** A sentence without a full stop. */
  readonly why: string
}

/**
 * True when the trail lies on a cycle of the delivery graph, in which an edge says that some delivery of a trail is recorded
 * by a trail that reaches the account owning its bucket. Undefined when only uncertain edges close a cycle.
 */
export function recordsOwnDeliveries(graph: Graph, trailArn: string): OwnDeliveries {
  if (isStopped(graph, trailArn)) return { truth: false, gaps: [], why: 'it is stopped, so that it delivers nothing' }
  if (!mayRecordDeliveries(graph, trailArn)) return { truth: false, gaps: [], why: 'it records no delivery to any bucket' }
  const edges = (arn: string): readonly Edge[] => graph.edges(arn, () => edgesFrom(graph, arn))
  const certain = cycleThrough(trailArn, (arn) => edges(arn).filter(({ doubts }) => doubts.length === 0))
  if (certain !== undefined) return onCycle(graph.snapshot, trailArn, certain)
  const possible = cycleThrough(trailArn, edges)
  return possible === undefined
    ? { truth: false, gaps: [], why: 'no trail that records its deliveries feeds back to it' }
    : perhaps(possible)
}

/**
 * The edges of a shortest way from a trail back to itself. A trail that could not be seen (`to` is empty) may deliver to any bucket,
 * so it leads back to every trail that may record deliveries, as the one that is asked about does.
 */
function cycleThrough(start: string, edgesOf: (arn: string) => readonly Edge[]): readonly Edge[] | undefined {
  const ways: (readonly Edge[])[] = edgesOf(start).map((edge) => [edge])
  const visited = new Set<string>()
  for (const way of ways) {
    const to = way.at(-1)?.to ?? start
    if (to === start || to === '') return way
    if (visited.has(to)) continue
    visited.add(to)
    for (const edge of edgesOf(to)) ways.push([...way, edge])
  }
  return undefined
}

function onCycle(snapshot: Snapshot, start: string, way: readonly Edge[]): OwnDeliveries {
  const cycle = [start, ...way.slice(0, -1).map(({ to }) => to)]
  const names = [...cycle.slice(1), start].map((arn) => `trail ${identify(arn, snapshot.trails.get(arn)?.value).name}`)
  const witness = way[0]?.witness?.()
  return {
    truth: true,
    cycle,
    ...(witness === undefined ? {} : { witness }),
    gaps: [],
    why:
      cycle.length === 1
        ? 'it records its own deliveries'
        : `its deliveries are recorded by ${names.join(', whose deliveries are recorded by ')}`,
  }
}

function perhaps(way: readonly Edge[]): OwnDeliveries {
  const doubts = way.flatMap((edge) => edge.doubts)
  const gaps = [...new Set(doubts.flatMap(({ gap }) => gap ?? []))]
  const reasons = [...new Set(doubts.map(({ what }) => what))]
  return { truth: undefined, gaps, why: `whether its deliveries come back to it cannot be told: ${reasons.join('; ')}` }
}
