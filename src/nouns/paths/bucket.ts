/** The paths of a bucket; their meanings are in judge/evaluate/bucket-paths.ts. */
import type { PathEntry } from './path.ts'

export const bucketPaths = {
  owner: { type: 'string', wording: 'the account that owns the bucket' },
  region: { type: 'string', wording: 'the region of the bucket' },
  ownerInOrganization: { type: 'boolean', wording: 'ownership by an account of the organization' },
  ownerIsLogArchive: { type: 'boolean', wording: 'ownership by an account that the policy marks as log archive' },
  public: { type: 'boolean', wording: 'open to the public' },
  acceptsDelivery: { type: 'boolean', wording: 'permission for CloudTrail to write all that the trails deliver here' },
  grantsCloudTrail: { type: 'boolean', wording: 'permission for CloudTrail' },
  boundToOwnTrails: { type: 'boolean', wording: 'the limit of CloudTrail to trails of the own accounts' },
  requesterPays: { type: 'boolean', wording: 'Requester Pays' },
  tamperingRecorded: { type: 'boolean', wording: 'the recording of deletions and replacements of objects' },
  accessLogBucket: { type: 'string', wording: 'the bucket for server access logs' },
  accessLoggedElsewhere: { type: 'boolean', wording: 'server access logging to another bucket' },
  versioning: { type: 'string', wording: 'versioning' },
  mfaDelete: { type: 'boolean', wording: 'MFA delete of object versions' },
  objectLockMode: { type: 'string', wording: 'the default mode of object lock' },
  objectLockDays: { type: 'number', wording: 'the number of days that object lock keeps new objects' },
  logsDeletedAfterDays: { type: 'number', wording: 'the age in days at which lifecycle rules delete logs' },
} as const satisfies Record<string, PathEntry>
