/** The trails that were seen so far: one sighting of each, the same one whatever the order of the answers. */
import type { Trail } from '../../nouns/snapshot.ts'
import { accountIn, regionIn } from './arn.ts'
import type { Reader } from './ask.ts'

/** A trail as one region of one account showed it. */
export interface TrailSighting {
  readonly trail: Trail
  readonly reader: Reader
  readonly region: string
}

export interface TrailSightings {
  /** Notes what an account showed. Answers the account's own trails, which nobody else needs to be asked about. */
  note(sightings: readonly TrailSighting[]): readonly TrailSighting[]
  /** The trails whose owner did not show them, each as the account shows it that the organization lists first. */
  foreign(): readonly TrailSighting[]
  /** Every trail that was seen, once. */
  trails(): readonly Trail[]
}

/** The home region of a trail: where its selectors and tags are asked, and part of its key. */
export function homeRegionOf(trail: Trail): string {
  return trail.HomeRegion ?? regionIn(trail.TrailARN)
}

/** Sightings of trails in the accounts of an organization, which are given in the order of its list. */
export function openTrailSightings(accounts: readonly string[]): TrailSightings {
  const positionOf = positionsIn(accounts)
  const byArn = new Map<string, TrailSighting>()
  return {
    note(sightings) {
      const best = bestOfEach(sightings)
      for (const sighting of best) {
        const known = byArn.get(sighting.trail.TrailARN)
        if (known === undefined || positionOf(sighting) < positionOf(known)) byArn.set(sighting.trail.TrailARN, sighting)
      }
      return best.filter(isOwn)
    },
    foreign: () => [...byArn.values()].filter((sighting) => !isOwn(sighting)),
    trails: () => [...byArn.values()].map(({ trail }) => trail),
  }
}

/** The owner's own sighting comes first, then that of the account that is listed first. */
function positionsIn(accounts: readonly string[]): (sighting: TrailSighting) => number {
  const positions = new Map(accounts.map((id, index) => [id, index]))
  return (sighting) => (isOwn(sighting) ? -1 : (positions.get(sighting.reader.account) ?? accounts.length))
}

function isOwn({ trail, reader }: TrailSighting): boolean {
  return accountIn(trail.TrailARN) === reader.account
}

/** Each trail as its home region shows it, else the first region by name. */
function bestOfEach(sightings: readonly TrailSighting[]): readonly TrailSighting[] {
  const byRegion = sightings.toSorted((a, b) => (a.region < b.region ? 1 : -1))
  const homeLast = [...byRegion.filter((sighting) => !isAtHome(sighting)), ...byRegion.filter(isAtHome)]
  return [...new Map(homeLast.map((sighting) => [sighting.trail.TrailARN, sighting])).values()]
}

function isAtHome({ trail, region }: TrailSighting): boolean {
  return region === homeRegionOf(trail)
}
