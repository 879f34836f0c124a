/** What is remembered and shared changes nothing: all verdicts on accounts that are much alike are found without it as well. */
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../../src/gather/files/rules.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { assess } from '../../../src/judge/evaluate/assess.ts'
import { forgetting, remembering, type Memory } from '../../../src/judge/evaluate/memory.ts'
import { defaultPolicy } from '../../../src/nouns/policy.ts'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import type { Verdict } from '../../../src/nouns/verdict.ts'
import { organizationOfTwins } from './organization-of-twins.ts'

const read = await readRules(resolve(import.meta.dirname, '../../../rules'))
if (!read.ok) throw new Error('the rules can be read')
const rules = read.value

function verdictsOn(sketch: Sketch, memory: Memory): readonly string[] {
  const { verdicts } = assess(
    {
      snapshot: sketchSnapshot(sketch),
      policy: defaultPolicy('trailgate.yaml'),
      rules,
      only: ['all'],
      source: 'live',
      asOf: '2026-11-01T10:00:00Z',
      maxAge: 7,
      gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
      tool: { name: 'trailgate', version: '0.0.0' },
    },
    memory,
  )
  return verdicts.map((verdict) => JSON.stringify(verdict))
}

describe('memory', () => {
  it('changes no verdict', { timeout: 600_000 }, () => {
    const runs = process.env['TRAILGATE_LONG'] === undefined ? 100 : 2000
    const property = fc.property(organizationOfTwins, (sketch) => {
      expect(verdictsOn(sketch, remembering())).toEqual(verdictsOn(sketch, forgetting))
    })
    fc.assert(property, { numRuns: runs })
  })

  it('changes no gap of accounts in which the same could not be read', () => {
    const objects = [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }]
    const accountOf = (id: string): SketchAccount => ({
      id,
      buckets: [{ name: `${id}-logs`, region: 'eu-west-1' }],
      trails: [{ bucket: `${id}-logs`, homeRegion: 'eu-west-1', eventSelectors: [{ ReadWriteType: 'All', DataResources: objects }] }],
      gaps: { 'cloudtrail:DescribeTrails@eu-west-1': { cause: 'throttled', call: 'cloudtrail:DescribeTrails', message: 'Rate exceeded' } },
    })
    const twins = ['111122223333', '444455556666'].map(accountOf)
    const sketch = { organization: 'o-exampleorgid', accounts: [{ id: '500000000000' }, ...twins] }
    const verdicts = verdictsOn(sketch, remembering())
    expect(verdicts).toEqual(verdictsOn(sketch, forgetting))
    const open = verdicts.filter((verdict) => verdict.includes('"rule":"separate-data-event-bucket"'))
    const gaps = open.map((verdict) => (JSON.parse(verdict) as Verdict).gaps)
    expect(gaps).toEqual(twins.map(() => [expect.objectContaining({ cause: 'throttled' })]))
  })
})
