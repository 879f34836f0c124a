/** Sketches are read, and expand to what a complete reading would have written. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketch as isSketch, snapshotLine } from '#validators'
import { readSketch, sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { sayMistake } from '../../../src/nouns/place.ts'
import type { SketchTrail } from '../../../src/nouns/sketch.ts'
import { factsIn, type AccountFacts, type Snapshot } from '../../../src/nouns/snapshot.ts'
import { randomSketch } from './random-sketch.ts'
import { withFiles } from './scratch-folder.ts'
import { there } from './there.ts'

const main = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main'
const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const denied = (asker: string, call: string, action = call, code = 'AccessDeniedException') => ({
  cause: 'refused',
  call,
  code,
  message: `User: ${asker} is not authorized to perform: ${action} because no identity-based policy allows it`,
})
const caller = 'arn:aws:sts::111122223333:assumed-role/auditor/trailgate'
const member = 'arn:aws:sts::222233334444:assumed-role/trailgate-reader/trailgate'

function factsOf(snapshot: Snapshot, account = '111122223333'): AccountFacts {
  return there(snapshot.accounts.get(account))
}

function trailsIn(snapshot: Snapshot, account: string, region: string): readonly string[] {
  return Object.keys(there(factsOf(snapshot, account).reach.get(region)?.value).trails)
}

/** One account with one trail and its bucket, which refuses these calls. */
function seen(refused: readonly string[], trail: SketchTrail = {}): Snapshot {
  const trails = [{ bucket: 'logs', ...trail }]
  return sketchSnapshot({ accounts: [{ id: '111122223333', refused, trails, buckets: [{ name: 'logs' }] }] })
}

/** The sketch in a file of this text, or what is wrong with it. */
async function readAs(text: string): Promise<unknown> {
  return withFiles({ 'sketch.yaml': text }, async (folder) => {
    const read = await readSketch(`${folder}/sketch.yaml`)
    return read.ok ? read.value : read.mistakes.map((mistake) => sayMistake(mistake).replace(`${folder}/`, ''))
  })
}

describe('any sketch', () => {
  it('is one by the schema, and its lines are lines of a snapshot by theirs', () => {
    fc.assert(
      fc.property(randomSketch, (sketch) => {
        expect([isSketch(sketch), isSketch.errors]).toEqual([true, null])
        const snapshot = sketchSnapshot(sketch)
        for (const line of [...factsIn(snapshot), snapshot.segments[0]?.header, snapshot.segments[0]?.footer]) {
          expect([snapshotLine(JSON.parse(JSON.stringify(line))), snapshotLine.errors]).toEqual([true, null])
        }
      }),
    )
  })

  it('has a footer that adds up', () => {
    fc.assert(
      fc.property(randomSketch, (sketch) => {
        const snapshot = sketchSnapshot(sketch)
        const { listed, assessed, skipped, unreadable, facts, gaps } = there(snapshot.segments[0]?.footer)
        expect(assessed + skipped + unreadable).toBe(listed)
        expect(listed).toBe(snapshot.accounts.size)
        const unseen = factsIn(snapshot).flatMap((fact) => Object.keys(fact.unseen ?? {})).length
        expect(facts + gaps).toBe(factsIn(snapshot).length + unseen)
      }),
    )
  })
})

