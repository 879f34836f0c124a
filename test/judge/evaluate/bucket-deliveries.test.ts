/** Whether a bucket accepts all that its trails deliver: every folder, member and region that they write to. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { SketchTrail } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import { factsIn, type Snapshot } from '../../../src/nouns/snapshot.ts'
import { ofBucket } from './cases.ts'

const Principal = { Service: 'cloudtrail.amazonaws.com' }
const acl = { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: 'arn:aws:s3:::logs' }

/** A policy that lets CloudTrail write below these, and read the ACL. */
function writingTo(...keys: readonly string[]): object {
  const put = { Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: keys.map((key) => `arn:aws:s3:::logs/${key}`) }
  return { Version: '2012-10-17', Statement: [acl, put] }
}

function alone(policy: unknown, trail: SketchTrail = {}): Snapshot {
  const trails = [{ bucket: 'logs', logFileValidation: false, ...trail }]
  return sketchSnapshot({ accounts: [{ id: '111122223333', buckets: [{ name: 'logs', policy }], trails }] })
}

function organization(policy: unknown): Snapshot {
  return sketchSnapshot({
    organization: 'o-exampleorgid',
    accounts: [
      { id: '111122223333', trails: [{ bucket: 'logs', logFileValidation: false, organizationTrail: true }] },
      { id: '222233334444', buckets: [{ name: 'logs', policy }] },
    ],
  })
}

function accepts(snapshot: Snapshot): unknown {
  return ofBucket(snapshot, 'logs', 'acceptsDelivery').value
}

