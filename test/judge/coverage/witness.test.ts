/** Witnesses: events that a reader recognises, and that can be told of another account and region. */
import { describe, expect, it } from 'vitest'
import type { ReachingTrail } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { restamp } from '../../../src/judge/coverage/restamp.ts'
import type { EventClass, Witness } from '../../../src/nouns/event.ts'
import { advanced, basic, reachedBy } from './reached.ts'

function missedOf(eventClass: EventClass, ...trails: readonly ReachingTrail[]): Witness {
  const { missed } = decide(eventClass, reachedBy(...trails))
  if (missed === undefined) throw new Error('nothing is missed')
  return missed
}

const data = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }

describe('a witness', () => {
  it('is a record of an operation that exists, marked synthetic, without a time', () => {
    expect(missedOf({ eventCategory: 'Management', eventSource: 'kms.amazonaws.com' }, basic({ ReadWriteType: 'ReadOnly' }))).toEqual({
      synthetic: true,
      eventVersion: '1.11',
      eventCategory: 'Management',
      managementEvent: true,
      eventSource: 'kms.amazonaws.com',
      eventName: 'DisableKey',
      eventType: 'AwsApiCall',
      readOnly: false,
      awsRegion: 'us-east-1',
      recipientAccountId: '111122223333',
      userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/any-role/any-session', accountId: '111122223333' },
    })
  })

  it('shows what the class and the selectors turn on', () => {
    const seen = [
      missedOf({ eventCategory: 'Management', eventSource: 'signin.amazonaws.com' }, basic({ ReadWriteType: 'ReadOnly' })),
      missedOf({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }, advanced({ ...data, readOnly: ['false'] })),
      missedOf({ eventCategory: 'Data', 'resources.type': 'AWS::DynamoDB::Table' }),
      missedOf({ eventCategory: 'NetworkActivity' }, advanced({ eventCategory: ['NetworkActivity'], eventSource: ['s3.amazonaws.com'] })),
      missedOf({ eventCategory: 'Data' }, basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] })),
    ]
    expect(seen.map(({ eventSource, eventName, eventType, readOnly }) => [eventSource, eventName, eventType, readOnly])).toEqual([
      ['signin.amazonaws.com', 'ConsoleLogin', 'AwsConsoleSignIn', false],
      ['s3.amazonaws.com', 'GetObject', 'AwsApiCall', true],
      ['dynamodb.amazonaws.com', 'PutItem', 'AwsApiCall', false],
      ['kms.amazonaws.com', 'Decrypt', 'AwsVpceEvent', undefined],
      ['lambda.amazonaws.com', 'Invoke', 'AwsApiCall', false],
    ])
    expect(seen[3]).toMatchObject({ vpcEndpointId: 'vpce-0123456789abcdef0' })
    expect(seen[3]).not.toHaveProperty('resources')
  })

  it('stays inside a bucket, and beside one that is left out', () => {
    const bucket = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object', 'resources.ARN': { StartsWith: 'arn:aws:s3:::b/' } }
    expect(missedOf(bucket).resources).toEqual([{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::b/any-key' }])
    const only = advanced({ ...data, 'resources.ARN': { StartsWith: ['arn:aws:s3:::b/'] } })
    expect(missedOf({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }, only).resources?.[0]?.ARN).toBe(
      'arn:aws:s3:::another-bucket/another-key',
    )
  })

  it('of a bucket as a whole is a call that names no object (A6)', () => {
    const bucket = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object', 'resources.ARN': { StartsWith: 'arn:aws:s3:::b/' } } as const
    const without = advanced({ ...data, 'resources.ARN': { NotEquals: ['arn:aws:s3:::b/'] } })
    const resources = [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::b/' }]
    expect(missedOf(bucket, without)).toMatchObject({ eventName: 'DeleteObjects', readOnly: false, resources })
    expect(missedOf({ ...bucket, readOnly: true }, without)).toMatchObject({ eventName: 'ListObjects', readOnly: true, resources })
    const objects = { ...bucket, 'resources.ARN': { StartsWith: 'arn:aws:s3:::b/', NotEquals: 'arn:aws:s3:::b/' } }
    expect(decide(objects, reachedBy(without)).answer).toBe('all')
    const either = missedOf({ ...bucket, 'resources.ARN': ['arn:aws:s3:::b/', 'arn:aws:s3:::b/key'] })
    expect(either).toMatchObject({ eventName: 'PutObject', resources: [{ ARN: 'arn:aws:s3:::b/key' }] })
  })

  it('finds a text where selectors crowd every letter', () => {
    const starts = 'abcdefghijklmnopqrstuvwxyz0123456789E'.split('')
    const crowded = advanced({ ...data, eventName: { StartsWith: starts } }, { ...data, eventName: { EndsWith: starts } })
    const { eventName = '' } = missedOf(
      {
        eventCategory: 'Data',
        'resources.type': 'AWS::S3::Object',
        eventName: { NotEquals: ['PutObject', 'GetObject', 'HeadObject', 'DeleteObject'] },
      },
      crowded,
    )
    expect(starts.some((letter) => eventName.startsWith(letter) || eventName.endsWith(letter))).toBe(false)
  })

  it('says who the caller is by the ARN, or that there is none', () => {
    const by = (wish: EventClass) => missedOf({ eventCategory: 'Management', ...wish }).userIdentity
    expect(by({ 'userIdentity.arn': { EndsWith: ':root' } })?.type).toBe('AssumedRole')
    expect(by({ 'userIdentity.arn': 'arn:aws:iam::111122223333:root' })).toEqual({
      type: 'Root',
      arn: 'arn:aws:iam::111122223333:root',
      accountId: '111122223333',
    })
    expect(by({ 'userIdentity.arn': { StartsWith: 'arn:aws:iam::111122223333:user/' } })?.type).toBe('IAMUser')
    expect(by({ 'userIdentity.arn': null })?.type).toBe('AWSAccount')
    expect(by({ 'userIdentity.invokedBy': 'cloudtrail.amazonaws.com' })).toEqual({
      type: 'AWSService',
      invokedBy: 'cloudtrail.amazonaws.com',
    })
    expect(missedOf({ eventCategory: 'NetworkActivity', errorCode: 'VpceAccessDenied' }).errorMessage).toBe(
      'The request was denied due to a VPC endpoint policy',
    )
  })
})

describe('restamp', () => {
  const lambda: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::Lambda::Function' }

  it('moves account, region and the ARNs that were made up', () => {
    const moved = restamp(missedOf(lambda), '444455556666', 'eu-west-1')
    expect(moved).toEqual({ ...decide(lambda, { ...reachedBy(), account: '444455556666', region: 'eu-west-1' }).missed })
    expect(moved.resources?.[0]?.ARN).toBe('arn:aws:lambda:eu-west-1:444455556666:function:any-function')
    expect(moved.userIdentity?.accountId).toBe('444455556666')
  })

  it('leaves ARNs alone that had to meet a condition', () => {
    const named: EventClass = {
      ...lambda,
      'resources.ARN': 'arn:aws:lambda:us-east-1:111122223333:function:f',
      'userIdentity.arn': 'arn:aws:iam::111122223333:root',
    }
    const moved = restamp(missedOf(named), '444455556666', 'eu-west-1')
    expect(moved).toMatchObject({
      resources: [{ ARN: named['resources.ARN'] }],
      userIdentity: { arn: named['userIdentity.arn'] },
      recipientAccountId: '444455556666',
    })
    const others = missedOf({ ...lambda, 'resources.ARN': { NotEquals: 'arn:aws:lambda:us-east-1:444455556666:function:any-function' } })
    expect(restamp(others, '444455556666', 'us-east-1').resources?.[0]?.ARN).toBe(
      'arn:aws:lambda:us-east-1:111122223333:function:another-function',
    )
  })
})
