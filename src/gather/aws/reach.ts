/** Which trails one region of one account shows, and their status there. */
import type { Fact, Gap, Trail, TrailStatus } from '../../nouns/snapshot.ts'
import { membersOf, type Answer } from './answer.ts'
import { accountIn } from './arn.ts'
import type { Reader } from './ask.ts'
import { fatalError } from './fatal-error.ts'
import { isGap } from './gap.ts'
import type { Run } from './run.ts'
import type { TrailSighting } from './trail-sightings.ts'

export interface ReachReading {
  readonly fact: Fact<'reach'>
  /** The trails that were shown, as they came. */
  readonly sightings: readonly TrailSighting[]
}

/** The members of GetTrailStatus that are kept; the others repeat them as text. */
const kept = [
  'IsLogging',
  'LatestDeliveryTime',
  'LatestDeliveryError',
  'LatestDigestDeliveryTime',
  'LatestDigestDeliveryError',
  'LatestNotificationTime',
  'LatestNotificationError',
  'LatestCloudWatchLogsDeliveryTime',
  'LatestCloudWatchLogsDeliveryError',
  'StartLoggingTime',
  'StopLoggingTime',
] as const satisfies readonly (keyof TrailStatus)[]

/** Asks one region of an account. Throws when it shows trails of another account that are not the organization's. */
export async function readReach(run: Run, reader: Reader, region: string): Promise<ReachReading> {
  const key = { fact: 'reach', account: reader.account, region } as const
  const shown = trailsIn(await run.ask('cloudtrail:DescribeTrails', reader, region, { includeShadowTrails: true }))
  if (isGap(shown)) return { fact: { ...key, gap: shown }, sightings: [] }
  for (const trail of shown) refuseForeign(reader, trail)
  const statuses = await Promise.all(shown.map(async ({ TrailARN: arn }) => ({ arn, ...(await readStatus(run, reader, region, arn)) })))
  const trails = Object.fromEntries(statuses.map(({ arn, value = {} }) => [arn, value]))
  const unseen = statuses.flatMap(({ arn, gap }) => (gap === undefined ? [] : [[`trails.${arn}`, gap]]))
  const hidden = unseen.length === 0 ? {} : { unseen: Object.fromEntries(unseen) }
  return { fact: { ...key, value: { trails }, ...hidden }, sightings: shown.map((trail) => ({ arn: trail.TrailARN, account: reader.account, region, trail })) }
}

/** The trails in an answer, or the gap in their place. */
export function trailsIn({ body, gap }: Answer<'cloudtrail:DescribeTrails'>): readonly Trail[] | Gap {
  if (gap !== undefined) return gap
  const { trailList } = membersOf(body)
  if (Array.isArray(trailList)) return trailList as readonly Trail[]
  return { cause: 'broken', call: 'cloudtrail:DescribeTrails', message: 'an answer without a list of trails' }
}

/** A wrong identity must never become a fact: a trail that is shown is one's own, or the organization's. */
function refuseForeign(reader: Reader, trail: Trail): void {
  if (accountIn(trail.TrailARN) === reader.account || trail.IsOrganizationTrail === true) return
  throw fatalError(`account ${reader.account} was asked, and the trail of another one was shown: ${trail.TrailARN}`)
}

interface Status {
  readonly value?: TrailStatus
  readonly gap?: Gap
}

async function readStatus(run: Run, reader: Reader, region: string, arn: string): Promise<Status> {
  const { body, gap } = await run.ask('cloudtrail:GetTrailStatus', reader, region, { Name: arn })
  if (gap !== undefined) return { gap }
  const status = membersOf(body)
  return { value: Object.fromEntries(kept.flatMap((member) => (member in status ? [[member, status[member]]] : []))) }
}
