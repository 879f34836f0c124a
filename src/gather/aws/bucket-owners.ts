/** Who owns the buckets that the trails deliver to: the account whose own list of buckets holds the name. */
import type { Gap, Trail } from '../../nouns/snapshot.ts'
import { closedAccounts } from './accounts.ts'
import { everyPage } from './answer.ts'
import { accountIn } from './arn.ts'
import type { Reader } from './ask.ts'
import { notInRun } from './gap.ts'
import { oncePerKey } from './once.ts'
import type { Run } from './run.ts'

/** A bucket that is looked for; `from` is the account of a trail that delivers to it. */
export interface WantedBucket {
  readonly name: string
  readonly from: string
}

/** The owner; else the first refusal on the way; neither, when every account was asked and none owns it. */
export interface BucketOwner {
  readonly owner?: Reader
  readonly gap?: Gap
}

/** Which of the wanted buckets an account owns, or why it could not be asked. */
interface Listing {
  readonly account: string
  readonly reader?: Reader
  readonly names?: ReadonlySet<string>
  readonly gap?: Gap
}

/** The buckets of these trails by name; of several trails the one whose account the organization lists first stands for all. */
export function bucketsOf(run: Run, trails: readonly Trail[]): readonly WantedBucket[] {
  const positions = new Map(run.accounts.map(({ Id }, index) => [Id, index]))
  const positionOf = ({ from }: WantedBucket): number => positions.get(from) ?? positions.size
  const wanted = trails.flatMap(({ S3BucketName: name, TrailARN }) => (name === undefined ? [] : [{ name, from: accountIn(TrailARN) }]))
  const lastFirst = wanted.toSorted((a, b) => positionOf(b) - positionOf(a) || (a.from < b.from ? 1 : -1))
  return [...new Map(lastFirst.map((bucket) => [bucket.name, bucket])).values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A function that finds the owner of one of these buckets; it asks no account twice. */
export function openOwnerSearch(run: Run, wanted: readonly WantedBucket[]): (bucket: WantedBucket) => Promise<BucketOwner> {
  const names = new Set(wanted.map(({ name }) => name))
  const list = oncePerKey((account: string) => listBuckets(run, account, names))
  const orderOf = searchOrder(run)
  return async ({ name, from }) => {
    const asked: Listing[] = []
    for (const group of orderOf(from)) {
      const listed = await Promise.all(group.map(list))
      const owner = listed.find((listing) => listing.names?.has(name) === true)?.reader
      if (owner !== undefined) return { owner }
      asked.push(...listed)
    }
    return notFound(run, from, asked)
  }
}

/**
 * The accounts to ask: the likely ones one by one, the others, which few buckets need, as many at once as requests may be in flight.
 * Accounts that cannot answer are left out.
 */
function searchOrder({ accounts, organization, options }: Run): (from: string) => Iterable<readonly string[]> {
  const { logArchive = [], concurrency } = options
  const closed = closedAccounts(accounts)
  const listed = accounts.map(({ Id }) => Id).filter((id) => !closed.has(id))
  const archives = logArchive.filter((id) => listed.includes(id))
  return function* (from) {
    const likely = new Set([from, organization.MasterAccountId, ...archives].filter((id) => !closed.has(id)))
    for (const id of likely) yield [id]
    const others = listed.filter((id) => !likely.has(id))
    for (let start = 0; start < others.length; start += concurrency) yield others.slice(start, start + concurrency)
  }
}

function notFound(run: Run, from: string, asked: readonly Listing[]): BucketOwner {
  const refused = asked.find(({ gap }) => gap !== undefined)
  if (refused?.gap !== undefined) return { gap: refused.account === from ? refused.gap : { ...refused.gap, account: refused.account } }
  const message = 'no other account of the organization is part of this run'
  return run.partial ? { gap: { cause: 'refused', call: 's3:ListBuckets', message } } : {}
}

/** To take it for an empty list would say that nobody owns the bucket. */
const noBucketList: Gap = { cause: 'broken', call: 's3:ListBuckets', message: 'an answer without a list of buckets' }

async function listBuckets(run: Run, account: string, wanted: ReadonlySet<string>): Promise<Listing> {
  const { reader, gap: roleGap = notInRun('s3:ListBuckets', account) } = (await run.readerOf(account)) ?? {}
  if (reader === undefined) return { account, gap: roleGap }
  const { pages, gap } = await everyPage<'s3:ListBuckets'>(
    (ContinuationToken) => run.ask('s3:ListBuckets', reader, run.alwaysOnRegion, { MaxBuckets: 1000, ContinuationToken }),
    (output) => output.ContinuationToken,
  )
  if (gap !== undefined) return { account, gap }
  if (pages.some(({ Buckets }) => Buckets === undefined)) return { account, gap: noBucketList }
  const names = pages.flatMap((page) => (page.Buckets ?? []).flatMap(({ Name }) => Name ?? []))
  return { account, reader, names: new Set(names.filter((name) => wanted.has(name))) }
}
