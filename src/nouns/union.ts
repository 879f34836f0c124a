/** Segments into one snapshot: shards of one run, and runs that followed each other. For an account the newest complete one wins. */
import type { AccountFacts, Segment, Snapshot } from './snapshot.ts'

/** Each of these holds one segment (the first may hold facts without one), in the order in which they were given. */
export function unionOf(parts: readonly Snapshot[]): Snapshot {
  const weakestFirst = parts.toSorted(compare)
  const winners = winnersOf(weakestFirst)
  const kept = weakestFirst.filter((part, index) => isKept(part, winners, weakestFirst.slice(index + 1)))
  const accounts = accountsOf(parts, winners)
  const shown = trailsShownIn(accounts)
  const ofShown = <F>(shelf: (part: Snapshot) => ReadonlyMap<string, F>): ReadonlyMap<string, F> =>
    merged(kept, (part) => [...shelf(part)].filter(([arn]) => shown.has(arn)))
  const organization = kept.findLast((part) => part.organization !== undefined)?.organization
  return {
    segments: segmentsOf(parts.filter((part) => kept.includes(part))),
    ...(organization === undefined ? {} : { organization }),
    accounts,
    trails: ofShown((part) => part.trails),
    selectors: ofShown((part) => part.selectors),
    tags: ofShown((part) => part.tags),
    insights: ofShown((part) => part.insights),
    buckets: merged(kept, (part) => part.buckets),
    keys: merged(kept, (part) => part.keys),
    logGroups: merged(kept, (part) => part.logGroups),
    topics: merged(kept, (part) => part.topics),
    roles: merged(kept, (part) => part.roles),
    stores: merged(kept, (part) => [...part.stores].filter(([, { account }]) => winners.get(account) === part)),
  }
}

/** Whether a segment came to its end, and its footer counts what is there. */
export function isComplete({ footer, counts }: Segment): boolean {
  if (footer === undefined) return false
  const members = ['listed', 'assessed', 'skipped', 'unreadable', 'facts', 'gaps'] as const
  const isThere = counts === undefined || members.every((member) => footer[member] === counts[member])
  return isThere && footer.listed === footer.assessed + footer.skipped + footer.unreadable
}

/** Complete after incomplete, then by time; ISO 8601 moments may differ in form. */
function compare(one: Snapshot, other: Snapshot): number {
  return Number(isWhole(one)) - Number(isWhole(other)) || beginningOf(one) - beginningOf(other)
}

function beginningOf({ segments: [segment] }: Snapshot): number {
  return Date.parse(segment?.header.takenAt ?? '') || 0
}

function isWhole({ segments: [segment] }: Snapshot): boolean {
  return segment !== undefined && isComplete(segment)
}

type Winners = ReadonlyMap<string, Snapshot>

/** The part that tells of each account: one that was not asked about it tells least. */
function winnersOf(weakestFirst: readonly Snapshot[]): Winners {
  const winners = new Map<string, Snapshot>()
  for (const part of weakestFirst) {
    for (const [id, facts] of part.accounts) {
      const known = winners.get(id)?.accounts.get(id)
      if (known === undefined || merit(facts) >= merit(known)) winners.set(id, part)
    }
  }
  return winners
}

/** An account's own fact is written when all of it was read. */
function merit({ account }: AccountFacts): number {
  if (account === undefined) return 0
  return account.value?.skipped === 'outside the run' || account.value?.excluded === true ? 1 : 2
}

/** A part of which nothing is left is left out; one without accounts, such as a small shard, when a later one that is complete replaced it. */
function isKept(part: Snapshot, winners: Winners, stronger: readonly Snapshot[]): boolean {
  if ([...part.accounts.keys()].some((id) => winners.get(id) === part)) return true
  return part.accounts.size === 0 && !stronger.some((other) => isWhole(other) && askedOf(other) === askedOf(part))
}

/** What a part was asked about, as text to compare. */
function askedOf({ segments: [segment] }: Snapshot): string {
  return JSON.stringify([segment?.header.shard, segment?.header.narrowed])
}

function accountsOf(parts: readonly Snapshot[], winners: Winners): ReadonlyMap<string, AccountFacts> {
  return new Map(parts.flatMap((part) => [...part.accounts].filter(([id]) => winners.get(id) === part)))
}

/** A trail that no region shows any more is gone, though an older segment tells of it. */
function trailsShownIn(accounts: ReadonlyMap<string, AccountFacts>): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const { reach } of accounts.values()) {
    for (const { shown: { value } } of reach.all) for (const arn of Object.keys(value?.trails ?? {})) shown.add(arn)
  }
  return shown
}

/** What the strongest part says of each; in a map all of one kind. */
function merged<F>(kept: readonly Snapshot[], of: (part: Snapshot) => Iterable<readonly [string, F]>): ReadonlyMap<string, F> {
  const all = new Map<string, F>()
  for (const part of kept) for (const [key, fact] of of(part)) all.set(key, fact)
  return all
}

/** The least narrowed first: it says best what the whole is about. */
function segmentsOf(parts: readonly Snapshot[]): readonly Segment[] {
  return parts.flatMap(({ segments }) => segments).sort((a, b) => Number(isNarrowed(a)) - Number(isNarrowed(b)))
}

function isNarrowed({ header }: Segment): boolean {
  return header.narrowed !== undefined
}
