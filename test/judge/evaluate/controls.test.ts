/** Frameworks: what they select, what comes of their controls, and how many of them rules map to. */
import { describe, expect, it } from 'vitest'
import type { Framework } from '../../../src/nouns/framework.ts'
import type { Rule } from '../../../src/nouns/rule.ts'
import type { Waiver } from '../../../src/nouns/policy.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import type { Control } from '../../../src/nouns/verdict.ts'
import { experiments, judged, outcomesOf, payments, place, reason, recording, validation } from './organization.ts'

const standard: Framework = {
  id: 'standard',
  title: 'A standard',
  version: '1',
  source: 'The standard',
  loggingControls: [
    { id: '1', title: 'Integrity', shownByConfiguration: true },
    { id: '2', title: 'Completeness', shownByConfiguration: true },
    { id: '3', title: 'Review', shownByConfiguration: false, note: 'about people' },
    { id: '4', title: 'Flow logs', shownByConfiguration: true },
  ],
}

const frameworks = [standard]
const good: Sketch = { accounts: [{ id: payments, trails: [{}] }] }

function controls(policy: Parameters<typeof judged>[0], more: Parameters<typeof judged>[1] = {}): readonly Control[] {
  return judged(policy, { only: ['standard'], frameworks, ...more }).controls
}

function statuses(policy: Parameters<typeof judged>[0], more: Parameters<typeof judged>[1] = {}): readonly string[] {
  return controls(policy, more).map(({ id, status }) => `${id} ${status}`)
}

const others = ['3 not decidable from configuration', '4 not mapped']

describe('a framework', () => {
  const unrelated = { ...recording, id: 'unrelated', controls: {} }

  it('selects the rules that map to it, whether a flag or the policy names it', () => {
    const rules = [recording, unrelated, validation]
    expect(judged({}, { rules, frameworks, only: ['standard'] }).rules.map(({ id }) => id)).toEqual(['recording', 'validation'])
    const named = judged({ rules: [{ value: 'standard', place }] }, { rules, frameworks })
    expect(named.rules.map(({ id }) => id)).toEqual(['recording', 'validation'])
    expect(named.controls).toHaveLength(4)
  })

  it('that nobody names is not reported', () => {
    const found = judged({}, { frameworks })
    expect([found.controls, found.frameworks]).toEqual([[], undefined])
    expect(judged({ rules: [{ value: 'standard', place }] }, { frameworks, only: ['validation'] }).controls).toEqual([])
  })

  it('says how many of its controls rules map to, whatever is off', () => {
    const off = { validation: { value: 'off', place } } as const
    const [found] = judged({ severity: off }, { frameworks, only: ['standard'] }).frameworks ?? []
    expect(found).toEqual({ id: 'standard', title: 'A standard', version: '1', source: 'The standard', mapped: 2, of: 4 })
  })

  it('reports its controls in its order with titles, rules and notes, and those that only a rule names', () => {
    const local = { ...recording, id: 'local', controls: { standard: ['x.1'] } }
    expect(controls({}, { sketch: good, rules: [recording, validation, local] })).toEqual([
      { framework: 'standard', id: '1', title: 'Integrity', status: 'met', rules: ['validation'] },
      { framework: 'standard', id: '2', title: 'Completeness', status: 'met', rules: ['recording', 'validation'] },
      { framework: 'standard', id: '3', title: 'Review', status: 'not decidable from configuration', rules: [], note: 'about people' },
      { framework: 'standard', id: '4', title: 'Flow logs', status: 'not mapped', rules: [] },
      { framework: 'standard', id: 'x.1', status: 'met', rules: ['local'] },
    ])
  })
})

