/** Events that carry several resources (A4, A5): those of a DynamoDB stream carry its table as well. */
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { explain } from '../../../src/judge/coverage/explain.ts'
import { emptyReason } from '../../../src/judge/coverage/universe.ts'
import type { CloudTrailEvent, EventClass } from '../../../src/nouns/event.ts'
import { advanced, basic, reachedBy } from './reached.ts'

const tables: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::DynamoDB::Table' }
const streams: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::DynamoDB::Stream' }
const ofTables = { eventCategory: ['Data'], 'resources.type': ['AWS::DynamoDB::Table'] }
const ofStreams = { eventCategory: ['Data'], 'resources.type': ['AWS::DynamoDB::Stream'] }
const table = 'arn:aws:dynamodb:us-east-1:111122223333:table/t'

describe('tables and their streams', () => {
  it('a selector of tables records the events of streams as well, unless it leaves them out by name', () => {
    const every = reachedBy(basic({ DataResources: [{ Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] }] }))
    expect(decide(streams, reachedBy(advanced(ofTables)))).toMatchObject({ answer: 'all', assumed: ['A4'] })
    expect(decide(streams, every).answer).toBe('all')
    const named = decide(streams, reachedBy(advanced({ ...ofTables, eventName: { NotEquals: ['GetRecords'] } })))
    expect(named).toMatchObject({ answer: 'some', missed: { eventName: 'GetRecords' } })
    expect(named.missed?.resources?.map(({ type }) => type)).toEqual(['AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream'])
  })

  it('a selector of streams records only those events of tables that have one', () => {
    const answer = decide(tables, reachedBy(advanced(ofStreams)))
    expect(answer).toMatchObject({ answer: 'some', missed: { eventName: 'PutItem' } })
    expect(answer.missed?.resources).toHaveLength(1)
    expect(answer.recorded?.resources).toHaveLength(2)
  })

  it('conditions on the ARN are about the resource of the selector’s type', () => {
    const oneTable = advanced({ ...ofTables, 'resources.ARN': { Equals: [table] } })
    const streamsOf = (start: string) => decide({ ...streams, 'resources.ARN': { StartsWith: start } }, reachedBy(oneTable)).answer
    expect(decide({ ...tables, 'resources.ARN': table }, reachedBy(oneTable)).answer).toBe('all')
    expect(streamsOf(`${table}/stream/`)).toBe('undecided')
    const noStream = advanced({ ...ofTables, 'resources.ARN': { NotStartsWith: [`${table}/stream/`] } })
    expect(decide({ ...tables, 'resources.ARN': table }, reachedBy(noStream)).answer).toBe('all')
  })

  it('a type that is left out is in none of the resources, one that is chosen in some', () => {
    const both = { eventCategory: ['Data'], 'resources.type': ['AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream'] }
    const without = advanced({ ...both, 'resources.ARN': { NotStartsWith: [`${table}/`] } })
    expect(decide({ ...streams, 'resources.ARN': `${table}/stream/s` }, reachedBy(without)).answer).toBe('none')
    expect(decide({ ...streams, 'resources.ARN': `${table}2/stream/s` }, reachedBy(without)).answer).toBe('undecided')
    const noStreams: EventClass = { eventCategory: 'Data', 'resources.type': { StartsWith: 'AWS::DynamoDB::', NotEquals: 'AWS::DynamoDB::Stream' } }
    expect(decide(noStreams, reachedBy(advanced({ ...ofTables, eventName: { NotEquals: ['GetRecords'] } }))).missed?.resources).toHaveLength(1)
    expect(emptyReason({ ...streams, 'resources.ARN': null })).toBe('every Data event has resources.ARN')
    expect(emptyReason({ ...streams, 'resources.ARN': { StartsWith: 'arn:aws:sns:' } }, 'aws')).toContain('begins with arn:aws:dynamodb:')
  })
})

describe('other resources', () => {
  const data = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }
  const twoBuckets: CloudTrailEvent = {
    eventCategory: 'Data',
    eventSource: 's3.amazonaws.com',
    eventName: 'CopyObject',
    readOnly: false,
    resources: ['a', 'b'].map((name) => ({ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${name}/key` })),
  }

  it('are one of a type in an event (A5), or an excluded bucket would leave no other wholly recorded', () => {
    const without = reachedBy(advanced({ ...data, 'resources.ARN': { NotStartsWith: ['arn:aws:s3:::b/'] } }))
    const ofA: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object', 'resources.ARN': { StartsWith: 'arn:aws:s3:::a/' } }
    expect(decide(ofA, without)).toMatchObject({ answer: 'all', assumed: ['A4', 'A5', 'A6'] })
    expect(explain(twoBuckets, without)[0]).toMatchObject({ outcome: 'not-recorded', selectors: [{ field: 'resources.ARN' }] })
  })

  it('are never both of a function and an object, so that one type tells nothing of another', () => {
    const functions = { eventCategory: ['Data'], 'resources.type': ['AWS::Lambda::Function'] }
    expect(decide({ eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }, reachedBy(advanced(functions))).answer).toBe('none')
  })

  it('are all looked at in a record', () => {
    const chosen = reachedBy(advanced({ ...data, 'resources.ARN': { StartsWith: ['arn:aws:s3:::b/'] } }))
    expect(explain(twoBuckets, chosen)[0]).toMatchObject({ outcome: 'recorded', by: 'first selector' })
    const bucket = { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::b/', accountId: '111122223333' }
    const other = { ...twoBuckets, resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::a/key' }, bucket] }
    expect(explain(other, chosen)[0]?.outcome).toBe('not-recorded')
  })
})
