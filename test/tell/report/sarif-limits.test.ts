/** What GitHub takes of an upload: never more, never less than it must be, and what is left out is counted. */
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sarif } from '../../../src/tell/report/sarif.ts'
import { fitting } from '../../../src/tell/report/sarif-limits.ts'
import { about, assessmentOf } from './assessments.ts'

interface Run {
  readonly results: readonly { readonly ruleId: string; readonly properties: { readonly subjects: readonly string[] } }[]
  readonly properties: { readonly results: { readonly found: number; readonly kept: number; readonly cut: boolean } }
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly { readonly descriptor: { readonly id: string } }[] }[]
}

function accounts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => String(100_000_000_000 + at))
}

function runOf(pieces: readonly string[]): Run {
  return (JSON.parse(pieces.join('')) as { runs: [Run] }).runs[0]
}

function notifications(run: Run): readonly string[] {
  return run.invocations[0]?.toolExecutionNotifications.map((each) => each.descriptor.id) ?? []
}

function asItIs(text: string): string {
  return text
}

describe('fitting', () => {
  it('keeps the first that fit, and counts the others', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), fc.nat({ max: 20 }), fc.nat({ max: 400 }), (texts, results, bytes) => {
        const told = { found: 0, kept: 0 }
        const kept = [...fitting(texts, asItIs, told, { results, bytes })]
        expect(told).toEqual({ found: texts.length, kept: kept.length })
        expect(kept).toEqual(texts.slice(0, kept.length))
        expect(kept.length).toBeLessThanOrEqual(results)
        expect(kept.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThanOrEqual(bytes)
      }),
    )
  })

  it('puts nothing into words that does not fit, but for the first', () => {
    const worded: number[] = []
    const word = (result: number): string => {
      worded.push(result)
      return 'x'.repeat(10)
    }
    expect([...fitting([1, 2, 3, 4, 5], word, { found: 0, kept: 0 }, { results: 2, bytes: 400 })]).toHaveLength(2)
    expect(worded).toEqual([1, 2])
    expect([...fitting([1, 2, 3, 4, 5], word, { found: 0, kept: 0 }, { results: 5, bytes: 15 })]).toHaveLength(1)
    expect(worded).toEqual([1, 2, 1, 2])
  })

  it('lets texts through that shrink, and stops those that do not before they are too many', () => {
    const random = Array.from({ length: 40 }, () => randomBytes(100_000).toString('base64'))
    const most = { results: 1000, bytes: 2_000_000 }
    const told = { found: 0, kept: 0 }
    expect(gzipSync([...fitting(random, asItIs, told, most)].join('')).length).toBeLessThanOrEqual(most.bytes)
    expect(told.kept).toBeGreaterThan(10)
    expect(told.kept).toBeLessThan(40)
    expect([...fitting(Array.from({ length: 400 }, () => 'same '.repeat(4000)), asItIs, { found: 0, kept: 0 }, most)]).toHaveLength(400)
  })
})

describe('sarif of a large organization', () => {
  it('of more results than GitHub shows holds them all, says so, and comes result by result', () => {
    const low = accounts(6000).map((account) => about('sns-notification', account, 'fail'))
    const pieces = [...sarif(assessmentOf([...low, about('trail-reaches-account', '111122223333', 'fail')]))]
    const run = runOf(pieces)
    expect(run.results).toHaveLength(6001)
    expect(run.results[0]?.ruleId).toBe('trail-reaches-account')
    expect(run.properties.results).toEqual({ found: 6001, kept: 6001, cut: false })
    expect(notifications(run)).toEqual(['results-not-shown'])
    expect(pieces.filter((piece) => piece.includes('"ruleId":'))).toHaveLength(6001)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(20_000)
  })

  it('of more than GitHub takes says in the file that and how many are left out', () => {
    const low = accounts(25_010).map((account) => about('sns-notification', account, 'fail'))
    const run = runOf([...sarif(assessmentOf(low))])
    expect(run.results).toHaveLength(25_000)
    expect(run.properties.results).toEqual({ found: 25_010, kept: 25_000, cut: true })
    expect(notifications(run)).toEqual(['results-cut', 'results-not-shown'])
  })

  it('of one account with very many subjects is one result of a bounded size', () => {
    const buckets = Array.from({ length: 3000 }, (_, at) => {
      const subject = { kind: 'bucket', id: `bucket-${at}`, account: '111122223333', name: `bucket-${at}` } as const
      return about('log-file-validation', '111122223333', 'fail', { subject })
    })
    const pieces = [...sarif(assessmentOf(buckets))]
    expect(runOf(pieces).results).toHaveLength(1)
    expect(runOf(pieces).results[0]?.properties.subjects).toHaveLength(100)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(20_000)
  })
})
