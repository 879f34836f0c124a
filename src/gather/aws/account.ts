/** One account: its regions, what each of them shows, the trails that are its own, and last who read it. */
import type { Account, AnyFact, Fact } from '../../nouns/snapshot.ts'
import type { Reader } from './ask.ts'
import { readEventDataStores } from './event-data-stores.ts'
import { readReach } from './reach.ts'
import { readRegions, regionsToAsk } from './regions.ts'
import type { ReaderOrGap, Run } from './run.ts'
import type { TrailSighting } from './trail-sightings.ts'
import { readTrail } from './trails.ts'
import type { Unentered } from './unentered.ts'

/**
 * Reads one account and emits its facts, those that a run before this one left out; the account's own fact comes last and says that
 * this is all. Whatever is refused is a gap on its fact, and the rest is read. Returns the account where it cannot be entered.
 */
export async function readAccount(run: Run, account: Account): Promise<Unentered | undefined> {
  if (run.resumed.isDone(account.Id)) return noteKnown(run, account.Id)
  const role = account.skipped === undefined ? await run.readerOf(account.Id) : undefined
  if (role?.gap !== undefined) return { account, gap: role.gap }
  if (role !== undefined) await readInside(run, role.reader)
  if (run.resumed.known.accounts.get(account.Id)?.account === undefined) await run.emit(accountFact(account, role))
  return undefined
}

export function accountFact(account: Account, role: ReaderOrGap | undefined): Fact<'account'> {
  const key = { fact: 'account', account: account.Id } as const
  if (role?.gap !== undefined) return { ...key, value: account, unseen: { identity: role.gap } }
  return { ...key, value: role === undefined ? account : { ...account, identity: role.reader.identity } }
}

/** The trails that the regions of an account showed to an earlier run: they may have to be read still, by whoever owns them. */
function noteKnown(run: Run, account: string): undefined {
  for (const fact of run.resumed.known.accounts.get(account)?.reach.values() ?? []) run.sightings.note(sightingsIn(fact))
}

async function readInside(run: Run, reader: Reader): Promise<void> {
  const known = run.resumed.known.accounts.get(reader.account)?.regions
  const regions = known ?? (await readRegions(run, reader))
  if (known === undefined) await run.emit(regions)
  const asked = regionsToAsk(run, regions)
  const stores = run.options.withEventDataStores === true ? asked.filter((region) => run.resumed.wantsStores(reader.account, region)) : []
  const [sightings] = await Promise.all([
    Promise.all(asked.map((region) => reachIn(run, reader, region))),
    ...stores.map(async (region) => emitAll(run, await readEventDataStores(run, reader, region))),
  ])
  const own = run.sightings.note(sightings.flat())
  await Promise.all(own.map((sighting) => readTrail(run, sighting)))
}

/** The trails that one region shows; the fact is emitted unless it is known. */
async function reachIn(run: Run, reader: Reader, region: string): Promise<readonly TrailSighting[]> {
  const known = run.resumed.known.accounts.get(reader.account)?.reach.get(region)
  if (known !== undefined) return sightingsIn(known)
  const { fact, sightings } = await readReach(run, reader, region)
  await run.emit(fact)
  return sightings
}

/** A fact of an earlier run tells which trails were shown, and not what was said of them. */
function sightingsIn({ account, region = '', value }: Fact<'reach'>): readonly TrailSighting[] {
  return Object.keys(value?.trails ?? {}).map((arn) => ({ arn, account, region }))
}

async function emitAll(run: Run, facts: readonly AnyFact[]): Promise<void> {
  for (const fact of facts) await run.emit(fact)
}
