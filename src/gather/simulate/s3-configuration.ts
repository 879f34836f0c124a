/** How S3 spells what a bucket is set to (REST XML), and what it answers where nothing is set. */
import type { BucketAcl, BucketVersioning, LifecycleRule, ObjectLock, PublicAccessBlock } from '../../nouns/snapshot.ts'
import { error, value, type Reply } from './reply.ts'

export const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

const element = (name: string, content: object): Reply => value({ [`${name} ${namespace}`]: content })

/** The reply for each part of a bucket, as nouns/snapshot.ts Bucket names them. */
export const replies = {
  region: (region: string): Reply => value({ [`LocationConstraint ${namespace}`]: region === 'us-east-1' ? '' : region }),
  policy: (policy: string | null): Reply =>
    policy === null ? error('NoSuchBucketPolicy', 'The bucket policy does not exist') : value(policy),
  publicAccessBlock: blockReply,
  acl: ({ owner, grants }: BucketAcl): Reply =>
    element('AccessControlPolicy', { Owner: { ID: owner }, AccessControlList: { Grant: grants.map(grantItem) } }),
  versioning: ({ status, mfaDelete }: BucketVersioning): Reply => {
    if (status === 'Never') return element('VersioningConfiguration', {})
    return element('VersioningConfiguration', { Status: status, MfaDelete: mfaDelete ? 'Enabled' : 'Disabled' })
  },
  accessLogBucket: (TargetBucket: string | null): Reply =>
    element('BucketLoggingStatus', TargetBucket === null ? {} : { LoggingEnabled: { TargetBucket, TargetPrefix: '' } }),
  objectLock: lockReply,
  lifecycle: (rules: readonly LifecycleRule[]): Reply => {
    if (rules.length === 0) return error('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist')
    return element('LifecycleConfiguration', { Rule: rules.map(ruleItem) })
  },
  payer: (Payer: string): Reply => element('RequestPaymentConfiguration', { Payer }),
}

function blockReply(block: PublicAccessBlock | null): Reply {
  if (block !== null) return element('PublicAccessBlockConfiguration', block)
  return error('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found')
}

/** A grantee is a group by its URI, or a canonical user. */
function grantItem({ grantee, permission }: BucketAcl['grants'][number]): object {
  const isGroup = grantee.includes('://')
  const typed = `Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${isGroup ? 'Group' : 'CanonicalUser'}"`
  return { [typed]: isGroup ? { URI: grantee } : { ID: grantee }, Permission: permission }
}

function lockReply(lock: ObjectLock | null): Reply {
  if (lock === null) {
    return error('ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket', 404)
  }
  const DefaultRetention = { Mode: lock.mode, Days: lock.days }
  return element('ObjectLockConfiguration', { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } })
}

/** What narrows a rule beyond its prefix is not kept in a snapshot: any tag stands in for it. */
function ruleItem(rule: LifecycleRule): object {
  const Filter = rule.narrowed ? { And: { Prefix: rule.prefix, Tag: { Key: 'narrowed', Value: 'true' } } } : { Prefix: rule.prefix }
  const { expirationDays: Days, expirationDate: Date, noncurrentDays: NoncurrentDays } = rule
  return {
    ID: rule.id,
    Filter,
    Status: rule.enabled ? 'Enabled' : 'Disabled',
    Expiration: Days === undefined && Date === undefined ? undefined : { Days, Date },
    NoncurrentVersionExpiration: NoncurrentDays === undefined ? undefined : { NoncurrentDays },
  }
}
