/** GitLab's Code Quality: what its parser requires, and fingerprints that tell issues apart from run to run. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { gitlabCodequality } from '../../../src/tell/report/gitlab-codequality.ts'
import { reasons, verdicts } from './arbitrary.ts'
import { about, assessmentOf, empty } from './assessments.ts'

interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

function issuesOf(assessment: Assessment): readonly Issue[] {
  return JSON.parse([...gitlabCodequality(assessment)].join('')) as Issue[]
}

function fingerprintAt(line: number, outcome: 'fail' | 'unknown'): string | undefined {
  const anchor = { file: 'a.yaml', line, column: 1 }
  return issuesOf(assessmentOf([about('log-file-validation', '111122223333', outcome, { anchor })])).at(-1)?.fingerprint
}

describe('gitlab-codequality', () => {
  it('has an issue for each verdict that fails or is unknown, each with its own fingerprint and a place', () => {
    fc.assert(
      fc.property(verdicts, reasons, (all, incomplete) => {
        const issues = issuesOf(assessmentOf(all, { incomplete }))
        const open = all.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
        expect(issues.filter(({ check_name }) => check_name !== 'incomplete')).toHaveLength(open.length)
        expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length)
        for (const { description, severity, location } of issues) {
          expect(description).not.toBe('')
          expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity)
          expect(location.path).not.toMatch(/^$|^\.?\/|\.\.\//)
          expect(location.lines.begin).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('keeps the fingerprint when the line moves and when a fail becomes unknown', () => {
    expect(fingerprintAt(9, 'unknown')).toBe(fingerprintAt(1, 'fail'))
  })

  it('is an empty array when there is nothing to say', () => {
    expect(issuesOf(empty)).toEqual([])
  })
})
