/** The word `all` in a rule's parameters: every name of a dated catalogue, and the evidence says of which date. */
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { readRules } from '../../../src/gather/files/rules.ts'
import { wrongParameter } from '../../../src/gather/files/parameter.ts'
import { assess } from '../../../src/judge/evaluate/assess.ts'
import { parametersOf } from '../../../src/judge/evaluate/parameters.ts'
import { catalogues, namesIn } from '../../../src/nouns/catalogue.ts'
import { defaultPolicy, type Policy } from '../../../src/nouns/policy.ts'
import type { Rule } from '../../../src/nouns/rule.ts'
import type { Verdict } from '../../../src/nouns/verdict.ts'

const id = 'network-activity-recorded'
const sources = namesIn('network-activity-sources')
const { date } = catalogues['network-activity-sources']

async function rule(): Promise<Rule> {
  const read = await readRules(resolve(import.meta.dirname, '../../../rules'))
  const found = read.ok ? read.value.find((each) => each.id === id) : undefined
  if (found === undefined) throw new Error('the rule is there')
  return found
}

/** The rule's verdict on an account with one trail that records the network activity of these sources. */
async function verdict(eventSources: 'all' | readonly string[], recorded: readonly string[]): Promise<Verdict | undefined> {
  const place = { file: 'trailgate.yaml', line: 1, column: 1 }
  const policy: Policy = { ...defaultPolicy('trailgate.yaml'), with: { [id]: { value: { eventSources }, place } } }
  const advancedEventSelectors = recorded.map((source) => ({ FieldSelectors: [{ Field: 'eventCategory', Equals: ['NetworkActivity'] }, { Field: 'eventSource', Equals: [source] }] }))
  const assessment = assess({
    snapshot: sketchSnapshot({ trails: [{ advancedEventSelectors }] }),
    policy,
    rules: [await rule()],
    only: [id],
    source: 'live',
    asOf: '2026-11-01T09:00:00Z',
    maxAge: 7,
    gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
    tool: { name: 'trailgate', version: '0' },
  })
  return assessment.verdicts.find((each) => each.rule === id)
}

describe('all event sources', () => {
  it('are those of the list, and the evidence gives its date', async () => {
    const passed = await verdict('all', sources)
    expect(passed?.outcome).toBe('pass')
    expect(passed?.evidence[0]?.assumed).toContain(`A17: all network activity event sources are the ${sources.length} of the list of ${date}`)
  })

  it('are not recorded when the last one of the list is not', async () => {
    const failed = await verdict('all', sources.slice(0, -1))
    expect(failed).toMatchObject({ outcome: 'fail', witness: { eventSource: sources.at(-1) } })
    expect(failed?.evidence[0]?.assumed?.join()).toContain(date)
  })

  it('are cited only where the word stands', async () => {
    const passed = await verdict(['s3.amazonaws.com'], ['s3.amazonaws.com'])
    expect(passed?.outcome).toBe('pass')
    expect(passed?.evidence[0]?.assumed?.join() ?? '').not.toContain('A17')
  })

  it('may be asked for by the word alone, not inside a list', async () => {
    const asked = await rule()
    expect(wrongParameter(asked, 'eventSources', 'all')).toBeUndefined()
    expect(wrongParameter(asked, 'eventSources', ['all'])).toMatchObject({ instead: 'write a list of texts, at least one, or the word all in place of the list' })
    expect(wrongParameter(asked, 'eventSources', 'most')).toBeDefined()
    expect(wrongParameter({ id, parameters: { names: { type: 'strings', default: ['a'], meaning: '' } } }, 'names', 'all')).toBeDefined()
  })
})

describe('parameters', () => {
  it('are the defaults, and what the policy gives', () => {
    const parameters = { a: { type: 'string', default: 'x', meaning: '' }, b: { type: 'boolean', default: false, meaning: '' } } as const
    expect(parametersOf({ parameters }, { b: true })).toEqual({ parameters: { a: 'x', b: true }, citations: [] })
    expect(parametersOf({ parameters }, { a: 'all' })).toEqual({ parameters: { a: 'all', b: false }, citations: [] })
  })
})
