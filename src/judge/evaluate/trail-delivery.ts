/** Whether a trail delivers: the errors that it shows, and where it is quiet. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import { identify } from '../coverage/logging.ts'
import type { Case, Seen } from './case.ts'
import { sinceTruth } from './age.ts'
import { showingsOf, type Showing } from './statuses.ts'
import { sayGap, someOf } from './wording.ts'

/** After this many hours without a log file or a digest a region is called quiet; digests come every hour (reference 8). */
const quietAfter = 24

/**
 * The errors of delivery in every region and account where the trail shows; where its status could not be seen there may be more.
 * Regions without deliveries or digests are named: nothing may have happened there.
 */
export function deliveryErrors({ snapshot, subject }: Case): Seen {
  const { owner, home } = identify(subject.id, snapshot.trails.get(subject.id)?.value)
  const showings = showingsOf(snapshot, subject.id)
  const errors = showings.flatMap((showing) => (errorIn(showing) === undefined ? [] : [`${errorIn(showing)} in ${place(showing, owner)}`]))
  const hidden = showings.filter(({ gap }) => gap !== undefined)
  const gaps = hidden.flatMap(({ gap }) => gap ?? [])
  const quiet = showings.filter((showing) => showing.region !== home && isQuiet(showing, snapshot)).map((showing) => place(showing, owner))
  const seen = { source: 'cloudtrail:GetTrailStatus', gaps }
  if (showings.length === 0) return { ...seen, value: undefined, why: ['where it shows, and whether it delivers, could not be seen'] }
  return {
    ...seen,
    value: errors,
    ...(hidden.length === 0 ? {} : { perhaps: 'anything' as const }),
    why: [sayErrors(errors, showings.length - hidden.length), ...sayHidden(hidden, owner), ...sayQuiet(quiet)],
  }
}

/** CloudTrail's own code of what went wrong, such as AccessDenied or NoSuchBucket; an empty one is none. */
export function errorIn({ status }: Showing): string | undefined {
  const error = status?.LatestDeliveryError
  return error === undefined || error === '' ? undefined : error
}

function place({ account, region }: Showing, owner: string): string {
  return account === owner ? region : `${region} of account ${account}`
}

function isQuiet(showing: Showing, snapshot: Snapshot): boolean {
  return showing.status !== undefined && !isFresh(showing, snapshot)
}

/** Whether a log file or a digest was delivered from there lately. */
export function isFresh({ status }: Showing, snapshot: Snapshot): boolean {
  const times = [status?.LatestDeliveryTime, status?.LatestDigestDeliveryTime]
  return times.some((time) => time !== undefined && sinceTruth(Math.trunc(time * 1000), quietAfter, snapshot) === true)
}

function sayErrors(errors: readonly string[], places: number): string {
  if (errors.length > 0) return `it could not deliver: ${someOf(errors)}`
  if (places === 1) return 'it shows no delivery error where its status was seen'
  return `it shows no delivery error in any of the ${places} places where its status was seen`
}

function sayHidden(hidden: readonly Showing[], owner: string): readonly string[] {
  if (hidden.length === 0) return []
  return [`whether it delivers is not known in ${someOf(hidden.map((showing) => place(showing, owner)))}${sayGap(hidden[0]?.gap)}`]
}

function sayQuiet(quiet: readonly string[]): readonly string[] {
  if (quiet.length === 0) return []
  return [`quiet, with neither a log file nor a digest in the ${quietAfter} hours before the reading: ${someOf(quiet)}`]
}
