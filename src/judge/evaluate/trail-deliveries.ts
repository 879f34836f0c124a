/** Whether a trail records its own deliveries, found out with what is known of the other trails of the snapshot. */
import type { EventClass } from '../../nouns/event.ts'
import { recordsOwnDeliveries } from '../coverage/deliveries.ts'
import { classOf, type Deliveries } from '../coverage/delivery-class.ts'
import type { Graph } from '../coverage/delivery-edges.ts'
import type { Reaching } from '../coverage/answer.ts'
import type { Case, Seen } from './case.ts'
import { alone, answerAbout, answerFor, type BucketClass, type Told } from './deciding.ts'
import type { Memory } from './memory.ts'
import { onceIn } from './once-in.ts'
import { reachingIn } from './placements.ts'

export function ownDeliveries(of: Case): Seen {
  const graph = of.memory.once(of.snapshot, 'delivery graph', () => deliveryGraph(of))
  const { truth, why, gaps, witness } = recordsOwnDeliveries(graph, of.subject.id)
  return { value: truth, source: 'cloudtrail:GetEventSelectors', why: [why], gaps, ...(witness === undefined ? {} : { witness }) }
}

/** The same for every trail of the snapshot. */
function deliveryGraph({ snapshot, memory }: Case): Graph {
  const classes = { toAny: new Map<string, EventClass>(), toOne: new Map<string, BucketClass>() }
  return {
    snapshot,
    reaching: (account, region) => reachingIn({ snapshot, memory }, account, region),
    decide: (deliveries, reaching, trail) => decide(deliveries, classes, alone(reaching, trail, memory), memory),
    edges: (arn, find) => memory.once(snapshot, `edges ${arn}`, find),
  }
}

/** Classes of deliveries: to any bucket by partition, to one by partition and prefix. Who asks the same asks with the same object. */
interface Classes {
  readonly toAny: Map<string, EventClass>
  readonly toOne: Map<string, BucketClass>
}

function decide(deliveries: Deliveries, { toAny, toOne }: Classes, reaching: Reaching, memory: Memory): Told {
  const { partition, bucket, prefix } = deliveries
  if (bucket === undefined) return answerFor(onceIn(toAny, partition, () => classOf({ partition, prefix })), reaching, memory)
  const classOfBucket = onceIn(toOne, `${partition} ${prefix}`, () => (each) => classOf({ partition, bucket: each, prefix }))
  return answerAbout(classOfBucket, bucket, reaching, memory)
}
