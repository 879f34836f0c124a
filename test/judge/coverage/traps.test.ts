/** The configurations that today's tools get wrong (reference peers 5): the right answer, and in words what they say. */
import { describe, expect, it } from 'vitest'
import type { Reaching } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { advancedTraps } from './advanced-traps.ts'
import { basicTraps } from './basic-traps.ts'
import { reachedBy } from './reached.ts'
import { management, objects, s3 } from './trap.ts'

describe('traps of selectors', () => {
  for (const { trap, what, wrong, trails, asked } of [...basicTraps, ...advancedTraps]) {
    it(`${trap}: ${what} (${wrong})`, () => {
      expect(asked.map(([eventClass]) => [eventClass, decide(eventClass, reachedBy(...trails)).answer])).toEqual(asked)
    })
  }
})

const member = '444455556666'

function reachingOf(sketch: Sketch, account = '111122223333', region = 'us-east-1'): Reaching {
  return trailsReaching(sketchSnapshot(sketch), account, region)
}

function organization(more: Partial<Sketch>): Sketch {
  return { organization: 'o-exampleorgid', accounts: [{ id: '111122223333' }, { id: member }], ...more }
}

describe('traps of trails', () => {
  it('T23: no log group beside S3 data events of every bucket; ScoutSuite calls that partial', () => {
    const reaching = reachingOf({ trails: [{ eventSelectors: [{ DataResources: [s3('arn:aws:s3')] }] }] })
    expect(decide(objects, reaching).answer).toBe('all')
  })

  it('T25: complete selectors on a stopped trail; prowler passes, steampipe is content', () => {
    const reaching = reachingOf({ trails: [{ logging: false, eventSelectors: [{ DataResources: [s3('arn:aws:s3')] }] }] })
    expect(reaching.trails).toEqual([])
    expect(reaching.stopped).toEqual([{ arn: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main', name: 'main', why: 'it is stopped' }])
    expect(decide(objects, reaching).answer).toBe('none')
  })

  it('T29: an organization trail named after the member; custodian takes it for the member’s own', () => {
    const reaching = reachingOf(organization({ trails: [{ name: `trail-${member}`, organizationTrail: true }] }), member)
    expect(reaching.trails.map(({ arn, organizationTrail }) => [arn, organizationTrail])).toEqual([
      [`arn:aws:cloudtrail:us-east-1:111122223333:trail/trail-${member}`, true],
    ])
    const answer = decide(management, reaching)
    expect(answer).toMatchObject({
      answer: 'all',
      recordedBy: [`arn:aws:cloudtrail:us-east-1:111122223333:trail/trail-${member}`],
      assumed: ['A13'],
    })
  })

  it('T30: homed in an opt-in region that the member has not enabled; every peer takes it to cover the member', () => {
    const sketch = organization({
      accounts: [
        { id: '111122223333', regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'ENABLED' } },
        { id: member, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'DISABLED' } },
      ],
      trails: [{ homeRegion: 'eu-south-1', organizationTrail: true }],
    })
    const reaching = reachingOf(sketch, member)
    expect(reaching.trails).toEqual([])
    expect(reaching.stopped[0]?.why).toBe('its home region eu-south-1 is an opt-in region that the account has not enabled')
    expect(decide(management, reaching).answer).toBe('none')
    expect(decide(management, reachingOf(sketch)).answer).toBe('all')
  })

  it('T38: arn:aws-us-gov:s3 in GovCloud; custodian says absent, steampipe alarms', () => {
    const gov: Sketch = {
      partition: 'aws-us-gov',
      regions: ['us-gov-west-1'],
      trails: [{ homeRegion: 'us-gov-west-1', eventSelectors: [{ DataResources: [s3('arn:aws-us-gov:s3')] }] }],
    }
    const reaching = reachingOf(gov, '111122223333', 'us-gov-west-1')
    expect(decide(objects, reaching).answer).toBe('all')
    expect(decide({ ...objects, 'resources.ARN': { StartsWith: 'arn:aws-us-gov:s3:::b/' } }, reaching).answer).toBe('all')
  })

  it('T41: a single-region trail outside the leader region with the global flag on; cloudsploit and ScoutSuite count it', () => {
    const sketch: Sketch = { trails: [{ multiRegion: false, homeRegion: 'eu-west-1' }] }
    expect(decide({ eventCategory: 'Management', eventSource: 'iam.amazonaws.com' }, reachingOf(sketch)).answer).toBe('none')
    expect(reachingOf(sketch, '111122223333', 'eu-west-1').trails.map(({ name }) => name)).toEqual(['main'])
  })
})
