/** CloudTrail (JSON 1.1): trails as one account sees them in one region, and what belongs to one trail (reference 4). */
import type { Fact, Gap, Trail, TrailStatus } from '../../nouns/snapshot.ts'
import { eventDataStores } from './event-data-stores.ts'
import { error, gapReply, notHeld, value, type Reply } from './reply.ts'
import { reachOf, shownAnywhere, shownIn, textOf, type Ask } from './world.ts'

export const cloudtrail = {
  ListTrails: listTrails,
  DescribeTrails: describeTrails,
  GetTrailStatus: getTrailStatus,
  GetEventSelectors: getEventSelectors,
  GetInsightSelectors: getInsightSelectors,
  ListTags: listTags,
  ...eventDataStores,
}

/** Every trail that any region of the account shows. */
function listTrails(ask: Ask): Reply {
  const here = reachOf(ask.world, ask.account, ask.region)
  if (here?.gap !== undefined) return gapReply(here.gap)
  const trails = shownAnywhere(ask.world, ask.account).map((arn) => bodyOf(ask, arn))
  return value({ Trails: trails.map(({ TrailARN, Name, HomeRegion }) => ({ TrailARN, Name, HomeRegion })) })
}

/** Names match trails of this account and region alone; ARNs reach what other regions show. */
function describeTrails(ask: Ask): Reply {
  const { includeShadowTrails, trailNameList } = ask.parameters
  const here = reachOf(ask.world, ask.account, ask.region)
  if (here === undefined) return notHeld(`the trails of ${ask.account} in ${ask.region}`)
  if (here.gap !== undefined) return gapReply(here.gap)
  const wanted = listOf(trailNameList).map((name) => arnOf(ask, name))
  const named = shownAnywhere(ask.world, ask.account).filter((arn) => wanted.includes(arn))
  const trails = (wanted.length === 0 ? shownIn(here) : named).map((arn) => bodyOf(ask, arn))
  const isCopy = (trail: Trail): boolean => accountIn(trail.TrailARN) !== ask.account || homeOf(trail) !== ask.region
  return value({ trailList: includeShadowTrails === false ? trails.filter((trail) => !isCopy(trail)) : trails })
}

/** By ARN in every region that shows the trail, by name at its home alone. */
function getTrailStatus(ask: Ask): Reply {
  const arn = arnOf(ask, textOf(ask.parameters['Name']))
  const here = reachOf(ask.world, ask.account, ask.region)
  if (here?.gap !== undefined) return gapReply(here.gap)
  const gap = here?.unseen?.[`trails.${arn}`]
  if (gap !== undefined) return gapReply(gap)
  const status: TrailStatus | undefined = here?.value.trails[arn]
  return status === undefined ? unknownTrail(ask, arn) : value(status)
}

/** At the trail's home alone, for every account that sees the trail: a member has to give the full ARN. */
function getEventSelectors(ask: Ask): Reply {
  const arn = arnOf(ask, textOf(ask.parameters['TrailName']))
  if (!isKnownHere(ask, arn)) return unknownTrail(ask, arn)
  const fact = ask.world.snapshot.selectors.get(arn)
  if (fact === undefined) return notHeld(`the event selectors of ${arn}`)
  return fact.gap === undefined ? value({ TrailARN: arn, ...fact.value }) : gapReply(fact.gap)
}

/** As the event selectors; a trail without Insights has an error of its own. */
function getInsightSelectors(ask: Ask): Reply {
  const arn = arnOf(ask, textOf(ask.parameters['TrailName']))
  if (!isKnownHere(ask, arn)) return unknownTrail(ask, arn)
  const fact = ask.world.snapshot.insights.get(arn)
  if (fact === undefined) return notHeld(`the insight selectors of ${arn}`)
  if (fact.gap !== undefined) return gapReply(fact.gap)
  if (fact.value !== null) return value({ TrailARN: arn, ...fact.value })
  return error('InsightNotEnabledException', `Trail ${arn} does not have Insights enabled. Edit the trail settings to enable Insights.`)
}

/** For the owner alone, at home. */
function listTags(ask: Ask): Reply {
  const arns = listOf(ask.parameters['ResourceIdList'])
  if (arns.some((arn) => accountIn(arn) !== ask.account)) {
    return error('CloudTrailARNInvalidException', `AccountID in ARN is wrong, you can only access resources with AccountID ${ask.account}`)
  }
  const stranger = arns.find((arn) => !isKnownHere(ask, arn))
  if (stranger !== undefined) return error('ResourceNotFoundException', `Unknown resource: ${stranger}`)
  const facts = arns.map((arn) => ask.world.snapshot.tags.get(arn))
  const gap = facts.flatMap((fact): readonly Gap[] => (fact?.gap === undefined ? [] : [fact.gap]))[0]
  if (gap !== undefined) return gapReply(gap)
  const held = facts.filter((fact): fact is Fact<'tags'> => fact !== undefined)
  if (held.length < arns.length) return notHeld(`the tags of ${arns.join(', ')}`)
  return value({ ResourceTagList: held.map((fact, index) => ({ ResourceId: arns[index], TagsList: fact.value })) })
}

/** Whether this region is the trail's home, and the account owns the trail or some region of it shows the trail. */
function isKnownHere(ask: Ask, arn: string): boolean {
  const isOwn = accountIn(arn) === ask.account && ask.world.snapshot.trails.has(arn)
  return homeOf(bodyOf(ask, arn)) === ask.region && (isOwn || shownAnywhere(ask.world, ask.account).includes(arn))
}

function homeOf({ HomeRegion, TrailARN }: Trail): string {
  return HomeRegion ?? regionIn(TrailARN)
}

/** The body as it was collected; of a trail that some region shows and no fact describes, what its ARN says. */
function bodyOf({ world }: Ask, arn: string): Trail {
  return world.snapshot.trails.get(arn)?.value ?? { TrailARN: arn, Name: arn.split('/').at(-1) ?? arn, HomeRegion: regionIn(arn) }
}

/** A bare name is short for a trail of this account in this region. */
function arnOf({ world, account, region }: Ask, name: string): string {
  return name.startsWith('arn:') ? name : `arn:${world.header.partition}:cloudtrail:${region}:${account}:trail/${name}`
}

function listOf(parameter: unknown): readonly string[] {
  return Array.isArray(parameter) ? parameter.map(textOf) : []
}

function regionIn(arn: string): string {
  return arn.split(':')[3] ?? ''
}

function accountIn(arn: string): string {
  return arn.split(':')[4] ?? ''
}

function unknownTrail({ account }: Ask, arn: string): Reply {
  return error('TrailNotFoundException', `Unknown trail: ${arn} for the user: ${account}`)
}
