/**
 * What the regions of an account show, held in little room: of a large organization that is nearly all there is to hold.
 *
 * Most accounts show the same in the same regions, but for the times of deliveries. What is the same is held once, as steps from region
 * to region that accounts share as far as they go together; an account holds its times, and the step that it came to. Facts are made of
 * these when they are asked for.
 */
import type { Reach, TrailStatus } from './fact.ts'
import type { Fact } from './snapshot.ts'

/** A `reach` fact without what is an account's own: the times in it are those of some account or other. */
export type Shown = Pick<Fact<'reach'>, 'value' | 'gap' | 'unseen'>

/** What a region shows, and which of it are times; the same object for all that show the same. */
export interface RegionForm {
  readonly value: Reach
  /** Everything could be seen. */
  readonly gap?: never
  readonly unseen?: never
  /** Trail by trail, those without times left out. */
  readonly times: readonly { readonly arn: string; readonly members: readonly string[] }[]
}

/** A `reach` fact in two parts: the times, epoch seconds, are its own, and the form is that of others as well. */
export interface FormedReach {
  readonly fact: 'reach'
  readonly account: string
  readonly region: string
  readonly form: RegionForm
  /** In the order of the form. They hold only until the next fact is read. */
  readonly times: readonly number[]
}

/** The fact as one again. */
export function reachOf({ account, region, form, times }: FormedReach): Fact<'reach'> {
  return { fact: 'reach', account, region, value: valueOf(form, times, 0) }
}

/** `from` is where its times begin. */
function valueOf(form: RegionForm, times: readonly number[], from: number): Reach {
  const trails: Record<string, TrailStatus> = {}
  for (const arn in form.value.trails) trails[arn] = statusOf(form, arn, times, from) ?? {}
  return { trails }
}

/** The status of one of the trails, with the times that are an account's own. */
function statusOf({ value, times: places }: RegionForm, arn: string, times: readonly number[], from: number): TrailStatus | undefined {
  const status = value.trails[arn]
  let next = from
  for (const place of places) {
    if (place.arn === arn) return withTimes(status ?? {}, place.members, times, next)
    next += place.members.length
  }
  return status
}

function withTimes(status: TrailStatus, members: readonly string[], times: readonly number[], from: number): TrailStatus {
  const other: Record<string, unknown> = { ...status }
  for (let index = 0; index < members.length; index += 1) other[members[index] as string] = times[from + index]
  return other
}

/** What one region of an account shows. */
export interface ShownIn {
  readonly region: string
  /** A fact that has no form, such as a gap, stands there as it is. */
  readonly shown: RegionForm | Fact<'reach'>
  /** How many times stand before those of this region. */
  readonly from: number
}

/** The regions of an account up to one. */
export interface Step extends ShownIn {
  readonly before: Step | undefined
  readonly size: number
  /** All of them from the first, once somebody asked. */
  path: readonly Step[] | undefined
  /** To a next region of a known form: most accounts go where the one before them went, and few steps lead to more than one. */
  latest: Step | undefined
  others: Map<RegionForm, readonly Step[]> | undefined
}

/** Where the accounts of a snapshot set out from. */
export function newBeginning(): Step {
  const nothing = { value: { trails: {} }, times: [] }
  return { before: undefined, region: '', shown: nothing, size: 0, from: 0, path: [], latest: undefined, others: undefined }
}

function stepTo(before: Step, region: string, shown: Step['shown']): Step {
  const from = before.from + timesIn(before.shown)
  return { before, region, shown, size: before.size + 1, from, path: undefined, latest: undefined, others: undefined }
}

function isForm(shown: Step['shown']): shown is RegionForm {
  return 'times' in shown
}

function timesIn(shown: Step['shown']): number {
  return isForm(shown) ? shown.times.reduce((sum, { members }) => sum + members.length, 0) : 0
}

