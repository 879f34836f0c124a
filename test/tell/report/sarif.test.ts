import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../src/nouns/verdict.ts'
import { sarif } from '../../../src/tell/report/sarif.ts'
import { verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning, empty, hostile } from './assessments.ts'

interface Location {
  readonly artifactLocation: { readonly uri: string }
  readonly region: { readonly startLine: number }
}

interface Rule {
  readonly id: string
  readonly fullDescription: { readonly text: string }
  readonly properties: { readonly tags: readonly string[] }
}

interface Invocation {
  readonly exitCode: number
  readonly toolExecutionNotifications: readonly { readonly descriptor: { readonly id: string } }[]
}

interface Result {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: string
  readonly message: { readonly text: string; readonly markdown: string }
  readonly locations: readonly [{ readonly physicalLocation: Location }]
  readonly partialFingerprints: { readonly primaryLocationLineHash: string; readonly 'trailgate/v1': string }
}

interface Run {
  readonly results: readonly Result[]
  readonly automationDetails: { readonly id: string }
  readonly properties: { readonly complete: boolean; readonly narrowed?: string }
  readonly invocations: readonly Invocation[]
  readonly tool: { readonly driver: { readonly rules: readonly Rule[] } }
}

function runOf(assessment: Assessment): Run {
  const log = JSON.parse([...sarif(assessment)].join('')) as { runs: Run[] }
  expect(log.runs).toHaveLength(1)
  return log.runs[0] as Run
}

const account = '111122223333'

/** printf 'trailgate/1\0log-file-validation\0aws\0%s' 111122223333 | sha256sum */
const fixed = '33df060a534e307729e0049c08274b25d262673ecb125ab0aa6ec7f09c90083c'

describe('sarif results', () => {
  it('are one per rule and account that fails or is unknown, each on a line of a relative path, each with its own fingerprint', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const { results, tool } = runOf(assessmentOf(all))
        const holders = all.map(({ subject }) => subject.account ?? (subject.kind === 'trail' ? subject.id : 'o-exampleorgid'))
        const open = all.flatMap(({ rule, outcome }, at) => (outcome === 'fail' || outcome === 'unknown' ? [`${rule} ${holders[at]}`] : []))
        expect(results).toHaveLength(new Set(open).size)
        expect(new Set(results.map((result) => result.partialFingerprints.primaryLocationLineHash)).size).toBe(results.length)
        for (const { ruleId, ruleIndex, locations, message } of results) {
          const { artifactLocation, region } = locations[0].physicalLocation
          expect(artifactLocation.uri).toMatch(/^(?!\.{0,2}\/)[\w.!~*'()%-]+(\/[\w.!~*'()%-]+)*$/)
          expect(artifactLocation.uri.split('/')).not.toContain('..')
          expect(region.startLine).toBeGreaterThan(0)
          expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
          expect(message.text.length * message.markdown.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('of a pass, a skip or a waiver there are none', () => {
    const outcomes = ['pass', 'skip', 'waived'] as const
    expect(runOf(assessmentOf(outcomes.map((outcome) => about('log-file-validation', account, outcome)))).results).toEqual([])
    expect(runOf(empty).results).toEqual([])
  })

  it('of an unknown is a note with the fingerprint of the fail', () => {
    const [fail] = runOf(assessmentOf([about('log-file-validation', account, 'fail')])).results
    const [unknown] = runOf(assessmentOf([about('log-file-validation', account, 'unknown')])).results
    expect(fail?.level).toBe('warning')
    expect(unknown?.level).toBe('note')
    expect(unknown?.message.text).toMatch(/^Could not tell: /)
    expect(unknown?.partialFingerprints).toEqual(fail?.partialFingerprints)
  })

  it('fold the trails of one account into one that fails and mentions what could not be told', () => {
    const result = runOf(badMorning).results.find((each) => each.ruleId === 'log-file-validation')
    expect(result?.level).toBe('warning')
    expect(result?.message.text).toMatch(/^trail archive in 111122223333 \(payments\) us-east-1: Log file validation is off\. .*trail main .*Could not tell: .*trail spare /)
  })

  it('carry a fingerprint that the design fixes', () => {
    const [result] = runOf(assessmentOf([about('log-file-validation', account, 'fail')])).results
    expect(result?.partialFingerprints).toEqual({ primaryLocationLineHash: `${fixed.slice(0, 16)}:1`, 'trailgate/v1': fixed })
  })

  it('are cut at what GitHub takes, the most severe first, and the run says so', () => {
    const low = Array.from({ length: 25_001 }, (_, at) => about('sns-notification', String(100_000_000_000 + at), 'fail'))
    const others = [about('log-file-validation', account, 'unknown'), about('trail-reaches-account', account, 'fail')]
    const run = runOf(assessmentOf([...low, ...others]))
    expect(run.results).toHaveLength(25_000)
    expect(run.results[0]?.ruleId).toBe('trail-reaches-account')
    expect(run.invocations[0]?.toolExecutionNotifications.map((each) => each.descriptor.id)).toContain('results-cut')
  })
})

describe('sarif run', () => {
  it('has a category of its own for each narrowing, whatever its order', () => {
    const category = (narrowed: object): string => runOf({ ...badMorning, scope: { ...badMorning.scope, narrowed } }).automationDetails.id
    expect(runOf(empty).automationDetails.id).toBe('trailgate/o-exampleorgid/live/all/2026-11-01T10:00:00Z')
    expect(category({ regions: ['a', 'b'], accounts: ['1'] })).toBe(category({ accounts: ['1'], regions: ['b', 'a'] }))
    expect(category({ regions: ['a'] })).not.toBe(category({ accounts: ['a'] }))
    expect(category({ regions: ['a'] })).toMatch(/^trailgate\/o-exampleorgid\/live\/[0-9a-f]{8}\//)
  })

  it('tells its status, that it is incomplete, and that it was narrowed', () => {
    const run = runOf(badMorning)
    expect(run.properties.complete).toBe(false)
    expect(run.properties.narrowed).toContain('only regions us-east-1, eu-west-1')
    expect(run.invocations[0]?.exitCode).toBe(1)
    expect(run.invocations[0]?.toolExecutionNotifications.map((each) => each.descriptor.id)).toEqual(['incomplete', 'narrowed'])
  })

  it('keeps the limits on rules', () => {
    const mapped = { framework: 'f', status: 'met' as const, rules: ['log-file-validation'] }
    const controls = Array.from({ length: 40 }, (_, at) => ({ id: String(at), ...mapped }))
    const long = badMorning.rules.map((rule) => ({ ...rule, why: 'word '.repeat(500) }))
    for (const rule of runOf({ ...badMorning, controls, rules: long }).tool.driver.rules) {
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024)
      expect(rule.properties.tags.length).toBeLessThanOrEqual(10)
    }
  })
})

describe('sarif messages', () => {
  it('hold no link, placeholder or Markdown that a stranger wrote', () => {
    for (const { message } of runOf(hostile).results) {
      expect(message.text).not.toMatch(/\]\(|\{\d|\n/)
      const outside = message.markdown.replaceAll(/^(`{3,})json\n[^]*?\n\1$/gm, '')
      expect(outside).not.toMatch(/(?<!\\)[`<[|]|https:/)
    }
  })
})
