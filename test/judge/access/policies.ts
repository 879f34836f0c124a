/** Policies and requests for the tests of access: CloudTrail's deliveries, and the statements that let it or keep it out. */
import type { AccessRequest, RequestContext } from '../../../src/judge/access/request.ts'

export const trail = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main'
export const cloudtrail = { Service: 'cloudtrail.amazonaws.com' }

/** A policy of these statements, in the current version of the language. */
export function policyOf(...statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements }
}

/** Lets CloudTrail write the logs of account 111122223333, on these conditions. */
export function writing(condition?: object, more: object = {}): object {
  return {
    Sid: 'Write',
    Effect: 'Allow',
    Principal: cloudtrail,
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::logs/AWSLogs/111122223333/*',
    ...(condition === undefined ? {} : { Condition: condition }),
    ...more,
  }
}

const deliveryContext: RequestContext = {
  'aws:SourceArn': trail,
  'aws:SourceAccount': '111122223333',
  'aws:SecureTransport': 'true',
  'aws:PrincipalIsAWSService': 'true',
  'aws:PrincipalOrgID': null,
  's3:x-amz-acl': 'bucket-owner-full-control',
}

/** CloudTrail delivering a log file, or something else that it does. */
export function delivery(more: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: { service: 'cloudtrail.amazonaws.com' },
    action: 's3:PutObject',
    resource: 'arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/01/file.json.gz',
    context: deliveryContext,
    ...more,
  }
}
