/** The order of reading: every account, then the trails that no owner showed, then where the trails deliver. */
import type { AnyFact, LogGroup, Trail } from '../../nouns/snapshot.ts'
import { emitAll, readAccount, type Outcome } from './account.ts'
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

/** How many accounts came to what. */
export type Outcomes = Readonly<Record<Outcome, number>>

/** Reads all there is to read, emitting each fact. */
export async function readOrganization(run: Run, progress: ProgressCount): Promise<Outcomes> {
  const outcomes = await readAccounts(run, progress)
  const { concurrency } = run.options
  await eachAtOnce(run.sightings.foreign(), concurrency, async (sighting) => emitAll(run, await readTrail(run, sighting)))
  await Promise.all([readBuckets(run), readKeys(run), readWatchers(run)])
  return outcomes
}

async function readAccounts(run: Run, progress: ProgressCount): Promise<Outcomes> {
  const outcomes = { assessed: 0, skipped: 0, unreadable: 0 }
  progress.listed(run.accounts.length)
  await eachAtOnce(run.accounts, run.options.concurrency, async (account) => {
    let gaps = 0
    const emit = async (fact: AnyFact): Promise<void> => {
      gaps += gapsIn(fact)
      await run.emit(fact)
    }
    outcomes[await readAccount({ ...run, emit }, account)] += 1
    progress.done(account, gaps)
  })
  return outcomes
}

/** How many gaps a fact holds: its own, or those of its parts. */
export function gapsIn(fact: AnyFact): number {
  return (fact.gap === undefined ? 0 : 1) + Object.keys(fact.unseen ?? {}).length
}

async function readBuckets(run: Run): Promise<void> {
  const wanted = bucketsOf(run, run.sightings.trails())
  const ownerOf = openOwnerSearch(run, wanted)
  await eachAtOnce(wanted, run.options.concurrency, async (bucket) => run.emit(await readBucket(run, bucket, await ownerOf(bucket))))
}

async function readKeys(run: Run): Promise<void> {
  await eachAtOnce(keysOf(run.sightings.trails()), run.options.concurrency, async (arn) => run.emit(await readKey(run, arn)))
}

/** What reads along with the trails. */
async function readWatchers(run: Run): Promise<void> {
  const trails = run.sightings.trails()
  const { concurrency } = run.options
  const roles = eachAtOnce(logRolesOf(trails), concurrency, async (arn) => run.emit(await readLogRole(run, arn)))
  await Promise.all([roles, readLogGroups(run, trails).then((groups) => readTopics(run, trails, groups))])
}

async function readLogGroups(run: Run, trails: readonly Trail[]): Promise<readonly LogGroup[]> {
  const groups: LogGroup[] = []
  await eachAtOnce(logGroupsOf(trails), run.options.concurrency, async (arn) => {
    const fact = await readLogGroup(run, arn)
    if (fact.value !== undefined) groups.push(fact.value)
    await run.emit(fact)
  })
  return groups
}

/** The alarms on the log groups tell of further topics. */
async function readTopics(run: Run, trails: readonly Trail[], groups: readonly LogGroup[]): Promise<void> {
  await eachAtOnce(topicsOf(trails, groups), run.options.concurrency, async (arn) => run.emit(await readTopic(run, arn)))
}
