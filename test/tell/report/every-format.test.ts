/** What every format owes, whatever it looks like: that the run was not complete, that it was narrowed, and small pieces. */
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { formatNames, formats } from '../../../src/tell/report/formats.ts'
import { about, assessmentOf, badMorning } from './assessments.ts'

const look = { colour: false, width: 100 }
const account = '111122223333'
const scope = assessmentOf([]).scope
const allowed = { failOn: 'low', allowIncomplete: true, allowEmpty: true } as const

/** Complete and whole; nothing but passes, which leave least to say. */
const whole = assessmentOf([about('sns-notification', account, 'pass')], { gate: allowed })
const nothing = assessmentOf([], { gate: allowed })

/** An annotation or an issue has no member for it, so it is said in words. */
const notComplete = /\bcomplete\W{0,3}(?:value=?)?\W{0,3}false|not complete|incomplete/i

function large(accounts: number): Assessment {
  const ids = Array.from({ length: accounts }, (_, at) => String(100_000_000_000 + at))
  const verdicts = ['log-file-validation', 'sns-notification'].flatMap((rule) =>
    ids.map((id, at) => about(rule, id, at % 3 === 0 ? 'fail' : at % 3 === 1 ? 'unknown' : 'pass', { message: `${rule} of ${id} came to this.` })),
  )
  return assessmentOf(verdicts, { scope: { ...scope, accounts: { ...scope.accounts, listed: accounts, assessed: ids } } })
}

describe.each(formatNames)('%s', (format) => {
  it.each([['passes', whole], ['nothing', nothing]] as const)('says of a run with %s that it was not complete', async (_, assessment) => {
    const report = await formats[format]()
    const told = [...report({ ...assessment, complete: false, summary: { ...assessment.summary, incomplete: ['Region eu-west-9 is dark.'] } }, look)].join('')
    expect(told).not.toBe([...report(assessment, look)].join(''))
    expect(told).toMatch(format === 'csv' ? /"complete","narrowed"\r\n.*,"false","[^"]*"\r\n/ : notComplete)
  })

  it.each([['passes', whole], ['nothing', nothing]] as const)('says of a run with %s that it was narrowed, and to what', async (_, assessment) => {
    const report = await formats[format]()
    const told = [...report({ ...assessment, scope: { ...assessment.scope, narrowed: { regions: ['xx-south-7'] } } }, look)].join('')
    expect(told).toMatch(/narrowed/i)
    expect(told).toContain('xx-south-7')
    expect([...report(assessment, look)].join('')).not.toContain('xx-south-7')
  })

  it('says of a run that was whole and complete neither', async () => {
    const report = await formats[format]()
    expect([...report(badMorning, look)].join('')).toMatch(/narrowed/i)
    const told = [...report(whole, look)].join('')
    expect(told).not.toMatch(/not complete|INCOMPLETE|narrowed:/)
  })

  it('comes in small pieces, and none holds everything', async () => {
    const report = await formats[format]()
    const pieces = [...report(large(3000), look)]
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(300_000)
    const total = pieces.reduce((sum, piece) => sum + piece.length, 0)
    expect(pieces.length).toBeGreaterThan(total > 300_000 ? 10 : 0)
  })
})
