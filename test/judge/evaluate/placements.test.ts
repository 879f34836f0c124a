/** Regions that are put together because of what is seen of them: each alone would be told the same. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Reaching } from '../../../src/judge/coverage/answer.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import { countsAsLeader } from '../../../src/judge/coverage/trail.ts'
import type { Case } from '../../../src/judge/evaluate/case.ts'
import { remembering } from '../../../src/judge/evaluate/memory.ts'
import { placementsIn } from '../../../src/judge/evaluate/placements.ts'
import { accountsInScope, accountSubject, askedRegions } from '../../../src/judge/evaluate/subjects.ts'
import type { SketchAccount } from '../../../src/nouns/sketch.ts'
import type { GapCause, Snapshot } from '../../../src/nouns/snapshot.ts'
import { organizationOfTwins } from './organization-of-twins.ts'

/** What reaches each region, as placements say. */
function together(of: Case, account: string): Readonly<Record<string, unknown>> {
  const placed = placementsIn(of, account)
  return Object.fromEntries(placed.flatMap(({ reaching, regions }) => regions.map((region) => [region, recordersOf(reaching)])))
}

/** The same, of each region by itself. */
function apart({ snapshot }: Case, account: string): Readonly<Record<string, unknown>> {
  const { regions } = askedRegions(snapshot, account)
  return Object.fromEntries(regions.map((region) => [region, recordersOf(trailsReaching(snapshot, account, region))]))
}

function recordersOf(reaching: Reaching): unknown {
  return { trails: reaching.trails, stopped: reaching.stopped, leader: countsAsLeader(reaching) }
}

function caseIn(snapshot: Snapshot): Omit<Case, 'subject'> {
  return { snapshot, parameters: {}, memory: remembering(), inventory: [] }
}

describe('the regions of an account', () => {
  it('are together only where the same trails record', () => {
    const property = fc.property(organizationOfTwins, (sketch) => {
      const snapshot = sketchSnapshot(sketch)
      const common = caseIn(snapshot)
      for (const account of accountsInScope(snapshot)) {
        const of = { ...common, subject: accountSubject(snapshot, account) }
        expect(together(of, account)).toEqual(apart(of, account))
      }
    })
    fc.assert(property, { numRuns: 200 })
  })

  it.each(['eu-west-1', 'us-east-1'])('are told apart where a trail shows that records in %s only', (homeRegion) => {
    const id = '111122223333'
    const drawn = sketchSnapshot({ regions: ['eu-west-1', 'us-east-1'], accounts: [{ id, trails: [{ homeRegion }] }] })
    const regional = [...drawn.trails].map(([arn, fact]) => {
      return [arn, Object.assign({}, fact, { value: { ...fact.value, IsMultiRegionTrail: false } })] as const
    })
    const snapshot = { ...drawn, trails: new Map(regional) }
    const of = { ...caseIn(snapshot), subject: accountSubject(snapshot, id) }
    expect(placementsIn(of, id)).toHaveLength(2)
    expect(together(of, id)).toEqual(apart(of, id))
  })

  const call = 'cloudtrail:DescribeTrails'
  const unread = (cause: GapCause) => ({ cause, call, message: cause })

  it.each<[string, Partial<SketchAccount>]>([
    ['a trail is stopped in one', { trails: [{ status: { 'us-east-1': { IsLogging: false } } }] }],
    ['one could not be read', { trails: [{}], gaps: { [`${call}@us-east-1`]: unread('timed-out') } }],
    ['they could not be read for different reasons', {
      trails: [{}],
      gaps: { [`${call}@us-east-1`]: unread('timed-out'), [`${call}@eu-west-1`]: unread('throttled') },
    }],
    ['a trail does not show in one', { trails: [{ name: 'one' }, { name: 'two', homeRegion: 'us-east-1', multiRegion: false }] }],
  ])('are told apart where %s', (_, account) => {
    const id = '111122223333'
    const snapshot = sketchSnapshot({ regions: ['eu-west-1', 'us-east-1'], accounts: [{ id, ...account }] })
    const of = { ...caseIn(snapshot), subject: accountSubject(snapshot, id) }
    expect(placementsIn(of, id)).toHaveLength(2)
    expect(together(of, id)).toEqual(apart(of, id))
  })
})
