/** The trails that were seen so far: one sighting of each, the same one whatever the order of the answers. */
import type { Trail } from '../../nouns/snapshot.ts'
import { accountIn, regionIn } from './arn.ts'

/** A trail as one region of one account showed it; without its body where that was shown to an earlier run. */
export interface TrailSighting {
  readonly arn: string
  readonly account: string
  readonly region: string
  readonly trail?: Trail
}

export interface TrailSightings {
  /** Notes what an account showed. Answers the account's own trails, which nobody else needs to be asked about. */
  note(sightings: readonly TrailSighting[]): readonly TrailSighting[]
  /** The trails whose owner did not show them, each as the account shows it that the organization lists first. */
  foreign(): readonly TrailSighting[]
  /** Notes what a trail is. */
  learn(trail: Trail): void
  /** Every trail whose body is known, once. */
  trails(): readonly Trail[]
}

/** The home region of a trail: where its selectors and tags are asked, and part of its key. */
export function homeRegionOf(trail: Trail): string {
  return trail.HomeRegion ?? regionIn(trail.TrailARN)
}

/** Sightings of trails in the accounts of an organization; `positionOf` tells where its list has an account. */
export function openTrailSightings(positionOf: (account: string) => number): TrailSightings {
  const byArn = new Map<string, TrailSighting>()
  const bodies = new Map<string, Trail>()
  /** The owner's own sighting comes first, then that of the account that is listed first. */
  const rank = (sighting: TrailSighting): number => (isOwn(sighting) ? -1 : positionOf(sighting.account))
  return {
    note(sightings) {
      const best = bestOfEach(sightings)
      for (const sighting of best) {
        const known = byArn.get(sighting.arn)
        if (known === undefined || rank(sighting) < rank(known)) byArn.set(sighting.arn, sighting)
      }
      return best.filter(isOwn)
    },
    foreign: () => [...byArn.values()].filter((sighting) => !isOwn(sighting)),
    learn: (trail) => void bodies.set(trail.TrailARN, trail),
    trails: () => [...bodies.values()],
  }
}

function isOwn({ arn, account }: TrailSighting): boolean {
  return accountIn(arn) === account
}

/** Each trail as its home region shows it, else the first region by name; one with its body before one without. */
function bestOfEach(sightings: readonly TrailSighting[]): readonly TrailSighting[] {
  const bestLast = sightings.toSorted((a, b) => merit(a) - merit(b) || (a.region < b.region ? 1 : -1))
  return [...new Map(bestLast.map((sighting) => [sighting.arn, sighting])).values()]
}

function merit({ arn, region, trail }: TrailSighting): number {
  return (trail === undefined ? 0 : 2) + (region === (trail === undefined ? regionIn(arn) : homeRegionOf(trail)) ? 1 : 0)
}
