/** What stands at the paths of a trail (nouns/paths/trail.ts). */
import type { trailPaths } from '../../nouns/paths/trail.ts'
import type { Scalar } from '../../nouns/rule.ts'
import type { Snapshot, Tag, TrailStatus } from '../../nouns/snapshot.ts'
import type { Case, Reading, Seen } from './case.ts'
import { flagOf, scalarOf, seenIn, timeOf } from './fact-reading.ts'
import { ownDeliveries } from './trail-deliveries.ts'
import { deliveryErrors } from './trail-delivery.ts'
import { missingDestinations } from './trail-destinations.ts'
import { managementEventsInBucket, recordsDataEvents } from './trail-events.ts'
import { selectorFaultsOf } from './trail-selectors.ts'
import { eachShowing, showingsAtHome, type Showing } from './statuses.ts'

const described = 'cloudtrail:DescribeTrails'
const asked = 'cloudtrail:GetTrailStatus'

function isThere(value: Scalar | null): boolean {
  return value !== null && value !== ''
}

/** The first of these members of the trail, as DescribeTrails returned it, that is there. */
function member(...names: readonly string[]): Reading {
  return ({ snapshot, subject }) => {
    const fact = snapshot.trails.get(subject.id)
    const hidden = names.find((name) => fact?.unseen?.[name] !== undefined)
    return seenIn(fact, described, hidden ?? '', (trail) => names.map((name) => scalarOf(trail[name])).find(isThere) ?? null)
  }
}

function flag(name: string): Reading {
  return ({ snapshot, subject }) => seenIn(snapshot.trails.get(subject.id), described, name, (trail) => flagOf(trail[name]))
}

/** The latest of a time of its status at home; null where the status does not show it. */
function homeTime(name: keyof TrailStatus): Reading {
  return ({ snapshot, subject }) => {
    const showings = showingsAtHome(snapshot, subject.id)
    const gaps = showings.flatMap(({ gap }) => gap ?? [])
    if (showings.length === 0 || gaps.length > 0) return { value: undefined, source: asked, gaps }
    const times = showings.map(({ status }) => status?.[name]).filter((time) => typeof time === 'number')
    return { value: timeOf(times.length === 0 ? undefined : Math.max(...times)), source: asked }
  }
}

/** At home, else wherever it shows: a copy logs where the trail does (A15, reference 4.3). */
function logging({ snapshot, subject }: Case): Seen {
  const home = showingsAtHome(snapshot, subject.id)
  const told = home.find(({ status }) => status?.IsLogging !== undefined)?.status?.IsLogging ?? loggingAnywhere(snapshot, subject.id)
  if (told !== undefined) return { value: told, source: asked }
  return { value: undefined, source: asked, gaps: gapsOf(home) }
}

function loggingAnywhere(snapshot: Snapshot, arn: string): boolean | undefined {
  let told: boolean | undefined
  eachShowing(snapshot, arn, ({ status }) => (told ??= status?.IsLogging))
  return told
}

function gapsOf(showings: readonly Showing[]): NonNullable<Seen['gaps']> {
  return showings.flatMap(({ gap }) => gap ?? [])
}

/** None of those that AWS itself sets. */
function ownKeys(list: readonly Tag[]): readonly string[] {
  return list.map(({ Key }) => Key).filter((key) => !key.startsWith('aws:'))
}

function tags({ snapshot, subject }: Case): Seen {
  return seenIn(snapshot.tags.get(subject.id), 'cloudtrail:ListTags', '', ownKeys)
}

/** A path without a reading, or a reading without a path, does not compile. */
export const trailReadings = {
  name: member('Name'),
  homeRegion: member('HomeRegion'),
  multiRegion: flag('IsMultiRegionTrail'),
  organizationTrail: flag('IsOrganizationTrail'),
  logFileValidation: flag('LogFileValidationEnabled'),
  kmsKeyId: member('KmsKeyId'),
  bucket: member('S3BucketName'),
  logGroup: member('CloudWatchLogsLogGroupArn'),
  topic: member('SnsTopicARN', 'SnsTopicName'),
  tags,
  logging,
  loggingSince: homeTime('StartLoggingTime'),
  lastDelivery: homeTime('LatestDeliveryTime'),
  lastDigest: homeTime('LatestDigestDeliveryTime'),
  lastLogsDelivery: homeTime('LatestCloudWatchLogsDeliveryTime'),
  deliveryErrors,
  missingDestinations,
  selectorFaults: selectorFaultsOf,
  recordsDataEvents,
  managementEventsInBucket,
  recordsOwnDeliveries: ownDeliveries,
} as const satisfies Record<keyof typeof trailPaths, Reading>
