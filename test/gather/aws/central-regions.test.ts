/** The regions of members, asked for centrally until it is plain that the caller may not. */
import { describe, expect, it } from 'vitest'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import { factsIn, type Gap, type Regions } from '../../../src/nouns/snapshot.ts'
import { collected, type Collected } from './simulated.ts'

const [caller = '', ...members] = Array.from({ length: 7 }, (_, index) => String(index + 1).repeat(12))
const call = 'account:ListRegions'
const denied: Gap = { cause: 'refused', call, code: 'AccessDeniedException', message: 'no' }
const ec2: Regions['source'] = 'ec2:DescribeRegions'

/** Six members, and what each of them is beside its id. */
function organization(of: (id: string) => Partial<SketchAccount>): Sketch {
  return { organization: 'o-example0001', accounts: [{ id: caller }, ...members.map((id) => Object.assign({ id }, of(id)))] }
}

/** How often account:ListRegions was asked, the caller's own account included. */
function asksIn({ requests }: Collected): number {
  return requests.filter(({ operation }) => operation === 'ListRegions').length
}

/** The source of each member's regions, in order. */
function sourcesIn({ got }: Collected): readonly (Regions['source'] | undefined)[] {
  return members.map((id) => got.accounts.get(id)?.regions?.value?.source)
}

describe('the regions of members', () => {
  it('are asked for centrally', async () => {
    const run = await collected(organization(() => ({})))
    expect(sourcesIn(run)).toEqual(members.map(() => call))
    expect(asksIn(run)).toBe(7)
  })

  it.each([1, 50])('that are refused alike are asked for in each member after three (%d at once)', async (concurrency) => {
    const run = await collected(organization(() => ({ gaps: { [call]: denied } })), { concurrency })
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual(members.map(() => ec2))
    expect(asksIn(run)).toBe(1 + 3)
  })

  it('that are refused for some are asked for centrally of all', async () => {
    const run = await collected(organization((id) => (members.indexOf(id) === 2 ? {} : { gaps: { [call]: denied } })))
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual(members.map((_, index) => (index === 2 ? call : ec2)))
    expect(asksIn(run)).toBe(7)
  })

  it('are not given up for accounts that are leaving', async () => {
    const states = ['SUSPENDED', 'PENDING_CLOSURE', 'PENDING_CLOSURE', 'ACTIVE'] as const
    const run = await collected(
      organization((id) => {
        const state = states[members.indexOf(id)]
        return state === undefined ? {} : { state, gaps: { [call]: denied } }
      }),
    )
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(sourcesIn(run)).toEqual([undefined, ec2, ec2, ec2, call, call])
  })

  it('are asked for centrally again after a throttle', async () => {
    const faults = [{ call, answer: 'throttle' as const }]
    const run = await collected(organization(() => ({})), { attempts: 1 }, { faults })
    expect(sourcesIn(run)).toEqual(members.map(() => ec2))
    expect(asksIn(run)).toBe(7)
  })
})
