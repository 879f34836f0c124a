/** What stands at the paths of a key, where rules' examples do not say it already. */
import { describe, expect, it } from 'vitest'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import { ofKey } from './cases.ts'

const id = '1234abcd-12ab-34cd-56ef-1234567890ab'
const arn = `arn:aws:kms:us-east-1:222233334444:key/${id}`

function sketchOf(policy: unknown, archive: Partial<SketchAccount> = {}): Sketch {
  return {
    organization: 'o-exampleorgid',
    accounts: [
      { id: '111122223333', trails: [{ organizationTrail: true, bucket: 'logs', kmsKeyId: arn }] },
      { id: '222233334444', keys: [{ id, region: 'us-east-1', policy }], buckets: [{ name: 'logs' }], ...archive },
    ],
  }
}

function allowing(condition: object, more: object = {}): object {
  const Principal = { Service: 'cloudtrail.amazonaws.com' }
  const encrypt = { Effect: 'Allow', Principal, Action: 'kms:GenerateDataKey*', Resource: '*', Condition: condition, ...more }
  return { Version: '2012-10-17', Statement: [encrypt] }
}

describe('a key lets CloudTrail encrypt', () => {
  it.each<readonly [string, object, boolean | undefined]>([
    ['for the trail', { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' } }, true],
    ['for the management account', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, true],
    ['not for the account of the key', { StringEquals: { 'aws:SourceAccount': '222233334444' } }, false],
    [
      'with the context of the trail',
      { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } },
      true,
    ],
    [
      'not with that of another',
      { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:222233334444:trail/*' } },
      false,
    ],
    ['perhaps through S3', { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } }, undefined],
  ])('%s', (_, condition, truth) => {
    expect(ofKey(sketchOf(allowing(condition)), arn, 'letsCloudTrailEncrypt').value).toBe(truth)
  })

  it('and says for which trail it does not', () => {
    const { why } = ofKey(sketchOf(allowing({}, { Action: 'kms:Decrypt' })), arn, 'letsCloudTrailEncrypt')
    expect(why).toEqual(['CloudTrail may not encrypt for trail main: no statement allows it'])
  })
})

describe('a key is bound to the own trails', () => {
  it.each<readonly [string, object, boolean | undefined]>([
    ['by the trail', { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' } }, true],
    [
      'by its encryption context',
      { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } },
      true,
    ],
    ['not by any trail', { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:*:trail/*' } }, false],
    ['not by there being a context', { Null: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'false' } }, false],
    ['not by nothing', {}, false],
  ])('%s', (_, condition, truth) => {
    expect(ofKey(sketchOf(allowing(condition)), arn, 'boundToOwnTrails').value).toBe(truth)
  })
})

describe('a key and its buckets', () => {
  it('must be in the same region', () => {
    expect(ofKey(sketchOf('cloudtrail'), arn, 'inRegionOfBuckets').value).toBe(true)
    const elsewhere = ofKey(sketchOf('cloudtrail', { buckets: [{ name: 'logs', region: 'eu-west-1' }] }), arn, 'inRegionOfBuckets')
    expect(elsewhere).toMatchObject({ value: false, why: ['the key is in us-east-1, bucket logs in eu-west-1'] })
    const hidden = ofKey(sketchOf('cloudtrail', { buckets: [{ name: 'logs', unseen: ['region'] }] }), arn, 'inRegionOfBuckets')
    expect(hidden).toMatchObject({ value: undefined, gaps: [{ call: 's3:GetBucketLocation' }] })
    expect(ofKey(sketchOf('cloudtrail', { buckets: [] }), arn, 'inRegionOfBuckets').value).toBeUndefined()
  })
})