describe('a control', () => {
  it('is met with a pass and nothing against it', () => {
    expect(statuses({}, { sketch: good })).toEqual(['1 met', '2 met', ...others])
  })

  it('is not met with a fail', () => {
    expect(statuses({})).toEqual(['1 not met', '2 not met', ...others])
  })

  it('is not met where there is nothing to judge', () => {
    const sketch: Sketch = { accounts: [{ id: payments, regions: ['us-east-1'], trails: [] }] }
    expect(statuses({}, { sketch })).toEqual(['1 not met: nothing there', '2 not met', ...others])
  })

  it('could not be told with an unknown, accepted or not', () => {
    const sketch: Sketch = { accounts: [{ id: payments, trails: [{ eventSelectors: 'unseen' }] }] }
    expect(statuses({}, { sketch })).toEqual(['1 met', '2 could not tell', ...others])
    const waivers: readonly Waiver[] = [{ ...reason, place, rule: 'recording', account: payments, accepts: 'unknown' }]
    expect(statuses({ waivers }, { sketch })).toEqual(['1 met', '2 could not tell', ...others])
  })

  it('could not be told when an account was not read, though nothing that was seen is against it', () => {
    const accounts = [{ id: payments, trails: [{}] }, { id: experiments, refused: ['sts:AssumeRole'] }]
    const sketch: Sketch = { organization: 'o-exampleorgid', accounts }
    expect(outcomesOf(judged({}, { sketch }), 'validation')).toEqual([`validation ${payments} pass`])
    expect(statuses({}, { sketch })[0]).toBe('1 could not tell')
  })

  it('could not be told where a rule of it cannot be judged at the source', () => {
    expect(statuses({}, { sketch: good, rules: [recording, { ...validation, sources: ['plan'] }] })).toEqual(['1 could not tell', '2 could not tell', ...others])
  })

  it('is not met by a waiver, nor by turning a rule off for anybody', () => {
    const waivers: readonly Waiver[] = [payments, experiments].map((account) => Object.assign({ rule: 'validation', account, place }, reason))
    expect(statuses({ waivers })[0]).toBe('1 not met: waived')
    const off = { validation: { value: 'off', place } } as const
    expect(statuses({ severity: off }, { sketch: good })).toEqual(['1 not met: turned off', '2 not met: turned off', ...others])
    const overrides = [{ account: payments, severity: { validation: 'off' }, place }] as const
    const sketch: Sketch = { organization: 'o-exampleorgid', accounts: [{ id: experiments, trails: [{}] }, { id: payments, trails: [{ logFileValidation: false }] }] }
    expect(statuses({ overrides }, { sketch })[0]).toBe('1 not met: turned off')
  })

  it('is met for whom is left when an account is excluded', () => {
    const exclude = [payments, experiments].map((account) => Object.assign({ account, place }, reason))
    expect(statuses({ exclude })).toEqual(['1 met', '2 met', ...others])
  })
})

/** A policy that sets the parameter itself. */
function own(...sources: readonly string[]): Parameters<typeof judged>[0] {
  return { with: { sources: { value: { sources }, place } } }
}

describe('the parameters of a framework', () => {
  const ofSources = { eventCategory: 'Management', eventSource: '$sources' }
  const meaning = 'whose events must be recorded'
  const parameters = { sources: { type: 'strings', default: ['kms.amazonaws.com'], meaning } } as const
  const rule: Rule = { ...recording, id: 'sources', parameters, must: { recorded: ofSources }, controls: { strict: ['1'], lax: ['1'] } }
  const list = { title: 'A standard', version: '1', source: 'The standard', loggingControls: [{ id: '1', title: 'Sources', shownByConfiguration: true }] }
  const strict: Framework = { ...list, id: 'strict', with: { sources: { sources: ['iam.amazonaws.com', 'rdsdata.amazonaws.com'] } } }
  const lax: Framework = { ...list, id: 'lax' }
  const exclude = [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }]
  const sketch: Sketch = { accounts: [{ id: payments, trails: [{ advancedEventSelectors: [{ FieldSelectors: exclude }] }] }] }
  const asked = (policy: Parameters<typeof judged>[0], ...only: readonly string[]) => {
    const { controls: found, verdicts } = judged(policy, { only, rules: [rule], frameworks: [strict, lax], sketch })
    const noted = found.map(({ framework, status, note }) => `${framework} ${status}${note === undefined ? '' : `: ${note}`}`)
    return [verdicts.find(({ rule: id }) => id === 'sources')?.outcome, ...noted]
  }
  const otherwise = "sources was judged with other sources than the standard's"

  it('take the place of the defaults where the framework is chosen', () => {
    expect(asked({}, 'sources')).toEqual(['fail'])
    expect(asked({}, 'lax')).toEqual(['fail', 'lax not met'])
    expect(asked({}, 'strict')).toEqual(['pass', 'strict met'])
    expect(asked({}, 'all', 'strict')).toEqual(['pass', 'strict met'])
  })

  it('give way to those that the policy sets, and then its controls cannot be told', () => {
    expect(asked(own('s3.amazonaws.com'), 'strict')).toEqual(['pass', `strict could not tell: ${otherwise}`])
    expect(asked(own('kms.amazonaws.com'), 'strict')).toEqual(['fail', `strict could not tell: ${otherwise}`])
    expect(asked(own('rdsdata.amazonaws.com', 'iam.amazonaws.com'), 'strict')).toEqual(['pass', 'strict met'])
    expect(asked(own('s3.amazonaws.com'), 'lax')).toEqual(['pass', `lax could not tell: ${otherwise}`])
  })

  it('never show a control of a framework that means something else', () => {
    expect(asked({}, 'strict', 'lax')).toEqual(['pass', 'strict met', `lax could not tell: ${otherwise}`])
  })
})
