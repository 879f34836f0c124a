/** What is recorded of a class of events: each configuration is decided once, whoever's trails it is made of. */
import type { EventClass } from '../../nouns/event.ts'
import type { Answer, Reaching, ReachingTrail } from '../coverage/answer.ts'
import { configurationKey, tellsBucketsApart } from '../coverage/configuration.ts'
import { decisionOn } from '../coverage/decide.ts'
import { told, type Decision } from '../coverage/decision.ts'
import type { Memory } from './memory.ts'

/** What was decided, and the bucket that it was decided about. */
interface Decided {
  readonly decision: Decision
  readonly bucket: string | undefined
}

/**
 * As `decide`, without the names of trails. A class may be about one `bucket`, whose name then stands in it as `:::name/`: where no
 * selector tells buckets apart, what is decided of one is so of all.
 */
export function decisionFor(eventClass: EventClass, reaching: Reaching, memory: Memory, bucket?: string): Decision {
  if (bucket !== undefined && tellsBucketsApart(reaching)) return decisionOn(eventClass, reaching)
  const about = memory.once(memory, classText(eventClass, bucket), () => ({}))
  const decide = (): Decided => ({ decision: decisionOn(eventClass, reaching), bucket })
  const decided = memory.once(about, configurationKey(reaching), decide)
  return decided.bucket === bucket ? decided.decision : renamed(decided, bucket ?? '')
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
  if (bucket !== undefined) return JSON.stringify(eventClass).replace(`:::${bucket}/`, ':::/')
  const text = texts.get(eventClass) ?? JSON.stringify(eventClass)
  texts.set(eventClass, text)
  return text
}

/** Made-up events and the sentences about them name the bucket as the class does. */
function renamed({ decision, bucket = '' }: Decided, to: string): Decision {
  const text = JSON.stringify(decision)
  return text.includes(`:::${bucket}/`) ? (JSON.parse(text.replaceAll(`:::${bucket}/`, `:::${to}/`)) as Decision) : decision
}
