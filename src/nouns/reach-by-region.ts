/**
 * What the regions of an account show, held in little room: of a large organization that is nearly all there is to hold.
 *
 * Most accounts show the same in the same regions, but for the times of deliveries. What is the same is held once, as steps from region
 * to region that accounts share as far as they go together; an account holds its times, and the step that it came to. Facts are made of
 * these when they are asked for.
 */
import type { Reach, TrailStatus } from './fact.ts'
import type { Fact, Gap } from './snapshot.ts'

/** A status of which the times are not to be had: they are those of some account or other. */
export type Timeless = { readonly [K in keyof TrailStatus as NonNullable<TrailStatus[K]> extends number ? never : K]: TrailStatus[K] }

/** What a region shows, whoever asks, but for times. The same object for all that show the same. */
export interface Shown {
  readonly value: { readonly trails: Readonly<Record<string, Timeless>> } | undefined
  readonly gap: Gap | undefined
  readonly unseen: Readonly<Record<string, Gap>> | undefined
  /** Which members are times, trail by trail; trails without are left out. */
  readonly times: readonly TimesOfTrail[]
  /** The fact itself, where this is of one alone. */
  readonly fact: Fact<'reach'> | undefined
}

interface TimesOfTrail {
  readonly arn: string
  readonly members: readonly string[]
}

/** What is shown where everything could be seen. */
export function shownTrails(trails: Reach['trails']): Shown {
  return { value: { trails }, gap: undefined, unseen: undefined, times: timesOf(trails), fact: undefined }
}

function shownBy(fact: Fact<'reach'>): Shown {
  const { value, gap, unseen } = fact
  return { value, gap, unseen, times: timesOf(value?.trails ?? {}), fact }
}

function timesOf(trails: Reach['trails']): readonly TimesOfTrail[] {
  const all = Object.entries(trails).map(([arn, status]) => ({ arn, members: timeMembers(status) }))
  return all.filter(({ members }) => members.length > 0)
}

/** The members of a status that are times, in their order. */
export function timeMembers(status: TrailStatus): readonly string[] {
  return Object.entries(status).flatMap(([member, value]) => (typeof value === 'number' ? [member] : []))
}

/** A `reach` fact in two parts: the times, epoch seconds, are its own, and what is shown besides is that of others as well. */
export interface ReachInParts {
  readonly fact: 'reach'
  readonly account: string
  readonly region: string
  readonly shown: Shown
  /** In the order of what is shown. They hold only until the next fact is read. */
  readonly times: readonly number[]
  /** Everything could be seen. */
  readonly gap?: never
  readonly unseen?: never
}

/** The fact as one again. */
export function reachOf({ account, region, shown, times }: ReachInParts): Fact<'reach'> {
  return { fact: 'reach', account, region, value: valueOf(shown, times, 0) }
}

/** `from` is where its times begin. */
function valueOf(shown: Shown, times: readonly number[], from: number): Reach {
  const trails: Record<string, TrailStatus> = {}
  for (const arn in shown.value?.trails) trails[arn] = statusOf(shown, arn, times, from) ?? {}
  return { trails }
}

/** The status of one of the trails, with the times that are an account's own. */
function statusOf({ value, times: places }: Shown, arn: string, times: readonly number[], from: number): TrailStatus | undefined {
  const status = value?.trails[arn]
  let next = from
  for (const place of places) {
    if (place.arn === arn) return withTimes(status ?? {}, place.members, times, next)
    next += place.members.length
  }
  return status
}

function withTimes(status: Timeless, members: readonly string[], times: readonly number[], from: number): TrailStatus {
  const other: Record<string, unknown> = { ...status }
  for (let index = 0; index < members.length; index += 1) other[members[index] as string] = times[from + index]
  return other
}

/** How many times stand before this one in what a region shows; -1 where it does not stand there. */
export function placeOfTime({ times }: Shown, arn: string, member: keyof TrailStatus): number {
  let before = 0
  for (const place of times) {
    if (place.arn === arn) return place.members.includes(member) ? before + place.members.indexOf(member) : -1
    before += place.members.length
  }
  return -1
}

/** What one region of an account shows. */
export interface ShownIn {
  readonly region: string
  readonly shown: Shown
  /** How many times stand before those of this region. */
  readonly from: number
}

/** The regions of an account up to one. */
export interface Step extends ShownIn {
  readonly before: Step | undefined
  readonly size: number
  /** All of them from the first, once somebody asked. */
  path: readonly Step[] | undefined
  /** To a next region: most accounts go where the one before them went, and few steps lead to more than one. */
  latest: Step | undefined
  others: Map<Shown, readonly Step[]> | undefined
}

/** Where the accounts of a snapshot set out from. */
export function newBeginning(): Step {
  return { before: undefined, region: '', shown: shownTrails({}), size: 0, from: 0, path: [], latest: undefined, others: undefined }
}

