/** Who may do what under a resource policy: right answers for single policies, and the laws that hold for all of them. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayDo } from '../../../src/judge/access/may-do.ts'
import { anyText } from '../../../src/judge/access/pattern.ts'
import type { AccessRequest } from '../../../src/judge/access/request.ts'
import { cloudtrail, delivery, policyOf, trail, writing } from './policies.ts'

type Row = readonly [name: string, statements: readonly object[], truth: boolean | undefined, request?: Partial<AccessRequest>]

const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' }
const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] }
const inRegion = (region: string) => ({ resource: `arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/${region}/${anyText}` })
const oneRegion = writing(undefined, { Resource: 'arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/us-east-1/*' })
const anywhere = { resource: `arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/${anyText}` }

const rows: readonly Row[] = [
  ["the guide's write statement", [writing({ StringEquals: { ...acl, 'aws:SourceArn': trail } })], true],
  ['the guide has two trails', [writing({ StringEquals: { ...acl, 'aws:SourceArn': [trail, `${trail}2`] } })], true],
  ['a statement without a condition', [writing()], true],
  ['another trail', [writing({ StringEquals: { 'aws:SourceArn': `${trail}2` } })], false],
  ['another account', [writing({ StringEquals: { 'aws:SourceAccount': '999999999999' } })], false],
  ['the account, as a number in JSON', [writing({ StringEquals: { 'aws:SourceAccount': 111122223333 } })], true],
  ['any trail of the account', [writing({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } })], true],
  ['ArnEquals takes wildcards', [writing({ ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/m???' } })], true],
  ['StringEquals takes none', [writing({ StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } })], false],
  ['a wildcard of ArnLike stays in its part', [writing({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:trail/main' } })], false],
  ['keys have no case', [writing({ StringEquals: { 'AWS:sourcearn': trail } })], true],
  ['values have', [writing({ StringEquals: { 'aws:SourceArn': trail.toUpperCase() } })], false],
  ['unless they are told not to', [writing({ StringEqualsIgnoreCase: { 'aws:SourceArn': trail.toUpperCase() } })], true],
  ['a variable of the request', [writing({ StringLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:${aws:SourceAccount}:trail/*' } })], true],
  ['a variable in the resource', [writing(undefined, { Resource: 'arn:aws:s3:::logs/AWSLogs/${aws:SourceAccount}/*' })], true],
  ['a variable that is not known', [writing(undefined, { Resource: 'arn:aws:s3:::logs/${aws:SourceOrgID}/*' })], undefined],
  ['an operator that is not known', [writing({ StringRhymes: { 'aws:SourceArn': trail } })], undefined],
  ['a key that is not known', [writing({ StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } })], undefined],
  ['a key that is not known, if it exists', [writing({ StringEqualsIfExists: { 'aws:SourceOrgID': 'o-exampleorgid' } })], undefined],
  ['a key that is certainly absent, if it exists', [writing({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })], true],
  ['a key that is certainly absent', [writing({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })], false],
  ['wanted to be absent', [writing({ Null: { 'aws:PrincipalOrgID': 'true' } })], true],
  ['wanted to be there', [writing({ Null: { 'aws:PrincipalOrgID': 'false' } })], false],
  ['of all its values, where it has none', [writing({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } })], true],
  ['of any value, where it has none', [writing({ 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } })], false],
  ['a Deny of plain HTTP', [writing(), { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }], true],
  ['a Deny of plain HTTP, as a JSON boolean', [writing(), { ...deny, Condition: { Bool: { 'aws:SecureTransport': false } } }], true],
  ['a Deny of everybody', [writing(), deny], false],
  ['a Deny of another action', [writing(), { ...deny, Action: 's3:DeleteObject' }], true],
  ['a Deny of all actions but one', [writing(), { Effect: 'Deny', Principal: '*', NotAction: 's3:PutObject', Resource: '*' }], true],
  ['a Deny of all actions but another', [writing(), { Effect: 'Deny', Principal: '*', NotAction: 's3:GetObject', Resource: '*' }], false],
  ['a Deny of all but CloudTrail', [writing(), { Effect: 'Deny', NotPrincipal: cloudtrail, Action: 's3:*', Resource: '*' }], true],
  [
    'a Deny of all but a role',
    [writing(), { Effect: 'Deny', NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/a' }, Action: 's3:*', Resource: '*' }],
    false,
  ],
  [
    'a Deny of all resources but the logs',
    [writing(), { Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: 'arn:aws:s3:::logs/*' }],
    true,
  ],
  [
    'a data perimeter with services excepted',
    [
      writing(),
      {
        ...deny,
        Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
      },
    ],
    true,
  ],
  ['a data perimeter without', [writing(), { ...deny, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }], false],
  ['a Deny by address', [writing(), { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }], undefined],
  ['a Deny by address beside no Allow', [{ ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }], false],
  ['actions have no case and may have wildcards', [writing(undefined, { Action: 'S3:put*' })], true],
  ['all actions but another', [writing(undefined, { Action: undefined, NotAction: 's3:GetObject' })], true],
  ['everybody', [writing(undefined, { Principal: '*' })], true],
  ['every AWS principal', [writing(undefined, { Principal: { AWS: '*' } })], true],
  ['another service', [writing(undefined, { Principal: { Service: 'config.amazonaws.com' } })], false],
  ['one of several services', [writing(undefined, { Principal: { Service: ['config.amazonaws.com', 'cloudtrail.amazonaws.com'] } })], true],
  ['the account of CloudTrail in one region', [writing(undefined, { Principal: { AWS: 'arn:aws:iam::903692715234:root' } })], false],
  [
    'everybody but another in an Allow',
    [writing(undefined, { Principal: undefined, NotPrincipal: { Service: 'config.amazonaws.com' } })],
    undefined,
  ],
  ['every region', [writing()], true, anywhere],
  ['one region, asked of it', [oneRegion], true, inRegion('us-east-1')],
  ['one region, asked of another', [oneRegion], false, inRegion('eu-west-1')],
  ['one region, asked of all', [oneRegion], undefined, anywhere],
  ['a Deny of one region, asked of all', [writing(), { ...deny, Resource: 'arn:aws:s3:::logs/*/us-east-1/*' }], undefined, anywhere],
  [
    'a role by its session',
    [writing(undefined, { Principal: { AWS: 'arn:aws:iam::111122223333:role/x/a' } })],
    true,
    { principal: { arn: 'arn:aws:sts::111122223333:assumed-role/a/me' } },
  ],
  [
    'another role',
    [writing(undefined, { Principal: { AWS: 'arn:aws:iam::111122223333:role/b' } })],
    false,
    { principal: { arn: 'arn:aws:sts::111122223333:assumed-role/a/me' } },
  ],
  [
    'an account',
    [writing(undefined, { Principal: { AWS: '111122223333' } })],
    true,
    { principal: { arn: 'arn:aws:iam::111122223333:user/a' } },
  ],
  [
    'an account by its root',
    [writing(undefined, { Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    true,
    { principal: { arn: 'arn:aws:iam::111122223333:user/a' } },
  ],
  [
    'a canonical user, who may be the one',
    [writing(undefined, { Principal: { CanonicalUser: 'ab' } })],
    undefined,
    { principal: { arn: 'arn:aws:iam::111122223333:user/a' } },
  ],
]

describe('a resource policy', () => {
  const cases = rows.map(([name, statements, truth, more]) => ({ name, statements, truth, more }))
  it.each(cases)('$name', ({ statements, truth, more }) => {
    expect(mayDo(policyOf(...statements), delivery(more)).truth).toBe(truth)
  })

  it('is read from its text as well', () => {
    const decision = mayDo(JSON.stringify(policyOf(writing())), delivery())
    expect(decision).toEqual({ truth: true, by: 'statement "Write"', why: 'statement "Write" allows it' })
  })

  it('says on what it hangs', () => {
    const { why, by } = mayDo(policyOf(writing(), { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }), delivery())
    expect([by, why]).toEqual(['statement 2', 'statement 2 may deny it: it hangs on its condition NotIpAddress aws:SourceIp'])
  })

  it('has no variables before version 2012-10-17', () => {
    const old = { Statement: writing(undefined, { Resource: 'arn:aws:s3:::logs/AWSLogs/${aws:SourceAccount}/*' }) }
    expect(mayDo(old, delivery()).truth).toBe(false)
  })

  it.each([
    ['no JSON', '{'],
    ['a list', []],
    ['nothing', {}],
    ['an Effect that is none', policyOf(writing(undefined, { Effect: 'Permit' }))],
    ['no Principal', policyOf(writing(undefined, { Principal: undefined }))],
    ['no Action', policyOf(writing(undefined, { Action: undefined }))],
    ['two Resources', policyOf(writing(undefined, { NotResource: '*' }))],
    ['a member of its own', policyOf(writing(undefined, { Conditions: {} }))],
    ['a Condition that is text', policyOf(writing(undefined, { Condition: 'none' }))],
    ['an Action that is an object', policyOf(writing(undefined, { Action: {} }))],
  ])('that is malformed proves nothing: %s', (_, policy) => {
    expect(mayDo(policy, delivery()).truth).toBeUndefined()
  })
})

const condition = fc.constantFrom(
  undefined,
  { StringEquals: { 'aws:SourceArn': trail } },
  { StringEquals: { 'aws:SourceAccount': '999999999999' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringRhymes: { 'aws:SourceArn': trail } },
  { Bool: { 'aws:SecureTransport': 'false' } },
)
const anyStatement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.constantFrom('*', cloudtrail, { AWS: '111122223333' }),
  Action: fc.constantFrom('s3:*', 's3:PutObject', 's3:GetObject'),
  Resource: fc.constantFrom('*', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::logs/*/us-east-1/*', 'arn:aws:s3:::other/*'),
  Condition: condition,
})
const request = fc.constantFrom(delivery(), delivery(anywhere), delivery({ principal: 'anonymous' }))

describe('adding a statement', () => {
  it('that denies makes nothing allowed', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { minLength: 1 }), anyStatement, request, (statements, added, asked) => {
        const before = mayDo(policyOf(...statements), asked).truth
        const after = mayDo(policyOf(...statements, { ...added, Effect: 'Deny' }), asked).truth
        expect(after === true && before !== true).toBe(false)
      }),
    )
  })

  it('that allows makes nothing denied', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { minLength: 1 }), anyStatement, request, (statements, added, asked) => {
        const before = mayDo(policyOf(...statements), asked).truth
        const after = mayDo(policyOf(...statements, { ...added, Effect: 'Allow' }), asked).truth
        expect(after === false && before !== false).toBe(false)
      }),
    )
  })

  it('in another place changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { minLength: 1 }), request, (statements, asked) => {
        expect(mayDo(policyOf(...statements.toReversed()), asked).truth).toBe(mayDo(policyOf(...statements), asked).truth)
      }),
    )
  })
})
