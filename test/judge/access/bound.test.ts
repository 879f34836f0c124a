/** Whether a grant to CloudTrail holds for its own accounts only: variants of the confused deputy. */
import { describe, expect, it } from 'vitest'
import { everyPartOf, grantsIn, isBound, type Grant } from '../../../src/judge/access/bound.ts'
import { readDocument } from '../../../src/judge/access/document.ts'
import { policyOf, trail, writing } from './policies.ts'

const grant: Grant = {
  principal: { service: 'cloudtrail.amazonaws.com' },
  actions: ['s3:PutObject', 's3:GetBucketAcl'],
  resources: everyPartOf('arn:aws:s3:::logs'),
  contextFor: (account, organization) => ({
    'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${account}:trail/main`,
    'aws:SourceAccount': account,
    'aws:SourceOrgID': organization,
    'aws:SecureTransport': 'true',
    'aws:PrincipalIsAWSService': 'true',
    's3:x-amz-acl': 'bucket-owner-full-control',
  }),
}
const own = { accounts: new Set(['111122223333', '222233334444']), delivering: ['111122223333'], organization: 'o-exampleorgid' }

/** The first grant of a policy, judged. */
function bound(...statements: readonly object[]): ReturnType<typeof isBound> {
  const document = readDocument(policyOf(...statements))
  if ('malformed' in document) throw new Error(document.malformed)
  const [first] = grantsIn(document.statements, grant)
  if (first === undefined) throw new Error('no grant')
  return isBound(first, document.statements, grant, own)
}

const all = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'] }

describe('a grant is bound by', () => {
  it.each<readonly [string, object, boolean | undefined]>([
    ['the trail', { StringEquals: { 'aws:SourceArn': trail } }, true],
    ['any trail of the account', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } }, true],
    ['the account', { StringEquals: { 'aws:SourceAccount': ['111122223333', '222233334444'] } }, true],
    ['the organization', { StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } }, true],
    ['another organization', { StringEquals: { 'aws:SourceOrgID': 'o-stranger01' } }, false],
    ['nothing but the ACL', { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, false],
    ['a trail of any account', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*:trail/main' } }, false],
    ['anything at all', { StringLike: { 'aws:SourceArn': '*' } }, false],
    ['the first digits of an account', { StringLike: { 'aws:SourceAccount': '1111*' } }, false],
    ['the last digits of an account', { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:*3333:trail/main' } }, false],
    ['digits in the middle', { StringLike: { 'aws:SourceAccount': '1111?2223333' } }, false],
    ['digits somewhere in the ARN', { StringLike: { 'aws:SourceArn': '*:1111*:trail/*' } }, false],
    ['a number in full', { StringLike: { 'aws:SourceArn': '*:111122223333:trail/*' } }, true],
    ['digits of nobody here', { StringLike: { 'aws:SourceAccount': '9*9' } }, false],
    ['an account outside', { StringEquals: { 'aws:SourceAccount': ['111122223333', '999999999999'] } }, false],
    ['a key about which nothing is known', { StringEquals: { 'aws:SourceOrgPaths': 'o-exampleorgid/r-1/' } }, undefined],
    ['what it is not', { StringNotEquals: { 'aws:SourceAccount': '999999999999' } }, false],
    [
      'the account, or the organization by its side',
      { StringEquals: { 'aws:SourceAccount': '111122223333', 'aws:SourceOrgID': 'o-stranger01' } },
      true,
    ],
  ])('%s', (_, condition, truth) => {
    expect(bound(writing(condition)).truth).toBe(truth)
  })

  it('names the stranger, and says whether the policy does', () => {
    expect(bound(writing())).toEqual({ truth: false, stranger: '000000000000', named: false, open: [] })
    const named = bound(writing({ StringEquals: { 'aws:SourceAccount': '999999999999' } }))
    expect(named).toEqual({ truth: false, stranger: '999999999999', named: true, open: [] })
    const organization = bound(writing({ StringEquals: { 'aws:SourceOrgID': 'o-stranger01' } }))
    expect(organization).toEqual({ truth: false, stranger: 'o-stranger01', named: true, open: [] })
  })

  it('a Deny beside it that shuts every stranger out', () => {
    const others = { StringNotEquals: { 'aws:SourceAccount': '111122223333' } }
    expect(bound(writing(), { ...all, Condition: others }).truth).toBe(true)
    expect(bound(writing(), { ...all, Condition: { StringNotLike: { 'aws:SourceAccount': '1111*' } } }).truth).toBe(false)
    expect(bound(writing(), { ...all, Action: 's3:GetObject', Condition: others }).truth).toBe(false)
    expect(bound(writing(), { ...all, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }).truth).toBe(false)
  })
})

describe('the grants of a policy', () => {
  it('are its statements that let the service do what is meant', () => {
    const read = { Sid: 'Read', Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: '*' }
    const listing = writing(undefined, { Sid: 'List', Action: 's3:ListBucket' })
    const everything = writing(undefined, { Sid: 'All', Action: 's3:*', Principal: '*' })
    const document = readDocument(policyOf(read, listing, writing(), everything, { ...all, Sid: 'No' }))
    const found = 'statements' in document ? grantsIn(document.statements, grant) : []
    expect(found.map(({ label }) => label)).toEqual(['statement "Write"', 'statement "All"'])
  })
})
