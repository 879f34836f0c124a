/** Regions that are put together because of what is seen of them: each alone would be told the same. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import { countsAsLeader } from '../../../src/judge/coverage/trail.ts'
import type { Case } from '../../../src/judge/evaluate/case.ts'
import { remembering } from '../../../src/judge/evaluate/memory.ts'
import { placementsIn } from '../../../src/judge/evaluate/placements.ts'
import { accountsInScope, accountSubject, askedRegions } from '../../../src/judge/evaluate/subjects.ts'
import type { SketchAccount } from '../../../src/nouns/sketch.ts'
import type { GapCause, Snapshot } from '../../../src/nouns/snapshot.ts'
import { organizationOfTwins } from './organization-of-twins.ts'

function expectTheSame(snapshot: Snapshot, account: string, of: Case): void {
  const placed = placementsIn(of, account)
  expect(placed.flatMap(({ regions }) => regions).sort()).toEqual(askedRegions(snapshot, account).regions)
  for (const { reaching, regions } of placed) {
    for (const region of regions) {
      const alone = trailsReaching(snapshot, account, region)
      const { trails, stopped } = reaching
      expect({ trails, stopped, leader: countsAsLeader(reaching) }).toEqual({
        trails: alone.trails,
        stopped: alone.stopped,
        leader: countsAsLeader(alone),
      })
    }
  }
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
        expectTheSame(snapshot, account, { ...common, subject: accountSubject(snapshot, account) })
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
    expectTheSame(snapshot, id, of)
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
    expectTheSame(snapshot, id, of)
  })
})
