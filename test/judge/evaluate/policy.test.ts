/** What a policy makes of verdicts: severities, overrides, exclusions, and the line that a finding lands on. */
import { ReachByRegion } from '../../../src/nouns/reach-by-region.ts'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Exclusion, Override, RuleSetting } from '../../../src/nouns/policy.ts'
import type { Severity } from '../../../src/nouns/rule.ts'
import type { AccountFacts } from '../../../src/nouns/snapshot.ts'
import { experiments, judged, management, organization, outcomesOf, payments, place, reason, validation, verdictOf } from './organization.ts'

function set(severity: Severity | 'off'): Record<string, RuleSetting<Severity | 'off'>> {
  return { validation: { value: severity, place } }
}

function override(whom: { account?: string; ou?: string }, severity: Severity | 'off', line = 20): Override {
  return { ...whom, severity: { validation: severity }, place: { ...place, line } }
}

function severities(policy: Parameters<typeof judged>[0]): Readonly<Record<string, string>> {
  const found = judged(policy).verdicts.filter(({ rule }) => rule === 'validation')
  return Object.fromEntries(found.map(({ subject, severity }) => [subject.account ?? '', severity]))
}

describe('severities', () => {
  it('are the rule\u2019s own, the policy\u2019s, or those of the last override that matches', () => {
    expect(severities({})).toEqual({ [management]: 'medium', [payments]: 'medium', [experiments]: 'medium' })
    expect(severities({ severity: set('high') })).toEqual({ [management]: 'high', [payments]: 'high', [experiments]: 'high' })
    const overrides = [override({ ou: 'ou-ab12-workloads' }, 'critical'), override({ account: payments }, 'low'), override({ ou: 'r-ab12', account: experiments }, 'critical')]
    expect(severities({ severity: set('high'), overrides })).toEqual({ [management]: 'high', [payments]: 'low', [experiments]: 'critical' })
    expect(severities({ overrides: overrides.toReversed() })).toMatchObject({ [payments]: 'critical' })
  })

  it('decide what counts', () => {
    const gate = { failOn: 'high', allowIncomplete: false, allowEmpty: false } as const
    const only = ['validation']
    expect(judged({}, { gate, only }).summary.status).toBe(0)
    expect(judged({ overrides: [override({ account: payments }, 'high')] }, { gate, only }).summary.status).toBe(1)
  })

  it('that are off leave no verdict, for everybody or for some', () => {
    expect(outcomesOf(judged({ severity: set('off') }), 'validation')).toEqual([])
    expect(judged({ severity: set('off') }).rules.map(({ id }) => id)).toEqual(['recording'])
    expect(severities({ overrides: [override({ ou: 'ou-ab12-sandbox' }, 'off')] })).toEqual({ [management]: 'medium', [payments]: 'medium' })
  })

  it('may be on for some only', () => {
    expect(severities({ severity: set('off'), overrides: [override({ account: payments }, 'low')] })).toEqual({ [payments]: 'low' })
  })
})

function exclusion(more: Partial<Exclusion>): Exclusion {
  return { ...reason, place, ...more }
}

/** What comes of an exclusion that ends with 2 November. */
function excludedUntilSecond(asOf: string): ReturnType<typeof judged> {
  return judged({ exclude: [exclusion({ account: payments, until: '2026-11-02' })] }, { asOf })
}

/** The lines that the verdicts of one rule land on, by account. */
function lines(policy: Parameters<typeof judged>[0]): Readonly<Record<string, number | undefined>> {
  const found = judged(policy).verdicts.filter(({ rule }) => rule === 'validation')
  return Object.fromEntries(found.map(({ subject, anchor }) => [subject.account ?? '', anchor?.line]))
}

