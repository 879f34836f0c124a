/** Whether deleting or overwriting logs is itself recorded: the flip side of leaving the log bucket out (reference 6). */
import type { EventClass } from '../../nouns/event.ts'
import { bucketCalls } from '../../nouns/call.ts'
import { bucketOf, partOf, unseenParts } from './bucket-fact.ts'
import type { Case, Seen } from './case.ts'
import { sayClass } from './class-wording.ts'
import { every } from './judgement.ts'
import { judgeRecorded } from './recorded.ts'
import { accountSubject, askedRegions } from './subjects.ts'

/**
 * The calls that delete an object or put another in its place. DeleteObjects names the bucket as a whole, the others an object, whose
 * key is never empty (reference 1.2, A6). CloudTrail's own deliveries are in no class that does not name them.
 */
function tampering(partition: string, bucket: string): readonly EventClass[] {
  const start = `arn:${partition}:s3:::${bucket}/`
  const calls = { eventCategory: 'Data', eventSource: 's3.amazonaws.com', eventType: 'AwsApiCall', readOnly: false }
  const writes = { ...calls, 'resources.type': 'AWS::S3::Object' }
  const eventName = ['DeleteObject', 'PutObject', 'CopyObject', 'CompleteMultipartUpload']
  return [
    { ...writes, eventName, 'resources.ARN': { StartsWith: start, NotEquals: start } },
    { ...writes, eventName: 'DeleteObjects', 'resources.ARN': start },
  ]
}

/** In the bucket's region, by the trails that reach the account that owns it. */
export function tamperingRecorded(of: Case): Seen {
  const fact = bucketOf(of)
  const owner = fact?.unseen?.['owner'] === undefined ? fact?.value?.owner : undefined
  const region = partOf(of, 'region')
  if (typeof owner !== 'string' || region === undefined) return unseenParts(of, ['region'])
  if (askedRegions(of.snapshot, owner).regions.includes(region)) return recordedIn(of, owner, region)
  return { value: undefined, source: bucketCalls.region, why: [`region ${region} of account ${owner}, where the bucket is, was not read`] }
}

function recordedIn(of: Case, owner: string, region: string): Seen {
  const { partition = 'aws' } = of.snapshot.segments[0]?.header ?? {}
  const asked: Case = { ...of, subject: accountSubject(of.snapshot, owner), regions: { only: [region] } }
  const judged = tampering(partition, of.subject.id).map((eventClass) => {
    const judgement = judgeRecorded('recorded', eventClass, 'trails', asked, of.subject.id)
    return Object.assign({}, judgement, { why: judgement.why.map((sentence) => sentence.replace(sayClass(eventClass), said)) })
  })
  const { truth, why, gaps, witness, evidence } = every(judged)
  return {
    value: truth,
    source: 'cloudtrail:GetEventSelectors',
    why: [...new Set(why)],
    gaps,
    assumed: [...new Set(evidence.flatMap((piece) => piece.assumed ?? []))],
    ...(witness === undefined ? {} : { witness }),
  }
}

const said = 'deletions and replacements of objects in the bucket'
