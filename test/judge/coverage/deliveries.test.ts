/** Deliveries that come back: cycles of the delivery graph, what breaks them, and what cannot be told. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { recordsOwnDeliveries, type OwnDeliveries } from '../../../src/judge/coverage/deliveries.ts'
import { graphOf } from '../../../src/judge/coverage/delivery-edges.ts'
import type { Sketch, SketchAccount, SketchTrail } from '../../../src/nouns/sketch.ts'
import type { Snapshot } from '../../../src/nouns/snapshot.ts'

const owner = '111122223333'
const archive = '444455556666'

function ownDeliveries(snapshot: Snapshot, arn: string): OwnDeliveries {
  return recordsOwnDeliveries(graphOf(snapshot), arn)
}

function arnOf(name: string, account = owner): string {
  return `arn:aws:cloudtrail:us-east-1:${account}:trail/${name}`
}

const everyObject = { eventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] } satisfies SketchTrail

function objects(more: readonly Record<string, unknown>[]): SketchTrail {
  const fields = [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }, ...more]
  return { advancedEventSelectors: [{ FieldSelectors: fields }] }
}

function one(trail: SketchTrail, more: Partial<SketchAccount> = {}): OwnDeliveries {
  const account = { id: owner, buckets: [{ name: 'logs' }], trails: [{ bucket: 'logs', ...trail }], ...more }
  return ownDeliveries(sketchSnapshot({ accounts: [account] }), arnOf(trail.name ?? 'main'))
}

function organization(trails: readonly SketchTrail[], archived: Partial<SketchAccount> = {}): Sketch {
  return {
    organization: 'o-exampleorgid',
    accounts: [
      { id: owner, trails },
      { id: archive, buckets: [{ name: 'logs' }], ...archived },
    ],
  }
}

describe('a trail that records its own deliveries', () => {
  it('does so when its selectors match its bucket', () => {
    const loop = one(everyObject)
    expect(loop).toMatchObject({ truth: true, cycle: [arnOf('main')], gaps: [], why: 'it records its own deliveries' })
    expect(loop.witness).toMatchObject({
      eventName: 'PutObject',
      userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
    })
    expect(loop.witness?.resources?.[0]?.ARN).toBe('arn:aws:s3:::logs/AWSLogs/any-key')
    expect(one(objects([{ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::logs/'] }])).truth).toBe(true)
  })

  it('does not when the bucket is excluded, only reads are selected, or RecursiveLogging is off', () => {
    expect(one(objects([{ Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs/'] }])).truth).toBe(false)
    expect(one(objects([{ Field: 'readOnly', Equals: ['true'] }])).truth).toBe(false)
    expect(one({ ...everyObject, recursiveLogging: false }).truth).toBe(false)
    expect(one({ eventSelectors: [{}] })).toMatchObject({ truth: false, why: 'it records no delivery to any bucket' })
  })

  it('does not when it is stopped', () => {
    expect(one({ ...everyObject, logging: false })).toMatchObject({ truth: false, why: 'it is stopped, so that it delivers nothing' })
  })

  it('looks at the keys it writes: prefix, then AWSLogs', () => {
    const under = objects([{ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::logs/trail/'] }])
    expect(one(under).truth).toBe(false)
    expect(one({ ...under, raw: { S3KeyPrefix: 'trail' } }).truth).toBe(true)
    expect(
      one({ ...objects([{ Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs/trail/AWSLogs/'] }]), raw: { S3KeyPrefix: 'trail' } })
        .truth,
    ).toBe(false)
  })

  it('looks at the region of the bucket', () => {
    const regional = { ...everyObject, multiRegion: false }
    expect(one(regional, { buckets: [{ name: 'logs', region: 'eu-west-1' }] }).truth).toBe(false)
    expect(one(everyObject, { buckets: [{ name: 'logs', region: 'eu-west-1' }] }).truth).toBe(true)
  })
})

describe('trails that feed each other', () => {
  const first: SketchTrail = {
    name: 'first',
    bucket: 'bucket-1',
    ...objects([{ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::bucket-2/'] }]),
  }
  const second: SketchTrail = {
    name: 'second',
    bucket: 'bucket-2',
    ...objects([{ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::bucket-1/'] }]),
  }
  const buckets = [{ name: 'bucket-1' }, { name: 'bucket-2' }]

  it('both lie on the cycle', () => {
    const snapshot = sketchSnapshot({ accounts: [{ id: owner, buckets, trails: [first, second] }] })
    const loop = ownDeliveries(snapshot, arnOf('first'))
    expect(loop).toMatchObject({ truth: true, cycle: [arnOf('first'), arnOf('second')] })
    expect(loop.why).toBe('its deliveries are recorded by trail second, whose deliveries are recorded by trail first')
    expect(ownDeliveries(snapshot, arnOf('second')).cycle).toEqual([arnOf('second'), arnOf('first')])
  })

  it('a way without a way back is no cycle', () => {
    const snapshot = sketchSnapshot({
      accounts: [{ id: owner, buckets, trails: [first, { ...second, eventSelectors: [{}], advancedEventSelectors: [] }] }],
    })
    expect(ownDeliveries(snapshot, arnOf('first')).truth).toBe(false)
    const stopped = sketchSnapshot({ accounts: [{ id: owner, buckets, trails: [first, { ...second, logging: false }] }] })
    expect(ownDeliveries(stopped, arnOf('first')).truth).toBe(false)
  })

  it('a trail beside a cycle is not on it', () => {
    const looping: SketchTrail = {
      name: 'looping',
      bucket: 'bucket-2',
      ...objects([{ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::bucket-'] }]),
    }
    const feeding: SketchTrail = {
      name: 'feeding',
      bucket: 'bucket-1',
      ...objects([{ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::elsewhere/'] }]),
    }
    const snapshot = sketchSnapshot({ accounts: [{ id: owner, buckets, trails: [feeding, looping] }] })
    expect(ownDeliveries(snapshot, arnOf('feeding')).truth).toBe(false)
    expect(ownDeliveries(snapshot, arnOf('looping')).truth).toBe(true)
  })

  it('an uncertain way back is not taken for a certain one', () => {
    const snapshot = sketchSnapshot({ accounts: [{ id: owner, buckets, trails: [first, { ...second, logging: 'unseen' }] }] })
    const loop = ownDeliveries(snapshot, arnOf('first'))
    expect(loop).toMatchObject({ truth: undefined, gaps: [{ call: 'cloudtrail:GetTrailStatus' }] })
    expect(loop.why).toContain('whether trail second is logging could not be seen')
  })
})

describe('the account that owns the bucket', () => {
  const own: SketchTrail = { bucket: 'logs', ...everyObject }

  it('breaks the loop when no trail of ours covers it', () => {
    expect(ownDeliveries(sketchSnapshot(organization([own])), arnOf('main')).truth).toBe(false)
    expect(ownDeliveries(sketchSnapshot(organization([{ ...own, bucket: 'foreign' }])), arnOf('main')).truth).toBe(false)
  })

  it('closes the loop when an organization trail covers it', () => {
    expect(ownDeliveries(sketchSnapshot(organization([{ ...own, organizationTrail: true }])), arnOf('main')).truth).toBe(true)
  })

  it('closes it through a trail of its own', () => {
    const own2: SketchTrail = { name: 'archive', bucket: 'back', ...everyObject }
    const sketch = organization([own], { trails: [own2] })
    const accounts = [{ id: owner, trails: [own], buckets: [{ name: 'back' }] }, ...(sketch.accounts ?? []).slice(1)]
    expect(ownDeliveries(sketchSnapshot({ ...sketch, accounts }), arnOf('main'))).toMatchObject({
      truth: true,
      cycle: [arnOf('main'), arnOf('archive', archive)],
    })
  })

  it('cannot tell when it is not known, unless nothing could match', () => {
    const hidden = { refused: ['s3:ListBuckets'] }
    expect(one(everyObject, hidden)).toMatchObject({ truth: undefined, gaps: [{ call: 's3:ListBuckets' }] })
    expect(one(objects([{ Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::logs/'] }]), hidden).truth).toBe(false)
    expect(one({ ...everyObject, recursiveLogging: false }, hidden).truth).toBe(false)
  })

  it('cannot tell when its trails could not be seen: one of them may deliver to a bucket that is watched', () => {
    const refused = { refused: ['cloudtrail:DescribeTrails'] }
    expect(ownDeliveries(sketchSnapshot(organization([own], refused)), arnOf('main'))).toMatchObject({
      truth: undefined,
      gaps: [{ call: 'cloudtrail:DescribeTrails' }],
    })
    expect(ownDeliveries(sketchSnapshot(organization([{ bucket: 'logs' }], refused)), arnOf('main')).truth).toBe(false)
  })

  it('cannot tell when the selectors could not be seen, or read', () => {
    expect(one({ eventSelectors: 'unseen' })).toMatchObject({ truth: undefined, gaps: [{ call: 'cloudtrail:GetEventSelectors' }] })
    expect(one(objects([{ Field: 'newField', Equals: ['x'] }])).truth).toBeUndefined()
  })

  it('takes any region for that of a bucket whose region is not known', () => {
    const hidden = { refused: ['s3:GetBucketLocation'] }
    expect(one(everyObject, hidden).truth).toBe(true)
    expect(one({ ...everyObject, multiRegion: false }, hidden)).toMatchObject({
      truth: undefined,
      gaps: [{ call: 's3:GetBucketLocation' }],
    })
  })
})
