/** Grouping: what goes by the objects that verdicts share comes to the same as comparing every word. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomes, type Evidence, type Verdict } from '../../../src/nouns/verdict.ts'
import { byRule, findingsOf } from '../../../src/tell/report/grouping.ts'
import { assessmentOf, about } from './assessments.ts'
import { verdicts } from './arbitrary.ts'

const off: Evidence = { path: 'logFileValidation', seen: false, wanted: true }
const unseen: Evidence = { path: 'kms events', seen: ['some'], wanted: 'all' }

/** Two of these are equal and not the same; some differ only in what is not shown, or in what is assumed. */
const pieces: readonly (readonly Evidence[])[] = [
  [],
  [off],
  [{ ...off, source: 'cloudtrail:DescribeTrails' }],
  [{ ...off, seen: null }],
  [off, unseen],
  [{ ...unseen, assumed: ['one'] }],
  [{ ...unseen, assumed: ['one', 'two'] }, { ...off, assumed: ['two'] }],
]

const found = fc.array(
  fc.record({
    account: fc.constantFrom('111122223333', '444455556666', '777788889999'),
    rule: fc.constantFrom('log-file-validation', 'kms-events-recorded'),
    severity: fc.constantFrom('high', 'low'),
    message: fc.constantFrom('It is off.', 'It is off', '["logFileValidation",false,true]'),
    evidence: fc.constantFrom(...pieces),
    more: fc.constantFrom<Partial<Verdict>[]>(
      {},
      {},
      { gaps: [] },
      { gaps: [{ cause: 'refused', call: 'sts:AssumeRole', message: 'no', account: '111122223333' }] },
      { gaps: [{ cause: 'refused', call: 'sts:AssumeRole', message: 'no, says another session', account: '444455556666' }] },
      { waiver: { because: 'agreed', owner: 'ana', until: '2027-01-01', was: 'fail' } },
    ),
  }),
  { maxLength: 30 },
)

const drafts = found.map((all) => all.map(({ account, rule, severity, message, evidence, more }) => about(rule, account, 'fail', { severity, message, evidence, ...more })))

/** Everything that a person is told of a verdict, in one text. */
function wordsOf({ subject, severity, message, evidence, gaps = [], waiver }: Verdict): string {
  const values = evidence.filter(({ seen }) => typeof seen !== 'object' || seen === null).map(({ path, seen, wanted }) => [path, seen, wanted])
  const open = gaps.map(({ cause, call, code, region, account }) => [cause, call, code, region, account === subject.account ? undefined : account])
  return JSON.stringify([subject.kind, severity, message, values, open, waiver])
}

function assumedIn({ evidence }: Verdict): number {
  return new Set(evidence.flatMap(({ assumed = [] }) => assumed)).size
}

/** The first of those that assume the most, and all, compared one by one. */
function compared(all: readonly Verdict[]): readonly { readonly first: Verdict | undefined; readonly all: readonly Verdict[] }[] {
  const words = [...new Set(all.map(wordsOf))]
  const groups = words.map((each) => all.filter((verdict) => wordsOf(verdict) === each))
  return groups.map((group) => ({ first: group.find((verdict) => assumedIn(verdict) === Math.max(...group.map(assumedIn))), all: group }))
}

describe('findingsOf', () => {
  it('puts together what says the same, word by word, whether or not it is the same object', () => {
    fc.assert(
      fc.property(drafts, (all) => {
        const told = findingsOf(assessmentOf(all), 'fail')
        for (const { id, findings } of told) {
          const expected = compared(all.filter(({ rule }) => rule === id))
          expect(findings.map(({ first, all: group }) => ({ first, all: group }))).toEqual(expected)
          expect(findings.map(({ first }) => all.indexOf(first))).toEqual(expected.map(({ first }) => all.indexOf(first as Verdict)))
        }
        expect(told.flatMap(({ findings }) => findings.flatMap((finding) => finding.all)).length).toBe(all.length)
        expect(findingsOf(assessmentOf(structuredClone(all)), 'fail')).toEqual(told)
      }),
    )
  })
})

describe('byRule', () => {
  it('has every verdict once, under its outcome and its rule, in order, and nothing else', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const assessment = assessmentOf(all)
        for (const outcome of outcomes) {
          const wanted = all.filter((verdict) => verdict.outcome === outcome)
          const rules = [...new Set(wanted.map(({ rule }) => rule))]
          expect([...byRule(assessment, outcome)]).toEqual(rules.map((id) => [id, wanted.filter(({ rule }) => rule === id)]))
        }
      }),
    )
  })
})
