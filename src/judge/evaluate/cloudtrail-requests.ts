/** What CloudTrail asks of a bucket and of a key on behalf of a trail, and on whose behalf it does so (reference 6). */
import { decideAmong, notAllowed, type Decision } from '../access/may-do.ts'
import { readDocument } from '../access/document.ts'
import type { RequestContext } from '../access/request.ts'
import { sayAssumption } from '../../nouns/assumption.ts'
import type { Snapshot, Trail } from '../../nouns/snapshot.ts'
import { identify } from '../coverage/logging.ts'
import { organizationOf } from './own-organization.ts'

export const cloudTrailService = { service: 'cloudtrail.amazonaws.com' } as const

/** The account that CloudTrail names as the trail's: of an organization trail the management account, whoever made it. */
export function writerOf(snapshot: Snapshot, trail: Trail): string {
  const { owner } = identify(trail.TrailARN, trail)
  return trail.IsOrganizationTrail === true ? (snapshot.organization?.value?.MasterAccountId ?? owner) : owner
}

/** The trail's ARN with another account in it. */
function arnFor(trail: Trail, account: string): string {
  if (identify(trail.TrailARN, trail).owner === account) return trail.TrailARN
  const [arn, partition, service, region, , ...rest] = trail.TrailARN.split(':')
  return [arn, partition, service, region, account, ...rest].join(':')
}

/** What every request of CloudTrail's carries for a trail of this name and region, were it of this account. */
export function cloudTrailContext(trail: Trail, account: string, organization: string | undefined): RequestContext {
  return {
    'aws:SourceArn': arnFor(trail, account),
    'aws:SourceAccount': account,
    ...(organization === undefined ? {} : { 'aws:SourceOrgID': organization }),
    'aws:SecureTransport': 'true',
    // AWS requires the one and recommends the other (AWS CloudTrail User Guide, "Infrastructure security").
    's3:TlsVersion': ['1.2', '1.3'],
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': cloudTrailService.service,
    // Service principals are members of no organization (IAM guide, aws:PrincipalOrgID).
    'aws:PrincipalOrgID': null,
  }
}

/** With PutObject CloudTrail always hands the object to the owner of the bucket; with a key, it asks for encryption with it. */
export function putContext(trail: Trail): RequestContext {
  const encryption = trail.KmsKeyId === undefined ? {} : { 's3:x-amz-server-side-encryption': 'aws:kms' }
  return { 's3:x-amz-acl': 'bucket-owner-full-control', ...encryption }
}

/** The encryption context names the trail (AWS CloudTrail User Guide, "How AWS CloudTrail uses AWS KMS"). */
export function encryptContext(trail: Trail, account: string): RequestContext {
  return { 'kms:EncryptionContext:aws:cloudtrail:arn': arnFor(trail, account) }
}

/** What CloudTrail asks for one trail; the context is what the request carries beside the trail. */
interface CloudTrailRequest {
  readonly action: string
  readonly resource: string
  readonly context: RequestContext
}

export type MayCloudTrail = (request: CloudTrailRequest) => Decision

/** Asks one policy many things for many trails: it is read once. Without a policy, CloudTrail may nothing. */
export function askPolicy(snapshot: Snapshot, policy: string | null): (trail: Trail) => MayCloudTrail {
  if (policy === null) return () => () => notAllowed
  const document = readDocument(policy)
  if ('malformed' in document) return () => () => ({ truth: undefined, why: document.malformed })
  return (trail) => {
    const common = cloudTrailContext(trail, writerOf(snapshot, trail), organizationOf(snapshot))
    return ({ action, resource, context }) =>
      decideAmong(document.statements, { principal: cloudTrailService, action, resource, context: { ...common, ...context } })
  }
}

/** The assumptions behind an answer to a policy that looks at the organization a service acts for. */
export function assumedBy(policy: string | null | undefined): readonly string[] {
  return /aws:SourceOrgID/i.test(policy ?? '') ? [sayAssumption('A20')] : []
}
