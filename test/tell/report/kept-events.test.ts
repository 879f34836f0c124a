/** Events that are kept as text: to whoever looks, the same events. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Witness } from '../../../src/nouns/event.ts'
import { detailsOf } from '../../../src/tell/report/details.ts'
import { eventKeeper } from '../../../src/tell/report/kept-events.ts'
import { about, witness } from './assessments.ts'

const events: fc.Arbitrary<Witness> = fc
  .tuple(fc.string(), fc.constantFrom('us-east-1', 'eu-west-1'), fc.dictionary(fc.string({ minLength: 1 }), fc.string()))
  .map(([eventName, awsRegion, more]) => Object.assign({}, more, witness, { eventName, awsRegion }))

describe('a kept event', () => {
  it('is the event, member by member, as JSON, and as a report tells it', () => {
    fc.assert(
      fc.property(events, (event) => {
        const kept = eventKeeper()(event)
        expect(JSON.stringify(kept)).toBe(JSON.stringify(event))
        expect(Object.keys(kept)).toEqual(Object.keys(event))
        expect({ ...kept }).toEqual(JSON.parse(JSON.stringify(event)))
        expect('eventName' in kept && !('nothing' in kept)).toBe(true)
        expect(detailsOf(about('kms-events-recorded', '111122223333', 'fail', { witness: kept }))).toEqual(
          detailsOf(about('kms-events-recorded', '111122223333', 'fail', { witness: event })),
        )
      }),
    )
  })

  it('stays itself when others are looked at in between', () => {
    const keep = eventKeeper()
    const [one, other] = [keep({ ...witness, eventName: 'One' }), keep({ ...witness, eventName: 'Other' })]
    expect([one.eventName, other.eventName, one.eventName, other.userIdentity, one.eventName]).toEqual(['One', 'Other', 'One', witness.userIdentity, 'One'])
  })
})
