/** Which kinds of events a trail records, as it stands in its own account and home region. */
import type { EventClass } from '../../nouns/event.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Reaching, ReachingTrail } from '../coverage/answer.ts'
import { identify } from '../coverage/logging.ts'
import type { Case, Seen } from './case.ts'
import { alone, answerFor, decisionFor } from './deciding.ts'
import { unseen } from './fact-reading.ts'
import type { Truth } from './judgement.ts'
import type { Memory } from './memory.ts'
import { reachingIn } from './placements.ts'
import { someOf } from './wording.ts'

const source = 'cloudtrail:GetEventSelectors'

/** Whether a trail records something of a class: for certain, certainly not, or nobody can say. */
interface Recording {
  readonly truth: Truth
  readonly gaps: readonly OpenGap[]
}

/** Whether one trail that reaches a place records something of a class there. */
export function recordsSome(eventClass: EventClass, reaching: Reaching, trail: ReachingTrail, memory: Memory): Recording {
  const place = alone(reaching, trail, memory)
  const { answer, recorded } = decisionFor(eventClass, place, memory)
  if (answer === 'none') return { truth: false, gaps: [] }
  if (recorded !== undefined) return { truth: true, gaps: [] }
  return { truth: undefined, gaps: (answerFor(eventClass, place, memory).answer.undecidedBy ?? []).flatMap(({ gap }) => gap ?? []) }
}

/** A trail that is stopped records nothing. */
function recordsAtHome(of: Case, arn: string, eventClass: EventClass): Recording {
  const { owner, home } = identify(arn, of.snapshot.trails.get(arn)?.value)
  const reaching = reachingIn(of, owner, home)
  const trail = reaching.trails.find((each) => each.arn === arn)
  if (trail !== undefined) return recordsSome(eventClass, reaching, trail, of.memory)
  const isThere = reaching.stopped.some((each) => each.arn === arn)
  if (isThere) return { truth: false, gaps: [] }
  return { truth: undefined, gaps: reaching.trails.flatMap(({ doubts }) => doubts.flatMap(({ gap }) => gap ?? [])) }
}

const dataEvents: EventClass = { eventCategory: 'Data' }
const managementEvents: EventClass = { eventCategory: 'Management' }

export function recordsDataEvents(of: Case): Seen {
  const { truth, gaps } = recordsAtHome(of, of.subject.id, dataEvents)
  const said = truth === undefined ? 'whether it records data events is not known' : `it records ${truth ? '' : 'no '}data events`
  return { value: truth, source, gaps, why: [said] }
}

/** Whether this trail, or another that delivers to its bucket, records management events. */
export function managementEventsInBucket(of: Case): Seen {
  const fact = of.snapshot.trails.get(of.subject.id)
  const bucket = fact?.value?.S3BucketName
  if (bucket === undefined) return { ...unseen(source, fact?.gap, fact), why: ['its bucket could not be seen'] }
  const found = of.memory.once(of.snapshot, `management events in ${bucket}`, () => managementIn(of, bucket))
  const certain = found.filter(({ records }) => records.truth === true)
  const open = found.filter(({ records }) => records.truth === undefined)
  const gaps = open.flatMap(({ records }) => records.gaps)
  const tell = (value: Truth, why: string): Seen => ({ value, source, gaps, why: [why] })
  if (certain.length > 0) return tell(true, `bucket ${bucket} also takes the management events of ${namesOf(certain)}`)
  if (open.length > 0) return tell(undefined, `whether ${namesOf(open)} delivers management events to bucket ${bucket} is not known`)
  return tell(false, `no trail that was seen delivers management events to bucket ${bucket}`)
}

interface Sharing {
  readonly arn: string
  readonly records: Recording
}

function namesOf(trails: readonly Sharing[]): string {
  return someOf(trails.map(({ arn }) => `trail ${arn.split(':trail/')[1] ?? arn}`))
}

/** Whether each trail that delivers to a bucket records management events. */
function managementIn(of: Case, bucket: string): readonly Sharing[] {
  return trailsTo(of.snapshot, bucket).map((arn) => ({ arn, records: recordsAtHome(of, arn, managementEvents) }))
}

const remembered = new WeakMap<Snapshot, ReadonlyMap<string, readonly string[]>>()

/** The ARNs of the trails that deliver to a bucket, as far as their settings were seen. */
export function trailsTo(snapshot: Snapshot, bucket: string): readonly string[] {
  const known = remembered.get(snapshot)
  if (known !== undefined) return known.get(bucket) ?? []
  remembered.set(snapshot, byBucket(snapshot))
  return trailsTo(snapshot, bucket)
}

function byBucket(snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [arn, { value }] of snapshot.trails) {
    const bucket = value?.S3BucketName
    const known = bucket === undefined ? undefined : found.get(bucket)
    if (known !== undefined) known.push(arn)
    else if (bucket !== undefined) found.set(bucket, [arn])
  }
  return found
}
