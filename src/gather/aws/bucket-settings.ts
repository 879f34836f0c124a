/** What S3 tells of a bucket, part by part: a value, null where nothing is set, or the gap in its place. */
import type { Bucket, BucketAcl, BucketVersioning, Gap, LifecycleRule, ObjectLock, PublicAccessBlock } from '../../nouns/snapshot.ts'
import type { Answer } from './answer.ts'
import type { OutputOf } from './services.ts'

export type Part<T> = { readonly value: T; readonly gap?: never } | { readonly gap: Gap; readonly value?: never }

type BlockCall = 's3:GetPublicAccessBlock' | 's3control:GetPublicAccessBlock'

/** S3 names the oldest regions in ways of its own. */
export function regionIn({ output, gap }: Answer<'s3:GetBucketLocation'>): Part<string> {
  if (gap !== undefined) return { gap }
  const location: string = output.LocationConstraint ?? ''
  return { value: location === '' ? 'us-east-1' : location === 'EU' ? 'eu-west-1' : location }
}

/** A bucket without a policy answers NoSuchBucketPolicy; an empty answer is none. */
export function policyIn({ output, gap }: Answer<'s3:GetBucketPolicy'>): Part<string | null> {
  if (gap === undefined) return output.Policy ? { value: output.Policy } : without('s3:GetBucketPolicy', 'a policy')
  return gap.code === 'NoSuchBucketPolicy' ? { value: null } : { gap }
}

export function blockIn({ output, gap }: Answer<BlockCall>): Part<PublicAccessBlock | null> {
  if (gap === undefined) return { value: { ...(output.PublicAccessBlockConfiguration as PublicAccessBlock | undefined) } }
  return gap.code === 'NoSuchPublicAccessBlockConfiguration' ? { value: null } : { gap }
}

export function aclIn({ output, gap }: Answer<'s3:GetBucketAcl'>): Part<BucketAcl> {
  if (gap !== undefined) return { gap }
  const owner = output.Owner?.ID
  if (owner === undefined) return without('s3:GetBucketAcl', 'an owner')
  const grants = (output.Grants ?? []).map(({ Grantee, Permission = '' }) => ({
    grantee: Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress ?? '',
    permission: Permission,
  }))
  return { value: { owner, grants } }
}

/** A bucket that never had versioning tells no status. */
export function versioningIn({ output, gap }: Answer<'s3:GetBucketVersioning'>): Part<BucketVersioning> {
  if (gap !== undefined) return { gap }
  return { value: { status: output.Status ?? 'Never', mfaDelete: output.MFADelete === 'Enabled' } }
}

export function accessLogBucketIn({ output, gap }: Answer<'s3:GetBucketLogging'>): Part<string | null> {
  return gap === undefined ? { value: output.LoggingEnabled?.TargetBucket ?? null } : { gap }
}

/** A lock without a default protects only what is put with a retention of its own, which CloudTrail's files are not. */
export function objectLockIn({ output, gap }: Answer<'s3:GetObjectLockConfiguration'>): Part<ObjectLock | null> {
  if (gap !== undefined) return gap.code === 'ObjectLockConfigurationNotFoundError' ? { value: null } : { gap }
  const { Mode: mode, Days, Years } = output.ObjectLockConfiguration?.Rule?.DefaultRetention ?? {}
  const days = Days ?? (Years === undefined ? undefined : Years * 365)
  return { value: mode === undefined || days === undefined ? null : { mode, days } }
}

export function lifecycleIn({ output, gap }: Answer<'s3:GetBucketLifecycleConfiguration'>): Part<readonly LifecycleRule[]> {
  if (gap === undefined) return { value: (output.Rules ?? []).map(ruleOf) }
  return gap.code === 'NoSuchLifecycleConfiguration' ? { value: [] } : { gap }
}

type Rule = NonNullable<OutputOf<'s3:GetBucketLifecycleConfiguration'>['Rules']>[number]

/** Whatever a filter holds beside the prefix narrows the rule, members that are new to us included. */
function ruleOf({ ID, Status, Prefix, Filter, Expiration, NoncurrentVersionExpiration }: Rule): LifecycleRule {
  const { Prefix: prefix = Prefix ?? '', ...others } = { ...Filter, ...Filter?.And }
  const { And: _, ...narrowing } = others as Readonly<Record<string, unknown>>
  const { Days, Date: date } = Expiration ?? {}
  const noncurrentDays = NoncurrentVersionExpiration?.NoncurrentDays
  return {
    ...(ID === undefined ? {} : { id: ID }),
    enabled: Status === 'Enabled',
    prefix,
    narrowed: Object.values(narrowing).some((value) => value !== undefined),
    ...(Days === undefined ? {} : { expirationDays: Days }),
    ...(date === undefined ? {} : { expirationDate: date.toISOString() }),
    ...(noncurrentDays === undefined ? {} : { noncurrentDays }),
  }
}

export function payerIn({ output, gap }: Answer<'s3:GetBucketRequestPayment'>): Part<NonNullable<Bucket['payer']>> {
  if (gap !== undefined) return { gap }
  return output.Payer === undefined ? without('s3:GetBucketRequestPayment', 'a payer') : { value: output.Payer }
}

/** An answer that lacks what it must hold is no answer: taken for an empty one, it would say that nothing is set. */
function without(call: Gap['call'], what: string): { readonly gap: Gap } {
  return { gap: { cause: 'broken', call, message: `an answer without ${what}` } }
}
