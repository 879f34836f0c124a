/**
 * Least privilege, proven on a simulation that refuses whatever the printed policies do not allow: with them a run is refused
 * nothing, and without any one of their actions it says which one it lacks.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Allowance, Permissions } from '../src/gather/simulate/permissions.ts'
import { calls, type Call } from '../src/nouns/call.ts'
import { mistakesOf } from '../src/nouns/place.ts'
import type { Sketch } from '../src/nouns/sketch.ts'
import { factsIn, type Gap } from '../src/nouns/snapshot.ts'
import { roleText, type RoleWish } from '../src/tell/setup/role.ts'
import { collected, type Collected } from './gather/aws/simulated.ts'

const caller = '111122223333'
const member = '222222222222'
const wish: RoleWish = { trust: `arn:aws:iam::${caller}:role/auditor`, roleName: 'trailgate-reader' }
const keyId = '11111111-2222-3333-4444-555555555555'
const kmsKeyId = (account: string): string => `arn:aws:kms:us-east-1:${account}:key/${keyId}`

/** One account with everything that a trail may have; every call there is gets asked of it. */
function whole(account: string) {
  const alarms = [{ name: 'changes', actionsEnabled: true, actions: [`arn:aws:sns:us-east-1:${account}:changes`] }]
  return {
    id: account,
    buckets: [{ name: `logs-of-${account}` }],
    keys: [{ id: keyId, region: 'us-east-1' }],
    logGroups: [{ name: 'trail', metricFilters: [{ name: 'changes', pattern: '{ $.x = 1 }', alarms }] }],
    topics: [{ name: 'changes' }],
    roles: ['cloudtrail-logs'],
    eventDataStores: [{ name: 'store' }],
    trails: [
      {
        name: 'own',
        bucket: `logs-of-${account}`,
        kmsKeyId: kmsKeyId(account),
        logGroup: 'trail',
        topic: 'changes',
        insights: ['ApiCallRateInsight'],
        tags: { a: '1' },
      },
    ],
  }
}

const organization: Sketch = {
  organization: 'o-example0001',
  units: [{ Id: 'r-0001', Name: 'Root' }, { Id: 'ou-0001-a', Name: 'a', ParentId: 'r-0001' }],
  accounts: [whole(caller), whole(member)],
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Properties: Readonly<Record<string, unknown>> }>>
}

interface Document {
  readonly Statement: readonly Allowance[]
}

/** The permissions that the templates give: read from the texts that one deploys. */
function printed(): Permissions {
  const { CallerPolicy } = (parse(roleText('stack', wish)) as Template).Resources
  const { ReaderRole } = (parse(roleText('stackset', wish)) as Template).Resources
  const [inline] = (ReaderRole?.Properties['Policies'] ?? []) as readonly { readonly PolicyDocument: Document }[]
  const own = CallerPolicy?.Properties['PolicyDocument'] as Document | undefined
  return { caller: own?.Statement ?? [], reader: inline?.PolicyDocument.Statement ?? [] }
}

function without({ caller: own, reader }: Permissions, ...actions: readonly string[]): Permissions {
  const less = (statement: Allowance): Allowance => ({ ...statement, Action: [statement.Action].flat().filter((action) => !actions.includes(action)) })
  return { caller: own.map(less), reader: reader.map(less) }
}

function run(permissions: Permissions): Promise<Collected> {
  return collected(organization, { withEventDataStores: true }, { permissions })
}

/** The IAM actions that the gaps of a run name; of a run that could not begin, what it said. */
async function wanting(permissions: Permissions): Promise<readonly string[]> {
  try {
    const { got } = await run(permissions)
    const gaps = factsIn(got).flatMap(({ gap, unseen = {} }): readonly Gap[] => Object.values(unseen).concat(gap ?? []))
    return gaps.map(({ call }) => (calls[call as keyof typeof calls] as Call).action)
  } catch (error) {
    return (mistakesOf(error) ?? []).flatMap(({ what }) => what.match(/\b[a-z0-9]+:[A-Z]\w+/g) ?? [])
  }
}

const actions = [...new Set(Object.values(calls).map(({ action }) => action))].filter((action) => action !== 'sts:GetCallerIdentity')
/** Each of these two does for the other. */
const regions: readonly string[] = ['account:ListRegions', 'ec2:DescribeRegions']

describe('a run with exactly the permissions that are printed', () => {
  const state: { run?: Collected } = {}

  beforeAll(async () => {
    state.run = await run(printed())
  })

  it('is refused nothing, and sees everything', () => {
    const { got, wanted } = state.run as Collected
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(factsIn(got).filter(({ gap, unseen }) => gap !== undefined || unseen !== undefined)).toEqual([])
  })

  it('makes every call there is, so that no action is printed in vain', async () => {
    const asked = new Set((state.run as Collected).requests.map(({ service, operation }) => `${service}:${operation}`))
    const central = await run(without(printed(), 'account:ListRegions'))
    for (const { service, operation } of central.requests) asked.add(`${service}:${operation}`)
    expect([...asked].sort()).toEqual(Object.keys(calls).sort())
  })

  it('prints every action, and no other', () => {
    const { caller: own, reader } = printed()
    const named = [...own, ...reader].flatMap(({ Action }) => Action)
    expect(new Set(named)).toEqual(new Set(actions))
  })
})

describe('without one action', () => {
  it.each(actions.filter((action) => !regions.includes(action)))('%s, a run names it', async (action) => {
    expect(await wanting(without(printed(), action))).toContain(action)
  })

  it.each(regions)('%s, the other call tells the regions; without both, a gap names what was asked last', async (action) => {
    expect(await wanting(without(printed(), action))).toEqual([])
    expect(await wanting(without(printed(), ...regions))).toContain('ec2:DescribeRegions')
  })

  it('the reader role cannot be taken under another name', async () => {
    const { caller: own, reader } = printed()
    const rest = own.filter(({ Action }) => Action !== 'sts:AssumeRole')
    const elsewhere = { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/other' }
    expect(own.length - rest.length).toBe(1)
    expect(await wanting({ caller: [...rest, elsewhere], reader })).toContain('sts:AssumeRole')
  })
})
