/** Whether a trail delivers: the errors that it shows, and where it is quiet. */
import { placeOfTime, type Shown } from '../../nouns/reach-by-region.ts'
import type { Gap, Snapshot, TrailStatus } from '../../nouns/snapshot.ts'
import { identify, type TrailIdentity } from '../coverage/logging.ts'
import type { Case, Seen } from './case.ts'
import { sinceTruth } from './age.ts'
import { openGap } from './fact-reading.ts'
import type { Memory } from './memory.ts'
import { onceIn } from './once-in.ts'
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
export function deliveryErrors(of: Case): Seen {
  const { snapshot, subject } = of
  const identity = identify(subject.id, snapshot.trails.get(subject.id)?.value)
  const { places, errors, hidden, quiet } = troublesIn(identity, of)
  const gaps = hidden.flatMap(({ gap }) => gap ?? [])
  if (places === 0) return { value: undefined, source, gaps, why: ['where it shows, and whether it delivers, could not be seen'] }
  const why = [sayErrors(errors, places - hidden.length), ...sayHidden(hidden, identity.owner), ...sayQuiet(quiet)]
  return hidden.length === 0 ? { value: errors, source, why } : { value: errors, perhaps: 'anything', source, gaps, why }
}

/** Written as loops, and without an object for each place that is in order: of an organization trail there are hundreds of thousands. */
function troublesIn({ arn, owner, home }: TrailIdentity, { snapshot, memory }: Case): Troubles {
  const troubles: Troubles = { places: 0, errors: [], hidden: [], quiet: [] }
  const sightOf = sightsOf(arn, memory)
  for (const reach of reachesShowing(snapshot, arn)) {
    for (const at of reach.all) {
      const sight = sightOf(at.shown)
      if (!sight.isThere) continue
      troubles.places += 1
      const isQuiet = at.region !== home && !isLately(reach.timeIn(at, sight.file), reach.timeIn(at, sight.digest), snapshot)
      if (isQuiet || sight.isAmiss) lookAt(sight, isQuiet, { account: reach.account, region: at.region }, owner, troubles)
    }
  }
  return troubles
}

/** What is shown of the trail, but for the times; the same for all regions and accounts that show the same. */
interface Sight {
  readonly isThere: boolean
  readonly isAmiss: boolean
  readonly gap: Gap | undefined
  readonly error: string | undefined
  /** Where the times stand of the last log file and digest. */
  readonly file: number
  readonly digest: number
}

const notThere: Sight = { isThere: false, isAmiss: false, gap: undefined, error: undefined, file: -1, digest: -1 }

/** Worked out once for all places that show the same. */
function sightsOf(arn: string, memory: Memory): (shown: Shown) => Sight {
  const known = memory.table<Sight>()
  return (shown) => onceIn(known, shown, () => sightIn(shown, arn))
}

function sightIn(shown: Shown, arn: string): Sight {
  const status = shown.value?.trails[arn]
  if (status === undefined) return notThere
  const [gap, error] = [statusGap(shown, arn), errorIn(status)]
  const [file, digest] = [placeOfTime(shown, arn, 'LatestDeliveryTime'), placeOfTime(shown, arn, 'LatestDigestDeliveryTime')]
  return { isThere: true, isAmiss: gap !== undefined || error !== undefined, gap, error, file, digest }
}

function lookAt({ gap, error }: Sight, isQuiet: boolean, where: Pick<Showing, 'account' | 'region'>, owner: string, troubles: Troubles): void {
  if (gap !== undefined) {
    troubles.hidden.push({ ...where, gap: openGap(gap, where) })
    return
  }
  if (error !== undefined) troubles.errors.push(`${error} in ${sayPlace(where, owner)}`)
  if (isQuiet) troubles.quiet.push(sayPlace(where, owner))
}

/** CloudTrail's own code of what went wrong, such as AccessDenied or NoSuchBucket; an empty one is none. */
export function errorIn(status: TrailStatus | undefined): string | undefined {
  const error = status?.LatestDeliveryError
  return error === undefined || error === '' ? undefined : error
}

function sayPlace({ account, region }: Showing, owner: string): string {
  return account === owner ? region : `${region} of account ${account}`
}

/** Whether a log file or a digest was delivered from there lately. */
export function isFresh({ LatestDeliveryTime: file, LatestDigestDeliveryTime: digest }: TrailStatus, snapshot: Snapshot): boolean {
  return isLately(file, digest, snapshot)
}

function isLately(file: number | undefined, digest: number | undefined, snapshot: Snapshot): boolean {
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
  return [`whether it delivers is not known in ${someOf(hidden.map((showing) => sayPlace(showing, owner)))}${sayGap(hidden[0]?.gap)}`]
}

function sayQuiet(quiet: readonly string[]): readonly string[] {
  if (quiet.length === 0) return []
  return [`quiet, with neither a log file nor a digest in the ${quietAfter} hours before the reading: ${someOf(quiet)}`]
}
