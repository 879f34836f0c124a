/** The result that other tools read of a pack: never better than what was judged, whatever the gate lets pass. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { statementText } from '../../../src/tell/evidence/statement.ts'
import { gates, reasons, verdicts } from '../report/arbitrary.ts'
import { about, assessmentOf } from '../report/assessments.ts'
import { facts } from './small-pack.ts'

function resultOf(assessment: Assessment, partial: readonly string[] = []): string {
  const { predicate } = JSON.parse(statementText(assessment, { ...facts, partial }, [])) as { readonly predicate: { readonly result: string } }
  return predicate.result
}

const never = { failOn: 'never', allowIncomplete: true, allowEmpty: true } as const

describe('the result of a statement', () => {
  it('is PASSED exactly when the status is 0, the whole organization was seen, and nothing but passes came out', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, fc.boolean(), (all, gate, incomplete, isPartial) => {
        const assessment = assessmentOf(all, { gate, incomplete })
        const clean = all.every(({ outcome }) => outcome === 'pass' || outcome === 'skip')
        const passed = assessment.summary.status === 0 && clean && !isPartial
        expect(resultOf(assessment, isPartial ? ['only a part'] : []) === 'PASSED').toBe(passed)
      }),
    )
  })

  it.each(['fail', 'unknown', 'waived'] as const)('is no PASSED with one %s that does not count', (outcome) => {
    const assessment = assessmentOf([about('kms-events-recorded', '111122223333', outcome)], { gate: never })
    expect([assessment.summary.status, resultOf(assessment)]).toEqual([0, 'WARNED'])
  })

  it('is FAILED where the gate is, and PASSED where all is well', () => {
    expect(resultOf(assessmentOf([about('kms-events-recorded', '111122223333', 'fail')]))).toBe('FAILED')
    expect(resultOf(assessmentOf([about('kms-events-recorded', '111122223333', 'pass')]))).toBe('PASSED')
  })
})
