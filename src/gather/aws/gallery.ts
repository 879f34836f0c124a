/** The trails that were shown so far: one sighting of each, the same one whatever the order of the answers. */
import type { Trail } from '../../nouns/snapshot.ts'
import { accountIn, regionIn } from './arn.ts'
import type { Seat } from './ask.ts'

/** A trail as one account showed it. */
export interface Sighting {
  readonly trail: Trail
  readonly seat: Seat
  readonly region: string
}

export interface Gallery {
  /** Notes what an account showed. Answers the account's own trails, which nobody else needs to be asked about. */
  hang(sightings: readonly Sighting[]): readonly Sighting[]
  /** The trails whose owner did not show them, each as the account shows it that the organization lists first. */
  strangers(): readonly Sighting[]
  trails(): readonly Trail[]
}

/** The home of a trail: where its selectors and tags are asked, and part of its key. */
export function homeOf(trail: Trail): string {
  return trail.HomeRegion ?? regionIn(trail.TrailARN)
}

/** A gallery for the accounts of an organization, in the order of its list. */
export function openGallery(accounts: readonly string[]): Gallery {
  const places = new Map(accounts.map((id, index) => [id, index]))
  const placeOf = (sighting: Sighting): number => (isOwn(sighting) ? -1 : (places.get(sighting.seat.account) ?? accounts.length))
  const shown = new Map<string, Sighting>()
  return {
    hang(sightings) {
      const best = bestOfEach(sightings)
      for (const sighting of best) {
        const known = shown.get(sighting.trail.TrailARN)
        if (known === undefined || placeOf(sighting) < placeOf(known)) shown.set(sighting.trail.TrailARN, sighting)
      }
      return best.filter(isOwn)
    },
    strangers: () => [...shown.values()].filter((sighting) => !isOwn(sighting)),
    trails: () => [...shown.values()].map(({ trail }) => trail),
  }
}

function isOwn({ trail, seat }: Sighting): boolean {
  return accountIn(trail.TrailARN) === seat.account
}

/** Each trail as its home region shows it, else the first region by name. */
function bestOfEach(sightings: readonly Sighting[]): readonly Sighting[] {
  const byRegion = sightings.toSorted((a, b) => (a.region < b.region ? 1 : -1))
  const homeLast = [...byRegion.filter((sighting) => !isAtHome(sighting)), ...byRegion.filter(isAtHome)]
  return [...new Map(homeLast.map((sighting) => [sighting.trail.TrailARN, sighting])).values()]
}

function isAtHome({ trail, region }: Sighting): boolean {
  return region === homeOf(trail)
}
