/** Random selectors and classes out of small pools of texts, so that they meet each other often. */
import * as fc from 'fast-check'
import type { EventClass, FieldWish } from '../../../src/nouns/event.ts'

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
    'arn:aws:sns:us-east-1:111122223333:t',
  ],
  'userIdentity.arn': ['arn:aws:iam::111122223333:root', 'arn:aws:', 'arn:aws:sts', ':root', 'arn:aws:iam::111122223333:user/u'],
  vpcEndpointId: ['vpce-1', 'vpce-12', 'vpce', '2'],
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'AwsConsole', 'Aws', 'AwsVpceEvent', 's'],
}

export const closed: Record<string, readonly string[]> = {
  readOnly: ['true', 'false'],
  'resources.type': ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::SNS::Topic'],
  errorCode: ['VpceAccessDenied', 'AccessDenied'],
  sessionCredentialFromConsole: ['true'],
}

const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const

export function poolOf(field: string): readonly string[] {
  return texts[field] ?? closed[field] ?? ['x']
}

function conditionOn(field: string): fc.Arbitrary<Record<string, string[]>> {
  const usable = field in closed ? ['Equals', 'NotEquals'] : [...operators]
  const entry = fc.tuple(fc.constantFrom(...usable), fc.uniqueArray(fc.constantFrom(...poolOf(field)), { minLength: 1, maxLength: 3 }))
  return fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries))
}

const categories = ['Management', 'Data', 'NetworkActivity'] as const

/** Fields that the oracle's universe leaves something to say about, by category. */
const openFields: Record<string, readonly string[]> = {
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

export const category = fc.constantFrom(...categories)

function fieldSelector(field: string): fc.Arbitrary<Record<string, unknown>> {
  return conditionOn(field).map((condition) => Object.assign({ Field: field }, condition))
}

/** `mess` allows what AWS leaves open: a field twice, an unknown field, an unknown operator. */
function advancedSelector(mess: boolean): fc.Arbitrary<Record<string, unknown>> {
  return category.chain((chosen) => {
    const fields = fc.uniqueArray(fc.constantFrom(...(openFields[chosen] ?? [])), { maxLength: 3 })
    const entries = fields.chain((names) => fc.tuple(...names.map(fieldSelector)))
    const odd = mess
      ? fc.oneof(
          fc.constant([]),
          fc
            .constantFrom(...(openFields[chosen] ?? []))
            .chain(fieldSelector)
            .map((each) => [each]),
          fc.constantFrom([{ Field: 'newField', Equals: ['x'] }], [{ Field: 'eventName', Contains: ['x'] }]),
        )
      : fc.constant([])
    return fc
      .tuple(entries, odd)
      .map(([own, more]) => ({ FieldSelectors: [{ Field: 'eventCategory', Equals: [chosen] }, ...own, ...more] }))
  })
}

const dataResource = fc.oneof(
  fc.record({
    Type: fc.constant('AWS::S3::Object'),
    Values: fc.uniqueArray(fc.constantFrom('arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:s3:::b/', 'arn:aws:s3:::b/p', 'arn:aws:s3:::bb/'), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    Type: fc.constant('AWS::Lambda::Function'),
    Values: fc.constantFrom(['arn:aws:lambda'], ['arn:aws:lambda:us-east-1:111122223333:function:f']),
  }),
  fc.record({
    Type: fc.constant('AWS::DynamoDB::Table'),
    Values: fc.constantFrom(['arn:aws:dynamodb'], ['arn:aws:dynamodb:us-east-1:111122223333:table/t']),
  }),
)

const bareResource = fc
  .constantFrom(['arn:aws:s3:::b'], ['arn:aws:s3:::b', 'arn:aws:s3:::bb/'])
  .map((Values) => ({ Type: 'AWS::S3::Object', Values }))

function basicSelector(mess: boolean): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    {
      ReadWriteType: fc.constantFrom('All', 'ReadOnly', 'WriteOnly'),
      IncludeManagementEvents: fc.boolean(),
      ExcludeManagementEventSources: fc.subarray(['kms.amazonaws.com', 'rdsdata.amazonaws.com']),
      DataResources: fc.array(mess ? fc.oneof(dataResource, bareResource) : dataResource, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
}

/** What GetEventSelectors might return. */
export function selectors(mess: boolean): fc.Arbitrary<Record<string, unknown[]>> {
  return fc.oneof(
    fc.array(basicSelector(mess), { minLength: mess ? 0 : 1, maxLength: 4 }).map((EventSelectors) => ({ EventSelectors })),
    fc
      .array(advancedSelector(mess), { minLength: mess ? 0 : 1, maxLength: 5 })
      .map((AdvancedEventSelectors) => ({ AdvancedEventSelectors })),
  )
}

function wish(field: string): fc.Arbitrary<FieldWish> {
  const listed = fc.uniqueArray(fc.constantFrom(...poolOf(field)), { minLength: 1, maxLength: 2 })
  const plain = fc.oneof(fc.constantFrom(...poolOf(field)), listed)
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 3, arbitrary: conditionOn(field) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
}

/** A class that mostly has events. */
export const eventClasses: fc.Arbitrary<EventClass> = fc.tuple(category, fc.boolean()).chain(([chosen, named]) =>
  fc.uniqueArray(fc.constantFrom(...(openFields[chosen] ?? [])), { maxLength: 3 }).chain((fields) =>
    fc.tuple(...fields.map(wish)).map((wishes) => {
      const asked = fields.map((field, index) => [field, wishes[index]] as const)
      return Object.fromEntries(named ? [['eventCategory', chosen], ...asked] : asked)
    }),
  ),
)
