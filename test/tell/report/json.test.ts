import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { json } from '../../../src/tell/report/json.ts'
import { gates, reasons, verdicts } from './arbitrary.ts'
import { assessmentOf, badMorning } from './assessments.ts'

describe('json', () => {
  it('is the assessment, lone surrogates aside', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, (all, gate, incomplete) => {
        const assessment = assessmentOf(all, { gate, incomplete })
        const whole = JSON.parse(JSON.stringify(assessment).replaceAll(/\\ud[89a-f]../g, '\ufffd'))
        expect(JSON.parse([...json(assessment)].join(''))).toEqual(whole)
      }),
    )
  })

  it('has its members in one order, however the verdict was put together', () => {
    const backwards = badMorning.verdicts.map((verdict) => Object.fromEntries(Object.entries(verdict).reverse()) as typeof verdict)
    expect([...json({ ...badMorning, verdicts: backwards })].join('')).toBe([...json(badMorning)].join(''))
  })

  it('is told in pieces, one verdict at a time', () => {
    expect([...json(badMorning)].filter((piece) => piece.includes('"outcome":'))).toHaveLength(badMorning.verdicts.length)
  })
})
