/** Whether a bucket lets the public in, as S3 combines its policy, its ACL and the two public access blocks (T35). */
import { describe, expect, it } from 'vitest'
import { publicness, type BucketAccess } from '../../../src/judge/access/publicness.ts'
import { policyOf, writing } from './policies.ts'

const owner = 'a'.repeat(64)
const closed = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
const quiet: Required<BucketAccess> = {
  policy: null,
  acl: { owner, grants: [{ grantee: owner, permission: 'FULL_CONTROL' }] },
  publicAccessBlock: null,
  accountPublicAccessBlock: null,
}

function granting(group: string): BucketAccess['acl'] & object {
  return { owner, grants: [{ grantee: `http://acs.amazonaws.com/groups/${group}`, permission: 'READ' }] }
}

function reading(condition?: object, more: object = {}): object {
  const read = { Sid: 'Read', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*', ...more }
  return condition === undefined ? read : { ...read, Condition: condition }
}

/** The same bucket with this policy and nothing else. */
function byPolicy(...statements: readonly object[]): boolean | undefined {
  return publicness({ ...quiet, policy: JSON.stringify(policyOf(...statements)) }).truth
}

describe('a bucket is public', () => {
  it.each<readonly [string, Partial<BucketAccess>, boolean | undefined]>([
    ['not without policy and grants', {}, false],
    ['by ACL to everybody', { acl: granting('global/AllUsers') }, true],
    ['by ACL to every AWS account', { acl: granting('global/AuthenticatedUsers') }, true],
    ['not by ACL to the log delivery group', { acl: granting('s3/LogDelivery') }, false],
    ['not by ACL where those are ignored', { acl: granting('global/AllUsers'), publicAccessBlock: { IgnorePublicAcls: true } }, false],
    ['not by ACL where the account ignores those', { acl: granting('global/AllUsers'), accountPublicAccessBlock: closed }, false],
    [
      'by an ACL that was there before it was blocked',
      { acl: granting('global/AllUsers'), publicAccessBlock: { BlockPublicAcls: true } },
      true,
    ],
    ['by policy', { policy: JSON.stringify(policyOf(reading())) }, true],
    [
      'by a policy that was there before it was blocked',
      { policy: JSON.stringify(policyOf(reading())), publicAccessBlock: { BlockPublicPolicy: true } },
      true,
    ],
    [
      'not by policy where public buckets are restricted',
      { policy: JSON.stringify(policyOf(reading())), publicAccessBlock: { RestrictPublicBuckets: true } },
      false,
    ],
    [
      'by policy, whatever is done about ACLs',
      { policy: JSON.stringify(policyOf(reading())), publicAccessBlock: { IgnorePublicAcls: true } },
      true,
    ],
    ['perhaps, with a policy that is none', { policy: '{' }, undefined],
    ['not with a policy that is none, restricted', { policy: '{', accountPublicAccessBlock: closed }, false],
  ])('%s', (_, part, truth) => {
    expect(publicness({ ...quiet, ...part }).truth).toBe(truth)
  })

  it.each<readonly [string, readonly object[], boolean | undefined]>([
    ['a service', [writing()], false],
    ['an account', [reading(undefined, { Principal: { AWS: '999999999999' } })], false],
    ['every AWS principal', [reading(undefined, { Principal: { AWS: '*' } })], true],
    ['one among others', [reading(undefined, { Principal: { AWS: ['111122223333', '*'] } })], true],
    ['all but one', [reading(undefined, { Principal: undefined, NotPrincipal: { AWS: '111122223333' } })], true],
    ['a fixed VPC', [reading({ StringEquals: { 'aws:SourceVpc': 'vpc-91237329' } })], false],
    ['a VPC with a wildcard', [reading({ StringLike: { 'aws:SourceVpc': 'vpc-*' } })], true],
    ['an organization', [reading({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })], false],
    ['all but an organization', [reading({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })], true],
    ['an organization, if it is there', [reading({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } })], undefined],
    ['a variable', [reading({ StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } })], true],
    ['TLS', [reading({ Bool: { 'aws:SecureTransport': 'true' } })], true],
    ['a referer', [reading({ StringLike: { 'aws:Referer': 'https://example.com/' } })], true],
    ['addresses', [reading({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } })], false],
    ['half the internet', [reading({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '0.0.0.0/1'] } })], true],
    ['a private range', [reading({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })], false],
    ['much of IPv6', [reading({ IpAddress: { 'aws:SourceIp': '2000::/16' } })], true],
    ['all but some addresses', [reading({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })], true],
    [
      'every access point of an account',
      [reading({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:111122223333:accesspoint/*' } })],
      false,
    ],
    ['every access point', [reading({ ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/*' } })], true],
    ['a key on which the guide is silent', [reading({ StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } })], undefined],
    [
      'what a Deny takes back',
      [reading(), { ...reading({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }), Effect: 'Deny', Action: 's3:*' }],
      undefined,
    ],
    [
      'what a Deny takes back in part',
      [reading(), { ...reading({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }), Effect: 'Deny', Resource: 'arn:aws:s3:::logs/a/*' }],
      true,
    ],
    [
      'what a Deny wants encrypted',
      [reading(), { ...reading({ Bool: { 'aws:SecureTransport': 'false' } }), Effect: 'Deny', Action: 's3:*' }],
      true,
    ],
    [
      'what a Deny wants with a header',
      [reading(), { ...reading({ Null: { 's3:x-amz-acl': 'true' } }), Effect: 'Deny', Action: 's3:*' }],
      true,
    ],
  ])('by a policy that lets in %s', (_, statements, truth) => {
    expect(byPolicy(...statements)).toBe(truth)
  })

  it('or not, as far as it could be seen', () => {
    const { policy: _, ...withoutPolicy } = quiet
    expect(publicness(withoutPolicy)).toMatchObject({ truth: undefined, missing: ['policy'] })
    expect(publicness({ ...withoutPolicy, publicAccessBlock: closed }).truth).toBe(false)
    expect(publicness({ ...withoutPolicy, acl: granting('global/AllUsers') }).truth).toBe(true)
    const { publicAccessBlock: __, ...withoutBlock } = quiet
    expect(publicness(withoutBlock).truth).toBe(false)
    const open = { ...withoutBlock, acl: granting('global/AllUsers') }
    expect(publicness(open)).toMatchObject({ truth: undefined, missing: ['publicAccessBlock'] })
    expect(publicness({ ...open, accountPublicAccessBlock: closed }).truth).toBe(false)
  })
})
