/** No call too many: what a run asks, counted by the log of the simulation. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSketch } from '../../../src/gather/files/sketch.ts'
import { calls } from '../../../src/nouns/call.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { factsIn } from '../../../src/nouns/snapshot.ts'
import { collected, type Collected } from './simulated.ts'

/** How often each account was asked each call, the role that opens it included. */
function callsOf({ requests }: Collected, account: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const request of requests) {
    if (request.account !== account) continue
    const call = `${request.service}:${request.operation}`
    counts[call] = (counts[call] ?? 0) + 1
  }
  return counts
}

/** Few at once, and long waits: on a busy machine a request that is sent again would be counted twice. */
const calmly = { concurrency: 8, timeout: 60_000 }

async function demo(): Promise<Collected> {
  const read = await readSketch(join(import.meta.dirname, '../../../examples/demo/organization.yaml'))
  if (!read.ok) throw new Error('the demo is a sketch')
  return collected(read.value, calmly)
}

/** What a bucket's owner is asked of it, but for the list in which it was found. */
const bucketParts = Object.keys(calls).filter((call) => /^s3(control)?:/.test(call) && call !== 's3:ListBuckets')
const ofBucket = Object.fromEntries(bucketParts.map((call) => [call, 1]))
const ofKey = { 'kms:DescribeKey': 1, 'kms:GetKeyPolicy': 1, 'kms:GetKeyRotationStatus': 1 }

describe('the demo organization', () => {
  it('is asked these calls and no other', async () => {
    const run = await demo()
    expect(callsOf(run, '111122223333')).toEqual({
      'sts:GetCallerIdentity': 1,
      'organizations:DescribeOrganization': 1,
      'organizations:ListAccounts': 1,
      'organizations:ListDelegatedAdministrators': 1,
      'organizations:ListAWSServiceAccessForOrganization': 1,
      'organizations:ListRoots': 1,
      'organizations:ListOrganizationalUnitsForParent': 4, // the root and three units
      'sts:AssumeRole': 6, // one is refused
      'account:ListRegions': 2, // of its own, and of the account that it may not enter
      'cloudtrail:DescribeTrails': 17,
      'cloudtrail:GetTrailStatus': 17,
      'cloudtrail:GetEventSelectors': 1,
      'cloudtrail:GetInsightSelectors': 1,
      'cloudtrail:ListTags': 1,
      's3:ListBuckets': 1,
    })
    const shown = { 'account:ListRegions': 1, 'cloudtrail:DescribeTrails': 17, 'cloudtrail:GetTrailStatus': 17, 's3:ListBuckets': 1 }
    const ownTrail = { 'cloudtrail:GetEventSelectors': 1, 'cloudtrail:ListTags': 1 }
    expect(callsOf(run, '222233334444')).toEqual({ ...shown, ...ofBucket, ...ofKey })
    expect(callsOf(run, '333344445555')).toEqual({ ...shown, 'cloudtrail:GetTrailStatus': 16 }) // one region is refused
    expect(callsOf(run, '444455556666')).toEqual({ ...shown, ...ofBucket, ...ownTrail, 'cloudtrail:GetTrailStatus': 34, 'cloudtrail:GetInsightSelectors': 1 })
    expect(callsOf(run, '555566667777')).toEqual({ ...shown, ...ofBucket, ...ownTrail, 'cloudtrail:GetTrailStatus': 18 })
    expect(callsOf(run, '666677778888')).toEqual({})
    expect(callsOf(run, '777788889999')).toEqual({})
    const few = { 'account:ListRegions': 1, 'cloudtrail:DescribeTrails': 4, 'cloudtrail:GetTrailStatus': 3, 's3:ListBuckets': 1 }
    expect(callsOf(run, '888899990000')).toEqual(few)
  })
})

const regions = ['ap-south-1', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2']

/** Members that only an organization trail reaches, one with a trail of its own that delivers to the same bucket, and a suspended one. */
function generated(members: number): Sketch {
  const ids = Array.from({ length: members }, (_, index) => String(200000000000 + index))
  return {
    organization: 'o-example0001',
    regions,
    accounts: [
      { id: '111111111111', trails: [{ name: 'org', organizationTrail: true, bucket: 'all-logs' }], buckets: [{ name: 'all-logs' }] },
      ...ids.map((id) => ({ id })),
      { id: '300000000000', trails: [{ name: 'own', bucket: 'all-logs', multiRegion: false, homeRegion: 'eu-west-1' }] },
      { id: '300000000001', state: 'SUSPENDED' },
    ],
  }
}

describe('an organization of 60 members', () => {
  it('costs each member 2R + 2 calls, which prove the trail and its delivery in every region', async () => {
    const run = await collected(generated(60), calmly)
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    const members = [...run.got.accounts.keys()].filter((id) => id.startsWith('2'))
    expect(members).toHaveLength(60)
    for (const id of members) {
      expect(callsOf(run, id)).toEqual({ 'account:ListRegions': 1, 'cloudtrail:DescribeTrails': 5, 'cloudtrail:GetTrailStatus': 5 })
      expect(run.got.accounts.get(id)?.reach.size).toBe(5)
    }
    expect(callsOf(run, '300000000000')).toEqual({
      'account:ListRegions': 1,
      'cloudtrail:DescribeTrails': 5,
      'cloudtrail:GetTrailStatus': 6,
      'cloudtrail:GetEventSelectors': 1,
      'cloudtrail:ListTags': 1,
    })
    expect(callsOf(run, '300000000001')).toEqual({})
  })

  it('is asked for what all share once, by the caller or in the account that owns it', async () => {
    const run = await collected(generated(60), calmly)
    expect(callsOf(run, '111111111111')).toEqual({
      'sts:GetCallerIdentity': 1,
      'organizations:DescribeOrganization': 1,
      'organizations:ListAccounts': 5, // 63 accounts, 20 to a page, and an empty page as AWS may send one
      'organizations:ListDelegatedAdministrators': 1,
      'organizations:ListAWSServiceAccessForOrganization': 1,
      'organizations:ListRoots': 1,
      'organizations:ListOrganizationalUnitsForParent': 1,
      'sts:AssumeRole': 61,
      'account:ListRegions': 1,
      'cloudtrail:DescribeTrails': 5,
      'cloudtrail:GetTrailStatus': 5,
      'cloudtrail:GetEventSelectors': 1,
      'cloudtrail:ListTags': 1,
      's3:ListBuckets': 1,
      ...ofBucket,
    })
  })

  it('narrowed to a region asks for the regions of the caller’s account once', async () => {
    const run = await collected(generated(2), { ...calmly, regions: ['eu-west-1'] })
    expect(callsOf(run, '111111111111')).toMatchObject({ 'account:ListRegions': 1, 'cloudtrail:DescribeTrails': 1 })
    expect(callsOf(run, '200000000000')).toEqual({ 'account:ListRegions': 1, 'cloudtrail:DescribeTrails': 1, 'cloudtrail:GetTrailStatus': 1 })
  })
})
