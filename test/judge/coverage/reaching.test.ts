/** Which trails reach an account and region, what is uncertain about them, and what may be remembered of an answer. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Reaching } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import type { AnyFact, Gap, SnapshotLine } from '../../../src/nouns/snapshot.ts'

const owner = '111122223333'
const member = '444455556666'
const arn = `arn:aws:cloudtrail:us-east-1:${owner}:trail/main`
const gap: Gap = { cause: 'refused', call: 'cloudtrail:GetTrailStatus', code: 'AccessDeniedException', message: 'no' }

function reach(sketch: Sketch, account = owner, region = 'us-east-1'): Reaching {
  return trailsReaching(sketchSnapshot(sketch), account, region)
}

function names({ trails }: Reaching): readonly string[] {
  return trails.map(({ name, certainty }) => `${name} ${certainty}`)
}

function reachFact(account: string, region: string, logging: boolean | Gap | undefined): AnyFact {
  const status = typeof logging === 'boolean' ? { [arn]: { IsLogging: logging } } : {}
  const unseen = typeof logging === 'object' ? { unseen: { [`trails.${arn}`]: logging } } : {}
  return { fact: 'reach', account, region, value: { trails: logging === undefined ? { [arn]: {} } : status }, ...unseen }
}

function snapshotWith(...lines: readonly SnapshotLine[]): ReturnType<typeof snapshotOf> {
  return snapshotOf([
    {
      fact: 'trail',
      account: owner,
      region: 'us-east-1',
      id: arn,
      value: { TrailARN: arn, Name: 'main', IsMultiRegionTrail: true, IsOrganizationTrail: true },
    },
    { fact: 'selectors', account: owner, region: 'us-east-1', id: arn, value: { EventSelectors: [{}] } },
    ...lines,
  ])
}

describe('trailsReaching', () => {
  it('marks each trail so that a caller can choose among them', () => {
    const trails = [{ name: 'every' }, { name: 'here', multiRegion: false }, { name: 'there', multiRegion: false, homeRegion: 'eu-west-1' }]
    const reaching = reach({ trails })
    expect(reaching.trails.map(({ name, multiRegion, homeRegion }) => [name, multiRegion, homeRegion])).toEqual([
      ['every', true, 'us-east-1'],
      ['here', false, 'us-east-1'],
    ])
    expect(names(reach({ trails }, owner, 'eu-west-1'))).toEqual(['there sure', 'every sure'])
  })

  it('takes a single-region trail for silent wherever else it shows', () => {
    const elsewhere = { TrailARN: arn, IsMultiRegionTrail: false, HomeRegion: 'us-east-1' }
    const snapshot = snapshotWith(
      { fact: 'trail', account: owner, region: 'us-east-1', id: arn, value: elsewhere },
      reachFact(owner, 'eu-west-1', true),
    )
    expect(trailsReaching(snapshot, owner, 'eu-west-1')).toMatchObject({
      trails: [],
      stopped: [{ why: 'a single-region trail of us-east-1' }],
    })
  })

  it('asks the home region where the status of the region was not seen (A15)', () => {
    const logging = trailsReaching(
      snapshotWith(reachFact(member, 'eu-west-1', gap), reachFact(owner, 'us-east-1', true)),
      member,
      'eu-west-1',
    )
    expect(logging.trails[0]).toMatchObject({ certainty: 'sure', assumed: ['A14', 'A15', 'A13'] })
    const stopped = trailsReaching(
      snapshotWith(reachFact(member, 'eu-west-1', gap), reachFact(owner, 'us-east-1', false)),
      member,
      'eu-west-1',
    )
    expect(stopped).toMatchObject({ trails: [], stopped: [{ name: 'main' }] })
    const overruled = trailsReaching(
      snapshotWith(reachFact(member, 'eu-west-1', true), reachFact(owner, 'us-east-1', false)),
      member,
      'eu-west-1',
    )
    expect(names(overruled)).toEqual(['main sure'])
  })

  it('cannot tell where neither was seen, and says why', () => {
    for (const here of [gap, undefined]) {
      const { trails } = trailsReaching(snapshotWith(reachFact(member, 'eu-west-1', here)), member, 'eu-west-1')
      expect(trails[0]).toMatchObject({
        name: 'main',
        certainty: 'maybe',
        doubts: [{ what: 'whether trail main is logging could not be seen' }],
      })
    }
    expect(reach({ trails: [{ logging: 'unseen' }] }).trails[0]?.doubts[0]?.gap).toMatchObject({ call: 'cloudtrail:GetTrailStatus' })
  })

  it('puts trails that could not be seen in place of a reach that was refused or is not there', () => {
    const refused = reach({ accounts: [{ id: owner, refused: ['cloudtrail:DescribeTrails@us-east-1'] }] })
    expect(refused.trails).toMatchObject([
      { arn: '', certainty: 'maybe', multiRegion: true, doubts: [{ gap: { call: 'cloudtrail:DescribeTrails' } }] },
    ])
    expect(decide({ eventCategory: 'Management' }, refused).answer).toBe('undecided')
    const absent = trailsReaching(snapshotOf([]), owner, 'us-east-1')
    expect(names(absent)).toEqual(['trails that could not be seen maybe'])
  })

  it('keeps a trail whose body or selectors could not be seen, as one that may record anything', () => {
    const bodiless = snapshotOf([reachFact(owner, 'us-east-1', true)])
    expect(trailsReaching(bodiless, owner, 'us-east-1').trails[0]).toMatchObject({
      name: 'main',
      homeRegion: 'us-east-1',
      multiRegion: true,
      certainty: 'maybe',
    })
    const blind = reach({ trails: [{ eventSelectors: 'unseen' }] })
    expect(blind.trails[0]).toMatchObject({ certainty: 'maybe', doubts: [{ gap: { call: 'cloudtrail:GetEventSelectors' } }] })
    expect(decide({ eventCategory: 'Data' }, blind).answer).toBe('undecided')
  })

  it('takes settings that a template leaves open for unseen', () => {
    const body: AnyFact = {
      fact: 'trail',
      account: owner,
      region: 'us-east-1',
      id: arn,
      value: { TrailARN: arn },
      unseen: { IsMultiRegionTrail: gap, RecursiveLogging: gap },
    }
    const { trails } = trailsReaching(snapshotWith(body, reachFact(owner, 'us-east-1', true)), owner, 'us-east-1')
    expect(trails[0]).toMatchObject({ multiRegion: true, certainty: 'maybe', recursiveLogging: 'unseen', globalEvents: true })
  })
})

/** What the member sees of a trail homed in eu-south-1, which the owner has enabled. */
function standing(memberRegions: Sketch['regions'], more: Partial<NonNullable<Sketch['accounts']>[number]> = {}): Reaching {
  const accounts = [
    { id: owner, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'ENABLED' } as const },
    { id: member, ...(memberRegions === undefined ? {} : { regions: memberRegions }), ...more },
  ]
  return reach({ organization: 'o-exampleorgid', accounts, trails: [{ homeRegion: 'eu-south-1', organizationTrail: true }] }, member)
}

describe('an organization trail homed in a region that may be opt-in', () => {
  it('records a member that has enabled it', () => {
    expect(names(standing({ 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'ENABLED' }))).toEqual(['main sure'])
  })

  it('is silent for one that has not, and in doubt while that changes', () => {
    expect(standing(['us-east-1']).stopped).toHaveLength(1)
    const changing = standing({ 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'DISABLING' })
    expect(changing.trails[0]?.doubts[0]?.what).toContain('is changing')
  })

  it('is in doubt for one whose regions could not be seen', () => {
    const hidden = standing(undefined, { refused: ['account:ListRegions', 'ec2:DescribeRegions'] })
    expect(hidden.trails[0]).toMatchObject({ certainty: 'maybe', doubts: [{ gap: { cause: 'refused' } }] })
  })

  it('is not in doubt where everyone has the region', () => {
    const facts = [reachFact(member, 'us-east-1', true), reachFact(owner, 'us-east-1', true)]
    expect(names(trailsReaching(snapshotWith(...facts), member, 'us-east-1'))).toEqual(['main sure'])
  })
})
