/** Trails, each read once: its body, its selectors, its Insights and its tags. */
import type { AnyFact, Fact, Tag, Trail } from '../../nouns/snapshot.ts'
import { everyPage, membersOf } from './answer.ts'
import { accountIn } from './arn.ts'
import type { Reader } from './ask.ts'
import type { Run } from './run.ts'
import { homeRegionOf, type TrailSighting } from './trail-sightings.ts'

/**
 * The facts of one trail. Its owner is asked when it is part of the run, also for an organization trail (reference 4.3); else the
 * account that showed it, which may not ask for tags.
 */
export async function readTrail(run: Run, { trail, reader }: TrailSighting): Promise<readonly AnyFact[]> {
  const owner = accountIn(trail.TrailARN)
  const ownReader = (await run.readerOf(owner))?.reader
  const key = { account: owner, region: homeRegionOf(trail), id: trail.TrailARN }
  const [selectors, insights, tags] = await Promise.all([
    readSelectors(run, ownReader ?? reader, key),
    readInsights(run, ownReader ?? reader, key, trail),
    ownReader === undefined ? [] : readTags(run, ownReader, key).then((fact) => [fact]),
  ])
  return [{ fact: 'trail', ...key, value: trail }, selectors, insights, ...tags]
}

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
