/** What is recorded of a class of events: each configuration is decided once, whoever's trails it is made of. */
import type { EventClass, EventResource, Witness } from '../../nouns/event.ts'
import type { Answer, Reaching, ReachingTrail } from '../coverage/answer.ts'
import { configurationKey, tellsBucketsApart } from '../coverage/configuration.ts'
import { decisionOn } from '../coverage/decide.ts'
import { told, unmoved, type Decision } from '../coverage/decision.ts'
import { restamp } from '../coverage/restamp.ts'
import { countsAsLeader } from '../coverage/trail.ts'
import type { Memory } from './memory.ts'

/** A class of events that is about one bucket, whose name stands in it as `:::name/` only. Whoever asks the same has the same object. */
export type BucketClass = (bucket: string) => EventClass

/**
 * An answer whose made-up events are still those of the place that was decided on: what sentences say of them is so in any other. `here`
 * takes one of them to the place that was asked about.
 */
export interface Told {
  readonly answer: Answer
  readonly here: (event: Witness) => Witness
}

/** As `decide`, without the names of trails; its made-up events are of some place of the same configuration. */
export function decisionFor(eventClass: EventClass, reaching: Reaching, memory: Memory): Decision {
  const asked = memory.once(eventClass, 'asked', () => memory.once(memory, JSON.stringify(eventClass), () => ({})))
  return decidedFor(asked, () => eventClass, reaching, memory).decision
}

/** As `decide`. */
export function answerFor(eventClass: EventClass, reaching: Reaching, memory: Memory): Told {
  const decision = decisionFor(eventClass, reaching, memory)
  return { answer: told(decision, reaching, unmoved), here: (event) => restamp(event, reaching.account, reaching.region) }
}

/** The same of a class that is about a bucket: where no selector tells buckets apart, what is decided of one is so of all. */
export function answerAbout(classOf: BucketClass, bucket: string, reaching: Reaching, memory: Memory): Told {
  const configuration = configurationOf(reaching, memory)
  const isTold = memory.once(configuration, 'tells buckets apart', () => tellsBucketsApart(reaching))
  const asked = isTold ? memory.once(classOf, bucket, () => ({})) : classOf
  const { decision, bucket: other = bucket } = decidedFor(asked, () => classOf(bucket), reaching, memory, bucket)
  const rename = (text: string): string => text.replaceAll(`:::${other}/`, `:::${bucket}/`)
  const here = (event: Witness): Witness => restamp(event, reaching.account, reaching.region)
  const answer = told(decision, reaching, unmoved)
  return other === bucket ? { answer, here } : { answer: withReasons(answer, rename), here: (event) => here(withArns(event, rename)) }
}

/** The place as if this were its only trail. */
export function alone(reaching: Reaching, trail: ReachingTrail, memory: Memory): Reaching {
  if (reaching.trails.length === 1) return reaching
  const { account, region, partition, stopped } = reaching
  return { account, region, partition, trails: memory.once(trail, 'alone', () => [trail]), stopped }
}

/** What was decided, and the bucket that it was decided about. */
interface Decided {
  readonly decision: Decision
  readonly bucket: string | undefined
  /** Whether its made-up events had to meet conditions on what names the account or region: then it serves this place only. */
  readonly stays: boolean
}

/** `asked`: the same object for all who ask the same. */
function decidedFor(asked: object, classOf: () => EventClass, reaching: Reaching, memory: Memory, bucket?: string): Decided {
  const decide = (): Decided => decidedOn(classOf(), reaching, bucket)
  const decided = memory.once(configurationOf(reaching, memory), asked, decide)
  return decided.stays ? memory.once(decided, `${reaching.account} ${reaching.region} ${bucket ?? ''}`, decide) : decided
}

/** The same object for all reachings of the same configuration: to compare it is cheaper than the long texts of selectors. */
function configurationOf(reaching: Reaching, memory: Memory): object {
  const name = countsAsLeader(reaching) ? 'configuration of the leader' : 'configuration'
  return memory.once(reaching.trails, name, () => memory.once(memory, configurationKey(reaching), () => ({})))
}

function decidedOn(eventClass: EventClass, reaching: Reaching, bucket: string | undefined): Decided {
  const decision = decisionOn(eventClass, reaching)
  const { missed, recorded, shortfalls } = decision
  const moved = [missed, recorded].flatMap((event) => (event === undefined ? [] : [restamp(event, '', '')]))
  const text = JSON.stringify([moved, shortfalls])
  // The name of a bucket may hold the number of its account, and moves by itself.
  const rest = bucket === undefined ? text : text.replaceAll(`:::${bucket}/`, ':::/')
  return { decision, bucket, stays: rest.includes(reaching.account) || rest.includes(reaching.region) }
}

/** Sentences name the bucket as the class does. */
function withReasons(answer: Answer, rename: (text: string) => string): Answer {
  const { shortfalls } = answer
  if (shortfalls === undefined) return answer
  return { ...answer, shortfalls: shortfalls.map((shortfall) => Object.assign({}, shortfall, { why: rename(shortfall.why) })) }
}

function withArns(event: Witness, rename: (arn: string) => string): Witness {
  const { resources } = event
  if (resources === undefined) return event
  return { ...event, resources: resources.map((resource) => renamedResource(resource, rename)) }
}

function renamedResource(resource: EventResource, rename: (arn: string) => string): EventResource {
  const { ARN, ARNPrefix } = resource
  return {
    ...resource,
    ...(ARN === undefined ? {} : { ARN: rename(ARN) }),
    ...(ARNPrefix === undefined ? {} : { ARNPrefix: rename(ARNPrefix) }),
  }
}
