/** The trails of a sketch: where each one shows, its body in AWS's spelling, its status, selectors, Insights and tags. */
import type { Sketch, SketchTrail } from '../../nouns/sketch.ts'
import type { AnyFact, Fact, Gap, Insights, Selectors, Tag, Trail, TrailStatus } from '../../nouns/snapshot.ts'
import { denied, isReadable, refusedBy, type DrawnAccount } from './sketch-accounts.ts'

/** A trail with its body as DescribeTrails tells it. */
export interface DrawnTrail {
  readonly body: Trail & { readonly HomeRegion: string; readonly S3BucketName: string }
  /** The account in its ARN. */
  readonly owner: string
  /** The account that the sketch declares it in. */
  readonly declaredIn: string
  readonly sketch: SketchTrail
}

/** What one region of one account shows. */
interface Showing {
  readonly account: DrawnAccount
  readonly region: string
  readonly trails: readonly DrawnTrail[]
}

const defaultSelector = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }

/** The trails of every account; those written on the sketch itself are the first account's. The last one of an ARN wins. */
export function drawTrails(sketch: Sketch, accounts: readonly DrawnAccount[]): readonly DrawnTrail[] {
  const partition = sketch.partition ?? 'aws'
  const drawn = accounts.flatMap((account, index) => {
    const written = [...(index === 0 ? (sketch.trails ?? []) : []), ...(account.sketch.trails ?? [])]
    return written.map((trail) => drawTrail(partition, account.id, trail))
  })
  return [...new Map(drawn.map((trail) => [trail.body.TrailARN, trail])).values()]
}

function drawTrail(partition: string, account: string, sketch: SketchTrail): DrawnTrail {
  const { name = 'main', homeRegion = 'us-east-1', multiRegion = true } = sketch
  const body = {
    Name: name,
    S3BucketName: sketch.bucket ?? `${account}-trail-logs`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: multiRegion,
    HomeRegion: homeRegion,
    TrailARN: `arn:${partition}:cloudtrail:${homeRegion}:${account}:trail/${name}`,
    LogFileValidationEnabled: sketch.logFileValidation ?? true,
    ...(sketch.kmsKeyId === undefined ? {} : { KmsKeyId: sketch.kmsKeyId }),
    HasCustomEventSelectors: Array.isArray(sketch.eventSelectors) || sketch.advancedEventSelectors !== undefined,
    HasInsightSelectors: sketch.insights !== undefined && sketch.insights.length > 0,
    IsOrganizationTrail: sketch.organizationTrail ?? false,
    ...watchersOf(sketch, partition, account),
    ...(sketch.recursiveLogging === undefined ? {} : { RecursiveLogging: sketch.recursiveLogging }),
    ...sketch.raw,
  }
  return { body, owner: body.TrailARN.split(':')[4] ?? account, declaredIn: account, sketch }
}

