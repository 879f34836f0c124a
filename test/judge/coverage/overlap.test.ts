/** Management events that two trails both record, against every kind of event asked one by one. */
import { array, assert, boolean, constantFrom, property, record, subarray, type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Reaching } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { overlapsOf } from '../../../src/judge/coverage/overlap.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import type { SketchTrail } from '../../../src/nouns/sketch.ts'

const reachingOf = (...trails: readonly SketchTrail[]): Reaching =>
  trailsReaching(sketchSnapshot({ trails: trails.map((trail, index) => Object.assign({ name: `trail-${index}` }, trail)) }), '111122223333', 'us-east-1')

const sources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com', 'iam.amazonaws.com', 'ec2.amazonaws.com']
const trail: Arbitrary<SketchTrail> = record({
  eventSelectors: array(
    record({
      ReadWriteType: constantFrom('All', 'ReadOnly', 'WriteOnly'),
      IncludeManagementEvents: boolean(),
      ExcludeManagementEventSources: subarray(sources.slice(0, 2)),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  multiRegion: boolean(),
  raw: record({ IncludeGlobalServiceEvents: boolean() }),
})

/** Whether some event is recorded by each of two trails, by asking about one call after another. */
function sharesAnEvent(reaching: Reaching): boolean {
  const calls = sources.flatMap((eventSource) => [true, false].map((readOnly) => ({ eventCategory: 'Management', eventSource, readOnly, eventName: 'Call' })))
  return calls.some((call) => reaching.trails.every((one) => decide(call, { ...reaching, trails: [one] }).answer === 'all'))
}

describe('the overlap of two trails', () => {
  it('is there when some call is recorded by both', () => {
    assert(
      property(trail, trail, (left, right) => {
        const reaching = reachingOf(left, right)
        const events = overlapsOf(reaching).flatMap(({ event }) => event ?? [])
        expect(events.length > 0).toBe(sharesAnEvent(reaching))
        expect(events.every((event) => reaching.trails.every((one) => records(one, event, reaching)))).toBe(true)
      }),
    )
  })

  it('is in doubt where one of them could not be seen', () => {
    const [overlap] = overlapsOf(reachingOf({}, { eventSelectors: 'unseen' }))
    expect(overlap?.event).toBe(undefined)
    expect(overlap?.doubts.map(({ gap }) => gap?.call)).toContain('cloudtrail:GetEventSelectors')
  })

  it('is none for one trail, and none with one that is stopped', () => {
    expect(overlapsOf(reachingOf({}))).toEqual([])
    expect(overlapsOf(reachingOf({}, { logging: false }))).toEqual([])
  })

  it('is one for each pair', () => expect(overlapsOf(reachingOf({}, {}, {}))).toHaveLength(3))
})

function records(one: Reaching['trails'][number], event: object, reaching: Reaching): boolean {
  const { eventSource, readOnly } = event as { readonly eventSource: string; readonly readOnly: boolean }
  return decide({ eventCategory: 'Management', eventSource, readOnly }, { ...reaching, trails: [one] }).answer === 'all'
}
