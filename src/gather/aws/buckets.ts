/** The buckets that the trails deliver to, each read in the account that owns it. */
import type { Bucket, Fact, Gap, PublicAccessBlock } from '../../nouns/snapshot.ts'
import type { Answer } from './answer.ts'
import type { Reader } from './ask.ts'
import type { BucketOwner, WantedBucket } from './bucket-owners.ts'
import type { Run } from './run.ts'

/** A part of a bucket: its value, null where there is none, or the gap in its place. */
type Part<T> = { readonly value: T; readonly gap?: never } | { readonly gap: Gap; readonly value?: never }

type BlockCall = 's3:GetPublicAccessBlock' | 's3control:GetPublicAccessBlock'

/** The fact of one bucket; each part that was refused is absent and named in `unseen`. */
export async function readBucket(run: Run, { name, from }: WantedBucket, { owner, gap }: BucketOwner): Promise<Fact<'bucket'>> {
  if (gap !== undefined) return { fact: 'bucket', account: from, id: name, gap }
  if (owner === undefined) return { fact: 'bucket', account: from, id: name, value: { Name: name, owner: null } }
  const parts = await readParts(run, owner, name)
  const unseen = Object.entries(parts).flatMap(([member, part]) => (part.gap === undefined ? [] : [[member, part.gap]]))
  const seen = Object.entries(parts).flatMap(([member, part]) => (part.gap === undefined ? [[member, part.value]] : []))
  const value: Bucket = { Name: name, owner: owner.account, ...Object.fromEntries(seen) }
  return { fact: 'bucket', account: owner.account, id: name, value, ...(unseen.length === 0 ? {} : { unseen: Object.fromEntries(unseen) }) }
}

type Parts = { readonly [P in Exclude<keyof Bucket, 'Name' | 'owner'>]-?: Part<NonNullable<Bucket[P]> | null> }

/** The bucket's region first, since it is asked there. */
async function readParts(run: Run, owner: Reader, name: string): Promise<Parts> {
  const region = regionIn(await run.ask('s3:GetBucketLocation', owner, run.alwaysOnRegion, { Bucket: name }))
  const where = region.value ?? run.alwaysOnRegion
  const [policy, own, accountWide] = await Promise.all([
    run.ask('s3:GetBucketPolicy', owner, where, { Bucket: name }),
    run.ask('s3:GetPublicAccessBlock', owner, where, { Bucket: name }),
    run.ask('s3control:GetPublicAccessBlock', owner, run.alwaysOnRegion, { AccountId: owner.account }),
  ])
  return {
    region,
    policy: policyIn(policy),
    publicAccessBlock: blockIn(own),
    accountPublicAccessBlock: blockIn(accountWide),
  }
}

/** S3 names the oldest regions in ways of its own. */
function regionIn({ output, gap }: Answer<'s3:GetBucketLocation'>): Part<string> {
  if (gap !== undefined) return { gap }
  const location: string = output.LocationConstraint ?? ''
  return { value: location === '' ? 'us-east-1' : location === 'EU' ? 'eu-west-1' : location }
}

/** A bucket without a policy answers NoSuchBucketPolicy; an empty answer is none. */
const emptyPolicy: Gap = { cause: 'broken', call: 's3:GetBucketPolicy', message: 'an answer without a policy' }

function policyIn({ output, gap }: Answer<'s3:GetBucketPolicy'>): Part<string | null> {
  if (gap === undefined) return output.Policy ? { value: output.Policy } : { gap: emptyPolicy }
  return gap.code === 'NoSuchBucketPolicy' ? { value: null } : { gap }
}

function blockIn({ output, gap }: Answer<BlockCall>): Part<PublicAccessBlock | null> {
  if (gap === undefined) return { value: { ...(output.PublicAccessBlockConfiguration as PublicAccessBlock | undefined) } }
  return gap.code === 'NoSuchPublicAccessBlockConfiguration' ? { value: null } : { gap }
}
