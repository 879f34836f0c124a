/** Whether a trail delivers: the errors that it shows, and where it is quiet. */
import type { ShownIn } from '../../nouns/reach-by-region.ts'
import type { AccountFacts, Snapshot, TrailStatus } from '../../nouns/snapshot.ts'
import { identify, type TrailIdentity } from '../coverage/logging.ts'
import type { Case, Seen } from './case.ts'
import { sinceTruth } from './age.ts'
import { openGap } from './fact-reading.ts'
import { reachesShowing, statusGap, type Showing } from './statuses.ts'
import { sayGap, someOf } from './wording.ts'

/** After this many hours without a log file or a digest a region is called quiet; digests come every hour (reference 8). */
const quietAfter = 24

const source = 'cloudtrail:GetTrailStatus'

/** What is amiss in the places where a trail shows. */
interface Troubles {
  /** Where it shows. */
  places: number
  readonly errors: string[]
  /** Where its status could not be seen. */
  readonly hidden: Showing[]
  readonly quiet: string[]
}

/**
 * The errors of delivery in every region and account where the trail shows; where its status could not be seen there may be more.
 * Regions without deliveries or digests are named: nothing may have happened there.
 */
export function deliveryErrors({ snapshot, subject }: Case): Seen {
  const identity = identify(subject.id, snapshot.trails.get(subject.id)?.value)
  const { places, errors, hidden, quiet } = troublesIn(identity, snapshot)
  const gaps = hidden.flatMap(({ gap }) => gap ?? [])
  if (places === 0) return { value: undefined, source, gaps, why: ['where it shows, and whether it delivers, could not be seen'] }
  const why = [sayErrors(errors, places - hidden.length), ...sayHidden(hidden, identity.owner), ...sayQuiet(quiet)]
  return hidden.length === 0 ? { value: errors, source, why } : { value: errors, perhaps: 'anything', source, gaps, why }
}

function troublesIn(identity: TrailIdentity, snapshot: Snapshot): Troubles {
  const troubles: Troubles = { places: 0, errors: [], hidden: [], quiet: [] }
  for (const reach of reachesShowing(snapshot, identity.arn)) {
    for (const at of reach.allShown) lookAt(at, reach, identity, snapshot, troubles)
  }
  return troubles
}

/** Without making the status where nothing is amiss: of an organization trail there are hundreds of thousands. */
function lookAt(at: ShownIn, reach: AccountFacts['reach'], { arn, owner, home }: TrailIdentity, snapshot: Snapshot, troubles: Troubles): void {
  const status = at.shown.value?.trails[arn]
  if (status === undefined) return
  const { region } = at
  const where = { account: reach.account, region }
  troubles.places += 1
  const gap = statusGap(at.shown, arn)
  if (gap !== undefined) {
    troubles.hidden.push({ ...where, gap: openGap(gap, where) })
    return
  }
  const error = errorIn(status)
  if (error !== undefined) troubles.errors.push(`${error} in ${place(where, owner)}`)
  if (region === home) return
  const [file, digest] = [reach.timeIn(at, arn, 'LatestDeliveryTime'), reach.timeIn(at, arn, 'LatestDigestDeliveryTime')]
  if (!isRecent(file, snapshot) && !isRecent(digest, snapshot)) troubles.quiet.push(place(where, owner))
}

/** CloudTrail's own code of what went wrong, such as AccessDenied or NoSuchBucket; an empty one is none. */
export function errorIn(status: TrailStatus | undefined): string | undefined {
  const error = status?.LatestDeliveryError
  return error === undefined || error === '' ? undefined : error
}

function place({ account, region }: Showing, owner: string): string {
  return account === owner ? region : `${region} of account ${account}`
}

/** Whether a log file or a digest was delivered from there lately. */
export function isFresh({ LatestDeliveryTime: file, LatestDigestDeliveryTime: digest }: TrailStatus, snapshot: Snapshot): boolean {
  return isRecent(file, snapshot) || isRecent(digest, snapshot)
}

/** In seconds since 1970. */
function isRecent(time: number | undefined, snapshot: Snapshot): boolean {
  return time !== undefined && sinceTruth(Math.trunc(time * 1000), quietAfter, snapshot) === true
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
