/** What the regions of a few accounts show, line by line: most accounts show the same as the others, and no time stands twice. */
import * as fc from 'fast-check'
import { shownTrails, type ReachInParts, type Shown } from '../../src/nouns/reach-by-region.ts'
import type { Fact, Gap, Reach } from '../../src/nouns/snapshot.ts'

export const accounts = ['111122223333', '222233334444', '333344445555']
/** A fact without a region has none to be named. */
export const regions = ['us-east-1', 'eu-west-1', 'ap-east-1', 'sa-east-1', '']
export const arns = ['arn:a', 'arn:b', 'arn:c', '12', '__proto__']
export const members = ['LatestDeliveryTime', 'LatestDigestDeliveryTime', 'StartLoggingTime', 'IsLogging', 'LatestDeliveryError'] as const

export type ReachLine = Fact<'reach'> | ReachInParts

type Trails = Reach['trails']

const region = fc.constantFrom(...regions)
const time = fc.constant(1)
const usualStatus = fc.record(
  { StartLoggingTime: time, IsLogging: fc.boolean(), LatestDeliveryTime: time, LatestDeliveryError: fc.constant('none'), LatestDigestDeliveryTime: time },
  { requiredKeys: [], noNullPrototype: true },
)
const usualTrails = trailsOf(fc.constantFrom('arn:a', 'arn:b', 'arn:c'), usualStatus)

/** Such as no schema lets in. */
const oddStatus = fc.dictionary(fc.constantFrom(...members, '12', '__proto__'), fc.constantFrom<unknown>(1, 'none', null, false, [1], { at: 1 }), { noNullPrototype: true })
const oddTrails = trailsOf(fc.constantFrom(...arns), oddStatus)

function trailsOf(arn: fc.Arbitrary<string>, status: fc.Arbitrary<object>): fc.Arbitrary<Trails> {
  return fc.array(fc.tuple(arn, status), { maxLength: 3 }).map((entries) => Object.fromEntries(entries))
}

const gap = fc.constantFrom<Gap>(
  { cause: 'refused', call: 'cloudtrail:DescribeTrails', code: 'AccessDeniedException', message: 'no' },
  { cause: 'timed-out', call: 'cloudtrail:GetTrailStatus', message: '' },
)
const value = fc.oneof(usualTrails, oddTrails).map((trails) => ({ trails }))
const unseen = fc.dictionary(fc.constantFrom('trails', 'trails.arn:a'), gap, { minKeys: 1 })
const whole = fc.oneof(fc.record({ value }), fc.record({ gap }), fc.record({ value, unseen }))

/** What is shown by number, or a whole fact without its key. */
interface Put {
  readonly region: string
  readonly what: number | Pick<Fact<'reach'>, 'value' | 'gap' | 'unseen'>
}

const usual: fc.Arbitrary<Put> = fc.record({ region, what: fc.nat({ max: 3 }) })
const other: fc.Arbitrary<Put> = fc.record({ region, what: fc.oneof(whole, fc.nat({ max: 3 })) })

/** Instead of the usual: nothing, something else, or more than once. */
const instead = fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.array(other, { maxLength: 2 }))
const most = regions.length

interface Plan {
  readonly usual: readonly Put[]
  /** Account by account, and there put by put. */
  readonly instead: readonly (readonly (readonly Put[] | undefined)[])[]
  /** Whose turn it is, by number. */
  readonly turns: readonly number[]
}

const plan: fc.Arbitrary<Plan> = fc.record({
  usual: fc.uniqueArray(usual, { selector: (put) => put.region, maxLength: most, size: 'max' }),
  instead: fc.tuple(...accounts.map(() => fc.array(instead, { minLength: most, maxLength: most }))),
  turns: fc.array(fc.nat({ max: accounts.length - 1 }), { maxLength: 3 * most, size: 'max' }),
})

/** Lines of several accounts, one among the other. */
export const reachLines: fc.Arbitrary<readonly ReachLine[]> = fc
  .tuple(fc.array(usualTrails, { minLength: 1, maxLength: 4 }), plan)
  .map(([trails, planned]) => linesOf(planned, trails.map(shownTrails)))

function linesOf({ usual: all, instead: others, turns }: Plan, shown: readonly Shown[]): readonly ReachLine[] {
  const clock = newClock()
  const left = accounts.map((account, index) => {
    const puts = all.flatMap((put, at) => others[index]?.[at] ?? [put])
    return puts.map((put) => lineOf(account, put, shown, clock))
  })
  const inTurn = turns.flatMap((turn) => left[turn]?.shift() ?? [])
  return [...inTurn, ...left.flat()]
}

type Clock = () => number

function newClock(): Clock {
  let now = 1_700_000_000
  return () => (now += 1)
}

function lineOf(account: string, { region: name, what }: Put, all: readonly Shown[], clock: Clock): ReachLine {
  if (typeof what === 'number') {
    const shown = all[what % all.length] as Shown
    return { fact: 'reach', account, region: name, shown, times: numbersIn(shown.value?.trails ?? {}).map(clock) }
  }
  const key = name === '' ? { account } : { account, region: name }
  const told = what.value === undefined ? what : { ...what, value: { trails: withNumbers(what.value.trails, clock) } }
  return { fact: 'reach', ...key, ...told } as Fact<'reach'>
}

function numbersIn(trails: Trails): readonly number[] {
  return Object.values(trails).flatMap((status) => Object.values(status).filter((member) => typeof member === 'number'))
}

function withNumbers(trails: Trails, clock: Clock): Trails {
  return Object.fromEntries(Object.entries(trails).map(([arn, status]) => [arn, mapMembers(status, clock)]))
}

function mapMembers(status: object, clock: Clock): object {
  return Object.fromEntries(Object.entries(status).map(([name, member]) => [name, typeof member === 'number' ? clock() : member]))
}

/** The line as a whole fact. */
export function factOf(line: ReachLine): Fact<'reach'> {
  if (!('shown' in line)) return line
  const { account, region: name, shown, times } = line
  const left = [...times]
  return { fact: 'reach', account, region: name, value: { trails: withNumbers(shown.value?.trails ?? {}, () => left.shift() ?? Number.NaN) } }
}
