/** Which account owns a bucket, and whether it is the one that should (T33, T36). */
import type { Fact, Snapshot } from '../../nouns/snapshot.ts'
import { bucketOf } from './bucket-fact.ts'
import { markedAccounts, type Case, type Seen } from './case.ts'
import { openGap } from './fact-reading.ts'
import { isListedWhole, unreadAccounts } from './own-organization.ts'

const source = 's3:ListBuckets'

/** The account's number; null when every account there is listed its buckets and none of them owns it. */
export function bucketOwner(of: Case): Seen {
  const fact = bucketOf(of)
  const gap = fact?.gap ?? fact?.unseen?.['owner']
  if (fact?.value === undefined || gap !== undefined) return unknownOwner(fact, gap)
  const { owner } = fact.value
  if (owner !== null) return { value: owner, source }
  const unasked = of.memory.once(of.snapshot, 'unasked accounts', () => unaskedAccounts(of.snapshot))
  const open = 'the owner is not known: no account that listed its buckets owns it'
  if (unasked !== undefined) return { value: undefined, source, why: [`${open}, and ${unasked}`] }
  return { value: null, source, why: ['every account of the organization listed its buckets, and none of them owns it'] }
}

function unknownOwner(fact: Fact<'bucket'> | undefined, gap: Fact['gap']): Seen {
  const gaps = gap === undefined ? [] : [openGap(gap, { account: gap.account ?? fact?.account ?? '' })]
  return { value: undefined, source, gaps }
}

/** Why some account was not asked, undefined when all were. */
function unaskedAccounts(snapshot: Snapshot): string | undefined {
  if (!isListedWhole(snapshot)) return 'not every account of the organization was asked'
  const left = unreadAccounts(snapshot)
  if (left.length === 0) return undefined
  const more = left.length > 6 ? ` and ${left.length - 6} more` : ''
  return `${left.length === 1 ? 'account' : 'accounts'} ${left.slice(0, 6).join(', ')}${more} could not be asked`
}

export function ownerInOrganization(of: Case): Seen {
  const seen = bucketOwner(of)
  return ownedBy(seen, (owner) => ({ value: true, source, why: [`account ${owner} owns it`] }))
}

/** What is made of the owner, where there is one that is known. */
function ownedBy(seen: Seen, tell: (owner: string) => Seen): Seen {
  if (seen.value === undefined) return seen
  if (seen.value === null) return Object.assign({}, seen, { value: false })
  return tell(String(seen.value))
}

/** Null where the inventory marks no account as log archive. */
export function ownerIsLogArchive(of: Case): Seen {
  const archives = markedAccounts(of, 'log-archive')
  if (archives.length === 0) return { value: null, source, why: ['the policy marks no account as log archive'] }
  return ownedBy(bucketOwner(of), (owner) => {
    const value = archives.includes(owner)
    const which = value ? 'a log archive' : `which is not the log archive (${archives.join(', ')})`
    return { value, source, why: [`account ${owner} owns it, ${which}`] }
  })
}
