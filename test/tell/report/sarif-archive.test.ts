/** SARIF for keeping: every verdict is in it, and what it is called is what SARIF means by the word. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment, Control } from '../../../src/nouns/verdict.ts'
import { sarifArchive } from '../../../src/tell/report/sarif-archive.ts'
import { verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning } from './assessments.ts'

interface Result {
  readonly ruleId: string
  readonly kind: string
  readonly level: string
  readonly suppressions?: readonly { readonly kind: string; readonly status: string; readonly justification: string; readonly guid: string }[]
  readonly properties: { readonly outcome: string }
}

interface Component {
  readonly name: string
  readonly taxa: readonly { readonly id: string; readonly properties: object }[]
}

interface Relationship {
  readonly target: { readonly id: string; readonly index: number; readonly toolComponent: { readonly name: string; readonly index: number } }
}

interface Run {
  readonly results: readonly Result[]
  readonly taxonomies?: readonly Component[]
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly relationships?: readonly Relationship[] }[] } }
  readonly automationDetails: { readonly id: string }
}

function runOf(assessment: Assessment): Run {
  return (JSON.parse([...sarifArchive(assessment)].join('')) as { runs: [Run] }).runs[0]
}

describe('sarif-archive', () => {
  it('has a result for each verdict, with a level exactly when it fails', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const { results } = runOf(assessmentOf(all))
        expect(results.map(({ ruleId, properties }) => [ruleId, properties.outcome])).toEqual(all.map(({ rule, outcome }) => [rule, outcome]))
        for (const { kind, level, suppressions, properties } of results) {
          expect(level === 'none').toBe(kind !== 'fail')
          expect(suppressions !== undefined).toBe(properties.outcome === 'waived')
        }
      }),
    )
  })

  it('calls a waiver what it waived, suppressed from outside, accepted, with who answers for it', () => {
    const waiver = { because: 'ticket 7', owner: 'security', until: '2027-01-01', was: 'unknown' } as const
    const [result] = runOf(assessmentOf([about('sns-notification', '111122223333', 'waived', { waiver })])).results
    expect(result).toMatchObject({ kind: 'open', level: 'none' })
    expect(result?.suppressions).toMatchObject([{ kind: 'external', status: 'accepted', justification: 'ticket 7 (security, until 2027-01-01)' }])
    expect(result?.suppressions?.[0]?.guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('relates rules to the controls of each framework', () => {
    const framework = { title: 'T', version: '1', source: 'S', mapped: 1, of: 2 }
    const controls: readonly Control[] = [
      { framework: 'a', id: '1', status: 'met', rules: ['sns-notification'] },
      { framework: 'b', id: '1', status: 'met', rules: [] },
      { framework: 'b', id: '2', title: 'Two', status: 'not met', rules: ['log-file-validation', 'sns-notification'] },
    ]
    const frameworks = ['a', 'b'].map((id) => Object.assign({}, framework, { id }))
    const { tool, taxonomies } = runOf({ ...badMorning, frameworks, controls })
    expect(taxonomies?.map(({ name, taxa }) => [name, taxa.map(({ id }) => id)])).toEqual([['a', ['1']], ['b', ['1', '2']]])
    const related = tool.driver.rules.filter((rule) => rule.relationships !== undefined)
    expect(related.map(({ id }) => id)).toEqual(['log-file-validation', 'sns-notification'])
    for (const { target } of related.flatMap((rule) => rule.relationships ?? [])) {
      const component = taxonomies?.[target.toolComponent.index]
      expect(component?.name).toBe(target.toolComponent.name)
      expect(component?.taxa[target.index]?.id).toBe(target.id)
    }
  })

  it('has a category of its own: were it uploaded by mistake, it would close no alert', () => {
    expect(runOf(badMorning).automationDetails.id).toMatch(/^trailgate\/.*\/archive\//)
    expect(runOf(badMorning).taxonomies).toBeUndefined()
  })
})