/** The log group with the role that writes to it, and the topic: of the trail's own account and home region. */
function watchersOf({ homeRegion = 'us-east-1', logGroup, topic }: SketchTrail, partition: string, account: string): object {
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${homeRegion}:${account}:${rest}`
  const role = { CloudWatchLogsRoleArn: `arn:${partition}:iam::${account}:role/cloudtrail-logs` }
  return {
    ...(logGroup === undefined ? {} : { CloudWatchLogsLogGroupArn: arn('logs', `log-group:${logGroup}:*`), ...role }),
    ...(topic === undefined ? {} : { SnsTopicName: topic, SnsTopicARN: arn('sns', topic) }),
  }
}

/** Every region that is read, with the trails that DescribeTrails shows there (none where it is refused). */
export function showings(accounts: readonly DrawnAccount[], trails: readonly DrawnTrail[]): readonly Showing[] {
  return accounts
    .filter((account) => account.skipped === undefined)
    .flatMap((account) => account.reading.map((region) => ({ account, region, trails: shownIn(account, region, trails) })))
}

function shownIn(account: DrawnAccount, region: string, trails: readonly DrawnTrail[]): readonly DrawnTrail[] {
  if (reachGap(account, region) !== undefined) return []
  const missing = account.sketch.missing?.[region] ?? []
  return trails.filter(({ body, declaredIn }) => {
    const reachesAccount = declaredIn === account.id || body.IsOrganizationTrail === true
    const reachesRegion = body.HomeRegion === region || body.IsMultiRegionTrail === true
    return reachesAccount && reachesRegion && !(body.IsOrganizationTrail === true && missing.includes(body.Name ?? ''))
  })
}

function reachGap(account: DrawnAccount, region: string): Gap | undefined {
  return account.roleRefused ?? refusedBy(account, 'cloudtrail:DescribeTrails', region)
}

/** The reach fact of a region; `takenAt` in ISO 8601. A status that was refused stays listed, empty. */
export function reachFact({ account, region, trails }: Showing, takenAt: string): Fact<'reach'> {
  const key = { fact: 'reach', account: account.id, region } as const
  const gap = reachGap(account, region)
  if (gap !== undefined) return { ...key, gap }
  const told = trails.map((trail) => [trail, statusGap(account, region, trail)] as const)
  const value = Object.fromEntries(told.map(([trail, refused]) => [trail.body.TrailARN, refused ? {} : statusOf(trail, region, takenAt)]))
  const unseen = Object.fromEntries(told.flatMap(([trail, refused]) => (refused ? [[`trails.${trail.body.TrailARN}`, refused]] : [])))
  return { ...key, value: { trails: value }, ...(Object.keys(unseen).length === 0 ? {} : { unseen }) }
}

function statusGap(account: DrawnAccount, region: string, trail: DrawnTrail): Gap | undefined {
  const call = 'cloudtrail:GetTrailStatus'
  return refusedBy(account, call, region) ?? (trail.sketch.logging === 'unseen' ? denied(account.identity, call) : undefined)
}

/** Deliveries ten minutes before the reading, to the log group and the topic at home; logging since thirty days before it. */
function statusOf(trail: DrawnTrail, region: string, takenAt: string): TrailStatus {
  const now = Math.floor(Date.parse(takenAt) / 1000)
  const delivered = now - 10 * 60
  const isHome = region === trail.body.HomeRegion
  return {
    IsLogging: trail.sketch.logging !== false,
    LatestDeliveryTime: delivered,
    ...(trail.body.LogFileValidationEnabled === true ? { LatestDigestDeliveryTime: delivered } : {}),
    ...(isHome && trail.body['CloudWatchLogsLogGroupArn'] !== undefined ? { LatestCloudWatchLogsDeliveryTime: delivered } : {}),
    ...(isHome && trail.body['SnsTopicARN'] !== undefined ? { LatestNotificationTime: delivered } : {}),
    StartLoggingTime: now - 30 * 24 * 60 * 60,
    ...trail.sketch.status?.[region],
  }
}

/** The trail, its selectors, Insights and tags, as read from its owner, or from `witness` where the owner is not readable. */
export function trailFacts(trail: DrawnTrail, owner: DrawnAccount | undefined, witness: DrawnAccount): readonly AnyFact[] {
  const key = { account: trail.owner, region: trail.body.HomeRegion, id: trail.body.TrailARN }
  const ownerIsReadable = owner !== undefined && isReadable(owner)
  const asked = ownerIsReadable ? owner : witness
  const body: Fact<'trail'> = { fact: 'trail', ...key, ...bodyOf(trail, asked) }
  const selectors: Fact<'selectors'> = { fact: 'selectors', ...key, ...selectorsOf(trail, asked) }
  const insights: Fact<'insights'> = { fact: 'insights', ...key, ...insightsOf(trail, asked) }
  const tags: readonly AnyFact[] = ownerIsReadable ? [{ fact: 'tags', ...key, ...tagsOf(trail, owner) }] : []
  return [body, selectors, insights, ...tags]
}

function bodyOf({ body, sketch }: DrawnTrail, asked: DrawnAccount): { readonly value: Trail } | { readonly gap: Gap } {
  return sketch.unseen === true ? { gap: denied(asked.identity, 'cloudtrail:DescribeTrails') } : { value: body }
}

function selectorsOf(trail: DrawnTrail, asked: DrawnAccount): { readonly value: Selectors } | { readonly gap: Gap } {
  const { eventSelectors, advancedEventSelectors } = trail.sketch
  const gap = trailGap(trail, asked, 'cloudtrail:GetEventSelectors', eventSelectors === 'unseen')
  if (gap !== undefined) return { gap }
  const basic = Array.isArray(eventSelectors) ? eventSelectors : advancedEventSelectors === undefined ? [defaultSelector] : undefined
  return {
    value: {
      ...(basic === undefined ? {} : { EventSelectors: basic }),
      ...(advancedEventSelectors === undefined ? {} : { AdvancedEventSelectors: advancedEventSelectors }),
    },
  }
}

/** A trail that says it has neither Insights nor selectors of its own is not asked for them. */
function insightsOf(trail: DrawnTrail, asked: DrawnAccount): { readonly value: Insights } | { readonly gap: Gap } {
  const { insights = [] } = trail.sketch
  if (trail.body['HasInsightSelectors'] === false && trail.body['HasCustomEventSelectors'] === false) return { value: null }
  const gap = trailGap(trail, asked, 'cloudtrail:GetInsightSelectors', insights === 'unseen')
  if (gap !== undefined) return { gap }
  if (insights === 'unseen' || insights.length === 0) return { value: null }
  const InsightSelectors = insights.map((written) => {
    return typeof written === 'string' ? { InsightType: written, EventCategories: ['Management'] } : written
  })
  return { value: { InsightSelectors } }
}

/** The gap of a call about a trail; another account than its owner is named. */
function trailGap(trail: DrawnTrail, asked: DrawnAccount, call: string, unseen: boolean): Gap | undefined {
  const gap = refusedBy(asked, call, trail.body.HomeRegion) ?? (unseen ? denied(asked.identity, call) : undefined)
  return gap === undefined || asked.id === trail.owner ? gap : { ...gap, account: asked.id }
}

function tagsOf(trail: DrawnTrail, owner: DrawnAccount): { readonly value: readonly Tag[] } | { readonly gap: Gap } {
  const gap = refusedBy(owner, 'cloudtrail:ListTags', trail.body.HomeRegion)
  if (gap !== undefined) return { gap }
  const tags = Object.entries(trail.sketch.tags ?? {}).map(([Key, Value]) => ({ Key, Value }))
  return { value: tags.sort((a, b) => (a.Key < b.Key ? -1 : 1)) }
}
