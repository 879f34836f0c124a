/** Configurations that take more work than a question may: undecided, and why, rather than no end. */
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/judge/coverage/decide.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import { advanced, reachedBy, trailWith } from './reached.ts'

const objects: EventClass = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }
const data = { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] }
const tooMuch = { what: 'the selectors are too intricate to be decided within bounds', change: 'write them with fewer alternatives' }

/** As many values as one trail may have beside the two that are required (reference 3.3). */
function texts(start: string): readonly string[] {
  return Array.from({ length: 498 }, (_, index) => `${start}${index}`)
}

describe('the bound on work', () => {
  it('ends five legal trails that leave a quarter of a million beginnings and endings to each other', () => {
    const names = [{ NotStartsWith: texts('a') }, { NotEndsWith: texts('b') }, { StartsWith: texts('a1') }, { EndsWith: texts('c') }]
    const trails = [...names, { StartsWith: texts('a2') }].map((eventName) => advanced({ ...data, eventName }))
    expect(decide(objects, reachedBy(...trails))).toMatchObject({ answer: 'undecided', undecidedBy: [tooMuch] })
  })

  it('is far from the largest legal trail', () => {
    const one = advanced({ ...data, eventName: { NotStartsWith: texts('a') } })
    expect(decide(objects, reachedBy(one))).toMatchObject({ answer: 'some', missed: { eventName: 'a0ExampleOperation' } })
    const rest = advanced({ ...data, eventName: { StartsWith: texts('a') } })
    expect(decide(objects, reachedBy(one, rest)).answer).toBe('all')
  })

  it('ends selectors that name every field many times', () => {
    const fields = ['eventName', 'eventSource', 'userIdentity.arn', 'eventType', 'resources.ARN', 'resources.type']
    const entries = fields.flatMap((Field) =>
      Array.from({ length: 20 }, (_, index) => ({ Field, StartsWith: [`a${index}`, 'arn:aws:', 'A', 's3', 'Put'], NotEndsWith: [`b${index}`] })),
    )
    const trail = trailWith({ AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, ...entries] }] })
    expect(decide(objects, reachedBy(trail)).answer).toBe('undecided')
  })
})
