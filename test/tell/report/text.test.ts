import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment, Look } from '../../../src/nouns/verdict.ts'
import { text } from '../../../src/tell/report/text.ts'
import { verdictLine } from '../../../src/tell/report/wording.ts'
import { gates, reasons, verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning, hostile, witness } from './assessments.ts'

function tell(assessment: Assessment, look: Look = { colour: false, width: 100 }): string {
  return [...text(assessment, look)].join('')
}

const account = '111122223333'

function lastWord(line: string): number {
  return line.split(' ').at(-1)?.length ?? 0
}

describe('text', () => {
  it('keeps to the width, but for words that are longer', () => {
    fc.assert(
      fc.property(verdicts, fc.integer({ min: 40, max: 140 }), (all, width) => {
        const tooLong = tell(assessmentOf(all), { colour: false, width }).split('\n').filter((line) => line.length > width)
        expect(tooLong.filter((line) => lastWord(line) <= width - 30)).toEqual([])
      }),
    )
  })

  it('takes a width below 40 for 40', () => {
    expect(tell(badMorning, { colour: false, width: 5 })).toBe(tell(badMorning, { colour: false, width: 40 }))
  })

  it('says the same with colours and without, and colours only when asked', () => {
    const coloured = tell(badMorning, { colour: true, width: 100 })
    expect(coloured).toContain('\u001b[')
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(tell(badMorning))
  })

  it('lets nothing harmful through', () => {
    expect(tell(hostile).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
    expect(tell(hostile)).not.toMatch(/^\s*::/m)
  })

  it('tells the most severe first, and fails before what it could not tell', () => {
    const told = tell(badMorning)
    const fails = ['CRITICAL trail-reaches-account', 'MEDIUM kms-events-recorded']
    const order = [...fails, 'HIGH management-events-recorded', 'LOW sns-notification', '\npassed ', '\nskipped ', '\nFAIL: ']
    const places = order.map((part) => told.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
  })

  it('lists at most ten accounts that share a finding', () => {
    expect(tell(badMorning)).toMatch(/FAIL 12 accounts: (\d{12}[;\s]+){9}\d{12} and 2 more/)
  })

  it('keeps findings apart that differ in more than their subject', () => {
    const one = about('kms-events-recorded', account, 'fail', { message: 'Same.', witness })
    const other = about('kms-events-recorded', '444455556666', 'fail', { message: 'Same.', evidence: [{ path: 'p', seen: 1, wanted: 2 }] })
    expect(tell(assessmentOf([one, other])).match(/^ {2}FAIL /gm)).toHaveLength(2)
  })

  it('says what was refused and what to allow, by its IAM action', () => {
    const gaps = [{ cause: 'refused', call: 's3:ListBuckets', code: 'AccessDenied', message: 'no' }] as const
    const told = tell(assessmentOf([about('kms-events-recorded', account, 'unknown', { gaps })]))
    expect(told).toContain('s3:ListBuckets refused (AccessDenied): no')
    expect(told).toContain('allow s3:ListAllMyBuckets to the reading identity')
  })

  it('says in its first lines that it is incomplete and narrowed', () => {
    const head = tell(badMorning).split('\n\n')[0]
    expect(head).toContain('NARROWED    only regions us-east-1, eu-west-1; rule recommended.')
    expect(head).toContain('INCOMPLETE  Account 777788889999 could not be read.')
    const unsure = tell(assessmentOf([about('sns-notification', account, 'unknown')]))
    expect(unsure.split('\n\n')[0]).toContain('INCOMPLETE  1 question could not be answered')
  })

  it('ends with the verdict, whose word goes with the status', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, (all, gate, incomplete) => {
        const assessment = assessmentOf(all, { gate, incomplete })
        const { status } = assessment.summary
        const word = { 0: 'PASS', 1: 'FAIL', 3: 'COULD NOT TELL' }[status]
        expect(tell(assessment, { colour: false, width: 300 }).trimEnd().split('\n').at(-1)).toBe(verdictLine(assessment))
        expect(verdictLine(assessment)).toMatch(new RegExp(`^${word}: .* \\(status ${status}\\)$`))
      }),
    )
  })

  it('counts apart what is below the threshold', () => {
    const gate = { failOn: 'high', allowIncomplete: false, allowEmpty: false } as const
    const low = assessmentOf([about('sns-notification', account, 'fail')], { gate })
    expect(verdictLine(low)).toBe('PASS: 1 fail (1 below --fail-on high) (status 0)')
    expect(tell(low)).toContain('LOW sns-notification: A topic is set (below --fail-on high)')
  })
})
