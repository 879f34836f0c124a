/** How the parts of a bucket are read: a bucket that nobody who was asked owns has none that could be seen. */
import { bucketCalls, type BucketPart } from '../../nouns/call.ts'
import type { Bucket, Fact } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import type { Case, Seen } from './case.ts'
import { openGap } from './fact-reading.ts'
import { trailsBy, type TrailFact } from './trails-by.ts'

export function bucketOf({ snapshot, subject }: Case): Fact<'bucket'> | undefined {
  return snapshot.buckets.get(subject.id)
}

/** A part as it was seen (null where there is none); undefined where it was not. */
export function partOf<P extends BucketPart>(of: Case, part: P): Bucket[P] | undefined {
  const fact = bucketOf(of)
  return fact?.unseen?.[part] === undefined ? fact?.value?.[part] : undefined
}

/** What is made of a part, or why it could not be seen. */
export function readPart<P extends BucketPart>(of: Case, part: P, take: (value: NonNullable<Bucket[P]> | null) => Seen['value']): Seen {
  const value = partOf(of, part)
  return value === undefined ? unseenParts(of, [part]) : { value: take(value ?? null), source: bucketCalls[part] }
}

/** The value that could not be told for want of these parts. */
export function unseenParts(of: Case, parts: readonly BucketPart[]): Seen {
  const fact = bucketOf(of)
  const [part = 'policy'] = parts
  const source = bucketCalls[part]
  if (fact?.gap !== undefined || fact?.unseen !== undefined) {
    const gaps = gapsOf(fact, parts)
    if (gaps.length > 0) return { value: undefined, source, gaps }
  }
  const foreign = 'none of the accounts that were read owns the bucket, so that it could not be looked at'
  return { value: undefined, source, why: [fact?.value?.owner === null ? foreign : `${source} told nothing`] }
}

/** Of these parts, else of the owner. */
function gapsOf({ gap, unseen, value, account }: Fact<'bucket'>, parts: readonly BucketPart[]): readonly OpenGap[] {
  const known = [gap, ...parts.map((each) => unseen?.[each])].flatMap((each) => each ?? [])
  const gaps = known.length > 0 ? known : [unseen?.['owner']].flatMap((each) => each ?? [])
  return gaps.map((each) => openGap(each, { account: value?.owner ?? account }))
}

/** The trails that deliver to the bucket, as far as they could be seen. */
export function trailsInto({ snapshot, subject }: Case): readonly TrailFact[] {
  return trailsBy(snapshot, 'S3BucketName').get(subject.id) ?? []
}
