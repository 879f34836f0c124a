/** CloudTrail records in the shapes that people have them in. */
import { describe, expect, it } from 'vitest'
import { eventRecords } from '../../../src/gather/files/event-records.ts'
import type { CloudTrailEvent } from '../../../src/nouns/event.ts'

const record = { eventVersion: '1.11', eventSource: 's3.amazonaws.com', eventName: 'PutObject', eventCategory: 'Data', requestParameters: { a: null } }

function records(data: unknown): readonly CloudTrailEvent[] {
  const read = eventRecords(typeof data === 'string' ? data : JSON.stringify(data), 'event.json')
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  return read.value
}

function mistakes(data: unknown): readonly string[] {
  const read = eventRecords(typeof data === 'string' ? data : JSON.stringify(data), 'event.json')
  return read.ok ? [] : read.mistakes.map(({ what, instead }) => `${what}; ${instead ?? ''}`)
}

describe('records', () => {
  it('stand alone, in a list, or in a log file', () => {
    for (const data of [record, [record], { Records: [record] }, `\ufeff${JSON.stringify(record)}`]) expect(records(data)).toEqual([record])
    expect(records({ Records: [record, record] })).toHaveLength(2)
  })

  it('have no members that are null', () => {
    const written = { ...record, errorCode: null, resources: [{ type: 'AWS::S3::Object', ARN: null }], userIdentity: { type: 'AWSAccount', arn: null } }
    expect(records(written)).toEqual([{ ...record, resources: [{ type: 'AWS::S3::Object' }], userIdentity: { type: 'AWSAccount' } }])
    expect(records({ ...record, resources: null, userIdentity: null })).toEqual([record])
  })

  it('older than eventCategory say by managementEvent what they are', () => {
    const { eventCategory: _, ...older } = record
    expect(records({ ...older, managementEvent: true })[0]).toMatchObject({ eventCategory: 'Management' })
    expect(records({ ...older, managementEvent: false })[0]).toMatchObject({ eventCategory: 'Data' })
    expect(records(older)[0]).not.toHaveProperty('eventCategory')
  })

  it.each([
    ['text', 'hello', /event\.json is not JSON; write a CloudTrail record/],
    ['nothing', '', /not JSON/],
    ['an empty log file', { Records: [] }, /has no records/],
    ['a number', 3, /is not a CloudTrail record/],
    ['another object', { hello: 1 }, /has no eventSource and no eventName/],
    ['a list with a stray', [record, { ...record, eventName: 7 }], /record 2: has no eventName/],
    ['resources that are no list', { ...record, resources: { type: 'x' } }, /resources that are not a list/],
    ['a userIdentity that is no object', { ...record, userIdentity: 'me' }, /userIdentity that is not an object/],
    ['a region that is no text', { ...record, awsRegion: 3 }, /awsRegion 3, which is not text/],
  ])('are not %s', (_, data, said) => {
    expect(mistakes(data)[0]).toMatch(said)
  })

  it('of another kind of file are refused ten times, not a thousand', () => {
    expect(mistakes(Array.from({ length: 1000 }, () => ({})))).toHaveLength(10)
  })
})
