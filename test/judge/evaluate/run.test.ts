/** Findings of the run itself: the inventory, and the exceptions that are past or idle. */
import { describe, expect, it } from 'vitest'
import type { InventoryAccount, Policy, Waiver } from '../../../src/nouns/policy.ts'
import type { Segment, Snapshot } from '../../../src/nouns/snapshot.ts'
import { runFindings } from '../../../src/nouns/verdict.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { experiments, judged, management, organization, outcomesOf, payments, place, reason } from './organization.ts'

const stranger = '999988887777'

function listed(...ids: readonly string[]): readonly InventoryAccount[] {
  return ids.map((id, index) => ({ id, is: [], place: { ...place, line: 10 + index } }))
}

function findings(policy: Partial<Policy>, more: Parameters<typeof judged>[1] = {}): readonly string[] {
  return outcomesOf(judged(policy, more), ...runFindings)
}

/** The snapshot as a run would have given it that was narrowed to something. */
function narrowed(narrowing: NonNullable<Snapshot['segments'][number]['header']['narrowed']>): Snapshot {
  const snapshot = sketchSnapshot(organization)
  const narrow = (segment: Segment): Segment => ({ ...segment, header: { ...segment.header, narrowed: narrowing } })
  return { ...snapshot, segments: snapshot.segments.map(narrow) }
}

describe('the inventory', () => {
  it('that lists nobody finds nothing', () => {
    expect(findings({})).toEqual([])
  })

  it('misses the accounts that it does not list, where one would add them', () => {
    const found = judged({ accounts: listed(management, experiments) })
    expect(outcomesOf(found, ...runFindings)).toEqual([`account-not-in-inventory ${payments} fail`])
    expect(found.verdicts[0]).toMatchObject({ severity: 'medium', anchor: { line: 11 }, subject: { name: 'payments' } })
    expect(found.rules.map(({ id }) => id)).toContain('account-not-in-inventory')
  })

  it('misses those that the organization does not have', () => {
    const found = judged({ accounts: listed(management, stranger, payments, experiments) })
    expect(outcomesOf(found, ...runFindings)).toEqual([`inventory-account-missing ${stranger} fail`])
    expect(found.verdicts.find(({ rule }) => rule === 'inventory-account-missing')).toMatchObject({ severity: 'low', anchor: { line: 11 } })
  })

  it('does not take for missing what a narrowed or torn run did not list', () => {
    const accounts = listed(management, stranger, payments, experiments)
    expect(findings({ accounts }, { snapshot: narrowed({ accounts: [payments] }) })).toEqual([])
    expect(findings({ accounts }, { only: ['validation'] })).toEqual([])
    const torn = { ...sketchSnapshot(organization), segments: sketchSnapshot(organization).segments.map(({ header }) => ({ header })) }
    expect(findings({ accounts }, { snapshot: torn })).toEqual([])
  })

  it('does not ask for an account that is excluded or closed', () => {
    const exclude = [{ ...reason, place, account: payments }]
    expect(findings({ accounts: listed(management, experiments), exclude })).toEqual([])
    const sketch = { organization: 'o-exampleorgid', accounts: [{ id: management, trails: [{}] }, { id: payments, state: 'SUSPENDED' }] } as const
    expect(findings({ accounts: listed(management) }, { sketch })).toEqual([])
  })

  it('may be graded and waived like a rule', () => {
    const accounts = listed(management, experiments)
    const off = { 'account-not-in-inventory': { value: 'off', place } } as const
    expect(findings({ accounts, severity: off })).toEqual([])
    const overrides = [{ account: payments, severity: { 'account-not-in-inventory': 'critical' }, place }] as const
    expect(judged({ accounts, overrides }).verdicts[0]).toMatchObject({ rule: 'account-not-in-inventory', severity: 'critical' })
    const waivers = [{ ...reason, place, rule: 'account-not-in-inventory', account: payments }]
    expect(findings({ accounts, waivers })).toEqual([`account-not-in-inventory ${payments} waived`])
  })
})

function waiver(more: Partial<Waiver>): Waiver {
  return { ...reason, rule: 'validation', place: { ...place, line: 50 }, ...more }
}

describe('waivers and exclusions', () => {
  it('that cover nothing are found on their line', () => {
    const found = judged({ waivers: [waiver({ account: management })], exclude: [{ ...reason, place, account: stranger }] })
    expect(outcomesOf(found, ...runFindings)).toEqual([
      `waiver-unused account ${stranger} fail`,
      `waiver-unused validation for account ${management} fail`,
    ])
    expect(found.verdicts.filter(({ rule }) => rule === 'waiver-unused')).toMatchObject([{ severity: 'low', anchor: { line: 7 } }, { severity: 'low', anchor: { line: 50 } }])
  })

  it('are not called idle in a narrowed run, nor when their rule was not judged', () => {
    const waivers = [waiver({ account: management })]
    expect(findings({ waivers }, { snapshot: narrowed({ regions: ['us-east-1'] }) })).toEqual([])
    expect(findings({ waivers }, { only: ['validation'] })).toEqual([])
    expect(findings({ waivers, rules: [{ value: 'recording', place }] })).toEqual([])
    expect(findings({ waivers: [waiver({ account: management, until: '2026-10-31' })], rules: [{ value: 'recording', place }] })).toEqual([])
  })

  it('are not called idle while what they may be for could not be told or read', () => {
    const unknown = { accounts: [{ id: payments, trails: [{ unseen: true }] }] } as const
    expect(findings({ waivers: [waiver({ account: payments })] }, { sketch: unknown })).toEqual([])
    const unread = { organization: 'o-exampleorgid', accounts: [{ id: management, trails: [{}] }, { id: payments, refused: ['sts:AssumeRole'] }] }
    const found = findings({ waivers: [waiver({ account: payments }), waiver({ ou: 'ou-ab12-gone' })] }, { sketch: unread })
    expect(found).toEqual([`account-not-assessed ${payments} unknown`, 'waiver-unused validation for ou ou-ab12-gone fail'])
  })

  it('that are past are found on their line, and not called idle as well', () => {
    const found = judged({ waivers: [waiver({ account: payments, until: '2026-11-01' })] })
    expect(outcomesOf(found, ...runFindings)).toEqual([`waiver-expired validation for account ${payments} fail`])
    expect(found.verdicts.find(({ rule }) => rule === 'waiver-expired')).toMatchObject({
      severity: 'low',
      subject: { kind: 'waiver' },
      message: 'It ended with 2026-11-01 (security: it moves). What it covered counts again.',
      anchor: { line: 50 },
    })
  })

  it('leave a run that is stale or that could not read an account as it was, whatever their severity', () => {
    const severity = { 'snapshot-stale': { value: 'off', place } } as const
    const found = judged({ severity }, { asOf: '2026-12-24T09:00:00Z' })
    expect(outcomesOf(found, 'snapshot-stale')).toEqual([])
    expect(found.summary.incomplete).toEqual(['the snapshot of 2026-11-01T09:00:00Z is older than 7 days'])
  })
})
