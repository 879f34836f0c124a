/** Selectors that do not mean what they say, one by one. */
import { describe, expect, it } from 'vitest'
import { selectorFaults } from '../../../src/judge/coverage/lint.ts'

const data = { Field: 'eventCategory', Equals: ['Data'] }
const objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] }
const functions = { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }
const management = { Field: 'eventCategory', Equals: ['Management'] }
const network = { Field: 'eventCategory', Equals: ['NetworkActivity'] }
const advanced = (...fields: readonly object[]): readonly string[] => selectorFaults({ AdvancedEventSelectors: [{ FieldSelectors: fields }] }, 'aws').faults
const basic = (selector: object, partition = 'aws'): readonly string[] => selectorFaults({ EventSelectors: [selector] }, partition).faults
const values = (type: string, ...of: readonly string[]): object => ({ IncludeManagementEvents: false, DataResources: [{ Type: type, Values: of }] })

const names = (count: number): object => ({ Field: 'eventName', Equals: Array.from({ length: count }, (_, index) => `Get${index}`) })

describe('a basic selector', () => {
  it.each([
    ['the default', { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }],
    ['all buckets, one bucket, a prefix', values('AWS::S3::Object', 'arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:s3:::b/', 'arn:aws:s3:::b/x')],
    ['all functions, one function', values('AWS::Lambda::Function', 'arn:aws:lambda', 'arn:aws:lambda:us-east-1:111122223333:function:f')],
    ['all tables, one table', values('AWS::DynamoDB::Table', 'arn:aws:dynamodb', 'arn:aws:dynamodb:us-east-1:111122223333:table/t')],
  ])('%s has no fault', (_, selector) => expect(basic(selector)).toEqual([]))

  it.each([
    ['a star after the bucket', values('AWS::S3::Object', 'arn:aws:s3:::*'), /refused by AWS.*\*, which is no wildcard/],
    ['a star for every function', values('AWS::Lambda::Function', 'arn:aws:lambda:*'), /refused by AWS/],
    ['a bucket without its slash', values('AWS::S3::Object', 'arn:aws:s3:::b'), /reaches every bucket/],
    ['the name of a function', values('AWS::Lambda::Function', 'billing'), /can never match/],
    ['a function with a slash', values('AWS::Lambda::Function', 'arn:aws:lambda:us-east-1:111122223333:function/f'), /can never match/],
    ['another type', values('AWS::SNS::Topic', 'arn:aws:sns'), /refused by AWS: basic selectors do not have the type/],
    ['the exclusion of another source', { ExcludeManagementEventSources: ['sts.amazonaws.com'] }, /refused by AWS: management events of sts/],
    ['an exclusion from nothing', { ...values('AWS::S3::Object', 'arn:aws:s3'), ExcludeManagementEventSources: ['kms.amazonaws.com'] }, /excludes nothing/],
    ['nothing at all', { IncludeManagementEvents: false }, /can never match/],
  ])('%s is a fault', (_, selector, fault) => expect(basic(selector)).toEqual([expect.stringMatching(fault)]))

  it('is of its partition', () => {
    expect(basic(values('AWS::S3::Object', 'arn:aws-cn:s3'), 'aws-cn')).toEqual([])
    expect(basic(values('AWS::S3::Object', 'arn:aws:s3'), 'aws-cn')).toEqual([expect.stringMatching(/can never match/)])
  })

  it('is one of five, with 250 values at most', () => {
    const six = Array.from({ length: 6 }, () => ({ IncludeManagementEvents: true }))
    expect(selectorFaults({ EventSelectors: six }, 'aws').faults).toEqual([expect.stringMatching(/6 basic selectors/)])
    const many = Array.from({ length: 251 }, (_, index) => `arn:aws:s3:::b${index}/`)
    expect(basic(values('AWS::S3::Object', ...many))).toEqual([expect.stringMatching(/251 data resources/)])
  })
})

