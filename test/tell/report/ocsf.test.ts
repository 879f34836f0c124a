import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ocsf } from '../../../src/tell/report/ocsf.ts'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { gates, reasons, verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning, empty } from './assessments.ts'

interface Event {
  readonly time: number
  readonly severity_id: number
  readonly status_id: number
  readonly finding_info: { readonly uid: string }
  readonly compliance: { readonly control: string; readonly status_id: number }
  readonly unmapped: { readonly complete: boolean; readonly outcome?: string }
}

function eventsOf(assessment: Assessment): readonly Event[] {
  return JSON.parse([...ocsf(assessment)].join('')) as readonly Event[]
}

const waiver = { because: 'because', owner: 'owner', until: '2027-01-01', was: 'unknown' } as const

describe('ocsf', () => {
  it('tells the run and every verdict that is not a skip', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, (all, gate, incomplete) => {
        const [run, ...events] = eventsOf(assessmentOf(all, { gate, incomplete }))
        expect(run?.compliance.control).toBe('run')
        expect(events.map(({ unmapped }) => unmapped.outcome)).toEqual(all.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'skip'))
      }),
    )
  })

  it('says in every event whether the run was complete, even where nothing was judged', () => {
    for (const assessment of [badMorning, empty]) {
      const said = new Set(eventsOf(assessment).map(({ unmapped }) => unmapped.complete))
      expect([...said]).toEqual([assessment.complete])
    }
  })

  it('gives times in milliseconds', () => {
    expect(eventsOf(badMorning)[0]?.time).toBe(Date.parse(badMorning.asOf))
  })

  it('never lets an unknown or a waived verdict pass', () => {
    const all = [
      about('sns-notification', '111122223333', 'unknown'),
      about('sns-notification', '444455556666', 'waived', { waiver }),
      about('sns-notification', '777788889999', 'waived', { waiver: { ...waiver, was: 'fail' } }),
      about('sns-notification', '222200000000', 'fail'),
      about('sns-notification', '222200000001', 'pass'),
    ]
    const told = eventsOf(assessmentOf(all)).slice(1)
    expect(told.map(({ compliance, status_id }) => [compliance.status_id, status_id])).toEqual([
      [0, 1],
      [0, 3],
      [3, 3],
      [3, 1],
      [1, 4],
    ])
    expect(told.at(-1)?.severity_id).toBe(1)
  })

  it('keeps the id of a finding whose outcome changes', () => {
    const ids = (['fail', 'pass', 'unknown'] as const).map((outcome) => eventsOf(assessmentOf([about('sns-notification', '111122223333', outcome)]))[1]?.finding_info.uid)
    expect(new Set(ids).size).toBe(1)
  })

  it('has no id twice', () => {
    const ids = eventsOf(badMorning).map(({ finding_info }) => finding_info.uid)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
