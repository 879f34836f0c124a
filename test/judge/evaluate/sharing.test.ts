/** Accounts that are configured alike are judged once: each is told the same as if it were the only member. */
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../../src/gather/files/rules.ts'
import { alikeTo } from '../../../src/judge/evaluate/alike.ts'
import type { Rule } from '../../../src/nouns/rule.ts'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import type { Verdict } from '../../../src/nouns/verdict.ts'
import { caseOf } from './cases.ts'
import { judged, management } from './organization.ts'

const refused = ['cloudtrail:DescribeTrails@eu-west-1']
const writes = [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }]
const ofOwnFunction = (id: string) => [
  { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }, { Field: 'resources.ARN', Equals: [`arn:aws:lambda:us-east-1:${id}:function:f`] }] },
]

/** Three accounts of each configuration; the numbers sort before and after that of the management account. */
const configurations: readonly ((id: string) => SketchAccount)[] = [
  (id) => ({ id }),
  (id) => ({ id, refused }),
  (id) => ({ id, regions: ['us-east-1'] }),
  (id) => ({ id, trails: [{ name: 'own', eventSelectors: writes }] }),
  (id) => ({ id, trails: [{ name: 'own', logging: false }] }),
  (id) => ({ id, trails: [{ name: 'own', eventSelectors: 'unseen' }] }),
  (id) => ({ id, trails: [{ name: 'own', advancedEventSelectors: ofOwnFunction(id) }] }),
  // Told apart by nothing: all that hangs on its home is what reaches the regions.
  (id) => ({ id, trails: [{ name: 'own', homeRegion: id.startsWith('0') ? 'us-east-1' : 'eu-west-1' }] }),
]
const accounts = configurations.flatMap((make, index) => ['0', '5', '9'].map((first) => make(`${first}0000000000${index}`)))

function sketchOf(members: readonly SketchAccount[]): Sketch {
  const trails = [
    { name: 'organization', organizationTrail: true, eventSelectors: writes },
    // Made-up events must not be the ones that it selects.
    { name: 'functions', organizationTrail: true, advancedEventSelectors: ofOwnFunction('777788889999') },
  ]
  return { organization: 'o-exampleorgid', accounts: [{ id: management, trails }, ...members] }
}

async function rules(): Promise<readonly Rule[]> {
  const read = await readRules(resolve(import.meta.dirname, '../../../rules'))
  if (!read.ok) throw new Error('the rules can be read')
  return read.value.filter(({ subject }) => subject === 'account')
}

function verdictsOn(id: string, members: readonly SketchAccount[], all: readonly Rule[]): readonly Verdict[] {
  const { verdicts } = judged({}, { sketch: sketchOf(members), rules: all, only: ['all'] })
  return verdicts.filter(({ subject }) => subject.kind === 'account' && subject.id === id)
}

describe('accounts that are configured alike', () => {
  it('are told what each would be told alone', async () => {
    const all = await rules()
    for (const account of accounts) {
      const together = verdictsOn(account.id, accounts, all)
      expect(together.length).toBeGreaterThan(10)
      expect(JSON.stringify(together)).toBe(JSON.stringify(verdictsOn(account.id, [account], all)))
    }
  })

  it('are told their made-up events also when those of others are looked at in between', async () => {
    const { verdicts } = judged({}, { sketch: sketchOf(accounts), rules: await rules(), only: ['all'] })
    const found = verdicts.filter(({ subject, witness }) => subject.kind === 'account' && witness !== undefined)
    const whose = (): readonly unknown[] => found.map(({ witness }) => witness?.recipientAccountId)
    expect(found.length).toBeGreaterThan(accounts.length)
    expect(whose()).toEqual(found.map(({ subject }) => subject.id))
    expect(whose()).toEqual(found.map(({ subject }) => subject.id))
    expect(found.toReversed().map(({ witness }) => witness?.userIdentity?.accountId)).toEqual(found.toReversed().map(({ subject }) => subject.id))
  })

  it('are found whatever their numbers are, but where a selector asks for one', () => {
    const of = caseOf('account', sketchOf(accounts))
    const configurationOf = (id: string) => alikeTo({ ...of, subject: { kind: 'account', id } }, id)?.configuration
    expect(configurationOf('000000000000')).toBe(configurationOf('900000000000'))
    expect(configurationOf('500000000001')).toBe(configurationOf('900000000001'))
    expect(configurationOf('500000000003')).toBe(configurationOf('900000000003'))
    expect(configurationOf('500000000000')).not.toBe(configurationOf('500000000001'))
    expect(configurationOf('500000000006')).toBeUndefined()
    expect(configurationOf('000000000007')).toBe(configurationOf('500000000007'))
    expect(configurationOf(management)).toBeUndefined()
  })
})
