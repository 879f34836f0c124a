/** Where the trails of a sketch deliver to: the buckets and the keys, found and read as a collector would. */
import type { SketchBucket, SketchKey } from '../../nouns/sketch.ts'
import type { Bucket, Fact, Gap, Key, PublicAccessBlock } from '../../nouns/snapshot.ts'
import { isReadable, refusedBy, type DrawnAccount } from './sketch-accounts.ts'
import type { DrawnTrail } from './sketch-trails.ts'

/** One fact for each bucket that these trails name. */
export function bucketFacts(trails: readonly DrawnTrail[], accounts: readonly DrawnAccount[]): readonly Fact<'bucket'>[] {
  const byName = new Map(trails.toReversed().map((trail) => [trail.body.S3BucketName, trail]))
  return [...byName].toReversed().map(([name, trail]) => bucketFact(name, trail, accounts))
}

/** The trail's account lists its buckets first, then the management account, then the others, until one owns it. */
function bucketFact(name: string, trail: DrawnTrail, accounts: readonly DrawnAccount[]): Fact<'bucket'> {
  const asked = [...accounts.filter(({ id }) => id === trail.owner), ...accounts.filter(({ id }) => id !== trail.owner)]
    .filter((account) => account.skipped === undefined)
    .map((account) => ({ account, gap: account.roleRefused ?? refusedBy(account, 's3:ListBuckets') }))
  for (const { account, gap } of asked) {
    const bucket = gap === undefined ? account.sketch.buckets?.find((declared) => declared.name === name) : undefined
    if (bucket !== undefined) return ownedBucket(bucket, account)
  }
  const key = { fact: 'bucket', account: trail.owner, id: name } as const
  const refused = asked.find(({ gap }) => gap !== undefined)
  if (refused?.gap === undefined) return { ...key, value: { Name: name, owner: null } }
  return { ...key, gap: refused.account.id === trail.owner ? refused.gap : { ...refused.gap, account: refused.account.id } }
}

function ownedBucket(bucket: SketchBucket, owner: DrawnAccount): Fact<'bucket'> {
  const parts = [
    ['region', 's3:GetBucketLocation', bucket.region ?? 'us-east-1'],
    ['policy', 's3:GetBucketPolicy', policyText(bucket.policy)],
    ['publicAccessBlock', 's3:GetPublicAccessBlock', accessBlock(bucket.publicAccessBlock)],
    ['accountPublicAccessBlock', 's3control:GetPublicAccessBlock', null],
  ] as const
  const refusals = new Map(parts.map(([part, call]) => [part, refusedBy(owner, call)]))
  const seen = Object.fromEntries(parts.flatMap(([part, , value]) => (refusals.get(part) === undefined ? [[part, value]] : [])))
  const unseen = Object.fromEntries([...refusals].flatMap(([part, gap]) => (gap === undefined ? [] : [[part, gap]])))
  const value: Bucket = { Name: bucket.name, owner: owner.id, ...seen }
  const fact: Fact<'bucket'> = { fact: 'bucket', account: owner.id, id: bucket.name, value }
  return Object.keys(unseen).length === 0 ? fact : { ...fact, unseen }
}

function policyText(policy: unknown): string | null {
  if (policy === undefined || policy === null) return null
  return typeof policy === 'string' ? policy : JSON.stringify(policy)
}

function accessBlock(block: boolean | undefined): PublicAccessBlock | null {
  if (block === undefined) return null
  return { BlockPublicAcls: block, IgnorePublicAcls: block, BlockPublicPolicy: block, RestrictPublicBuckets: block }
}

/** One fact for each key that these trails name by a full ARN. */
export function keyFacts(trails: readonly DrawnTrail[], accounts: readonly DrawnAccount[]): readonly Fact<'key'>[] {
  const named = new Set(trails.flatMap(({ body }) => (body.KmsKeyId === undefined ? [] : [body.KmsKeyId])))
  return [...named].flatMap((id) => {
    const [, region, account] = /^arn:[^:]+:kms:([^:]+):(\d{12}):(?:key|alias)\//.exec(id) ?? []
    return account === undefined || region === undefined ? [] : [keyFact(id, account, region, accounts)]
  })
}

function keyFact(arn: string, account: string, region: string, accounts: readonly DrawnAccount[]): Fact<'key'> {
  const key = { fact: 'key', account, region, id: arn } as const
  const call = 'kms:DescribeKey'
  const owner = accounts.find(({ id }) => id === account)
  if (owner === undefined || !isReadable(owner)) {
    return { ...key, gap: { cause: 'refused', call, message: `account ${account} is not part of this run`, account } }
  }
  const gap: Gap | undefined = refusedBy(owner, call, region)
  if (gap !== undefined) return { ...key, gap }
  const declared = owner.sketch.keys?.find((candidate) => candidate.region === region && arn.endsWith(`:key/${candidate.id}`))
  if (declared !== undefined) return { ...key, value: keyMetadata(arn, account, declared) }
  return { ...key, gap: { cause: 'refused', call, code: 'NotFoundException', message: `Key '${arn}' does not exist` } }
}

function keyMetadata(arn: string, account: string, key: SketchKey): Key {
  const state = key.state ?? 'Enabled'
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: arn,
    KeyState: state,
    Enabled: state === 'Enabled',
    KeyManager: 'CUSTOMER',
    KeySpec: 'SYMMETRIC_DEFAULT',
    MultiRegion: false,
  }
}
