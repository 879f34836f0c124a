/** Whether deleting or overwriting logs is itself recorded: the flip side of leaving the log bucket out (reference 6). */
import { sayAssumption } from '../../nouns/assumption.ts'
import { bucketCalls } from '../../nouns/call.ts'
import { bucketOf, partOf, unseenParts } from './bucket-fact.ts'
import type { Case, Seen } from './case.ts'
import type { BucketClass } from './deciding.ts'
import { decidingGroups, gapsIn, sayGroup, witnessIn } from './recorded.ts'
import { answersAbout } from './region-answers.ts'
import { askedRegions, narrowedRegions } from './subjects.ts'

/**
 * The calls that delete an object or put another in its place. DeleteObjects names the bucket as a whole, the others an object, whose
 * key is never empty (reference 1.2, A6). CloudTrail's own deliveries are in no class that does not name them.
 */
function tampering(partition: string): readonly BucketClass[] {
  const calls = { eventCategory: 'Data', eventSource: 's3.amazonaws.com', eventType: 'AwsApiCall', readOnly: false }
  const writes = { ...calls, 'resources.type': 'AWS::S3::Object' }
  const eventName = ['DeleteObject', 'PutObject', 'CopyObject', 'CompleteMultipartUpload']
  const start = (bucket: string): string => `arn:${partition}:s3:::${bucket}/`
  return [
    (bucket) => ({ ...writes, eventName, 'resources.ARN': { StartsWith: start(bucket), NotEquals: start(bucket) } }),
    (bucket) => ({ ...writes, eventName: 'DeleteObjects', 'resources.ARN': start(bucket) }),
  ]
}

/** In the bucket's region, by the trails that reach the account that owns it. */
export function tamperingRecorded(of: Case): Seen {
  const fact = bucketOf(of)
  const owner = fact?.unseen?.['owner'] === undefined ? fact?.value?.owner : undefined
  const region = partOf(of, 'region')
  if (typeof owner !== 'string' || region === undefined) return unseenParts(of, ['region'])
  const { regions } = askedRegions(of.snapshot, owner)
  if (regions.includes(region)) return recordedIn(of, owner, region, regions.length)
  return { value: undefined, source: bucketCalls.region, why: [`region ${region} of account ${owner}, where the bucket is, was not read`] }
}

function recordedIn(of: Case, owner: string, region: string, asked: number): Seen {
  const { snapshot, memory, subject } = of
  const { partition = 'aws' } = snapshot.segments[0]?.header ?? {}
  const classes = memory.once(snapshot, 'tampering', () => tampering(partition))
  const groups = answersAbout(subject.id, classes, { account: owner, region }, of)
  const question = { word: 'recorded', words, account: owner, asked, narrowed: narrowedRegions(snapshot) !== undefined } as const
  const { truth, deciding } = decidingGroups(groups, question)
  const seen = {
    value: truth,
    source: 'cloudtrail:GetEventSelectors',
    why: eachOnce(deciding.map((group) => sayGroup(group, question))),
    gaps: gapsIn(deciding, truth, question),
    assumed: eachOnce(deciding.flatMap(({ answer }) => answer.assumed ?? [])).map(sayAssumption),
  }
  const witness = witnessIn(deciding, truth, question)
  return witness === undefined ? seen : Object.assign(seen, { witness })
}

function eachOnce<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Set(items)]
}

const words = 'deletions and replacements of objects in the bucket'
