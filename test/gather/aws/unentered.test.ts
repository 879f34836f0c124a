/** The regions of accounts: asked of each itself, and of the caller about those that it cannot enter. */
import { describe, expect, it } from 'vitest'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import { factsIn, type Gap, type Regions } from '../../../src/nouns/snapshot.ts'
import { collected, type Collected } from './simulated.ts'

const [caller = '', ...members] = Array.from({ length: 7 }, (_, index) => String(index + 1).repeat(12))
const call = 'account:ListRegions'
const denied: Gap = { cause: 'refused', call, code: 'AccessDeniedException', message: 'no' }
const ec2: Regions['source'] = 'ec2:DescribeRegions'
const noRole: Partial<SketchAccount> = { refused: ['sts:AssumeRole'] }

/** Six members, and what each of them is beside its id. */
function organization(of: (id: string) => Partial<SketchAccount>): Sketch {
  return { organization: 'o-example0001', accounts: [{ id: caller }, ...members.map((id) => Object.assign({ id }, of(id)))] }
}

/** How often account:ListRegions was asked with the caller's credentials, its own account included. */
function asksIn({ requests }: Collected): number {
  return requests.filter(({ operation, account }) => operation === 'ListRegions' && account === caller).length
}

/** The source of each member's regions, in order. */
function sourcesIn({ got }: Collected): readonly (Regions['source'] | undefined)[] {
  return members.map((id) => got.accounts.get(id)?.regions?.value?.source)
}

describe('the regions of members that can be entered', () => {
  it('are asked of each itself, and nothing of the caller', async () => {
    const run = await collected(organization(() => ({})))
    expect(sourcesIn(run)).toEqual(members.map(() => call))
    expect(asksIn(run)).toBe(1)
  })

  it('are asked of EC2 where Account Management refuses', async () => {
    const run = await collected(organization((id) => (members.indexOf(id) === 2 ? { gaps: { [call]: denied } } : {})))
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual(members.map((_, index) => (index === 2 ? ec2 : call)))
    expect(asksIn(run)).toBe(1)
  })

  it('are asked of EC2 alone in a partition without Account Management', async () => {
    const regions = ['us-gov-east-1', 'us-gov-west-1']
    const run = await collected({ ...organization(() => ({})), partition: 'aws-us-gov', regions })
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual(members.map(() => ec2))
    expect(run.requests.filter(({ service }) => service === 'account')).toEqual([])
  })
})

describe('the regions of members that cannot be entered', () => {
  it('are told by the caller, so that there is a gap for each region', async () => {
    const run = await collected(organization((id) => (id === members[1] ? { ...noRole, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'me-south-1': 'ENABLED' } } : {})))
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect([...(run.got.accounts.get(members[1] ?? '')?.reach.keys() ?? [])].sort()).toEqual(['me-south-1', 'us-east-1'])
    expect(asksIn(run)).toBe(2)
  })

  it.each([1, 50])('are not asked for when the first three are refused (%d at once)', async (concurrency) => {
    const run = await collected(organization(() => ({ ...noRole, gaps: { [call]: denied } })), { concurrency })
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual(members.map(() => undefined))
    expect(asksIn(run)).toBe(1 + 3)
  })

  it('are asked for when not all of the first are refused', async () => {
    const run = await collected(organization((id) => (members.indexOf(id) === 2 ? noRole : { ...noRole, gaps: { [call]: denied } })))
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(asksIn(run)).toBe(7)
  })

  it('are not given up for accounts that are leaving', async () => {
    const states = ['SUSPENDED', 'PENDING_CLOSURE', 'PENDING_CLOSURE', 'ACTIVE'] as const
    const run = await collected(
      organization((id) => {
        const state = states[members.indexOf(id)]
        return state === undefined ? noRole : { ...noRole, state, gaps: { [call]: denied } }
      }),
    )
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual([undefined, undefined, undefined, undefined, call, call])
  })

  it('are asked for after a throttle of the first', async () => {
    const faults = [{ call, account: caller, answer: 'throttle' as const }]
    const run = await collected(organization(() => noRole), { attempts: 1 }, { faults })
    expect(asksIn(run)).toBe(1 + members.length)
  })
})
