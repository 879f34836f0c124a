/** What is remembered and shared changes nothing: all verdicts on accounts that are much alike are found without it as well. */
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../../src/gather/files/rules.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { assess } from '../../../src/judge/evaluate/assess.ts'
import { forgetting, remembering, type Memory } from '../../../src/judge/evaluate/memory.ts'
import { defaultPolicy } from '../../../src/nouns/policy.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
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
})
