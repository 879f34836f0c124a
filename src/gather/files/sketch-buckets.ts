/** The buckets of a sketch, found and read as a collector would. */
import { bucketCalls, type BucketPart } from '../../nouns/call.ts'
import type { SketchBucket } from '../../nouns/sketch.ts'
import type { Bucket, BucketAcl, Fact, Gap, PublicAccessBlock } from '../../nouns/snapshot.ts'
import { denied, refusedBy, type DrawnAccount } from './sketch-accounts.ts'
import { bucketPolicy } from './sketch-cloudtrail-policies.ts'
import { policyText, type Destinations } from './sketch-destinations.ts'

/** One fact for each bucket that the trails told of deliver to. */
export function bucketFacts(destinations: Destinations): readonly Fact<'bucket'>[] {
  const byName = new Map(destinations.told.toReversed().map((trail) => [trail.body.S3BucketName, trail.owner]))
  return [...byName].toReversed().map(([name, from]) => bucketFact(destinations, name, from))
}

/** The trail's account lists its buckets first, then the management account, then the others, until one owns it. */
function bucketFact(destinations: Destinations, name: string, from: string): Fact<'bucket'> {
  const { accounts } = destinations
  const asked = [...accounts.filter(({ id }) => id === from), ...accounts.filter(({ id }) => id !== from)]
    .filter((account) => account.skipped === undefined)
    .map((account) => ({ account, gap: account.roleRefused ?? refusedBy(account, 's3:ListBuckets') }))
  for (const { account, gap } of asked) {
    const bucket = gap === undefined ? account.sketch.buckets?.find((declared) => declared.name === name) : undefined
    if (bucket !== undefined) return ownedBucket(destinations, bucket, account)
  }
  const key = { fact: 'bucket', account: from, id: name } as const
  const refused = asked.find(({ gap }) => gap !== undefined)
  if (refused?.gap === undefined) return { ...key, value: { Name: name, owner: null } }
  return { ...key, gap: refused.account.id === from ? refused.gap : { ...refused.gap, account: refused.account.id } }
}

function ownedBucket(destinations: Destinations, bucket: SketchBucket, owner: DrawnAccount): Fact<'bucket'> {
  const parts = partsOf(destinations, bucket, owner)
  const refusals = Object.entries(bucketCalls).map(([part, call]) => [part, refusalOf(bucket, owner, part, call)] as const)
  const unseen = Object.fromEntries(refusals.flatMap(([part, gap]) => (gap === undefined ? [] : [[part, gap]])))
  const seen = Object.fromEntries(Object.entries(parts).filter(([part]) => unseen[part] === undefined))
  const value: Bucket = { Name: bucket.name, owner: owner.id, ...seen }
  const fact: Fact<'bucket'> = { fact: 'bucket', account: owner.id, id: bucket.name, value }
  return Object.keys(unseen).length === 0 ? fact : { ...fact, unseen }
}

function refusalOf(bucket: SketchBucket, owner: DrawnAccount, part: string, call: string): Gap | undefined {
  return bucket.unseen?.includes(part) === true ? denied(owner.identity, call) : refusedBy(owner, call)
}

function partsOf({ drawn, world }: Destinations, bucket: SketchBucket, owner: DrawnAccount): Required<Pick<Bucket, BucketPart>> {
  const delivering = drawn.filter(({ body }) => body.S3BucketName === bucket.name)
  return {
    region: bucket.region ?? 'us-east-1',
    policy: policyText(bucket.policy, () => bucketPolicy(bucket.name, delivering, world)),
    publicAccessBlock: accessBlock(bucket.publicAccessBlock ?? true),
    accountPublicAccessBlock: bucket.accountPublicAccessBlock === undefined ? null : accessBlock(bucket.accountPublicAccessBlock),
    acl: aclOf(bucket, owner.id),
    versioning: { status: bucket.versioning ?? 'Enabled', mfaDelete: bucket.mfaDelete ?? false },
    accessLogBucket: bucket.accessLogBucket ?? null,
    objectLock: bucket.objectLock ?? null,
    lifecycle: bucket.lifecycle ?? [],
    payer: bucket.payer ?? 'BucketOwner',
  }
}

function accessBlock(block: boolean | PublicAccessBlock): PublicAccessBlock {
  if (typeof block !== 'boolean') return block
  return { BlockPublicAcls: block, IgnorePublicAcls: block, BlockPublicPolicy: block, RestrictPublicBuckets: block }
}

/** The owner's canonical id is the account's number, filled up to the length of one. */
function aclOf({ grants = [] }: SketchBucket, account: string): BucketAcl {
  const owner = account.padStart(64, '0')
  return { owner, grants: [{ grantee: owner, permission: 'FULL_CONTROL' }, ...grants] }
}
