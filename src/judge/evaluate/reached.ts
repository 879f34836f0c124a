/** What reaches one account and region: trails, and apart from them event data stores, which never count as coverage. */
import type { Reaching } from '../coverage/answer.ts'
import { configurationKey, namedKey } from '../coverage/configuration.ts'
import { decide } from '../coverage/decide.ts'
import { trailsReaching } from '../coverage/reaching.ts'
import { storesReaching } from '../coverage/stores.ts'
import { catalogueNames, catalogues } from '../../nouns/catalogue.ts'
import type { CatalogueDates, CoveragePlace, Doubt, Names, RegionsAnswer, SilentTrail } from '../../nouns/coverage.ts'
import type { EventClass } from '../../nouns/event.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'

/** A question's snapshot, account and regions. */
export interface Asked {
  readonly snapshot: Snapshot
  readonly place: CoveragePlace
}

export interface ReachedRegion extends Reached {
  readonly region: string
}

export interface Reached {
  readonly trails: Reaching
  readonly stores: Reaching
}

/** What reaches each region of a place. */
export function reachedOf({ snapshot, place }: Asked): readonly ReachedRegion[] {
  return place.regions.map((region) => Object.assign({ region }, reachedIn(snapshot, place.account, region)))
}

export function reachedIn(snapshot: Snapshot, account: string, region: string): Reached {
  return { trails: trailsReaching(snapshot, account, region), stores: storesReaching(snapshot, account, region) }
}

/** What is shown there and records nothing. */
export function silentIn({ trails, stores }: Reached): readonly SilentTrail[] {
  return [...trails.stopped, ...stores.stopped]
}

/** Equal for regions in which every question has the same answer. */
export function reachedKey({ trails, stores }: Reached): string {
  return [trails, stores].flatMap((reaching) => [configurationKey(reaching), namedKey(reaching)]).join('\n\n')
}

/** Whether there are stores, or may be, in one of these regions: then they have an answer in each. */
export function haveStores(all: readonly Reached[]): boolean {
  return all.some(({ stores }) => stores.trails.length > 0)
}

/** Whether all is recorded there of a class, by the trails and, where they are asked about, by the stores. */
export function answersOf(eventClass: EventClass, { trails, stores }: Reached, withStores: boolean): Pick<RegionsAnswer, 'trails' | 'stores'> {
  const answer = decide(eventClass, trails)
  return withStores ? { trails: answer, stores: decide(eventClass, stores) } : { trails: answer }
}

/** Why no store could be seen, where only that is known of them. */
export function storesUnseen({ stores }: Reached): readonly Doubt[] | undefined {
  const hidden = stores.trails.length > 0 && stores.trails.every(({ arn }) => arn === '')
  return hidden ? stores.trails.flatMap(({ doubts }) => doubts) : undefined
}

export function recorderNames(all: readonly Reached[]): Names {
  const entries = all.flatMap(({ trails, stores }) => [...trails.trails, ...stores.trails])
  return Object.fromEntries(entries.filter(({ arn }) => arn !== '').map(({ arn, name }) => [arn, name]))
}

/** The items of one key together, in the order in which the keys first come. */
export function alike<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()]
}

export function catalogueDates(): CatalogueDates {
  return Object.fromEntries(catalogueNames.map((name) => [name, catalogues[name].date])) as CatalogueDates
}
