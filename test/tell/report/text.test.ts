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

  it('tells five findings of a rule, those that most share first, and counts the rest, however large the organization is', () => {
    const ids = Array.from({ length: 1000 }, (_, at) => String(100_000_000_000 + at))
    const all = ids.map((id, at) => about('kms-events-recorded', id, 'fail', { message: `It is off in ${at < 10 ? 'ten' : at}.` }))
    const told = tell(assessmentOf(all))
    expect(told.match(/^ {2}FAIL /gm)).toHaveLength(5)
    expect(told.indexOf('FAIL 10 accounts: ')).toBe(told.indexOf('FAIL '))
    expect(told).toContain('and 986 more accounts, in 986 more findings: --report json or csv lists them all')
    expect(told.split('\n').length).toBeLessThan(60)
  })

  it('names at its end every rule again, by what came of it', () => {
    const told = tell(badMorning).split('\n')
    expect(told.find((line) => line.startsWith('failed '))).toBe('failed   trail-reaches-account 1, log-file-validation 2, kms-events-recorded 13')
    expect(told.find((line) => line.startsWith('unknown '))).toContain('management-events-recorded 1')
  })

  it('counts the columns of East Asian names, which are twice as wide', () => {
    const name = '本番環境 決済基盤 監査ログ 共有サービス 検証環境'
    const subject = { kind: 'account', id: account, account, name } as const
    const one = assessmentOf([about('kms-events-recorded', account, 'fail', { subject })])
    const named = { ...one, scope: { ...one.scope, accounts: { ...one.scope.accounts, names: { [account]: name } } } }
    const lines = tell(named, { colour: false, width: 50 }).split('\n').filter((line) => /[\u3000-\u9fff]/.test(line))
    expect(lines.length).toBeGreaterThan(1)
    expect(Math.max(...lines.map((line) => line.replaceAll(/[\u3000-\u9fff]/g, '  ').length))).toBeLessThanOrEqual(50)
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
