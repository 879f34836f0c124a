/** Small pools of texts that begin, end and overlap with one another, so that random selectors and classes meet each other often. */

export const texts: Record<string, readonly string[]> = {
  eventSource: ['s3.amazonaws.com', 'kms.amazonaws.com', 'rdsdata.amazonaws.com', 's3', '.amazonaws.com', 'k', 'm', ''],
  eventName: ['GetObject', 'PutObject', 'Get', 'Put', 'Object', 'GetObjectAcl', 'Acl', 'tObject'],
  'resources.ARN': [
    'arn:aws:s3:::b/',
    'arn:aws:s3:::b',
    'arn:aws:s3:::b/p',
    'arn:aws:s3:::bb/',
    'arn:aws:s3:::b/p/x.gz',
    'arn:aws:s3',
    '.gz',
    'x.gz',
    'arn:aws:lambda:us-east-1:111122223333:function:f',
    'arn:aws:lambda',
    'arn:aws:dynamodb:us-east-1:111122223333:table/t',
    'arn:aws:dynamodb:us-east-1:111122223333:table/t/stream/s',
    'arn:aws:sns:us-east-1:111122223333:t',
  ],
  'userIdentity.arn': ['arn:aws:iam::111122223333:root', 'arn:aws:', 'arn:aws:sts', ':root', 'arn:aws:iam::111122223333:user/u'],
  vpcEndpointId: ['vpce-1', 'vpce-12', 'vpce', '2'],
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'AwsConsole', 'Aws', 'AwsVpceEvent', 's'],
}

export const closed: Record<string, readonly string[]> = {
  readOnly: ['true', 'false'],
  'resources.type': ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream', 'AWS::SNS::Topic'],
  errorCode: ['VpceAccessDenied', 'AccessDenied'],
  sessionCredentialFromConsole: ['true'],
}

export function poolOf(field: string): readonly string[] {
  return texts[field] ?? closed[field] ?? ['x']
}

/** Even smaller ones: few conditions over them cover everything, or all but a little. */
export const narrowPools: Record<string, readonly string[]> = {
  eventSource: ['kms.amazonaws.com', 'k', '.com'],
  eventName: ['Get', 'tObject', 'GetObject'],
  'resources.ARN': ['arn:aws:s3:::b', 'arn:aws:s3:::b/p', '/p', 'arn:aws:dynamodb:t'],
  'userIdentity.arn': ['arn:aws:i', ':root', 'arn:aws:iam::111122223333:root'],
  vpcEndpointId: ['vpce-1', '1', 'vpce-11'],
  eventType: ['AwsApiCall', 'AwsConsole', 'n'],
  ...closed,
  'resources.type': ['AWS::S3::Object', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream'],
}

const categories = ['Management', 'Data', 'NetworkActivity'] as const

export type Category = (typeof categories)[number]

/** Fields that the oracle's universe leaves something to say about, by category. */
export const openFields: Record<Category, readonly string[]> = {
  Management: ['readOnly', 'eventSource', 'eventName', 'eventType', 'userIdentity.arn', 'sessionCredentialFromConsole'],
  Data: [
    'readOnly',
    'eventSource',
    'eventName',
    'eventType',
    'resources.type',
    'resources.ARN',
    'resources.ARN',
    'userIdentity.arn',
    'sessionCredentialFromConsole',
  ],
  NetworkActivity: ['eventSource', 'eventSource', 'eventName', 'errorCode', 'vpcEndpointId', 'userIdentity.arn'],
}
