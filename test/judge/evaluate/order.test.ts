/** The order of verdicts: by rule, then account, then subject, findings of the run among them. */
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../../src/gather/files/rules.ts'
import type { Policy } from '../../../src/nouns/policy.ts'
import { judged, management, place, reason } from './organization.ts'
import { organizationOfTwins } from './organization-of-twins.ts'

const read = await readRules(resolve(import.meta.dirname, '../../../rules'))
if (!read.ok) throw new Error('the rules can be read')
const rules = read.value

/** An account that is not there, one that is in no inventory, and exceptions that cover nothing: every finding of the run. */
const policy: Partial<Policy> = {
  accounts: [{ id: '444455556666', is: [], place }],
  exclude: [{ account: '777788889999', ...reason, place }],
  waivers: [{ rule: 'kms-encryption', account: management, ...reason, until: '2026-01-01', place }],
}

describe('verdicts', () => {
  it('stand by rule, account and subject', () => {
    const property = fc.property(organizationOfTwins, (sketch) => {
      const { verdicts } = judged(policy, { sketch, rules, only: ['all'] })
      // No character of a rule's name, a number or an ARN comes before the one that parts them here.
      const keys = verdicts.map(({ rule, subject }) => [rule, subject.account ?? '', subject.id].join('\u0000'))
      expect(keys).toEqual(keys.toSorted())
      expect(new Set(verdicts.map(({ rule }) => rule))).toContain('account-not-in-inventory')
    })
    fc.assert(property, { numRuns: 30 })
  })
})
