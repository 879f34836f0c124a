/** What stands at the paths of a bucket, where rules' examples do not say it already. */
import { describe, expect, it } from 'vitest'
import type { Seen } from '../../../src/judge/evaluate/case.ts'
import { readPath } from '../../../src/judge/evaluate/paths.ts'
import type { LifecycleRule } from '../../../src/nouns/snapshot.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { caseOf, ofBucket } from './cases.ts'

const organization: Sketch = {
  organization: 'o-exampleorgid',
  accounts: [
    { id: '111122223333', trails: [{ organizationTrail: true, bucket: 'logs' }] },
    { id: '222233334444', buckets: [{ name: 'logs' }] },
  ],
}

function isArchive(marked: Readonly<Record<string, readonly string[]>>): unknown {
  return ofBucket(organization, 'logs', 'ownerIsLogArchive', { marked }).value
}

describe('the owner of a bucket', () => {
  it('is the log archive, where the policy marks one', () => {
    expect(isArchive({ '222233334444': ['log-archive'] })).toBe(true)
    expect(isArchive({ '111122223333': ['log-archive'] })).toBe(false)
    expect(isArchive({ '111122223333': ['audit'] })).toBeNull()
  })

  it('names both accounts when it is not', () => {
    const { why } = ofBucket(organization, 'logs', 'ownerIsLogArchive', { marked: { '111122223333': ['log-archive'] } })
    expect(why).toEqual(['account 222233334444 owns it, which is not the log archive (111122223333)'])
  })

  it('is not known where an account could not be asked', () => {
    const accounts = [...(organization.accounts ?? []).slice(0, 1), { id: '222233334444', refused: ['sts:AssumeRole'] }]
    const refused: Sketch = { ...organization, accounts }
    expect(ofBucket(refused, 'logs', 'ownerInOrganization').value).toBeUndefined()
    expect(ofBucket(refused, 'logs', 'ownerIsLogArchive', { marked: { '222233334444': ['log-archive'] } }).value).toBeUndefined()
  })
})

/** The age, under these lifecycle rules, with this parameter `days`. */
function age(rules: readonly Partial<LifecycleRule>[], days?: number, trail: object = {}): unknown {
  const lifecycle = rules.map((rule) => Object.assign({ enabled: true, prefix: '', narrowed: false }, rule))
  const trails = [{ bucket: 'logs', ...trail }]
  const sketch: Sketch = { accounts: [{ id: '111122223333', buckets: [{ name: 'logs', lifecycle }], trails }] }
  return ofBucket(sketch, 'logs', 'logsDeletedAfterDays', days === undefined ? {} : { parameters: { days } }).value
}

