/** Trails, each read once: its body, its selectors and its tags. */
import type { AnyFact, Fact, Tag } from '../../nouns/snapshot.ts'
import { accountIn } from './arn.ts'
import { everyPage, membersOf, type Seat } from './ask.ts'
import { homeOf, type Sighting } from './gallery.ts'
import type { Run } from './run.ts'

/**
 * The facts of one trail. Its owner is asked when it is part of the run, also for an organization trail (reference 4.3); else the
 * account that showed it, which may not ask for tags.
 */
export async function readTrail(run: Run, { trail, seat }: Sighting): Promise<readonly AnyFact[]> {
  const owner = accountIn(trail.TrailARN)
  const entry = await run.enter(owner)
  const key = { account: owner, region: homeOf(trail), id: trail.TrailARN }
  const [selectors, tags] = await Promise.all([
    readSelectors(run, entry?.seat ?? seat, key),
    entry?.seat === undefined ? [] : readTags(run, entry.seat, key).then((fact) => [fact]),
  ])
  return [{ fact: 'trail', ...key, value: trail }, selectors, ...tags]
}

interface TrailKey {
  readonly account: string
  readonly region: string
  readonly id: string
}

async function readSelectors(run: Run, seat: Seat, key: TrailKey): Promise<Fact<'selectors'>> {
  const { body, gap } = await run.ask('cloudtrail:GetEventSelectors', seat, key.region, { TrailName: key.id })
  if (gap !== undefined) return { fact: 'selectors', ...key, gap: seat.account === key.account ? gap : { ...gap, account: seat.account } }
  const { TrailARN: _, ...value } = membersOf(body)
  return { fact: 'selectors', ...key, value }
}

async function readTags(run: Run, seat: Seat, key: TrailKey): Promise<Fact<'tags'>> {
  const { pages, gap } = await everyPage<'cloudtrail:ListTags'>(
    (NextToken) => run.ask('cloudtrail:ListTags', seat, key.region, { ResourceIdList: [key.id], NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return { fact: 'tags', ...key, gap }
  const tags = pages.flatMap((page) => page.ResourceTagList ?? []).flatMap((resource) => (resource.TagsList ?? []) as readonly Tag[])
  return { fact: 'tags', ...key, value: tags.toSorted((a, b) => (a.Key < b.Key ? -1 : 1)) }
}
