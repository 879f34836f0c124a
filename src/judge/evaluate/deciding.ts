/** What is recorded of a class of events: each configuration is decided once, whoever's trails it is made of. */
import type { EventClass, EventResource, Witness } from '../../nouns/event.ts'
import type { Answer, Reaching, ReachingTrail } from '../coverage/answer.ts'
import { configurationKey, tellsBucketsApart } from '../coverage/configuration.ts'
import { decisionOn } from '../coverage/decide.ts'
import { told, type Decision } from '../coverage/decision.ts'
import { restamp } from '../coverage/restamp.ts'
import type { Memory } from './memory.ts'

/** What was decided, and the bucket that it was decided about. */
interface Decided {
  readonly decision: Decision
  readonly bucket: string | undefined
  /** Whether its made-up events had to meet conditions on what names the account or region: then it serves this place only. */
  readonly stays: boolean
}

/**
 * As `decide`, without the names of trails. A class may be about one `bucket`, whose name then stands in it as `:::name/`: where no
 * selector tells buckets apart, what is decided of one is so of all.
 */
export function decisionFor(eventClass: EventClass, reaching: Reaching, memory: Memory, bucket?: string): Decision {
  const named = bucket !== undefined && tellsBucketsApart(reaching) ? bucket : ''
  const about = memory.once(memory, `${named} ${classText(eventClass, bucket)}`, () => ({}))
  const decide = (): Decided => decidedOn(eventClass, reaching, bucket)
  const decided = memory.once(about, configurationKey(reaching), decide)
  if (!decided.stays) return decided.bucket === bucket ? decided.decision : renamed(decided, bucket ?? '')
  return memory.once(decided, `${reaching.account} ${reaching.region} ${bucket ?? ''}`, decide).decision
}

/** As `decide`. */
export function answerFor(eventClass: EventClass, reaching: Reaching, memory: Memory, bucket?: string): Answer {
  return told(decisionFor(eventClass, reaching, memory, bucket), reaching)
}

/** The place as if this were its only trail. */
export function alone(reaching: Reaching, trail: ReachingTrail, memory: Memory): Reaching {
  return reaching.trails.length === 1 ? reaching : { ...reaching, trails: memory.once(trail, 'alone', () => [trail]) }
}

const texts = new WeakMap<EventClass, string>()

function classText(eventClass: EventClass, bucket: string | undefined): string {
  const text = texts.get(eventClass) ?? JSON.stringify(eventClass)
  texts.set(eventClass, text)
  return withoutBucket(text, bucket)
}

/** The name of a bucket may hold the number of its account, and moves by itself. */
function withoutBucket(text: string, bucket: string | undefined): string {
  return bucket === undefined ? text : text.replaceAll(`:::${bucket}/`, ':::/')
}

function decidedOn(eventClass: EventClass, reaching: Reaching, bucket: string | undefined): Decided {
  const decision = decisionOn(eventClass, reaching)
  const { missed, recorded, shortfalls } = decision
  const moved = [missed, recorded].flatMap((event) => (event === undefined ? [] : [restamp(event, '', '')]))
  const text = withoutBucket(JSON.stringify([moved, shortfalls]), bucket)
  return { decision, bucket, stays: text.includes(reaching.account) || text.includes(reaching.region) }
}

/** Made-up events, and the sentences about them, name the bucket as the class does. */
function renamed({ decision, bucket = '' }: Decided, to: string): Decision {
  const { missed, recorded, shortfalls, ...rest } = decision
  const rename = (text: string): string => text.replaceAll(`:::${bucket}/`, `:::${to}/`)
  const said = shortfalls?.map((shortfall) => Object.assign({}, shortfall, { why: rename(shortfall.why) }))
  return {
    ...rest,
    ...(missed === undefined ? {} : { missed: withArns(missed, rename) }),
    ...(recorded === undefined ? {} : { recorded: withArns(recorded, rename) }),
    ...(said === undefined ? {} : { shortfalls: said }),
  }
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