describe('the age at which lifecycle rules delete logs', () => {
  it('is the lowest of the rules that meet logs', () => {
    expect(age([{ expirationDays: 400 }, { expirationDays: 90, prefix: 'AWSLogs/' }])).toBe(90)
    expect(age([{ expirationDays: 400 }, { expirationDays: 90, prefix: 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/' }])).toBe(90)
    expect(age([{ expirationDays: 400 }, { expirationDays: 90, prefix: 'AWSLogs/111122223333/CloudTrail-Di' }])).toBe(90)
    expect(age([{ expirationDays: 400 }, { expirationDays: 90, prefix: 'AWSLogs/111122223333/Config/' }])).toBe(400)
    expect(age([{ expirationDays: 400 }, { expirationDays: 90, prefix: 'AWSLogs/222233334444/' }])).toBe(400)
    expect(age([{ expirationDays: 90, prefix: 'audit/' }])).toBeNull()
    expect(age([{ expirationDays: 90, prefix: 'aud' }], undefined, { raw: { S3KeyPrefix: 'audit' } })).toBe(90)
  })

  it('is open where a rule for certain tags or sizes goes lower, unless that makes no difference', () => {
    expect(age([{ expirationDays: 400 }, { expirationDays: 7, narrowed: true }], 365)).toBeUndefined()
    expect(age([{ expirationDays: 30 }, { expirationDays: 7, narrowed: true }], 365)).toBe(30)
    expect(age([{ expirationDays: 30 }, { expirationDays: 40, narrowed: true }])).toBe(30)
  })
})

/** An organization trail, and the log archive's bucket, which lets CloudTrail write on this condition. */
function inOrganization(Condition: object): Sketch {
  const Principal = { Service: 'cloudtrail.amazonaws.com' }
  const Statement = [{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/*', Condition }]
  return {
    organization: 'o-exampleorgid',
    accounts: [
      { id: '111122223333', trails: [{ organizationTrail: true, bucket: 'logs' }] },
      { id: '222233334444', buckets: [{ name: 'logs', policy: { Version: '2012-10-17', Statement } }] },
    ],
  }
}

function bound(condition: object): Seen {
  return ofBucket(inOrganization(condition), 'logs', 'boundToOwnTrails')
}

describe('CloudTrail in a bucket policy', () => {
  it('is bound by the organization, which is an assumption', () => {
    const seen = bound({ StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } })
    expect(seen).toMatchObject({ value: true, assumed: [expect.stringContaining('A20')] })
  })

  it('is bound without one by a trail, a member, or both', () => {
    const surely = { value: true, assumed: [] }
    const account = { 'aws:SourceAccount': '222233334444' }
    expect(bound({ StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' } })).toMatchObject(surely)
    expect(bound({ StringEquals: account })).toMatchObject(surely)
    expect(bound({ StringEquals: { ...account, 'aws:SourceOrgID': 'o-exampleorgid' } })).toMatchObject(surely)
  })

  it('is not bound by an account or organization outside, where the own one was listed whole', () => {
    const outside = bound({ StringEquals: { 'aws:SourceAccount': ['111122223333', '999988887777'] } })
    expect(outside.value).toBe(false)
    expect(outside.why).toEqual([expect.stringContaining('999988887777')])
    const elsewhere = bound({ StringEquals: { 'aws:SourceOrgID': 'o-otherorgid1' } })
    expect(elsewhere).toMatchObject({ value: false, why: [expect.stringContaining('o-otherorgid1')] })
  })

  it('delivers with the organization named, under the same assumption', () => {
    const seen = ofBucket(inOrganization({ StringEquals: { 'aws:SourceOrgID': 'o-exampleorgid' } }), 'logs', 'acceptsDelivery')
    expect(seen).toMatchObject({ value: false, assumed: [expect.stringContaining('A20')] })
    expect(seen.why).toEqual([expect.stringContaining('ACL')])
  })
})

/** A selector of objects with one more condition on their ARNs. */
function objectsBut(exclusion: object): object {
  const type = { Field: 'resources.type', Equals: ['AWS::S3::Object'] }
  return { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, type, { Field: 'resources.ARN', ...exclusion }] }
}

/** The event by which it shows that tampering is not recorded by a trail with such selectors. */
function missedBy(...exclusions: readonly object[]): Seen['witness'] {
  const trails = [{ bucket: 'logs', advancedEventSelectors: exclusions.map(objectsBut) }]
  return ofBucket({ accounts: [{ id: '111122223333', buckets: [{ name: 'logs' }], trails }] }, 'logs', 'tamperingRecorded').witness
}

describe('tampering', () => {
  it('is not judged where the region of the bucket was not read', () => {
    const buckets = [{ name: 'logs', region: 'ap-south-1' }]
    const sketch: Sketch = { accounts: [{ id: '111122223333', buckets, trails: [{ bucket: 'logs' }] }] }
    expect(ofBucket(sketch, 'logs', 'tamperingRecorded')).toMatchObject({
      value: undefined,
      why: ['region ap-south-1 of account 111122223333, where the bucket is, was not read'],
    })
  })

  it('is asked of the trails that reach the owner', () => {
    const everything = [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }]
    const sketch: Sketch = {
      organization: 'o-exampleorgid',
      accounts: [
        { id: '111122223333', trails: [{ bucket: 'logs', eventSelectors: everything }] },
        { id: '222233334444', buckets: [{ name: 'logs' }] },
      ],
    }
    const seen = ofBucket(sketch, 'logs', 'tamperingRecorded')
    expect(seen).toMatchObject({ value: false, witness: { recipientAccountId: '222233334444', synthetic: true } })
    expect(seen.why?.[0]).toContain('no deletions and replacements of objects in the bucket are recorded')
  })

  it('is never shown by an object with an empty key (A6)', () => {
    const whole = [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::logs/' }]
    expect(missedBy({ NotEquals: ['arn:aws:s3:::logs/'] })).toMatchObject({ eventName: 'DeleteObjects', resources: whole })
    expect(missedBy({ Equals: ['arn:aws:s3:::logs/'] })?.resources?.[0]?.ARN).toMatch(/^arn:aws:s3:::logs\/./)
    expect(missedBy({ NotEquals: ['arn:aws:s3:::logs/'] }, { Equals: ['arn:aws:s3:::logs/'] })).toBeUndefined()
  })

  it('is shown by an event of the bucket that is asked about, where a decision serves several', () => {
    const deletions = [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }, { Field: 'eventName', NotEquals: ['DeleteObjects'] }]
    const buckets = [{ name: 'logs' }, { name: 'more-logs' }]
    const trails = buckets.map(({ name }) => ({ name, bucket: name, advancedEventSelectors: [{ FieldSelectors: deletions }] }))
    const of = caseOf('bucket', { accounts: [{ id: '111122223333', buckets, trails }] })
    for (const { name } of buckets) {
      const { witness } = readPath({ ...of, subject: { kind: 'bucket', id: name } }, 'tamperingRecorded')
      expect(witness?.resources).toEqual([{ type: 'AWS::S3::Object', ARNPrefix: `arn:aws:s3:::${name}/` }])
    }
  })
})
