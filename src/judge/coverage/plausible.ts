/** Names that readers recognise: services and operations that exist, ARNs of the right form. From AWS's documentation of November 2026. */
import type { Category } from './selector.ts'

/** An operation that a service records under a category. */
export interface Operation {
  readonly category: Category
  readonly source: string
  readonly name: string
  /** Absent on network activity events (reference 1.2). */
  readonly readOnly?: boolean
  readonly type?: string
  readonly eventType?: string
  /** About a bucket as a whole: S3 records its ARN and a slash as `ARNPrefix`, and no object (reference 1.2). */
  readonly ofBucket?: boolean
}

function operations(
  category: Category,
  service: string,
  names: Readonly<Record<string, boolean>>,
  more: Partial<Operation> = {},
): readonly Operation[] {
  const source = `${service}.amazonaws.com`
  return Object.entries(names).map(([name, readOnly]) =>
    Object.assign({ category, source, name }, category === 'NetworkActivity' ? {} : { readOnly }, more),
  )
}

/** The most telling first; the value says whether the operation is a read. */
export const knownOperations: readonly Operation[] = [
  ...operations('Management', 'ec2', { RunInstances: false, DescribeInstances: true }),
  ...operations('Management', 'iam', { CreateUser: false, ListUsers: true }),
  ...operations('Management', 'kms', { DisableKey: false, ScheduleKeyDeletion: false, Decrypt: true }),
  ...operations('Management', 'rdsdata', { ExecuteStatement: false }),
  ...operations('Management', 'signin', { ConsoleLogin: false }, { eventType: 'AwsConsoleSignIn' }),
  ...operations('Management', 'sts', { AssumeRole: true, GetCallerIdentity: true }),
  ...operations('Management', 'cloudfront', { CreateDistribution: false, ListDistributions: true }),
  ...operations('Management', 'cloudtrail', { StopLogging: false, DeleteTrail: false, DescribeTrails: true }),
  ...operations('Management', 's3', { CreateBucket: false, PutBucketPolicy: false, ListBuckets: true }),
  ...operations('Management', 'secretsmanager', { DeleteSecret: false, GetSecretValue: true }),
  ...operations('Data', 's3', { PutObject: false, DeleteObject: false, GetObject: true, HeadObject: true }, { type: 'AWS::S3::Object' }),
  ...operations('Data', 's3', { DeleteObjects: false, ListObjects: true }, { type: 'AWS::S3::Object', ofBucket: true }),
  ...operations('Data', 's3', { DeleteObject: false }, { type: 'AWS::S3::Object', eventType: 'AwsServiceEvent' }),
  ...operations('Data', 'lambda', { Invoke: false }, { type: 'AWS::Lambda::Function' }),
  ...operations('Data', 'dynamodb', { PutItem: false, DeleteItem: false, GetItem: true, Query: true }, { type: 'AWS::DynamoDB::Table' }),
  ...operations('Data', 'sns', { Publish: false }, { type: 'AWS::SNS::Topic' }),
  ...operations('Data', 'ebs', { PutSnapshotBlock: false, GetSnapshotBlock: true }, { type: 'AWS::EC2::Snapshot' }),
  ...operations('Data', 'sqs', { SendMessage: false }, { type: 'AWS::SQS::Queue' }),
  ...operations('Data', 'dynamodb', { GetRecords: true }, { type: 'AWS::DynamoDB::Stream' }),
  ...operations('NetworkActivity', 's3', { GetObject: true, PutObject: false }),
  ...operations('NetworkActivity', 'kms', { Decrypt: true }),
  ...operations('NetworkActivity', 'ec2', { DescribeInstances: true }),
  ...operations('NetworkActivity', 'secretsmanager', { GetSecretValue: true }),
  ...operations('NetworkActivity', 'cloudtrail', { LookupEvents: true }),
  ...operations('NetworkActivity', 'dynamodb', { GetItem: true }),
  ...operations('NetworkActivity', 'lambda', { Invoke: false }),
]

/** Where an event happens. */
export interface Stage {
  readonly partition: string
  readonly region: string
  readonly account: string
}

/** ARNs after `arn:<partition>:`, with R and A for region and account (reference 3.6). */
const arnForms: Readonly<Record<string, (name: string, where: string) => string>> = {
  'AWS::S3::Object': (name) => `s3:::${name}-bucket/${name}-key`,
  'AWS::Lambda::Function': (name, where) => `lambda:${where}:function:${name}-function`,
  'AWS::DynamoDB::Table': (name, where) => `dynamodb:${where}:table/${name}-table`,
  'AWS::DynamoDB::Stream': (name, where) => `dynamodb:${where}:table/${name}-table/stream/2026-01-01T00:00:00.000`,
  'AWS::SNS::Topic': (name, where) => `sns:${where}:${name}-topic`,
  'AWS::SQS::Queue': (name, where) => `sqs:${where}:${name}-queue`,
  'AWS::EC2::Snapshot': (name, where) => `ec2:${where.split(':')[0]}::snapshot/snap-${name}`,
}

/** The word in ARNs that nothing constrains; another one is used where something does, so that only free ARNs are ever moved. */
export const freeName = 'any'

/** An ARN of the resource type's form; of a form of our own for types without a known one. */
export function exampleArn(type: string | undefined, name: string, { partition, region, account }: Stage): string {
  const where = `${region}:${account}`
  const form = arnForms[type ?? '']
  return `arn:${partition}:${form === undefined ? `${serviceOf(type)}:${where}:${name}` : form(name, where)}`
}

function serviceOf(type: string | undefined): string {
  return type?.split('::')[1]?.toLowerCase() ?? 'unknown'
}

export function exampleIdentity(name: string, { partition, account }: Stage): string {
  return `arn:${partition}:sts::${account}:assumed-role/${name}-role/${name}-session`
}