describe('an advanced selector', () => {
  it.each([
    ['management', [management]],
    ['management reads', [management, { Field: 'readOnly', Equals: ['true'] }]],
    ['both exclusions', [management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }]],
    ['objects of a bucket', [data, objects, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::b/'] }]],
    ['all but a bucket', [data, objects, { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::b/'] }]],
    ['a prefix of names', [data, objects, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::team-'] }]],
    ['one object', [data, objects, { Field: 'resources.ARN', Equals: ['arn:aws:s3:::b/key'] }]],
    ['a type without a form', [data, { Field: 'resources.type', Equals: ['AWS::Some::Thing'] }, { Field: 'resources.ARN', EndsWith: ['x'] }]],
    ['console events left out', [data, objects, { Field: 'sessionCredentialFromConsole', NotEquals: ['true'] }]],
    ['denied calls', [network, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }, { Field: 'errorCode', Equals: ['VpceAccessDenied'] }]],
  ] as readonly (readonly [string, readonly object[]])[])('of %s has no fault', (_, fields) => expect(advanced(...fields)).toEqual([]))

  it.each([
    ['no category', [objects], /does not name eventCategory/],
    ['a category of data stores', [{ Field: 'eventCategory', Equals: ['ConfigurationItem'] }], /is for one category, not ConfigurationItem/],
    ['two categories', [{ Field: 'eventCategory', Equals: ['Data', 'Management'] }], /is for one category/],
    ['data without a type', [data], /must name resources.type/],
    ['two types', [data, { Field: 'resources.type', Equals: ['AWS::S3::Object', 'AWS::SNS::Topic'] }], /one resources.type/],
    ['network without a source', [network], /must name eventSource/],
    ['readOnly of network', [network, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }, { Field: 'readOnly', Equals: ['true'] }], /do not have the field readOnly/],
    ['another error', [network, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }, { Field: 'errorCode', Equals: ['AccessDenied'] }], /may be VpceAccessDenied, not AccessDenied/],
    ['management by name', [management, { Field: 'eventName', NotEquals: ['Decrypt'] }], /do not have the field eventName/],
    ['management of one source', [management, { Field: 'eventSource', Equals: ['iam.amazonaws.com'] }], /takes NotEquals, not Equals/],
    ['the exclusion of another source', [management, { Field: 'eventSource', NotEquals: ['sts.amazonaws.com'] }], /may be kms.* not sts/],
    ['a star', [data, objects, { Field: 'eventName', Equals: ['Get*'] }], /can never match by eventName Equals Get\*: a \* is no wildcard/],
    ['a star in an exclusion', [data, objects, { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::b/*'] }], /excludes nothing/],
    ['a bucket excluded by NotEquals', [data, objects, { Field: 'resources.ARN', NotEquals: ['arn:aws:s3:::b'] }], /excludes nothing.*that is a bucket/],
    ['a bucket excluded with its slash', [data, objects, { Field: 'resources.ARN', NotEquals: ['arn:aws:s3:::b/'] }], /excludes no object .*ListObjects and DeleteObjects \(A6\).*NotStartsWith/],
    ['a bucket chosen with its slash', [data, objects, { Field: 'resources.ARN', Equals: ['arn:aws:s3:::b/'] }], /records no object .*use StartsWith/],
    ['a bucket by Equals', [data, objects, { Field: 'resources.ARN', Equals: ['arn:aws:s3:::b'] }], /can never match.*that is a bucket/],
    ['a bucket without its slash', [data, objects, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::b'] }], /reaches every bucket/],
    ['the same in an exclusion', [data, objects, { Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::b'] }], /leaves out every bucket/],
    ['function/', [data, functions, { Field: 'resources.ARN', NotEquals: ['arn:aws:lambda:us-east-1:111122223333:function/f'] }], /excludes nothing.*function:, not function\//],
    ['the ARN of another type', [data, functions, { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::b/'] }], /can never match/],
    ['one good ARN and one of another type', [data, functions, { Field: 'resources.ARN', StartsWith: ['arn:aws:lambda:', 'arn:aws:sns:'] }], /can never match by resources.ARN StartsWith arn:aws:sns:/],
    ['an exclusion of what is not chosen', [data, objects, { Field: 'eventName', Equals: ['GetObject'], NotEquals: ['PutObject'] }], /excludes nothing by eventName NotEquals PutObject/],
    ['what excludes itself', [data, objects, { Field: 'eventName', Equals: ['GetObject'], NotEquals: ['GetObject'] }], /no event meets all of its fields/],
    ['a readOnly of neither', [data, objects, { Field: 'readOnly', Equals: ['yes'] }], /can never match/],
  ] as readonly (readonly [string, readonly object[], RegExp])[])('of %s has that fault', (_, fields, fault) => {
    expect(advanced(...fields)).toEqual([expect.stringMatching(fault)])
  })

  it('takes 500 values', () => {
    expect(advanced(data, objects, names(498))).toEqual([])
    expect(advanced(data, objects, names(499))).toEqual([expect.stringMatching(/501 values/)])
  })
})

describe('what nobody can say', () => {
  it.each([
    ['an unknown field', { AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'newField', Equals: ['x'] }] }] }, /newField/],
    ['an unknown operator', { AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'eventName', Contains: ['x'] }] }] }, /Contains/],
    ['a field named twice', { AdvancedEventSelectors: [{ FieldSelectors: [data, objects, { Field: 'eventName', Equals: ['a'] }, { Field: 'eventName', Equals: ['b'] }] }] }, /A7/],
    ['no selector of either kind', { EventSelectors: [], AdvancedEventSelectors: [] }, /A8/],
  ])('%s is a doubt and no fault', (_, selectors, doubt) => {
    const { faults, doubts } = selectorFaults(selectors, 'aws')
    expect(faults).toEqual([])
    expect(doubts.map(({ what }) => what).join('\n')).toMatch(doubt)
  })
})
