/** The words about classes of events, through a condition: what they mean, what they say, and how often they decide. */
import { describe, expect, it, vi } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import * as deciding from '../../../src/judge/coverage/decide.ts'
import { judge } from '../../../src/judge/evaluate/condition.ts'
import type { Judgement } from '../../../src/judge/evaluate/judgement.ts'
import { remembering } from '../../../src/judge/evaluate/memory.ts'
import type { Condition } from '../../../src/nouns/rule.ts'
import type { Sketch, SketchTrail } from '../../../src/nouns/sketch.ts'

vi.mock(import('../../../src/judge/coverage/decide.ts'), { spy: true })

const account = '111122223333'
const objects = { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' } as const
const everyObject = { eventSelectors: [{ DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }
const reads = { eventSelectors: [{ ReadWriteType: 'ReadOnly', DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }

function judged(condition: Condition, sketch: Sketch, ...accounts: readonly string[]): readonly Judgement[] {
  const snapshot = sketchSnapshot(sketch)
  const memory = remembering()
  return (accounts.length === 0 ? [account] : accounts).map((id) =>
    judge(condition, { snapshot, subject: { kind: 'account', id, account: id }, parameters: {}, memory, inventory: [] }),
  )
}

function about(condition: Condition, ...trails: readonly SketchTrail[]): Judgement {
  const [judgement] = judged(condition, { trails })
  if (judgement === undefined) throw new Error('nothing was judged')
  return judgement
}

describe('unrecorded', () => {
  it('holds where nothing of the class is recorded', () => {
    const none = about({ unrecorded: objects }, {})
    expect(none).toMatchObject({ truth: true, evidence: [{ wanted: 'none recorded', seen: { answer: 'none' } }] })
    expect(none.why).toEqual(['In all 2 enabled regions, no data events (resources.type AWS::S3::Object) are recorded.'])
    expect(none).not.toHaveProperty('witness')
  })

  it('does not where something is, and shows it', () => {
    const some = about({ unrecorded: objects }, reads)
    expect(some).toMatchObject({ truth: false, witness: { eventName: 'GetObject', readOnly: true } })
    expect(some.why).toEqual([
      'In all 2 enabled regions, some data events (resources.type AWS::S3::Object) are recorded, by trail main; for example, s3.amazonaws.com GetObject (read) is.',
    ])
    expect(about({ unrecorded: objects }, everyObject).why[0]).toContain(', all data events (resources.type AWS::S3::Object) are recorded, by trail main')
    expect(about({ unrecorded: objects }, reads, { name: 'odd', eventSelectors: 'unseen' }).truth).toBe(false)
  })

  it('is not known where something might be', () => {
    const hidden = about({ unrecorded: objects }, { eventSelectors: 'unseen' })
    expect(hidden).toMatchObject({ truth: undefined, gaps: [{ call: 'cloudtrail:GetEventSelectors' }, {}] })
    expect(hidden.why[0]).toMatch(/^In all 2 enabled regions, it is not known whether any data events .* are recorded: the event selectors of trail main/)
  })

  it('is not the opposite of recorded, and counts the trails that by says', () => {
    expect([about({ recorded: objects }, reads).truth, about({ unrecorded: objects }, reads).truth]).toEqual([false, false])
    const regional = { ...everyObject, multiRegion: false }
    expect(about({ unrecorded: objects, by: 'multi-region-trails' }, regional).truth).toBe(true)
    expect(about({ unrecorded: objects }, regional).why).toEqual([expect.stringMatching(/^In 1 of 2 enabled regions \(us-east-1\), all data events/)])
  })
})

describe('recorded', () => {
  it('is decided once for all accounts whose trails are alike, and told of each by its own names', () => {
    const ids = Array.from({ length: 20 }, (_, index) => String(200000000000 + index))
    const accounts = ids.map((id, index) => ({ id, trails: [Object.assign({ name: `trail-of-${index}` }, reads)] }))
    vi.mocked(deciding.decisionOn).mockClear()
    const told = judged({ recorded: objects }, { organization: 'o-exampleorgid', accounts }, ...ids)
    // Trails of all regions leave nothing out in the leader region that they would record elsewhere: it is decided with the others.
    expect(deciding.decisionOn).toHaveBeenCalledTimes(1)
    told.forEach((judgement, index) => {
      expect(judgement.truth).toBe(false)
      expect(judgement.why[0]).toContain(`Trail trail-of-${index}, first selector`)
      expect(judgement.witness?.recipientAccountId).toBe(ids[index])
    })
  })
})
