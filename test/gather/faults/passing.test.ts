/** Faults that pass: whatever goes wrong for a while, a run ends with the facts and gaps of an undisturbed one. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { CollectOptions } from '../../../src/gather/aws/collect.ts'
import type { Fault } from '../../../src/gather/simulate/faults.ts'
import type { AnyFact } from '../../../src/nouns/snapshot.ts'
import { collected, type Collected } from '../aws/simulated.ts'
import { caller, factsOf, footerOf, long, numbersBelow, organization, shareOf } from './organization.ts'

const seeds = Array.from({ length: long ? 10 : 1 }, (_, index) => index + 1)
const points = long ? 20 : 3
const options: Partial<CollectOptions> = { attempts: 8, timeout: long ? 15_000 : 4000 }

const undisturbed: { run?: Collected } = {}

beforeAll(async () => {
  undisturbed.run = await collected(organization, options)
})

/** What must be the same whatever happened on the way. */
function outcomeOf(run: Collected | undefined): object {
  return { facts: run && factsOf(run), footer: run && footerOf(run.lines) }
}

describe('five requests in a hundred', () => {
  const kinds = ['throttle', 'reset', 'html-500', 'delay'] as const

  it.each(kinds.flatMap((kind) => seeds.map((seed) => [kind, seed] as const)))('%s (seed %i), and no fact is lost', async (kind, seed) => {
    const run = await collected(organization, options, { faults: [shareOf(kind, 0.05, seed)] })
    expect(run.requests.length).toBeGreaterThan((undisturbed.run as Collected).requests.length)
    expect(outcomeOf(run)).toEqual(outcomeOf(undisturbed.run))
  }, 600_000)

  it.each(seeds)('all of these, at ten requests a second and account, region and service (seed %i), and no fact is lost', async (seed) => {
    const faults = (['throttle', 'reset', 'html-500'] as const).map((kind, index) => shareOf(kind, 0.017, seed * 10 + index))
    const rate = { perSecond: 10, burst: 10 }
    const run = await collected(organization, { ...options, unthrottled: false }, { faults, rate })
    expect(outcomeOf(run)).toEqual(outcomeOf(undisturbed.run))
  }, 600_000)
})

describe('sessions that end', () => {
  it('at any moment are opened again, and no fact is lost', async () => {
    const requests = (undisturbed.run as Collected).requests.length
    for (const after of numbersBelow(requests, points, 7)) {
      const fault: Fault = { answer: 'end-sessions', after, times: 1 }
      expect(outcomeOf(await collected(organization, options, { faults: [fault] }))).toEqual(outcomeOf(undisturbed.run))
    }
  }, 600_000)
})

describe('the caller’s own login that ends', () => {
  it('at any moment leaves what is true, a gap for all the rest, and a footer that adds up', async () => {
    const quiet = undisturbed.run as Collected
    const begun = quiet.requests.findIndex(({ service, operation }) => service === 'sts' && operation === 'AssumeRole')
    const known = new Map(factsOf(quiet).map((fact) => [keyOf(fact), fact]))
    for (const after of numbersBelow(quiet.requests.length - begun, points, 11)) {
      const run = await collected(organization, options, { faults: [{ answer: 'expire', account: caller, after: begun + after }] })
      const whole = factsOf(run).filter((fact) => fact.value !== undefined && fact.unseen === undefined)
      for (const fact of whole) expect(truthIn(fact)).toEqual(truthIn(known.get(keyOf(fact)) as AnyFact))
      expectToAddUp(run)
    }
  }, 600_000)
})

/** What a fact tells, whoever told it: the regions of an account have two sources. */
function truthIn(fact: AnyFact): unknown {
  return fact.fact === 'regions' ? fact.value?.status : fact.value
}

function keyOf({ fact, account, region = '', id = '' }: AnyFact): string {
  return [fact, account, region, id].join(' ')
}

/** Every account is told, and the footer counts what is there. */
function expectToAddUp({ lines, got }: Collected): void {
  const { listed = 0, assessed = 0, skipped = 0, unreadable = 0, facts, gaps } = footerOf(lines) ?? {}
  expect(listed).toBe(assessed + skipped + unreadable)
  expect(listed).toBe(got.accounts.size)
  const all = factsOf({ got } as Collected)
  expect(facts).toBe(all.filter(({ value }) => value !== undefined).length)
  expect(gaps).toBe(all.reduce((sum, { gap, unseen = {} }) => sum + (gap === undefined ? 0 : 1) + Object.keys(unseen).length, 0))
}
