/** The order of reading: every account, then the trails that no owner showed, then where the trails deliver. */
import type { Account, AnyFact, LogGroup } from '../../nouns/snapshot.ts'
import { gapsIn } from '../../nouns/snapshot.ts'
import { readAccount } from './account.ts'
import { bucketsOf, openOwnerSearch } from './bucket-owners.ts'
import { readBucket } from './buckets.ts'
import { eachAtOnce } from './concurrency.ts'
import { keysOf, readKey } from './keys.ts'
import { logGroupsOf, readLogGroup } from './log-groups.ts'
import { logRolesOf, readLogRole } from './log-roles.ts'
import type { ProgressCount } from './progress.ts'
import type { Run } from './run.ts'
import { readTopic, topicsOf } from './topics.ts'
import { readTrail } from './trails.ts'
import { readUnentered, type Unentered } from './unentered.ts'

/** Reads all there is to read in these accounts, emitting each fact. The accounts are read as they are listed. */
export async function readOrganization(run: Run, accounts: AsyncIterable<Account>, progress: ProgressCount): Promise<void> {
  const { concurrency } = run.options
  const unentered = await readAccounts(run, accounts, progress)
  await readUnentered(run, unentered, progress.done)
  for (const { value } of run.resumed.known.trails.values()) if (value !== undefined) run.sightings.learn(value)
  await eachAtOnce(run.sightings.foreign(), concurrency, (sighting) => readTrail(run, sighting))
  await Promise.all([readBuckets(run), readKeys(run), readWatchers(run)])
}

/** The accounts that cannot be entered are left for later: what may be told of them comes slowly, and nobody should wait behind them. */
async function readAccounts(run: Run, accounts: AsyncIterable<Account>, progress: ProgressCount): Promise<readonly Unentered[]> {
  const unentered: Unentered[] = []
  await eachAtOnce(accounts, run.options.concurrency, async (account) => {
    let gaps = 0
    const emit = async (fact: AnyFact): Promise<void> => {
      gaps += gapsIn(fact)
      await run.emit(fact)
    }
    const left = await readAccount({ ...run, emit }, account)
    if (left === undefined) progress.done(account, gaps)
    else unentered.push(left)
  })
  return unentered
}

/** Emits what `read` gives for each of these, but for those that are known. */
async function readEach(run: Run, ids: readonly string[], known: ReadonlyMap<string, AnyFact>, read: (id: string) => Promise<AnyFact>): Promise<void> {
  const wanted = ids.filter((id) => !known.has(id))
  await eachAtOnce(wanted, run.options.concurrency, async (id) => run.emit(await read(id)))
}

async function readBuckets(run: Run): Promise<void> {
  const wanted = new Map(bucketsOf(run, run.sightings.trails()).map((bucket) => [bucket.name, bucket]))
  const ownerOf = openOwnerSearch(run, [...wanted.values()])
  await readEach(run, [...wanted.keys()], run.resumed.known.buckets, async (name) => {
    const bucket = wanted.get(name) ?? { name, from: '' }
    return readBucket(run, bucket, await ownerOf(bucket))
  })
}

async function readKeys(run: Run): Promise<void> {
  await readEach(run, keysOf(run.sightings.trails()), run.resumed.known.keys, (arn) => readKey(run, arn))
}

/** What reads along with the trails; the alarms on the log groups tell of further topics. */
async function readWatchers(run: Run): Promise<void> {
  const trails = run.sightings.trails()
  const { known } = run.resumed
  const groups: LogGroup[] = [...known.logGroups.values()].flatMap(({ value }) => value ?? [])
  const roles = readEach(run, logRolesOf(trails), known.roles, (arn) => readLogRole(run, arn))
  const logGroups = readEach(run, logGroupsOf(trails), known.logGroups, async (arn) => {
    const fact = await readLogGroup(run, arn)
    if (fact.value !== undefined) groups.push(fact.value)
    return fact
  })
  await Promise.all([roles, logGroups.then(() => readEach(run, topicsOf(trails, groups), known.topics, (arn) => readTopic(run, arn)))])
}
