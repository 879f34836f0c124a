/** Trails, each read once: its body, its selectors, its Insights and its tags. */
import type { Fact, Tag, Trail } from '../../nouns/snapshot.ts'
import { everyPage, membersOf } from './answer.ts'
import { accountIn, regionIn } from './arn.ts'
import type { Reader } from './ask.ts'
import { isGap } from './gap.ts'
import { trailsIn } from './reach.ts'
import type { Run } from './run.ts'
import { homeRegionOf, type TrailSighting } from './trail-sightings.ts'

/**
 * Emits the facts of one trail, those that are not known from an earlier run. Its owner is asked when it is part of the run, also for
 * an organization trail (reference 4.3); else the account that showed it, which may not ask for tags.
 */
export async function readTrail(run: Run, sighting: TrailSighting): Promise<void> {
  const { trails, selectors, insights, tags } = run.resumed.known
  const { arn } = sighting
  const fact = trails.get(arn) ?? (await trailFact(run, sighting))
  if (!trails.has(arn)) await run.emit(fact)
  if (fact.value === undefined) return
  run.sightings.learn(fact.value)
  if (selectors.has(arn) && insights.has(arn) && tags.has(arn)) return
  const owner = (await run.readerOf(accountIn(arn)))?.reader
  const asker = owner ?? (await run.readerOf(sighting.account))?.reader
  const key = { account: accountIn(arn), region: homeRegionOf(fact.value), id: arn }
  const { value } = fact
  await Promise.all([
    asker === undefined || selectors.has(arn) ? undefined : readSelectors(run, asker, key).then(run.emit),
    asker === undefined || insights.has(arn) ? undefined : readInsights(run, asker, key, value).then(run.emit),
    owner === undefined || tags.has(arn) ? undefined : readTags(run, owner, key).then(run.emit),
  ])
}

/** What an earlier run was shown and did not come to write is asked again where it was shown. */
async function trailFact(run: Run, { arn, account, region, trail }: TrailSighting): Promise<Fact<'trail'>> {
  if (trail !== undefined) return { fact: 'trail', account: accountIn(arn), region: homeRegionOf(trail), id: arn, value: trail }
  const key = { fact: 'trail', account: accountIn(arn), region: regionIn(arn), id: arn } as const
  const role = await run.readerOf(account)
  if (role?.reader === undefined) return { ...key, gap: role?.gap ?? notShown }
  const shown = trailsIn(await run.ask('cloudtrail:DescribeTrails', role.reader, region, { includeShadowTrails: true }))
  if (isGap(shown)) return { ...key, gap: shown }
  const value = shown.find(({ TrailARN }) => TrailARN === arn)
  return value === undefined ? { ...key, gap: notShown } : { ...key, region: homeRegionOf(value), value }
}

const notShown = { cause: 'broken', call: 'cloudtrail:DescribeTrails', message: 'a trail that was there is not shown any more' } as const

interface TrailKey {
  readonly account: string
  readonly region: string
  readonly id: string
}

async function readSelectors(run: Run, reader: Reader, key: TrailKey): Promise<Fact<'selectors'>> {
  const { body, gap } = await run.ask('cloudtrail:GetEventSelectors', reader, key.region, { TrailName: key.id })
  if (gap !== undefined) return { fact: 'selectors', ...key, gap: { ...gap, ...askerOf(reader, key) } }
  const { TrailARN: _, ...value } = membersOf(body)
  return { fact: 'selectors', ...key, value }
}

/** A trail that says it has neither Insights nor selectors of its own is not asked. */
async function readInsights(run: Run, reader: Reader, key: TrailKey, trail: Trail): Promise<Fact<'insights'>> {
  const fact = { fact: 'insights', ...key } as const
  if (trail['HasInsightSelectors'] === false && trail['HasCustomEventSelectors'] === false) return { ...fact, value: null }
  const { body, gap } = await run.ask('cloudtrail:GetInsightSelectors', reader, key.region, { TrailName: key.id })
  if (gap?.code === 'InsightNotEnabledException') return { ...fact, value: null }
  if (gap !== undefined) return { ...fact, gap: { ...gap, ...askerOf(reader, key) } }
  const { TrailARN: _, ...value } = membersOf(body)
  return { ...fact, value }
}

/** The account that was asked, where it is not the trail's own. */
function askerOf(reader: Reader, key: TrailKey): { readonly account?: string } {
  return reader.account === key.account ? {} : { account: reader.account }
}

async function readTags(run: Run, reader: Reader, key: TrailKey): Promise<Fact<'tags'>> {
  const { pages, gap } = await everyPage<'cloudtrail:ListTags'>(
    (NextToken) => run.ask('cloudtrail:ListTags', reader, key.region, { ResourceIdList: [key.id], NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return { fact: 'tags', ...key, gap }
  const tags = pages.flatMap((page) => page.ResourceTagList ?? []).flatMap((resource) => (resource.TagsList ?? []) as readonly Tag[])
  return { fact: 'tags', ...key, value: tags.toSorted((a, b) => (a.Key < b.Key ? -1 : 1)) }
}
