/** The text report by control: what was asked for, in the standard's order, and how much of it rules map to. */
import { describe, expect, it } from 'vitest'
import { text } from '../../../src/tell/report/text.ts'
import type { Control } from '../../../src/nouns/verdict.ts'
import { badMorning, hostileText } from './assessments.ts'

const framework = { id: 'standard', title: 'A standard', version: '1', source: 'The standard', mapped: 2, of: 4 }

const controls: readonly Control[] = [
  { framework: 'standard', id: '1', title: 'Integrity', status: 'met', rules: ['log-file-validation'] },
  { framework: 'standard', id: '2.10', title: 'Completeness', status: 'not met: waived', rules: ['a', 'b'] },
  { framework: 'standard', id: '2.11', title: 'Alarms', status: 'could not tell', rules: ['a'], note: 'judged otherwise' },
  { framework: 'standard', id: '3', title: 'Review', status: 'not decidable from configuration', rules: [], note: 'about people' },
  { framework: 'standard', id: '4', title: 'Flow logs', status: 'not mapped', rules: [] },
  { framework: 'other', id: '9', title: 'Elsewhere', status: 'met', rules: [] },
]

function told(assessment: Partial<typeof badMorning>): string {
  return [...text({ ...badMorning, ...assessment }, { colour: false, width: 100 })].join('')
}

describe('the text report', () => {
  it('shows the controls of each framework that was asked for', () => {
    expect(told({ controls, frameworks: [framework] })).toContain(
      [
        '',
        'A standard 1: 2 of 4 logging controls mapped, 1 met',
        '  1    met: Integrity (log-file-validation)',
        '  2.10 not met: waived: Completeness (a, b)',
        '  2.11 could not tell: Alarms (a): judged otherwise',
        '  3    not decidable from configuration: Review',
        '  not mapped: 4',
        '',
      ].join('\n'),
    )
  })

  it('says nothing of controls when no framework was asked for', () => {
    expect(told({})).not.toContain('controls mapped')
  })

  it('is not broken by what a local rule calls its control', () => {
    const control: Control = { framework: 'standard', id: hostileText, status: 'met', rules: [hostileText] }
    const lines = told({ controls: [control], frameworks: [framework] })
    expect(lines).not.toContain('\u001b')
  })
})