describe('one account in no organization', () => {
  const snapshot = sketchSnapshot({ trails: [{}] })

  it('is its own management account, read by its own caller', () => {
    const who = { account: '111122223333', arn: caller }
    expect(snapshot.segments[0]?.header).toMatchObject({ organization: null, partition: 'aws', caller: who })
    expect(snapshot.organization).toEqual({ fact: 'organization', account: '111122223333', value: { MasterAccountId: '111122223333' } })
    expect(snapshot.accounts.get('111122223333')?.account?.value).toEqual({ Id: '111122223333', State: 'ACTIVE', identity: caller })
  })

  it('shows a multi-region trail in every enabled region, delivering', () => {
    const { reach } = factsOf(snapshot)
    expect([...reach.keys()]).toEqual(['us-east-1', 'eu-west-1'])
    const delivered = Date.parse('2026-11-01T08:50:00Z') / 1000
    expect(reach.get('eu-west-1')?.value?.trails[main]).toMatchObject({
      IsLogging: true,
      LatestDeliveryTime: delivered,
      LatestDigestDeliveryTime: delivered,
    })
  })

  it('spells the trail as AWS does, with the default selector, no tags and a bucket that nobody owns', () => {
    expect(snapshot.trails.get(main)).toMatchObject({
      region: 'us-east-1',
      value: { Name: 'main', TrailARN: main, S3BucketName: '111122223333-trail-logs', IsMultiRegionTrail: true },
    })
    expect(Object.keys(there(snapshot.trails.get(main)?.value))).not.toContain('RecursiveLogging')
    expect(snapshot.selectors.get(main)?.value).toEqual({
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }],
    })
    expect(snapshot.tags.get(main)?.value).toEqual([])
    expect(snapshot.buckets.get('111122223333-trail-logs')?.value).toEqual({ Name: '111122223333-trail-logs', owner: null })
  })

  it('shows a single-region trail at home only, and only regions that answer are asked', () => {
    const others = { 'me-south-1': 'DISABLING', 'af-south-1': 'DISABLED', 'ap-east-1': 'ENABLING' } as const
    const regions = { 'us-east-1': 'ENABLED_BY_DEFAULT', ...others } as const
    const { reach } = factsOf(sketchSnapshot({ regions, trails: [{ multiRegion: false }] }))
    expect([...reach].map(([region, fact]) => [region, Object.keys(there(fact.value).trails)])).toEqual([
      ['us-east-1', [main]],
      ['me-south-1', []],
    ])
  })
})

describe('an organization', () => {
  const snapshot = sketchSnapshot({
    organization: 'o-exampleorgid',
    accounts: [
      { id: '111122223333', name: 'management', keys: [{ id: '1234abcd-12ab-34cd-56ef-1234567890ab', region: 'us-east-1' }] },
      {
        id: '222233334444',
        in: ['ou-ab12-log'],
        buckets: [{ name: 'org-logs', region: 'eu-west-1', policy: { Version: '2012-10-17' }, publicAccessBlock: true }],
        missing: { 'eu-west-1': ['main'] },
      },
      { id: '333344445555', state: 'SUSPENDED' },
      { id: '444455556666', refused: ['sts:AssumeRole'] },
    ],
    trails: [{ organizationTrail: true, bucket: 'org-logs', kmsKeyId: key, tags: { b: '2', a: '1' } }],
  })

  it('lists its units, the ones that only accounts name included', () => {
    expect(snapshot.organization?.value).toEqual({
      Id: 'o-exampleorgid',
      MasterAccountId: '111122223333',
      FeatureSet: 'ALL',
      delegatedAdministrators: [],
      trustedServices: [],
      units: [
        { Id: 'ou-ab12-log', Name: 'ou-ab12-log', ParentId: 'r-0001' },
        { Id: 'r-0001', Name: 'Root' },
      ],
    })
    expect(snapshot.accounts.get('222233334444')?.account?.value).toEqual({
      Id: '222233334444',
      State: 'ACTIVE',
      Paths: ['o-exampleorgid/r-0001/ou-ab12-log/222233334444/'],
      identity: member,
    })
  })

  it('reaches its members with an organization trail, but where the copy is missing', () => {
    expect(trailsIn(snapshot, '111122223333', 'eu-west-1')).toEqual([main])
    expect(trailsIn(snapshot, '222233334444', 'us-east-1')).toEqual([main])
    expect(trailsIn(snapshot, '222233334444', 'eu-west-1')).toEqual([])
  })

  it('skips a suspended account, and leaves a refused one unread but listed', () => {
    expect(snapshot.accounts.get('333344445555')).toMatchObject({ account: { value: { skipped: 'suspended' } } })
    expect(snapshot.accounts.get('333344445555')?.regions).toBeUndefined()
    const refused = there(snapshot.accounts.get('444455556666'))
    const gap = denied(caller, 'sts:AssumeRole', 'sts:AssumeRole', 'AccessDenied')
    expect(refused.account?.unseen).toEqual({ identity: gap })
    expect(refused.account?.value).not.toHaveProperty('identity')
    expect(refused.regions?.value?.source).toBe('account:ListRegions')
    expect(refused.reach.get('us-east-1')).toEqual({ fact: 'reach', account: '444455556666', region: 'us-east-1', gap })
    expect(snapshot.segments[0]?.footer).toMatchObject({ listed: 4, assessed: 2, skipped: 1, unreadable: 1 })
  })

  it('finds the bucket with its owner, the key with its account, and sorts the tags', () => {
    const canonical = '222233334444'.padStart(64, '0')
    const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }
    expect(snapshot.buckets.get('org-logs')).toEqual({
      fact: 'bucket',
      account: '222233334444',
      id: 'org-logs',
      value: {
        Name: 'org-logs',
        owner: '222233334444',
        region: 'eu-west-1',
        policy: '{"Version":"2012-10-17"}',
        publicAccessBlock: all,
        accountPublicAccessBlock: null,
        acl: { owner: canonical, grants: [{ grantee: canonical, permission: 'FULL_CONTROL' }] },
        versioning: { status: 'Enabled', mfaDelete: false },
        accessLogBucket: null,
        objectLock: null,
        lifecycle: [],
        payer: 'BucketOwner',
      },
    })
    expect(snapshot.keys.get(key)?.value).toMatchObject({ Arn: key, KeyState: 'Enabled', AWSAccountId: '111122223333' })
    expect(snapshot.tags.get(main)?.value).toEqual([
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ])
  })
})

