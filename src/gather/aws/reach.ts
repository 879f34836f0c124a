/** Which trails one region of one account shows, and their status there. */
import type { Fact, Gap, Trail, TrailStatus } from '../../nouns/snapshot.ts'
import { accountIn } from './arn.ts'
import { membersOf, type Answer, type Seat } from './ask.ts'
import type { Sighting } from './gallery.ts'
import { stop } from './passing.ts'
import type { Run } from './run.ts'

export interface Reading {
  readonly fact: Fact<'reach'>
  /** The trails that were shown, as they came. */
  readonly sightings: readonly Sighting[]
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
export async function readReach(run: Run, seat: Seat, region: string): Promise<Reading> {
  const key = { fact: 'reach', account: seat.account, region } as const
  const shown = trailsIn(await run.ask('cloudtrail:DescribeTrails', seat, region, { includeShadowTrails: true }))
  if ('cause' in shown) return { fact: { ...key, gap: shown }, sightings: [] }
  for (const trail of shown) refuseForeign(seat, trail)
  const told = await Promise.all(shown.map(async ({ TrailARN }) => [TrailARN, await readStatus(run, seat, region, TrailARN)] as const))
  const trails = Object.fromEntries(told.map(([arn, { value }]) => [arn, value ?? {}]))
  const unseen = told.flatMap(([arn, { gap }]) => (gap === undefined ? [] : [[`trails.${arn}`, gap]]))
  const hidden = unseen.length === 0 ? {} : { unseen: Object.fromEntries(unseen) }
  return { fact: { ...key, value: { trails }, ...hidden }, sightings: shown.map((trail) => ({ trail, seat, region })) }
}

function trailsIn({ body, gap }: Answer<'cloudtrail:DescribeTrails'>): readonly Trail[] | Gap {
  if (gap !== undefined) return gap
  const { trailList } = membersOf(body)
  if (Array.isArray(trailList)) return trailList as readonly Trail[]
  return { cause: 'broken', call: 'cloudtrail:DescribeTrails', message: 'an answer without a list of trails' }
}

/** A wrong identity must never become a fact: a trail that is shown is one's own, or the organization's. */
function refuseForeign(seat: Seat, trail: Trail): void {
  if (accountIn(trail.TrailARN) === seat.account || trail.IsOrganizationTrail === true) return
  throw stop(`account ${seat.account} was asked, and the trail of another one was shown: ${trail.TrailARN}`)
}

interface Told {
  readonly value?: TrailStatus
  readonly gap?: Gap
}

async function readStatus(run: Run, seat: Seat, region: string, arn: string): Promise<Told> {
  const { body, gap } = await run.ask('cloudtrail:GetTrailStatus', seat, region, { Name: arn })
  if (gap !== undefined) return { gap }
  const status = membersOf(body)
  return { value: Object.fromEntries(kept.flatMap((member) => (member in status ? [[member, status[member]]] : []))) }
}