describe('an exclusion', () => {
  it.each([
    ['an account', { account: payments }],
    ['a unit', { ou: 'ou-ab12-workloads' }],
  ])('of %s leaves no verdict about it or what it owns, and says so', (_, whom) => {
    const found = judged({ exclude: [exclusion(whom)] })
    expect(found.verdicts.map(({ subject }) => subject.account)).not.toContain(payments)
    expect(found.scope.accounts.skipped).toEqual({ [payments]: 'excluded until 2026-12-31 by security: it moves' })
    expect(found.scope.accounts.assessed).toEqual([management, experiments])
    expect([found.complete, found.summary.incomplete]).toEqual([true, []])
  })

  it('of an account that cannot be read does not make the run incomplete', () => {
    const accounts = [{ id: management, trails: [{}] }, { id: payments, refused: ['sts:AssumeRole'] }]
    const sketch = { organization: 'o-exampleorgid', accounts }
    expect(judged({}, { sketch }).summary.status).toBe(3)
    expect(judged({ exclude: [exclusion({ account: payments })] }, { sketch }).summary).toMatchObject({ status: 0, incomplete: [] })
  })

  it('that held when the organization was read, and does not now, leaves an account that should have been read', () => {
    const snapshot = sketchSnapshot(organization)
    const account = snapshot.accounts.get(payments)?.account
    const value = { Id: payments, State: 'ACTIVE', ...account?.value, skipped: 'excluded until 2026-10-31 by x: y', excluded: true } as const
    const facts: AccountFacts = { account: { fact: 'account', account: payments, value }, reach: new ReachByRegion(payments) }
    const read = { ...snapshot, accounts: new Map([...snapshot.accounts, [payments, facts] as const]) }
    const open = judged({}, { snapshot: read })
    expect(verdictOf(open, 'account-not-assessed', payments).message).toMatch(/could not be read: .*excluded until 2026-10-31 by x: y when it was read/)
    expect([open.complete, open.scope.accounts.skipped]).toEqual([false, {}])
    const renewed = judged({ exclude: [exclusion({ account: payments })] }, { snapshot: read })
    expect(renewed.scope.accounts.skipped).toEqual({ [payments]: 'excluded until 2026-12-31 by security: it moves' })
    expect(renewed.complete).toBe(true)
  })

  it('of the owner of an organization trail takes nothing from the members that it records', () => {
    const accounts = [{ id: management, trails: [{ organizationTrail: true }] }, { id: payments }]
    const sketch = { organization: 'o-exampleorgid', accounts }
    const found = judged({ exclude: [exclusion({ account: management })] }, { sketch })
    expect(outcomesOf(found)).toEqual([`recording ${payments} pass`])
  })

  it('ends after its last day, and says so', () => {
    expect(excludedUntilSecond('2026-11-02T23:59:59Z').scope.accounts.skipped).toHaveProperty(payments)
    const over = excludedUntilSecond('2026-11-03T00:00:00Z')
    expect(over.scope.accounts.skipped).toEqual({})
    expect(outcomesOf(over)).toContain(`validation ${payments} fail`)
    expect(over.verdicts.find(({ rule }) => rule === 'waiver-expired')).toMatchObject({
      outcome: 'fail',
      severity: 'low',
      subject: { kind: 'exclusion', id: `account ${payments}` },
      message: 'It ended with 2026-11-02 (security: it moves). Whom it left out is examined again.',
      anchor: place,
    })
  })
})

describe('the line that a finding lands on', () => {
  const inventory = [{ id: payments, is: [], place: { ...place, line: 30 } }]
  const overrides = [override({ ou: 'ou-ab12-workloads' }, 'low', 40), override({ ou: 'ou-ab12-sandbox' }, 'low', 41)]

  it('is the account\u2019s, else its unit\u2019s, else the rule\u2019s, else the first', () => {
    expect(lines({})).toEqual({ [management]: 1, [payments]: 1, [experiments]: 1 })
    expect(lines({ severity: set('low') })).toMatchObject({ [management]: 7 })
    expect(lines({ severity: set('low'), overrides, accounts: inventory })).toEqual({ [management]: 7, [payments]: 30, [experiments]: 41 })
  })
})

describe('a local rule', () => {
  it('is judged where a folder\u2019s rules stand for it', () => {
    const local = { ...validation, id: 'local', recommended: false }
    const found = judged({ rules: [{ value: 'local', place }] }, { rules: [validation, local] })
    expect(outcomesOf(found)).toHaveLength(organization.accounts?.length ?? 0)
    expect(verdictOf(found, 'local', payments).anchor).toEqual(place)
  })
})
