/** One record against each trail: what records it, and what rules it out elsewhere. */
import { describe, expect, it } from 'vitest'
import type { ReachingTrail } from '../../../src/judge/coverage/answer.ts'
import { explain } from '../../../src/judge/coverage/explain.ts'
import type { Explanation } from '../../../src/nouns/coverage.ts'
import type { CloudTrailEvent } from '../../../src/nouns/event.ts'
import { advanced, basic, reachedBy, trailWith } from './reached.ts'

const disableKey: CloudTrailEvent = {
  eventVersion: '1.11',
  eventCategory: 'Management',
  managementEvent: true,
  eventSource: 'kms.amazonaws.com',
  eventName: 'DisableKey',
  eventType: 'AwsApiCall',
  readOnly: false,
  userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
}
const managed = { eventCategory: ['Management'] }
const objects = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }

function outcomes(event: CloudTrailEvent, ...trails: readonly ReachingTrail[]): readonly Explanation['outcome'][] {
  return explain(event, reachedBy(...trails)).map(({ outcome }) => outcome)
}

describe('explain', () => {
  it('names the selector that records the event, and the field that rules it out in the others', () => {
    const writes = { Name: 'writes', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'readOnly', Equals: ['false'] }] }
    const reads = { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'readOnly', Equals: ['true'] }] }
    const trail = trailWith({ AdvancedEventSelectors: [reads, writes] })
    expect(explain(disableKey, reachedBy(trail))).toEqual([
      {
        arn: trail.arn,
        name: 'main',
        outcome: 'recorded',
        by: 'selector "writes"',
        selectors: [
          {
            selector: 'first selector',
            outcome: 'not-recorded',
            field: 'readOnly',
            why: 'readOnly Equals true leaves out events with readOnly false',
          },
          { selector: 'selector "writes"', outcome: 'recorded' },
        ],
      },
    ])
  })

  it('says what a basic selector leaves out', () => {
    const [only] = explain(disableKey, reachedBy(basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }, { IncludeManagementEvents: false })))
    expect(only).toMatchObject({
      outcome: 'not-recorded',
      selectors: [
        { field: 'eventSource', why: 'ExcludeManagementEventSources kms.amazonaws.com leaves out events with eventSource kms.amazonaws.com' },
        { why: 'IncludeManagementEvents is false' },
      ],
    })
  })

  it('shows silent trails with their reason, and trails in doubt with theirs', () => {
    const stopped = [{ arn: 'arn', name: 'old', why: 'it is stopped' }]
    const doubts = [{ what: 'whether trail main is logging could not be seen', change: 'allow it' }]
    const { selectors: _, ...hidden } = trailWith({}, { certainty: 'maybe', doubts })
    const told = explain(disableKey, { ...reachedBy({ ...basic({}), certainty: 'maybe', doubts }, hidden), stopped })
    expect(told).toMatchObject([
      { outcome: 'undecided', why: 'whether trail main is logging could not be seen', selectors: [{ outcome: 'recorded' }] },
      { outcome: 'undecided', selectors: [] },
      { name: 'old', outcome: 'not-recorded', selectors: [], why: 'it is stopped' },
    ])
    expect(outcomes(disableKey, { ...basic({ ReadWriteType: 'ReadOnly' }), certainty: 'maybe', doubts })).toEqual(['not-recorded'])
  })

  it('tells what the trail’s own settings leave out', () => {
    const delivery: CloudTrailEvent = {
      eventCategory: 'Data',
      eventSource: 's3.amazonaws.com',
      eventName: 'PutObject',
      readOnly: false,
      userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
      resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::logs/AWSLogs/x' }],
    }
    const [quiet] = explain(delivery, reachedBy({ ...advanced(objects), recursiveLogging: false }))
    expect(quiet).toMatchObject({ outcome: 'not-recorded', selectors: [{ outcome: 'recorded' }] })
    expect(quiet?.why).toBe("RecursiveLogging false leaves out CloudTrail's own deliveries")
    expect(outcomes(delivery, { ...advanced(objects), recursiveLogging: 'unseen' }, advanced(objects))).toEqual(['undecided', 'recorded'])
    const regional = { ...basic({}), multiRegion: false, globalEvents: false as const }
    expect(outcomes({ ...disableKey, eventSource: 'iam.amazonaws.com' }, regional)).toEqual(['not-recorded'])
    expect(outcomes({ ...disableKey, eventSource: 'sts.amazonaws.com' }, regional)).toEqual(['undecided'])
    expect(outcomes(disableKey, regional)).toEqual(['recorded'])
  })

  it('is undecided where a selector is', () => {
    const odd = advanced({ ...managed, newField: ['x'] })
    const [told] = explain(disableKey, reachedBy(odd))
    expect(told).toMatchObject({ outcome: 'undecided', selectors: [{ outcome: 'undecided', why: 'it names the field newField, which is not known here (A18)' }] })
  })
})

describe('records that say less', () => {
  const { eventCategory: _, managementEvent: __, readOnly: ___, ...bare } = disableKey

  it('take readOnly as a text, or both ways where it is absent', () => {
    const reads = advanced({ ...managed, readOnly: ['true'] })
    const unsaid = { ...bare, eventCategory: 'Management' }
    expect(outcomes({ ...disableKey, readOnly: 'true' }, reads)).toEqual(['recorded'])
    expect(explain(unsaid, reachedBy(reads))[0]).toMatchObject({
      outcome: 'undecided',
      why: 'the record has no readOnly, so that it may be a read or a write',
    })
    expect(outcomes(unsaid, advanced(managed))).toEqual(['recorded'])
    const union = basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' })
    expect(explain(unsaid, reachedBy(union))[0]).toMatchObject({ outcome: 'recorded', by: 'first selector and second selector' })
  })

  it('have the category that managementEvent or their resources tell, or none', () => {
    const resources = [{ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::b/' }]
    const listing = { ...bare, eventSource: 's3.amazonaws.com', eventName: 'ListObjects', readOnly: true, resources }
    expect(outcomes({ ...bare, managementEvent: true, readOnly: false }, advanced(managed))).toEqual(['recorded'])
    expect(outcomes({ ...listing, managementEvent: false }, advanced(managed), advanced(objects))).toEqual(['not-recorded', 'recorded'])
    expect(outcomes(listing, advanced({ ...objects, 'resources.ARN': { StartsWith: ['arn:aws:s3:::b/'] } }))).toEqual(['recorded'])
    const [told, other] = explain({ ...bare, readOnly: false }, reachedBy(advanced(managed), advanced(objects)))
    expect(told).toMatchObject({ outcome: 'undecided', why: 'the record has neither eventCategory nor managementEvent, so that its category is open' })
    expect(other?.outcome).toBe('not-recorded')
  })

  it('are network activity under both names, and have no readOnly then', () => {
    const network = advanced({ eventCategory: ['NetworkActivity'], eventSource: ['kms.amazonaws.com'] })
    for (const eventType of ['AwsVpceEvent', 'AwsVpceEvents']) {
      expect(outcomes({ ...bare, eventType, vpcEndpointId: 'vpce-1' }, network, basic({}))).toEqual(['recorded', 'not-recorded'])
    }
  })

  it('of Insights are not for the event selectors of a trail to decide, but for those of a store', () => {
    const insight = { eventType: 'AwsCloudTrailInsight', eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' }
    expect(explain(insight, reachedBy(basic({})))[0]).toMatchObject({ outcome: 'undecided', why: 'event selectors do not choose Insight events' })
    const store = { ...advanced({ eventCategory: ['Insight'] }), arn: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/x' }
    expect(outcomes(insight, store)).toEqual(['recorded'])
  })
})
