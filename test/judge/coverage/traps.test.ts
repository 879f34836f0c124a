/** The configurations that today's tools get wrong (reference peers 5): the right answer, and in words what they say. */
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { advancedTraps } from './advanced-traps.ts'
import { basicTraps } from './basic-traps.ts'
import { reachedBy } from './reached.ts'
import { trailTraps } from './trail-traps.ts'

const selectorTraps = [...basicTraps, ...advancedTraps]

describe('traps', () => {
  it.each(selectorTraps)('$trap: $what (elsewhere: $wrong)', ({ trails, asked }) => {
    expect(asked.map(([eventClass]) => [eventClass, decide(eventClass, reachedBy(...trails)).answer])).toEqual(asked)
  })

  it.each(trailTraps)('$trap: $what (elsewhere: $wrong)', ({ sketch, account, region, asked }) => {
    const reaching = trailsReaching(sketchSnapshot(sketch), account, region)
    expect(asked.map(([eventClass]) => [eventClass, decide(eventClass, reaching).answer])).toEqual(asked)
  })

  it('are all there that are about coverage', () => {
    const wanted = [...Array.from({ length: 30 }, (_, index) => `T${index + 1}`), 'T38', 'T41', 'T42']
    const there = [...new Set([...selectorTraps, ...trailTraps].map(({ trap }) => trap.replace(' (basic)', '')))]
    expect(there.sort()).toEqual(wanted.sort())
  })
})

function silentIn(trap: string): unknown {
  const found = trailTraps.find((each) => each.trap === trap)
  if (found === undefined) throw new Error(`the table has no ${trap}`)
  return trailsReaching(sketchSnapshot(found.sketch), found.account, found.region).stopped
}

describe('a trail that is shown and records nothing', () => {
  it('is named with the reason', () => {
    const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main'
    expect(silentIn('T25')).toEqual([{ arn, name: 'main', why: 'it is stopped' }])
    expect(silentIn('T30')).toMatchObject([{ why: 'its home region eu-south-1 is an opt-in region that the account has not enabled' }])
  })
})