function numberIn(value: TrailStatus[keyof TrailStatus]): number | undefined {
  return typeof value === 'number' ? value : undefined
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

  /** What a region shows, where the times do not matter. */
  shown(region: string): Shown | undefined {
    return this.#stepTo(region)?.shown
  }

  /** The same of each. */
  get allShown(): readonly ShownIn[] {
    return this.#path
  }

  /** The status of a trail where it is shown. */
  statusIn({ shown, from }: ShownIn, arn: string): TrailStatus | undefined {
    return isForm(shown) ? statusOf(shown, arn, this.#times, from) : shown.value?.trails[arn]
  }

  /** One of its times, epoch seconds, without making the status: of an organization trail there are hundreds of thousands. */
  timeIn({ shown, from }: ShownIn, arn: string, member: keyof TrailStatus): number | undefined {
    if (!isForm(shown)) return numberIn(shown.value?.trails[arn]?.[member])
    let next = from
    for (const place of shown.times) {
      if (place.arn === arn) return place.members.includes(member) ? this.#times[next + place.members.indexOf(member)] : undefined
      next += place.members.length
    }
    return undefined
  }

  get(region: string): Fact<'reach'> | undefined {
    const step = this.#stepTo(region)
    return step && this.#factAt(step)
  }

  has(region: string): boolean {
    return this.#stepTo(region) !== undefined
  }

  *keys(): MapIterator<string> {
    for (const { region } of this.#path) yield region
  }

  *values(): MapIterator<Fact<'reach'>> {
    for (const step of this.#path) yield this.#factAt(step)
  }

  *entries(): MapIterator<[string, Fact<'reach'>]> {
    for (const step of this.#path) yield [step.region, this.#factAt(step)]
  }

  [Symbol.iterator](): MapIterator<[string, Fact<'reach'>]> {
    return this.entries()
  }

  forEach(tell: (fact: Fact<'reach'>, region: string, all: ReadonlyMap<string, Fact<'reach'>>) => void): void {
    for (const step of this.#path) tell(this.#factAt(step), step.region, this)
  }

  /** Adds what a region shows, and answers what stood in its place, if something did. */
  put(fact: Fact<'reach'>): Fact<'reach'> | undefined {
    const region = fact.region ?? ''
    const before = this.get(region)
    if (before === undefined) this.#last = stepTo(this.#last, region, fact)
    else this.#retrace([...this.values()].map((each) => (each.region === region ? fact : each)))
    return before
  }

  /** The same of a fact in two parts. */
  putFormed(formed: FormedReach): Fact<'reach'> | undefined {
    const step = this.#knownStep(formed)
    if (step === undefined && this.has(formed.region)) return this.put(reachOf(formed))
    this.#last = step ?? this.#newStep(formed)
    for (const time of formed.times) this.#times.push(time)
    return undefined
  }

  get #path(): readonly Step[] {
    return (this.#last.path ??= pathTo(this.#last))
  }

  /** A step that another account has taken: its region did not stand before. */
  #knownStep({ region, form }: FormedReach): Step | undefined {
    const { latest, others } = this.#last
    if (latest?.region === region && latest.shown === form) return latest
    const known = others?.get(form)?.find((step) => step.region === region)
    if (known !== undefined) this.#last.latest = known
    return known
  }

  #newStep({ region, form }: FormedReach): Step {
    const last = this.#last
    const step = stepTo(last, region, form)
    if (last.latest !== undefined) {
      last.others ??= new Map([[last.latest.shown as RegionForm, [last.latest]]])
      last.others.set(form, [...(last.others.get(form) ?? []), step])
    }
    last.latest = step
    return step
  }

  #retrace(facts: readonly Fact<'reach'>[]): void {
    this.#last = this.#beginning
    this.#times = []
    for (const fact of facts) this.put(fact)
  }

  #stepTo(region: string): Step | undefined {
    for (let step = this.#last; step.before !== undefined; step = step.before) if (step.region === region) return step
    return undefined
  }

  #factAt({ region, shown, from }: Step): Fact<'reach'> {
    return isForm(shown) ? { fact: 'reach', account: this.account, region, value: valueOf(shown, this.#times, from) } : shown
  }
}
