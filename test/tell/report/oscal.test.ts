import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment, Control } from '../../../src/nouns/verdict.ts'
import { oscal } from '../../../src/tell/report/oscal.ts'
import { gates, reasons, verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning, empty } from './assessments.ts'

interface Result {
  readonly props: readonly { readonly name: string; readonly value: string }[]
  readonly observations?: readonly { readonly uuid: string; readonly subjects: readonly { readonly 'subject-uuid': string }[] }[]
  readonly findings?: readonly Finding[]
  readonly 'local-definitions': { readonly 'inventory-items': readonly { readonly uuid: string }[] }
}

interface Finding {
  readonly target: { readonly 'target-id': string; readonly status: { readonly state: string; readonly reason: string } }
  readonly 'related-observations'?: readonly { readonly 'observation-uuid': string }[]
}

function resultOf(assessment: Assessment): Result {
  const { 'assessment-results': whole } = JSON.parse([...oscal(assessment)].join('')) as { 'assessment-results': { results: [Result] } }
  return whole.results[0]
}

function targets(assessment: Assessment): readonly (readonly string[])[] {
  return (resultOf(assessment).findings ?? []).map(({ target }) => [target['target-id'], target.status.state, target.status.reason])
}

function control(id: string, status: Control['status']): Control {
  return { framework: 'cis-aws-foundations-5.0.0', id, status, rules: ['kms-events-recorded'] }
}

describe('oscal', () => {
  it('refers only to observations and subjects that are in the document, and has no empty list', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, (all, gate, incomplete) => {
        const { observations = [], findings = [], ...rest } = resultOf(assessmentOf(all, { gate, incomplete }))
        const seen = new Set(observations.map(({ uuid }) => uuid))
        const items = new Set(rest['local-definitions']['inventory-items'].map(({ uuid }) => uuid))
        expect(seen.size).toBe(observations.length)
        for (const { subjects } of observations) for (const subject of subjects) expect(items).toContain(subject['subject-uuid'])
        for (const finding of findings) for (const related of finding['related-observations'] ?? []) expect(seen).toContain(related['observation-uuid'])
        expect(JSON.stringify(rest)).not.toContain('[]')
      }),
      { numRuns: 50 },
    )
  })

  it('says whether the run was complete, even where nothing was judged', () => {
    for (const assessment of [badMorning, empty]) {
      expect(resultOf(assessment).props.find(({ name }) => name === 'complete')?.value).toBe(String(assessment.complete))
    }
  })

  it('satisfies nothing by an unknown or a waiver', () => {
    const waiver = { because: 'because', owner: 'owner', until: '2027-01-01', was: 'fail' } as const
    const outcome = (each: 'pass' | 'fail' | 'unknown' | 'waived'): readonly string[] | undefined =>
      targets({
        ...assessmentOf([about('kms-events-recorded', '111122223333', 'pass'), about('kms-events-recorded', '444455556666', each, { waiver })]),
        controls: [],
      })[0]
    expect(outcome('pass')).toEqual(['kms-events-recorded', 'satisfied', 'pass'])
    expect(outcome('fail')).toEqual(['kms-events-recorded', 'not-satisfied', 'fail'])
    expect(outcome('unknown')).toEqual(['kms-events-recorded', 'not-satisfied', 'other'])
    expect(outcome('waived')).toEqual(['kms-events-recorded', 'not-satisfied', 'other'])
  })

  it('reports by control where a framework was asked for, and leaves open what no configuration decides', () => {
    const controls = [control('3.1', 'met'), control('3.2', 'could not tell'), control('3.3', 'not decidable from configuration')]
    expect(targets({ ...badMorning, controls })).toEqual([
      ['cis-aws-foundations-5.0.0_3.1', 'satisfied', 'pass'],
      ['cis-aws-foundations-5.0.0_3.2', 'not-satisfied', 'other'],
    ])
  })
})
