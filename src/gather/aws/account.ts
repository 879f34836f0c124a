/** One account: who read it, its regions, what each of them shows, and the trails that are its own. */
import type { Account, AnyFact } from '../../nouns/snapshot.ts'
import type { Seat } from './ask.ts'
import { readReach } from './reach.ts'
import { readRegions, regionsToAsk } from './regions.ts'
import type { Run } from './run.ts'
import { readTrail } from './trails.ts'

export type Outcome = 'assessed' | 'skipped' | 'unreadable'

/** Reads one account and tells its facts. Whatever is refused is a gap on its fact, and the rest is read. */
export async function readAccount(run: Run, account: Account): Promise<Outcome> {
  const key = { fact: 'account', account: account.Id } as const
  const entry = account.skipped === undefined ? await run.enter(account.Id) : undefined
  if (entry === undefined) {
    await run.tell({ ...key, value: account })
    return 'skipped'
  }
  const { seat, gap } = entry
  if (seat === undefined) await run.tell({ ...key, value: account, unseen: { identity: gap } })
  else await run.tell({ ...key, value: { ...account, identity: seat.identity } })
  const regions = await readRegions(run, account.Id, entry)
  await run.tell(regions)
  const asked = regionsToAsk(run, regions)
  if (seat === undefined) await tellAll(run, asked.map((region) => ({ fact: 'reach', account: account.Id, region, gap })))
  else await readSeen(run, seat, asked)
  return seat === undefined ? 'unreadable' : 'assessed'
}

/** What the regions of an account show, and the trails that are its own. */
async function readSeen(run: Run, seat: Seat, regions: readonly string[]): Promise<void> {
  const readings = await Promise.all(regions.map((region) => readReach(run, seat, region)))
  await tellAll(run, readings.map(({ fact }) => fact))
  const own = run.gallery.hang(readings.flatMap(({ sightings }) => sightings))
  await Promise.all(own.map(async (sighting) => tellAll(run, await readTrail(run, sighting))))
}

export async function tellAll(run: Run, facts: readonly AnyFact[]): Promise<void> {
  for (const fact of facts) await run.tell(fact)
}
