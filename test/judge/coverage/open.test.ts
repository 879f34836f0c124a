/** What AWS does not say (reference 10): undecided exactly where it can change the answer. */
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import { advanced, basic, reachedBy, trailWith } from './reached.ts'

const management: EventClass = { eventCategory: 'Management' }
const writes: EventClass = { ...management, readOnly: false }
const reads: EventClass = { ...management, readOnly: true }
const objects: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }

function selector(...fields: readonly Record<string, unknown>[]): ReturnType<typeof trailWith> {
  return trailWith({
    AdvancedEventSelectors: [{ Name: 'odd', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...fields] }],
  })
}

function why(answer: Answer): readonly string[] {
  return (answer.undecidedBy ?? []).map(({ what }) => what)
}

describe('open assumptions', () => {
  it('A7: a field named twice decides nothing where its readings differ', () => {
    const twice = selector({ Field: 'readOnly', Equals: ['true'] }, { Field: 'readOnly', Equals: ['false'] })
    expect(why(decide(management, reachedBy(twice)))).toEqual([
      'trail main, selector "odd": names the field readOnly more than once, and AWS does not say how it reads that (A7)',
    ])
    expect(decide(objects, reachedBy(twice)).answer).toBe('none')
  })

  it('A7: and does no harm where they agree', () => {
    const twice = selector(
      { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
      { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
    )
    expect(decide({ ...management, eventSource: 'ec2.amazonaws.com' }, reachedBy(twice)).answer).toBe('all')
    expect(decide({ ...management, eventSource: 'kms.amazonaws.com' }, reachedBy(twice)).answer).toBe('none')
    const other = advanced({ eventCategory: ['Management'] })
    expect(decide(management, reachedBy(twice, other))).toMatchObject({ answer: 'all', recordedBy: [other.arn] })
  })

  it('A8: no selector of either kind is the default, or nothing', () => {
    const neither = trailWith({ EventSelectors: [], AdvancedEventSelectors: [] })
    const answer = decide(management, reachedBy(neither))
    expect(answer.answer).toBe('undecided')
    expect(why(answer)).toEqual([
      'trail main, its selectors: shows no selector of either kind, which is the default (all management events) or nothing (A8)',
    ])
    expect(answer.missed).toBeUndefined()
    expect(decide(objects, reachedBy(neither)).answer).toBe('none')
    expect(decide(management, reachedBy(neither, basic({}))).answer).toBe('all')
  })

  it('A10: a bucket without a slash may or may not reach its siblings', () => {
    const bare = basic({ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::logs'] }] })
    const of = (prefix: string) => decide({ ...objects, 'resources.ARN': { StartsWith: prefix } }, reachedBy(bare))
    expect(of('arn:aws:s3:::logs/').answer).toBe('all')
    expect(of('arn:aws:s3:::other/').answer).toBe('none')
    expect(of('arn:aws:s3:::logs-2/')).toMatchObject({ answer: 'undecided', undecidedBy: [{ change: 'write arn:aws:s3:::logs/' }] })
    expect(of('arn:aws:s3:::logs').recorded?.resources?.[0]?.ARN).toBe('arn:aws:s3:::logs/any-key')
  })

  it('A18: an unknown field may leave out anything that the others let in', () => {
    const odd = selector({ Field: 'readOnly', Equals: ['false'] }, { Field: 'newField', Equals: ['x'] })
    expect(decide(writes, reachedBy(odd)).answer).toBe('undecided')
    expect(decide(reads, reachedBy(odd)).answer).toBe('none')
    const answer = decide(management, reachedBy(odd))
    expect(answer).toMatchObject({
      answer: 'undecided',
      missed: { readOnly: true },
      undecidedBy: [{ what: 'trail main, selector "odd": names the field newField, which is not known here (A18)' }],
    })
  })

  it('A18: userIdentity.invokedBy is a word of classes, not of selectors', () => {
    expect(decide(writes, reachedBy(selector({ Field: 'userIdentity.invokedBy', NotEquals: ['cloudtrail.amazonaws.com'] }))).answer).toBe(
      'undecided',
    )
  })

  it('A18: an unknown operator, none at all, or something that is no list of texts', () => {
    for (const field of [
      { Contains: ['x'] },
      { Equals: ['true'], Contains: ['x'] },
      {},
      { Equals: [] },
      { Equals: 'true' },
      { Equals: [true] },
    ]) {
      expect(decide(reads, reachedBy(selector({ Field: 'readOnly', ...field }))).answer).toBe('undecided')
    }
  })

  it('A18: an unknown member, no field selectors, no category, an unreadable data resource', () => {
    const whole = { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }
    const raws = [
      { ...whole, Sampling: 2 },
      { Name: 'x' },
      { FieldSelectors: [] },
      { FieldSelectors: [{ Field: 'readOnly', Equals: ['true'] }] },
      'x',
      { FieldSelectors: ['x'] },
    ]
    for (const raw of raws) expect(decide(reads, reachedBy(trailWith({ AdvancedEventSelectors: [raw] }))).answer).toBe('undecided')
    const basics = [
      { Sampling: 2 },
      { ReadWriteType: 'Most' },
      { IncludeManagementEvents: 'true' },
      { ExcludeManagementEventSources: 'kms' },
      { DataResources: {} },
      7,
    ]
    for (const raw of basics) expect(decide(reads, reachedBy(trailWith({ EventSelectors: [raw] }))).answer).toBe('undecided')
    const resources = [
      { Type: 'AWS::S3::Object', Values: ['arn:aws:s3'], Except: [] },
      { Type: 'AWS::S3::Object', Values: 'arn:aws:s3' },
      'x',
      { Type: 'AWS::S3::Tables', Values: [] },
    ]
    const anyData: EventClass = { eventCategory: 'Data' }
    for (const raw of resources) expect(decide(anyData, reachedBy(basic({ DataResources: [raw] }))).answer).toBe('undecided')
  })

  it('does not know which kind counts when both show, nor what a new member of the answer holds', () => {
    const whole = { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }
    expect(decide(writes, reachedBy(trailWith({ EventSelectors: [{}], AdvancedEventSelectors: [whole] }))).answer).toBe('undecided')
    expect(decide(objects, reachedBy(trailWith({ EventSelectors: [{}], NewSelectors: [] }))).answer).toBe('undecided')
    expect(decide(writes, reachedBy(trailWith({ EventSelectors: [{}], NewSelectors: [] }))).answer).toBe('all')
  })

  it('A19: outside the partition aws nobody says whether there are network activity events', () => {
    const network: EventClass = { eventCategory: 'NetworkActivity', eventSource: 'kms.amazonaws.com' }
    const trail = advanced({ eventCategory: ['NetworkActivity'], eventSource: ['kms.amazonaws.com'], errorCode: ['VpceAccessDenied'] })
    const china = { ...reachedBy(trail), partition: 'aws-cn', region: 'cn-north-1' }
    expect(decide(network, reachedBy(trail)).answer).toBe('some')
    expect(decide(network, china)).toMatchObject({ answer: 'undecided', undecidedBy: [{ what: expect.stringContaining('A19') }] })
    expect(decide(network, { ...china, trails: [] }).answer).toBe('undecided')
    expect(decide({ ...network, errorCode: 'VpceAccessDenied' }, china)).toMatchObject({
      answer: 'all',
      recorded: { eventCategory: 'NetworkActivity' },
    })
  })

  it('A19: and a class that has other events as well is certainly not recorded where those are not', () => {
    const china = { ...reachedBy(), partition: 'aws-cn', region: 'cn-north-1' }
    expect(decide({ eventSource: 'kms.amazonaws.com' }, china)).toMatchObject({ answer: 'none', missed: { eventCategory: 'Management' } })
  })
})
