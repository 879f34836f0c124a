/** The order of a reading: every account, then the trails that no owner showed, then where the trails deliver. */
import type { AnyFact } from '../../nouns/snapshot.ts'
import { readAccount, tellAll, type Outcome } from './account.ts'
import { readBucket } from './buckets.ts'
import { keysOf, readKey } from './keys.ts'
import { bucketsOf, openSearch } from './owners.ts'
import { eachAtOnce } from './pace.ts'
import type { Run } from './run.ts'
import { readTrail } from './trails.ts'
import type { Watch } from './watch.ts'

/** How many accounts came to what. */
export type Outcomes = Readonly<Record<Outcome, number>>

/** Reads all there is to read, telling each fact. */
export async function readAll(run: Run, watch: Watch): Promise<Outcomes> {
  const outcomes = await readAccounts(run, watch)
  const { concurrency } = run.options
  await eachAtOnce(run.gallery.strangers(), concurrency, async (sighting) => tellAll(run, await readTrail(run, sighting)))
  await Promise.all([readBuckets(run), readKeys(run)])
  return outcomes
}

async function readAccounts(run: Run, watch: Watch): Promise<Outcomes> {
  const outcomes = { assessed: 0, skipped: 0, unreadable: 0 }
  watch.listed(run.accounts.length)
  await eachAtOnce(run.accounts, run.options.concurrency, async (account) => {
    let gaps = 0
    const tell = async (fact: AnyFact): Promise<void> => {
      gaps += gapsIn(fact)
      await run.tell(fact)
    }
    outcomes[await readAccount({ ...run, tell }, account)] += 1
    watch.done(account, gaps)
  })
  return outcomes
}

/** How many gaps a fact holds: its own, or those of its parts. */
export function gapsIn(fact: AnyFact): number {
  return (fact.gap === undefined ? 0 : 1) + Object.keys(fact.unseen ?? {}).length
}

async function readBuckets(run: Run): Promise<void> {
  const wanted = bucketsOf(run, run.gallery.trails())
  const search = openSearch(run, wanted)
  await eachAtOnce(wanted, run.options.concurrency, async (bucket) => run.tell(await readBucket(run, bucket, await search(bucket))))
}

async function readKeys(run: Run): Promise<void> {
  await eachAtOnce(keysOf(run.gallery.trails()), run.options.concurrency, async (arn) => run.tell(await readKey(run, arn)))
}
