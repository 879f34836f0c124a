/** What could not be seen, what a trail's own settings leave out, and classes that no event is of. */
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { emptyReason } from '../../../src/judge/coverage/universe.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import type { Gap } from '../../../src/nouns/snapshot.ts'
import { advanced, basic, reachedBy, trailWith } from './reached.ts'

const management: EventClass = { eventCategory: 'Management' }
const reads: EventClass = { ...management, readOnly: true }
const objects: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }
const data = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }

describe('gaps', () => {
  const gap: Gap = { cause: 'refused', call: 'cloudtrail:GetEventSelectors', code: 'AccessDeniedException', message: 'no' }
  const doubts = [{ what: 'the event selectors of trail main could not be seen', change: 'allow it', gap }]

  it('a trail whose selectors could not be seen may record anything', () => {
    const { selectors: _, ...hidden } = trailWith({}, { certainty: 'maybe', doubts })
    expect(decide(objects, reachedBy(hidden))).toMatchObject({ answer: 'undecided', undecidedBy: doubts })
    expect(decide(management, reachedBy(hidden, basic({}))).answer).toBe('all')
  })

  it('a trail that may be stopped counts for nothing, and against a no', () => {
    const perhaps = { ...basic({ ReadWriteType: 'WriteOnly' }), certainty: 'maybe' as const, doubts }
    expect(decide(management, reachedBy(perhaps))).toMatchObject({ answer: 'undecided', missed: { readOnly: true } })
    expect(decide(reads, reachedBy(perhaps)).answer).toBe('none')
  })

  it('a selector of which a part is not known is wholly unknown, and the others are not', () => {
    const trail = trailWith({ EventSelectors: [{}, {}] }, { selectorGaps: { 'EventSelectors[1].DataResources[0].Values[0]': gap } })
    expect(decide(management, reachedBy(trail)).answer).toBe('all')
    expect(decide(objects, reachedBy(trail)).undecidedBy?.[0]).toMatchObject({
      what: expect.stringContaining('trail main, second selector: has a part'),
      gap,
    })
    const whole = trailWith({ EventSelectors: [{}] }, { selectorGaps: { AdvancedEventSelectors: gap } })
    expect(decide(objects, reachedBy(whole)).answer).toBe('undecided')
  })
})

function from(eventSource: string): EventClass {
  return { ...management, eventSource }
}

describe('settings of a trail', () => {
  const regional = { ...basic({}), multiRegion: false, globalEvents: false as const }

  it('A11: a single-region trail in the leader region may leave out global service events', () => {
    expect(decide(from('iam.amazonaws.com'), reachedBy(regional)).answer).toBe('none')
    expect(decide(from('ec2.amazonaws.com'), reachedBy(regional)).answer).toBe('all')
    expect(decide(management, reachedBy(regional))).toMatchObject({ answer: 'some', missed: { eventSource: 'iam.amazonaws.com' } })
    expect(decide(from('sts.amazonaws.com'), reachedBy(regional)).undecidedBy?.[0]?.what).toContain('global STS endpoint')
    expect(decide(from('iam.amazonaws.com'), reachedBy({ ...regional, globalEvents: 'unseen' })).answer).toBe('undecided')
    expect(decide(from('iam.amazonaws.com'), reachedBy({ ...regional, globalEvents: true })).answer).toBe('all')
  })

  it('A11: elsewhere, and for multi-region trails, the flag means nothing', () => {
    expect(decide(management, { ...reachedBy(regional), region: 'eu-west-1' }).answer).toBe('all')
    expect(decide(management, reachedBy({ ...regional, multiRegion: true })).answer).toBe('all')
  })

  it('RecursiveLogging false drops CloudTrail’s own deliveries and nothing else', () => {
    const trail = { ...advanced(data), recursiveLogging: false as const }
    const own: EventClass = { ...objects, 'userIdentity.invokedBy': 'cloudtrail.amazonaws.com' }
    expect(decide(objects, reachedBy(trail)).answer).toBe('all')
    expect(decide({ ...own, eventName: 'PutObject', eventSource: 's3.amazonaws.com' }, reachedBy(trail)).answer).toBe('none')
    expect(decide({ ...own, eventName: 'DeleteObject' }, reachedBy(trail)).answer).toBe('all')
    expect(decide(own, reachedBy(trail))).toMatchObject({
      answer: 'some',
      missed: { eventSource: 's3.amazonaws.com', eventName: 'PutObject', userIdentity: { type: 'AWSService' } },
    })
    expect(decide(own, reachedBy(trail)).shortfalls?.[0]?.why).toBe("RecursiveLogging false leaves out CloudTrail's own deliveries")
    expect(decide(own, reachedBy({ ...trail, recursiveLogging: 'unseen' })).answer).toBe('undecided')
    expect(decide(own, reachedBy({ ...trail, recursiveLogging: true }))).toMatchObject({ answer: 'all' })
  })
})

describe('classes without events', () => {
  const reasons: readonly (readonly [EventClass, string])[] = [
    [{ eventCategory: 'Insight' }, 'eventCategory must be Management, Data or NetworkActivity'],
    [{ eventCategory: 'NetworkActivity', readOnly: true }, 'no NetworkActivity event has readOnly'],
    [{ eventCategory: 'Management', readOnly: null }, 'every Management event has readOnly'],
    [{ eventCategory: 'Data', eventName: { StartsWith: 'Get', NotStartsWith: 'G' } }, 'no text can be what the class asks of eventName'],
    [
      { eventCategory: 'NetworkActivity', eventType: 'AwsApiCall' },
      'eventType of a NetworkActivity event is AwsVpceEvent or AwsVpceEvents',
    ],
  ]

  it('are told apart, with the reason', () => {
    expect(reasons.map(([eventClass]) => [eventClass, emptyReason(eventClass)])).toEqual(reasons)
    expect(emptyReason({ ...objects, 'resources.ARN': { StartsWith: 'arn:aws:sns:' } })).toMatch(
      /^resources.ARN of a Data event begins with arn:aws:s3:::/,
    )
    expect(emptyReason({ eventCategory: 'Management', 'resources.type': 'AWS::KMS::Key' })).toBeUndefined()
    expect(emptyReason({})).toBeUndefined()
  })

  it('are never called recorded, nor is a class of another partition', () => {
    const [[empty] = [{}]] = reasons
    expect(decide(empty, reachedBy(basic({}))).answer).toBe('undecided')
    const gov: EventClass = { ...objects, 'resources.ARN': { StartsWith: 'arn:aws-us-gov:s3:::b/' } }
    expect(emptyReason(gov)).toBeUndefined()
    expect(decide(gov, reachedBy(advanced(data)))).toMatchObject({
      answer: 'undecided',
      undecidedBy: [{ what: expect.stringContaining('no event of partition aws is of the class') }],
    })
  })
})
