/** Whether what a trail names exists: its bucket, key, log group, role and topic. */
import type { Fact, Snapshot, Trail } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Case, Seen } from './case.ts'
import { isNotThere, openGap, unseen } from './fact-reading.ts'
import { eachShowing } from './statuses.ts'
import { errorIn, isFresh } from './trail-delivery.ts'
import { sayGap } from './wording.ts'

/** One thing that a trail names. `there` undefined: nobody can say, and the gap may tell why. */
interface Destination {
  readonly name: string
  readonly there: boolean | undefined
  readonly why?: string
  readonly gap?: OpenGap
}

/** What the trail names and does not exist; `perhaps` what could not be seen. */
export function missingDestinations({ snapshot, subject }: Case): Seen {
  const fact = snapshot.trails.get(subject.id)
  const source = 'cloudtrail:DescribeTrails'
  if (fact?.value === undefined) {
    return { ...unseen(source, fact?.gap, fact), why: [`what it delivers to could not be seen${sayGap(fact?.gap)}`] }
  }
  const destinations = destinationsOf(snapshot, fact.value)
  const named = (there: boolean | undefined): readonly string[] => destinations.filter((one) => one.there === there).map(({ name }) => name)
  const gaps = destinations.flatMap(({ there, gap }) => (there === undefined && gap !== undefined ? [gap] : []))
  return { value: named(false), perhaps: named(undefined), source, gaps, why: sayDestinations(destinations) }
}

function destinationsOf(snapshot: Snapshot, trail: Trail): readonly Destination[] {
  const facts = [
    { name: 'key', id: trail.KmsKeyId, shelf: snapshot.keys },
    { name: 'log group', id: trail['CloudWatchLogsLogGroupArn'], shelf: snapshot.logGroups },
    { name: 'role', id: trail['CloudWatchLogsRoleArn'], shelf: snapshot.roles },
    { name: 'topic', id: trail['SnsTopicARN'], shelf: snapshot.topics },
  ]
  const further = facts.flatMap(({ name, id, shelf }) =>
    typeof id === 'string' && id !== '' ? [destination(`${name} ${id}`, shelf.get(id))] : [],
  )
  return trail.S3BucketName === undefined ? further : [bucket(snapshot, trail.TrailARN, trail.S3BucketName), ...further]
}

type AFact = Pick<Fact, 'value' | 'gap' | 'account'>

function destination(name: string, fact: AFact | undefined): Destination {
  if (fact?.gap === undefined) return { name, there: fact?.value === undefined ? undefined : true }
  if (isNotThere(fact.gap)) return { name, there: false }
  return { name, there: undefined, gap: openGap(fact.gap, { account: fact.account }) }
}

/**
 * A bucket that nobody in the organization owns may be somebody else's, or nobody's. Then CloudTrail is the witness: NoSuchBucket
 * says that there is none, and a fresh delivery without an error that there is one.
 */
function bucket(snapshot: Snapshot, arn: string, name: string): Destination {
  const fact = snapshot.buckets.get(name)
  const seen = destination(`bucket ${name}`, fact)
  if (seen.there === false || typeof fact?.value?.owner === 'string') return seen
  let [isMissed, delivers] = [false, false]
  eachShowing(snapshot, arn, ({ status }) => {
    isMissed ||= errorIn(status) === 'NoSuchBucket'
    delivers ||= status !== undefined && errorIn(status) === undefined && isFresh(status, snapshot)
  })
  if (isMissed) return { ...seen, there: false }
  const gap = seen.gap ?? fact?.unseen?.['owner']
  const why = fact?.value?.owner === null ? ': no account that was asked owns it, and nothing was delivered lately' : undefined
  return { name: seen.name, there: delivers || undefined, ...(why === undefined ? {} : { why }), ...(gap === undefined ? {} : { gap }) }
}

function sayDestinations(destinations: readonly Destination[]): readonly string[] {
  const missing = destinations.filter(({ there }) => there === false)
  const open = destinations.filter(({ there }) => there === undefined)
  if (missing.length > 0) return missing.map(({ name }) => `${name} does not exist`)
  if (open.length > 0) return open.map(({ name, gap, why }) => `whether ${name} exists is not known${why ?? sayGap(gap)}`)
  return [`${destinations.map(({ name }) => name).join(', ')} ${destinations.length === 1 ? 'exists' : 'exist'}`]
}
