import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { junit } from '../../../src/tell/report/junit.ts'
import { gates, reasons, verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning, hostile } from './assessments.ts'
import { elements } from './well-formed.ts'

function tell(assessment: Assessment): string {
  return [...junit(assessment)].join('')
}

function sum(xml: string, attribute: string): number {
  return [...xml.matchAll(new RegExp(` ${attribute}="(\\d+)"`, 'g'))].reduce((total, [, number]) => total + Number(number), 0)
}

describe('junit', () => {
  it('has failures or errors exactly when the status is not 0, and counts what it holds', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, (all, gate, incomplete) => {
        const assessment = assessmentOf(all, { gate, incomplete })
        const xml = tell(assessment)
        const names = elements(xml)
        const count = (name: string): number => names.filter((each) => each === name).length
        expect(count('failure') + count('error') > 0).toBe(assessment.summary.status !== 0)
        const told = ['failures', 'errors', 'skipped', 'tests'].map((attribute) => sum(xml, attribute))
        expect(told).toEqual(['failure', 'error', 'skipped', 'testcase'].map(count))
      }),
    )
  })

  it('has a case per verdict, and no two of one class with the same name', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const found = tell(assessmentOf(all)).matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)
        const cases = [...found].map(([, ...key]) => key.join('|'))
        const ofVerdicts = cases.filter((key) => !key.startsWith('trailgate.run|'))
        expect(ofVerdicts).toHaveLength(all.length)
        expect(new Set(cases).size).toBe(cases.length)
      }),
    )
  })

  it('is well-formed whatever strangers wrote', () => {
    expect(elements(tell(hostile)).filter((name) => name === 'testsuites')).toHaveLength(1)
  })

  it('says of a fail below the threshold that it does not count, and passes it', () => {
    const low = about('sns-notification', '111122223333', 'fail')
    const xml = tell(assessmentOf([low], { gate: { failOn: 'high', allowIncomplete: false, allowEmpty: false } }))
    expect(elements(xml)).not.toContain('failure')
    expect(xml).toMatch(/<system-out>[^<]*fails at low, which does not count/)
  })

  it('errs for every part that was not looked at, and only then', () => {
    const pass = about('sns-notification', '111122223333', 'pass')
    const stale = tell(assessmentOf([pass], { incomplete: ['The snapshot is stale.'] }))
    expect(stale).toContain('<error type="incomplete" message="The snapshot is stale.">')
    expect(elements(tell(assessmentOf([pass])))).not.toContain('error')
  })

  it('names the suite after the account, tells UTC without a zone, and that it was narrowed', () => {
    const xml = tell({ ...badMorning, scope: { ...badMorning.scope, takenAt: '2026-11-01T09:00:00.5+02:00' } })
    expect(xml).toContain('<testsuite name="111122223333 payments" ')
    expect(xml).toContain(' timestamp="2026-11-01T07:00:00" ')
    expect(xml).toContain('<property name="narrowed" value="only regions us-east-1, eu-west-1; rule recommended.')
  })
})