/** A policy that lets CloudTrail write everything for the trail `main` of this account. */
function boundTo(account: string): object {
  const Condition = { StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${account}:trail/main` } }
  return { Version: '2012-10-17', Statement: statementsOf(writingTo('*')).map((statement) => Object.assign({}, statement, { Condition })) }
}

function statementsOf(policy: object): readonly object[] {
  return (policy as { readonly Statement: readonly object[] }).Statement
}

/** The same snapshot, as it is where nobody told of the organization. */
function unnamed(snapshot: Snapshot): Snapshot {
  const headers = snapshot.segments.map(({ header }) => Object.assign({}, header, { organization: null }))
  return snapshotOf([...headers, ...factsIn(snapshot).filter(({ fact }) => fact !== 'organization')])
}

const own = 'AWSLogs/111122223333/CloudTrail/*'

describe('a bucket accepts the deliveries of a trail', () => {
  it('in every folder that its settings need', () => {
    expect(accepts(alone(writingTo(own)))).toBe(true)
    expect(accepts(alone(writingTo(own), { logFileValidation: true }))).toBe(false)
    expect(accepts(alone(writingTo(own, 'AWSLogs/111122223333/CloudTrail-Digest/*'), { logFileValidation: true }))).toBe(true)
    expect(accepts(alone(writingTo(own), { insights: ['ApiCallRateInsight'] }))).toBe(false)
    expect(accepts(alone(writingTo(own, 'AWSLogs/*/CloudTrail-Insight/*'), { insights: ['ApiCallRateInsight'] }))).toBe(true)
    expect(accepts(alone(writingTo('AWSLogs/111122223333/*'), { logFileValidation: true, insights: ['ApiErrorRateInsight'] }))).toBe(true)
  })

  it('or not for certain, where it could not be seen what those need', () => {
    const hidden = ofBucket(alone(writingTo(own), { eventSelectors: 'unseen' }), 'logs', 'acceptsDelivery')
    expect(hidden.value).toBeUndefined()
    expect(hidden.why).toEqual([expect.stringContaining('whether it records network activity could not be seen')])
    expect(accepts(alone(writingTo(own), { insights: 'unseen' }))).toBeUndefined()
    expect(accepts(alone(writingTo('AWSLogs/111122223333/*'), { eventSelectors: 'unseen', insights: 'unseen' }))).toBe(true)
    expect(accepts(alone(writingTo('AWSLogs/999999999999/*'), { eventSelectors: 'unseen' }))).toBe(false)
  })

  it('below the prefix of the trail', () => {
    expect(accepts(alone(writingTo(own), { raw: { S3KeyPrefix: 'audit' } }))).toBe(false)
    expect(accepts(alone(writingTo(`audit/${own}`), { raw: { S3KeyPrefix: 'audit' } }))).toBe(true)
  })

  it('region by region, where the policy looks at regions', () => {
    const east = 'AWSLogs/111122223333/CloudTrail/us-east-1/*'
    const west = 'AWSLogs/111122223333/CloudTrail/eu-west-1/*'
    expect(accepts(alone(writingTo(east, west)))).toBe(true)
    expect(accepts(alone(writingTo(east), { multiRegion: false }))).toBe(true)
    const some = ofBucket(alone(writingTo(east)), 'logs', 'acceptsDelivery')
    expect(some.value).toBe(false)
    expect(some.why).toEqual([
      'CloudTrail may not write to AWSLogs/111122223333/CloudTrail/ for trail main: no statement allows it (eu-west-1)',
    ])
  })

  it('not when only the files of one year are let in', () => {
    expect(accepts(alone(writingTo('AWSLogs/111122223333/CloudTrail/*/2025/*')))).toBe(false)
  })

  it('and reads the ACL first', () => {
    const withoutAcl = { Version: '2012-10-17', Statement: statementsOf(writingTo(own)).slice(1) }
    const seen = ofBucket(alone(withoutAcl), 'logs', 'acceptsDelivery')
    expect(seen.why).toEqual(["CloudTrail may not read the bucket's ACL for trail main: no statement allows it"])
  })

  it('with encryption where the policy asks for it, and the trail has a key', () => {
    const unencrypted = { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs/*', Condition: unencrypted }
    const policy = { Version: '2012-10-17', Statement: [...statementsOf(writingTo(own)), deny] }
    expect(accepts(alone(policy, { kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }))).toBe(true)
    expect(accepts(alone(policy))).toBeUndefined()
  })
})

describe('a bucket accepts the deliveries of an organization trail', () => {
  it('below the account that owns the trail and below the organization', () => {
    expect(accepts(organization('cloudtrail'))).toBe(true)
    expect(accepts(organization(writingTo(own)))).toBe(false)
    expect(accepts(organization(writingTo('AWSLogs/o-exampleorgid/*')))).toBe(false)
    expect(accepts(organization(writingTo(own, 'AWSLogs/o-exampleorgid/*')))).toBe(true)
  })

  it('member by member, where the policy looks at members', () => {
    const first = 'AWSLogs/o-exampleorgid/111122223333/*'
    expect(accepts(organization(writingTo(own, first, 'AWSLogs/o-exampleorgid/222233334444/*')))).toBe(true)
    expect(accepts(organization(writingTo(own, first)))).toBe(false)
  })

  it('in the name of the management account, whoever made the trail', () => {
    expect(accepts(organization(boundTo('111122223333')))).toBe(true)
    expect(accepts(organization(boundTo('222233334444')))).toBe(false)
  })

  it('whatever the organization is called, where nobody told it', () => {
    expect(accepts(unnamed(organization(writingTo('AWSLogs/*'))))).toBe(true)
    expect(accepts(unnamed(organization(writingTo(own, 'AWSLogs/o-exampleorgid/*'))))).toBeUndefined()
  })
})

describe('a bucket that could not be seen', () => {
  it('is not judged by what was not there to be read', () => {
    const foreign = sketchSnapshot({ accounts: [{ id: '111122223333', trails: [{ bucket: 'logs' }] }] })
    const paths = ['acceptsDelivery', 'public', 'grantsCloudTrail', 'versioning', 'logsDeletedAfterDays', 'tamperingRecorded']
    for (const path of paths) {
      const seen = ofBucket(foreign, 'logs', path)
      expect([path, seen.value]).toEqual([path, undefined])
      expect(seen.why).toEqual(['none of the accounts that were read owns the bucket, so that it could not be looked at'])
    }
  })
})