describe('what is refused', () => {
  it('is a gap in the region that it is refused in', () => {
    const { reach } = factsOf(seen(['cloudtrail:DescribeTrails@eu-west-1']))
    expect(reach.get('eu-west-1')?.gap).toEqual(denied(caller, 'cloudtrail:DescribeTrails'))
    expect(reach.get('us-east-1')?.gap).toBeUndefined()
  })

  it('leaves a trail listed whose status was refused', () => {
    const gap = denied(caller, 'cloudtrail:GetTrailStatus')
    for (const snapshot of [seen(['cloudtrail:GetTrailStatus']), seen([], { logging: 'unseen' })]) {
      const reach = there(factsOf(snapshot).reach.get('us-east-1'))
      expect(reach).toMatchObject({ value: { trails: { [main]: {} } }, unseen: { [`trails.${main}`]: gap } })
      expect(reach.value?.trails[main]).toEqual({})
    }
  })

  it('hides a trail that no region shows, with all that belongs to it', () => {
    const snapshot = seen(['cloudtrail:DescribeTrails'])
    expect([snapshot.trails.size, snapshot.selectors.size, snapshot.tags.size, snapshot.buckets.size]).toEqual([0, 0, 0, 0])
  })

  it('is a gap of the selectors, the tags, the bucket and its parts', () => {
    expect(seen(['cloudtrail:GetEventSelectors']).selectors.get(main)?.gap).toEqual(denied(caller, 'cloudtrail:GetEventSelectors'))
    expect(seen([], { eventSelectors: 'unseen' }).selectors.get(main)?.gap).toEqual(denied(caller, 'cloudtrail:GetEventSelectors'))
    expect(seen(['cloudtrail:ListTags']).tags.get(main)?.gap).toEqual(denied(caller, 'cloudtrail:ListTags'))
    const unlisted = denied(caller, 's3:ListBuckets', 's3:ListAllMyBuckets', 'AccessDenied')
    expect(seen(['s3:ListBuckets']).buckets.get('logs')?.gap).toEqual(unlisted)
    const bucket = there(seen(['s3:GetBucketPolicy']).buckets.get('logs'))
    expect(bucket.unseen).toEqual({ policy: denied(caller, 's3:GetBucketPolicy', 's3:GetBucketPolicy', 'AccessDenied') })
    expect(bucket.value).not.toHaveProperty('policy')
    expect(seen([], { unseen: true }).trails.get(main)?.gap).toEqual(denied(caller, 'cloudtrail:DescribeTrails'))
  })

  it('leads from one source of regions to the other, and then to the always-on ones', () => {
    const byEc2 = factsOf(seen(['account:ListRegions']))
    expect(byEc2.regions?.value?.source).toBe('ec2:DescribeRegions')
    const untold = factsOf(seen(['account:ListRegions', 'ec2:DescribeRegions']))
    expect(untold.regions?.gap).toEqual(denied(caller, 'ec2:DescribeRegions'))
    expect(untold.reach.size).toBe(17)
  })

  it('is an account whose bucket nobody could find, and a key of an account that is not there', () => {
    const snapshot = sketchSnapshot({
      organization: 'o-exampleorgid',
      accounts: [
        { id: '111122223333', trails: [{ kmsKeyId: key.replace('111122223333', '999988887777') }] },
        { id: '222233334444', refused: ['s3:ListBuckets'] },
      ],
    })
    expect(snapshot.buckets.get('111122223333-trail-logs')?.gap).toMatchObject({ call: 's3:ListBuckets', account: '222233334444' })
    expect([...snapshot.keys.values()][0]?.gap).toEqual({
      cause: 'refused',
      call: 'kms:DescribeKey',
      message: 'account 999988887777 is not part of this run',
      account: '999988887777',
    })
    const undeclared = sketchSnapshot({ trails: [{ kmsKeyId: key }] }).keys.get(key)?.gap
    expect(undeclared).toMatchObject({ cause: 'refused', code: 'NotFoundException', message: `Key '${key}' does not exist` })
  })

  it('is spelt out where the sketch spells it out', () => {
    const gap = { cause: 'throttled', call: 'cloudtrail:ListTags', code: 'ThrottlingException', message: 'Rate exceeded' } as const
    const snapshot = sketchSnapshot({ accounts: [{ id: '111122223333', gaps: { 'cloudtrail:ListTags': gap }, trails: [{}] }] })
    expect(snapshot.tags.get(main)?.gap).toEqual(gap)
  })
})

