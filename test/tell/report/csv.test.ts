/** Comma-separated values: a row per verdict, whatever stands in it, and no formula. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from '../../../src/tell/report/csv.ts'
import { verdicts } from './arbitrary.ts'
import { about, assessmentOf } from './assessments.ts'
import { csvRows } from './well-formed.ts'

describe('csv', () => {
  it('has a header and one row per verdict, in the order of the assessment', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const [header = [], ...rows] = csvRows([...csv(assessmentOf(all))].join(''))
        const column = (name: string): readonly (string | undefined)[] => rows.map((row) => row[header.indexOf(name)])
        expect(rows).toHaveLength(Math.max(1, all.length))
        expect(column('rule').filter((rule) => rule !== '')).toEqual(all.map(({ rule }) => rule))
        expect(column('outcome').filter((outcome) => outcome !== '')).toEqual(all.map(({ outcome }) => outcome))
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '|calc', ' =1', '"=1', "'=1", '＝1'])('makes text of %s, which a spreadsheet would take for a formula', (message) => {
    const [header = [], row = []] = csvRows([...csv(assessmentOf([about('sns-notification', '111122223333', 'fail', { message })]))].join(''))
    expect(row[header.indexOf('message')]).toBe(`'${message.trim()}`)
  })

  it('leaves ordinary text alone, commas and quotes included', () => {
    const message = 'In 1 region, "main" is off: 日本.'
    const told = [...csv(assessmentOf([about('sns-notification', '111122223333', 'fail', { message })]))].join('')
    expect(csvRows(told)[1]).toContain(message)
    expect(told).toContain('"In 1 region, ""main"" is off: 日本."')
  })
})
