/** What is decided once for all accounts whose trails are alike, and told of each with its own names. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Reaching } from '../../../src/judge/coverage/answer.ts'
import { configurationKey, namedKey } from '../../../src/judge/coverage/configuration.ts'
import { decide, decisionOn } from '../../../src/judge/coverage/decide.ts'
import { told } from '../../../src/judge/coverage/decision.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import type { Sketch, SketchTrail } from '../../../src/nouns/sketch.ts'

const owner = '111122223333'
const member = '444455556666'
const classes: readonly EventClass[] = [
  { eventCategory: 'Management' },
  { eventCategory: 'Management', eventSource: 'kms.amazonaws.com' },
  { eventCategory: 'Data', 'resources.type': 'AWS::Lambda::Function' },
  { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' },
]

function reach(sketch: Sketch, account = owner, region = 'us-east-1'): Reaching {
  return trailsReaching(sketchSnapshot(sketch), account, region)
}

/** The same trails under other names in another account. */
function twins(...trails: readonly SketchTrail[]): readonly [Reaching, Reaching] {
  const named = (prefix: string) => trails.map((trail, index) => Object.assign({ name: `${prefix}-${index}` }, trail))
  const regions = ['us-east-1', 'eu-west-1', 'eu-central-1']
  return [
    reach({ regions, accounts: [{ id: owner, trails: named('first') }] }, owner, 'eu-west-1'),
    reach({ regions, accounts: [{ id: member, trails: named('second') }] }, member, 'eu-central-1'),
  ]
}

describe('a decision', () => {
  const cases: Readonly<Record<string, readonly SketchTrail[]>> = {
    'two trails of which one is enough': [{}, { eventSelectors: [{ ReadWriteType: 'ReadOnly' }] }],
    'two that complete each other': [{ eventSelectors: [{ ReadWriteType: 'WriteOnly' }] }, { eventSelectors: [{ ReadWriteType: 'ReadOnly' }] }],
    'selectors that could not be seen': [{ eventSelectors: 'unseen' }],
    'a status that could not be seen': [{ logging: 'unseen', eventSelectors: [{ ReadWriteType: 'ReadOnly' }] }],
    'a selector in doubt': [{ eventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::b'] }] }] }],
    'an exclusion': [{ eventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] }],
  }

  it.each(Object.entries(cases))('about %s serves every account whose trails are alike', (_, trails) => {
    const [mine, yours] = twins(...trails)
    expect(configurationKey(mine)).toBe(configurationKey(yours))
    expect(namedKey(mine)).not.toBe(namedKey(yours))
    for (const eventClass of classes) {
      expect(told(decisionOn(eventClass, mine), yours)).toEqual(decide(eventClass, yours))
      expect(JSON.stringify(told(decisionOn(eventClass, mine), yours))).not.toContain('first-')
    }
  })
})

describe('the leader region', () => {
  const raw = { IncludeGlobalServiceEvents: false }
  const global: EventClass = { eventCategory: 'Management', eventSource: 'iam.amazonaws.com' }

  it('is like any other for trails of all regions', () => {
    const trails = [{ name: 'one', raw }, { name: 'two', eventSelectors: [{ ReadWriteType: 'ReadOnly' }] }]
    const [mine] = twins(...trails)
    const leading = reach({ regions: ['us-east-1', 'eu-west-1'], accounts: [{ id: member, trails }] }, member, 'us-east-1')
    expect(configurationKey(leading)).toBe(configurationKey(mine))
    for (const eventClass of [...classes, global]) expect(told(decisionOn(eventClass, mine), leading)).toEqual(decide(eventClass, leading))
  })

  it('is told apart where a trail is of one region', () => {
    const regions = ['us-east-1', 'eu-west-1']
    const trails = [{ multiRegion: false, raw }, { name: 'other', homeRegion: 'eu-west-1', multiRegion: false, raw }]
    const sketch = { regions, accounts: [{ id: owner, trails }] }
    const [leading, other] = [reach(sketch), reach(sketch, owner, 'eu-west-1')]
    expect(configurationKey(leading)).not.toBe(configurationKey(other))
    expect(decide(global, leading).answer).not.toBe(decide(global, other).answer)
  })
})

describe('configurationKey', () => {
  const sketch: Sketch = {
    organization: 'o-exampleorgid',
    regions: ['us-east-1', 'eu-west-1', 'eu-west-2'],
    accounts: [{ id: owner }, { id: member }, { id: '777788889999' }],
    trails: [{ organizationTrail: true }],
  }
  const selected = (more: object) => reach({ ...sketch, trails: [{ organizationTrail: true, ...more }] }, member, 'eu-west-1')

  it('is the same in accounts and regions that the same trails reach alike', () => {
    expect(configurationKey(reach(sketch, member, 'eu-west-1'))).toBe(configurationKey(reach(sketch, '777788889999', 'eu-west-2')))
    expect(namedKey(reach(sketch, member, 'eu-west-1'))).toBe(namedKey(reach(sketch, '777788889999', 'eu-west-2')))
  })

  it('tells other selectors, other settings and other uncertainties apart', () => {
    const keys = [
      selected({}),
      selected({ eventSelectors: [{ ReadWriteType: 'ReadOnly' }] }),
      selected({ recursiveLogging: false }),
      selected({ eventSelectors: 'unseen' }),
      reach({ ...sketch, trails: [{ organizationTrail: true }, { name: 'second' }] }, owner, 'eu-west-1'),
    ].map(configurationKey)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('does not look at the trail that GetEventSelectors names', () => {
    const [mine] = twins({})
    const named = mine.trails.map((trail) => Object.assign({}, trail, { selectors: { TrailARN: 'arn', ...trail.selectors } }))
    expect(configurationKey({ ...mine, trails: named })).toBe(configurationKey(mine))
  })
})
