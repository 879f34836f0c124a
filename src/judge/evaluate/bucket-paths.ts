/** What stands at the paths of a bucket (nouns/paths/bucket.ts). */
import { everyPartOf } from '../access/bound.ts'
import { publicness } from '../access/publicness.ts'
import type { bucketPaths } from '../../nouns/paths/bucket.ts'
import { acceptsDelivery } from './bucket-deliveries.ts'
import { bucketCalls } from '../../nouns/call.ts'
import { trailsInto, partOf, readPart, unseenParts } from './bucket-fact.ts'
import { bucketOwner, ownerInOrganization, ownerIsLogArchive } from './bucket-owner.ts'
import { logsDeletedAfterDays } from './bucket-retention.ts'
import { tamperingRecorded } from './bucket-tampering.ts'
import type { Case, Reading, Seen } from './case.ts'
import { putContext } from './cloudtrail-requests.ts'
import { grantsCloudTrail, judgeBinding } from './policy-binding.ts'

/** What CloudTrail does to a bucket. */
const deliveryActions = ['s3:PutObject', 's3:GetBucketAcl']

function isPublic(of: Case): Seen {
  const [policy, acl] = [partOf(of, 'policy'), partOf(of, 'acl')]
  const [publicAccessBlock, accountPublicAccessBlock] = [partOf(of, 'publicAccessBlock'), partOf(of, 'accountPublicAccessBlock')]
  const { truth, why, missing } = publicness({ policy, acl, publicAccessBlock, accountPublicAccessBlock })
  if (truth !== undefined || missing.length === 0) return { value: truth, why, source: bucketCalls.policy }
  const unseen = unseenParts(of, missing)
  const isSeen = [policy, acl, publicAccessBlock, accountPublicAccessBlock].some((part) => part !== undefined)
  return isSeen ? { value: undefined, source: unseen.source, gaps: unseen.gaps ?? [], why } : unseen
}

function isGranted(of: Case): Seen {
  const policy = partOf(of, 'policy')
  if (policy === undefined) return unseenParts(of, ['policy'])
  const value = grantsCloudTrail(policy, deliveryActions)
  const why = value === undefined ? 'the bucket policy is malformed' : `${value ? 'a' : 'no'} statement of it lets CloudTrail in`
  return { value, source: bucketCalls.policy, why: [why] }
}

function isBoundToOwn(of: Case): Seen {
  const policy = partOf(of, 'policy')
  if (policy === undefined) return unseenParts(of, ['policy'])
  const trails = trailsInto(of).map(({ value }) => value)
  const arn = `arn:${trails[0]?.TrailARN.split(':')[1] ?? 'aws'}:s3:::${of.subject.id}`
  const thing = { actions: deliveryActions, resources: everyPartOf(arn), contextFor: putContext }
  return judgeBinding(of, policy, thing, trails, bucketCalls.policy)
}

function isLoggedElsewhere(of: Case): Seen {
  return readPart(of, 'accessLogBucket', (target) => target !== null && target !== of.subject.id)
}

/** A path without a reading, or a reading without a path, does not compile. */
export const bucketReadings = {
  owner: bucketOwner,
  region: (of) => readPart(of, 'region', (region) => region),
  ownerInOrganization,
  ownerIsLogArchive,
  public: isPublic,
  acceptsDelivery,
  grantsCloudTrail: isGranted,
  boundToOwnTrails: isBoundToOwn,
  requesterPays: (of) => readPart(of, 'payer', (payer) => payer === 'Requester'),
  tamperingRecorded,
  accessLogBucket: (of) => readPart(of, 'accessLogBucket', (target) => target),
  accessLoggedElsewhere: isLoggedElsewhere,
  versioning: (of) => readPart(of, 'versioning', (versioning) => versioning?.status ?? null),
  mfaDelete: (of) => readPart(of, 'versioning', (versioning) => versioning?.mfaDelete ?? null),
  objectLockMode: (of) => readPart(of, 'objectLock', (lock) => lock?.mode ?? null),
  objectLockDays: (of) => readPart(of, 'objectLock', (lock) => lock?.days ?? null),
  logsDeletedAfterDays,
} as const satisfies Record<keyof typeof bucketPaths, Reading>
