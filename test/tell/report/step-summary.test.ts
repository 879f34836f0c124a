/** The Markdown summary: GitHub drops one that is too long whole, so its bytes are counted, and what is left out is said. */
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { markdown } from '../../../src/tell/report/step-summary.ts'
import { about, assessmentOf, badMorning, rules } from './assessments.ts'
import { readMarkdown } from './well-formed.ts'

/** So many findings, each unlike every other, over rules of every severity. */
function findings(count: number, message: (at: number) => string): Assessment {
  const many = Array.from({ length: 200 }, (_, at) => Object.assign({}, rules[at % rules.length], { id: `rule-${at}` }))
  const verdicts = Array.from({ length: count }, (_, at) => {
    const { id = '', severity = 'low' } = many[at % many.length] ?? {}
    return { ...about('', String(100_000_000_000 + at), 'fail', { message: message(at) }), rule: id, severity }
  })
  return assessmentOf(verdicts, { rules: many })
}

describe('markdown', () => {
  it('keeps to its bytes with 5,000 long findings, cuts the least severe, and counts them', () => {
    const pieces = [...markdown(findings(5000, (at) => `${at} ${'日本 | <b> '.repeat(90)}`))]
    const told = pieces.join('')
    expect(Buffer.byteLength(told)).toBeLessThanOrEqual(900_000)
    expect(Buffer.byteLength(told)).toBeGreaterThan(700_000)
    expect(told).toMatch(/\*\*\d+ more findings\*\* did not fit into this summary/)
    const titles = [...told.matchAll(/^### (\w+) /gm)].map(([, severity]) => severity)
    const order = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']
    expect(titles).toEqual([...titles].sort((a = '', b = '') => order.indexOf(a) - order.indexOf(b)))
    expect(titles).toContain('CRITICAL')
    expect(titles).not.toContain('LOW')
    readMarkdown(told)
  })

  it('counts every finding, told or not', () => {
    const told = [...markdown(findings(5000, (at) => `${at} ${'word '.repeat(190)}`))].join('')
    const rows = [...told.matchAll(/^\| \d{12}/gm)].length
    const untold = [...told.matchAll(/(\d+)(?: more findings?\b)/g)].reduce((sum, [, count]) => sum + Number(count), 0)
    expect(rows + untold).toBe(5000)
  })

  it('of an ordinary run tells everything, worst first, and cuts nothing', () => {
    const told = [...markdown(badMorning)].join('')
    expect(told).not.toContain('did not fit')
    expect(told.indexOf('### CRITICAL')).toBeGreaterThan(0)
    expect(told.indexOf('### CRITICAL')).toBeLessThan(told.indexOf('### MEDIUM'))
    expect(told.split('\n')[0]).toBe('## trailgate: FAIL: 16 fails, 3 could not tell, 1 waived, 1 skipped, 2 pass \\(status 1\\)')
  })
})