function stepTo(before: Step, region: string, shown: Shown): Step {
  const from = before.from + countOf(before.shown)
  return { before, region, shown, size: before.size + 1, from, path: undefined, latest: undefined, others: undefined }
}

function countOf({ times }: Shown): number {
  return times.reduce((sum, { members }) => sum + members.length, 0)
}

function timesIn({ value }: Fact<'reach'>): readonly number[] {
  return Object.values(value?.trails ?? {}).flatMap((status) => Object.values(status).filter((each) => typeof each === 'number'))
}

function pathTo(last: Step): readonly Step[] {
  const path: Step[] = []
  for (let step = last; step.before !== undefined; step = step.before) path.push(step)
  return path.reverse()
}

/** By region, in the order in which they came. */
export class ReachByRegion implements ReadonlyMap<string, Fact<'reach'>> {
  readonly account: string
  readonly #beginning: Step
  #last: Step
  #times: number[] = []

  constructor(account: string, beginning: Step = newBeginning()) {
    this.account = account
    this.#beginning = beginning
    this.#last = beginning
  }

  /** The same object for accounts of which the same regions show the same. */
  get likeness(): object {
    return this.#last
  }

  get size(): number {
    return this.#last.size
  }

  /** What a region shows. */
  at(region: string): ShownIn | undefined {
    for (let step = this.#last; step.before !== undefined; step = step.before) if (step.region === region) return step
    return undefined
  }

  /** What each of them shows. */
  get all(): readonly ShownIn[] {
    return (this.#last.path ??= pathTo(this.#last))
  }

  /** The status of a trail where it is shown. */
  statusIn({ shown, from }: ShownIn, arn: string): TrailStatus | undefined {
    return shown.fact === undefined ? statusOf(shown, arn, this.#times, from) : shown.fact.value?.trails[arn]
  }

  /** The time, in epoch seconds, at a place (`placeOfTime`) in what a region shows. */
  timeIn({ from }: ShownIn, place: number): number | undefined {
    return place < 0 ? undefined : this.#times[from + place]
  }

  get(region: string): Fact<'reach'> | undefined {
    const at = this.at(region)
    return at && this.#factAt(at)
  }

  has(region: string): boolean {
    return this.at(region) !== undefined
  }

  *keys(): MapIterator<string> {
    for (const { region } of this.all) yield region
  }

  *values(): MapIterator<Fact<'reach'>> {
    for (const at of this.all) yield this.#factAt(at)
  }

  *entries(): MapIterator<[string, Fact<'reach'>]> {
    for (const at of this.all) yield [at.region, this.#factAt(at)]
  }

  [Symbol.iterator](): MapIterator<[string, Fact<'reach'>]> {
    return this.entries()
  }

  forEach(tell: (fact: Fact<'reach'>, region: string, all: ReadonlyMap<string, Fact<'reach'>>) => void): void {
    for (const at of this.all) tell(this.#factAt(at), at.region, this)
  }

  /** Adds what a region shows, and answers what stood in its place, if something did. */
  put(fact: Fact<'reach'>): Fact<'reach'> | undefined {
    const region = fact.region ?? ''
    const before = this.get(region)
    if (before === undefined) this.#go(stepTo(this.#last, region, shownBy(fact)), timesIn(fact))
    else this.#retrace([...this].map(([name, each]) => (name === region ? fact : each)))
    return before
  }

  /** The same of a fact in two parts. */
  putParts(parts: ReachInParts): Fact<'reach'> | undefined {
    const step = this.#knownStep(parts)
    if (step === undefined && this.has(parts.region)) return this.put(reachOf(parts))
    this.#go(step ?? this.#newStep(parts), parts.times)
    return undefined
  }

  #go(step: Step, times: readonly number[]): void {
    this.#last = step
    for (const time of times) this.#times.push(time)
  }

  /** A step that another account has taken: its region did not stand before. */
  #knownStep({ region, shown }: ReachInParts): Step | undefined {
    const { latest, others } = this.#last
    if (latest?.region === region && latest.shown === shown) return latest
    const known = others?.get(shown)?.find((step) => step.region === region)
    if (known !== undefined) this.#last.latest = known
    return known
  }

  #newStep({ region, shown }: ReachInParts): Step {
    const last = this.#last
    const step = stepTo(last, region, shown)
    if (last.latest !== undefined) {
      last.others ??= new Map([[last.latest.shown, [last.latest]]])
      last.others.set(shown, [...(last.others.get(shown) ?? []), step])
    }
    last.latest = step
    return step
  }

  #retrace(facts: readonly Fact<'reach'>[]): void {
    this.#last = this.#beginning
    this.#times = []
    for (const fact of facts) this.put(fact)
  }

  #factAt({ region, shown, from }: ShownIn): Fact<'reach'> {
    return shown.fact ?? { fact: 'reach', account: this.account, region, value: valueOf(shown, this.#times, from) }
  }
}
