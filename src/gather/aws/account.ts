/** One account: who read it, its regions, what each of them shows, and the trails that are its own. */
import type { Account, AnyFact, Fact } from '../../nouns/snapshot.ts'
import type { Reader } from './ask.ts'
import { readEventDataStores } from './event-data-stores.ts'
import { readReach } from './reach.ts'
import { readRegions, regionsToAsk } from './regions.ts'
import type { ReaderOrGap, Run } from './run.ts'
import { readTrail } from './trails.ts'

export type Outcome = 'assessed' | 'skipped' | 'unreadable'

/** Reads one account and emits its facts. Whatever is refused is a gap on its fact, and the rest is read. */
export async function readAccount(run: Run, account: Account): Promise<Outcome> {
  const role = account.skipped === undefined ? await run.readerOf(account.Id) : undefined
  await run.emit(accountFact(account, role))
  if (role === undefined) return 'skipped'
  const regions = await readRegions(run, account.Id, role)
  await run.emit(regions)
  const asked = regionsToAsk(run, regions)
  const { reader, gap } = role
  if (reader !== undefined) await readReaches(run, reader, asked)
  else await emitAll(run, asked.map((region) => ({ fact: 'reach', account: account.Id, region, gap })))
  return reader === undefined ? 'unreadable' : 'assessed'
}

function accountFact(account: Account, role: ReaderOrGap | undefined): Fact<'account'> {
  const key = { fact: 'account', account: account.Id } as const
  if (role?.gap !== undefined) return { ...key, value: account, unseen: { identity: role.gap } }
  return { ...key, value: role === undefined ? account : { ...account, identity: role.reader.identity } }
}

/** What the regions of an account show and hold, and the trails that are its own. */
async function readReaches(run: Run, reader: Reader, regions: readonly string[]): Promise<void> {
  const stores = run.options.withEventDataStores === true ? regions : []
  const [readings] = await Promise.all([
    Promise.all(regions.map((region) => readReach(run, reader, region))),
    ...stores.map(async (region) => emitAll(run, await readEventDataStores(run, reader, region))),
  ])
  await emitAll(run, readings.map(({ fact }) => fact))
  const own = run.sightings.note(readings.flatMap(({ sightings }) => sightings))
  await Promise.all(own.map(async (sighting) => emitAll(run, await readTrail(run, sighting))))
}

export async function emitAll(run: Run, facts: readonly AnyFact[]): Promise<void> {
  for (const fact of facts) await run.emit(fact)
}