describe('a sketch file', () => {
  it('is read', async () => {
    expect(await readAs('trails: [{name: one}]\n')).toEqual({ trails: [{ name: 'one' }] })
  })

  it.each([
    ['trials: []\n', "sketch.yaml:1:1: unknown key 'trials' in the sketch; did you mean 'trails'?"],
    [
      'trails:\n  - logFileValidated: true\n',
      "sketch.yaml:2:5: unknown key 'logFileValidated' in trails[0]; did you mean 'logFileValidation'?",
    ],
    ['accounts:\n  - id: 111122223333\n', 'sketch.yaml:2:9: accounts[0].id is 111122223333, not text; write it in quotes: "111122223333"'],
    [
      'accounts: [{id: "111122223333"}, {id: "222233334444"}]\n',
      'sketch.yaml:1:1: several accounts, but no organization; write organization: o-exampleorgid',
    ],
    ['trails: [{logging: maybe}]\n', "sketch.yaml:1:20: trails[0].logging is 'maybe'; write true, false or unseen"],
    ['trails: [{eventSelectors: none}]\n', "sketch.yaml:1:27: trails[0].eventSelectors is 'none'; write 'unseen' or a list"],
  ])('says what is wrong with %j', async (text, line) => {
    expect(await readAs(text)).toEqual([line])
  })
})
