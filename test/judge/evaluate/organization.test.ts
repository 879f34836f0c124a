/** Rules about the organization where the policy's inventory or the size of the organization matters. */
import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/judge/evaluate/condition.ts'
import { subjectsOf } from '../../../src/judge/evaluate/subjects.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { caseOf } from './cases.ts'

const place = { file: 'trailgate.yaml', line: 1, column: 1 }
const marked = (...ids: readonly string[]): readonly { id: string; is: readonly string[]; place: typeof place }[] => ids.map((id) => ({ id, is: ['audit'], place }))
const organization = (...delegatedAdministrators: readonly string[]): Parameters<typeof caseOf>[1] => ({
  organization: 'o-exampleorgid',
  delegatedAdministrators,
  accounts: [{ id: '111122223333' }, { id: '444455556666' }, { id: '777788889999' }],
})
const isAudit = { all: [{ delegatedAdministrators: { exists: true } }, { delegatedAdministratorsNotAudit: { exists: false } }] }

describe('the delegated administrator', () => {
  it.each([
    ['set, and nobody marked', ['444455556666'], [], true],
    ['the one marked', ['444455556666'], ['444455556666'], true],
    ['another than the one marked', ['777788889999'], ['444455556666'], false],
    ['the one marked, and another', ['444455556666', '777788889999'], ['444455556666'], false],
    ['nobody', [], ['444455556666'], false],
  ] as const)('%s', (_, delegated, audit, truth) => {
    expect(judge(isAudit, caseOf('organization', organization(...delegated), { inventory: marked(...audit) })).truth).toBe(truth)
  })
})

describe('an organization', () => {
  it('is one subject, by its id', () => {
    expect(subjectsOf('organization', sketchSnapshot(organization()))).toEqual([{ kind: 'organization', id: 'o-exampleorgid' }])
  })

  it('is none where an account is in none', () => expect(subjectsOf('organization', sketchSnapshot({ trails: [{}] }))).toEqual([]))
})
