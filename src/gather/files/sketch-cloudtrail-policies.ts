/**
 * The resource policies that CloudTrail's guide prescribes, made for the trails of a sketch (AWS CloudTrail User Guide, "Amazon S3
 * bucket policy for CloudTrail", "Configure AWS KMS key policies for CloudTrail", "Amazon SNS topic policy for CloudTrail").
 */
import type { DrawnTrail } from './sketch-trails.ts'

/** The organization of a sketch, as far as policies name it; `id` is absent without one. */
export interface PolicyWorld {
  readonly partition: string
  readonly id?: string
  readonly management: string
}

const Principal = { Service: 'cloudtrail.amazonaws.com' }
const Effect = 'Allow'

/** The policy of a bucket that these trails deliver to; organization trails also write below `AWSLogs/<organization>`. */
export function bucketPolicy(bucket: string, trails: readonly DrawnTrail[], world: PolicyWorld): object {
  const arn = `arn:${world.partition}:s3:::${bucket}`
  const ofOrganization = trails.filter(isOrganizational)
  const write = (Sid: string, of: readonly DrawnTrail[], folder: (trail: DrawnTrail) => string) => ({
    Sid,
    Effect,
    Principal,
    Action: 's3:PutObject',
    Resource: oneOrMore(of.map((trail) => `${arn}/${prefixOf(trail)}AWSLogs/${folder(trail)}/*`)),
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...boundTo(of, world) } },
  })
  return document([
    {
      Sid: 'AWSCloudTrailAclCheck20150319',
      Effect,
      Principal,
      Action: 's3:GetBucketAcl',
      Resource: arn,
      Condition: { StringEquals: boundTo(trails, world) },
    },
    write('AWSCloudTrailWrite20150319', trails, (trail) => writerOf(trail, world)),
    ...(ofOrganization.length === 0 ? [] : [write('AWSCloudTrailOrganizationWrite20150319', ofOrganization, () => world.id ?? '')]),
  ])
}

/** The policy of a key that these trails encrypt with; `account` owns it. */
export function keyPolicy(account: string, trails: readonly DrawnTrail[], world: PolicyWorld): object {
  const contexts = trails.map((trail) => `arn:${world.partition}:cloudtrail:*:${writerOf(trail, world)}:trail/*`)
  const StringEquals = boundTo(trails, world)
  const StringLike = { 'kms:EncryptionContext:aws:cloudtrail:arn': oneOrMore(contexts) }
  const root = { AWS: `arn:${world.partition}:iam::${account}:root` }
  return document([
    { Sid: 'Enable IAM user permissions', Effect, Principal: root, Action: 'kms:*', Resource: '*' },
    {
      Sid: 'Allow CloudTrail to encrypt logs',
      Effect,
      Principal,
      Action: 'kms:GenerateDataKey*',
      Resource: '*',
      Condition: { StringEquals, StringLike },
    },
    {
      Sid: 'Allow CloudTrail to describe the key',
      Effect,
      Principal,
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: { StringEquals },
    },
  ])
}

/** The policy of a topic that these trails notify; without trails, the one that SNS gives to a new topic. */
export function topicPolicy(arn: string, account: string, trails: readonly DrawnTrail[], world: PolicyWorld): object {
  const statement = { Effect, Action: 'SNS:Publish', Resource: arn }
  if (trails.length === 0) {
    const Condition = { StringEquals: { 'AWS:SourceOwner': account } }
    return document([{ Sid: '__default_statement_ID', ...statement, Principal: { AWS: '*' }, Condition }])
  }
  return document([{ Sid: 'AWSCloudTrailSNSPolicy20131101', ...statement, Principal, Condition: { StringEquals: boundTo(trails, world) } }])
}

function document(Statement: readonly object[]): object {
  return { Version: '2012-10-17', Statement }
}

/** An organization trail counts as the management account's, also when a delegated administrator made it (reference 6). */
function boundTo(trails: readonly DrawnTrail[], world: PolicyWorld): Readonly<Record<string, unknown>> {
  const arns = trails.map((trail) => trail.body.TrailARN.replace(/:\d{12}:trail\//, `:${writerOf(trail, world)}:trail/`))
  return { 'aws:SourceArn': oneOrMore(arns) }
}

function writerOf(trail: DrawnTrail, { management }: PolicyWorld): string {
  return isOrganizational(trail) ? management : trail.owner
}

function isOrganizational({ body }: DrawnTrail): boolean {
  return body.IsOrganizationTrail === true
}

function prefixOf({ body }: DrawnTrail): string {
  return body.S3KeyPrefix === undefined || body.S3KeyPrefix === '' ? '' : `${body.S3KeyPrefix}/`
}

/** Policies write a list of one as its only member. */
function oneOrMore(texts: readonly string[]): unknown {
  const different = [...new Set(texts)]
  return different.length === 1 ? different[0] : different
}
