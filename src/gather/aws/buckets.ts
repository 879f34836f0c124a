/** The buckets that the trails deliver to, each read in the account that owns it. */
import type { Bucket, Fact } from '../../nouns/snapshot.ts'
import type { Reader } from './ask.ts'
import type { BucketOwner, WantedBucket } from './bucket-owners.ts'
import * as settings from './bucket-settings.ts'
import type { Run } from './run.ts'

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

type Parts = { readonly [P in Exclude<keyof Bucket, 'Name' | 'owner'>]-?: settings.Part<NonNullable<Bucket[P]> | null> }

/** The bucket's region first, since it is asked there. */
async function readParts(run: Run, owner: Reader, Bucket: string): Promise<Parts> {
  const region = settings.regionIn(await run.ask('s3:GetBucketLocation', owner, run.alwaysOnRegion, { Bucket }))
  const where = region.value ?? run.alwaysOnRegion
  const [policy, own, accountWide, acl, versioning, logging, lock, lifecycle, payment] = await Promise.all([
    run.ask('s3:GetBucketPolicy', owner, where, { Bucket }),
    run.ask('s3:GetPublicAccessBlock', owner, where, { Bucket }),
    run.ask('s3control:GetPublicAccessBlock', owner, run.alwaysOnRegion, { AccountId: owner.account }),
    run.ask('s3:GetBucketAcl', owner, where, { Bucket }),
    run.ask('s3:GetBucketVersioning', owner, where, { Bucket }),
    run.ask('s3:GetBucketLogging', owner, where, { Bucket }),
    run.ask('s3:GetObjectLockConfiguration', owner, where, { Bucket }),
    run.ask('s3:GetBucketLifecycleConfiguration', owner, where, { Bucket }),
    run.ask('s3:GetBucketRequestPayment', owner, where, { Bucket }),
  ])
  return {
    region,
    policy: settings.policyIn(policy),
    publicAccessBlock: settings.blockIn(own),
    accountPublicAccessBlock: settings.blockIn(accountWide),
    acl: settings.aclIn(acl),
    versioning: settings.versioningIn(versioning),
    accessLogBucket: settings.accessLogBucketIn(logging),
    objectLock: settings.objectLockIn(lock),
    lifecycle: settings.lifecycleIn(lifecycle),
    payer: settings.payerIn(payment),
  }
}
