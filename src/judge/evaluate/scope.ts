/** What was looked at, and what was left out although it should not have been. */
import type { ReachByRegion } from '../../nouns/reach-by-region.ts'
import type { Gap, Segment, Snapshot } from '../../nouns/snapshot.ts'
import { isComplete } from '../../nouns/union.ts'
import type { Scope } from '../../nouns/verdict.ts'
import type { Question } from './question.ts'
import { onceIn } from './once-in.ts'
import { accountsInScope, askedRegions, compare } from './subjects.ts'

const day = 24 * 60 * 60 * 1000

/** The scope of an assessment. */
export function scopeOf({ snapshot, source, only }: Question): Scope {
  const header = snapshot.segments[0]?.header
  const shards = shardsJudged(snapshot)
  const narrowed = { ...header?.narrowed, ...(only === undefined ? {} : { rules: only }), ...(shards.length === 0 ? {} : { shards }) }
  return {
    organization: header?.organization ?? null,
    partition: header?.partition ?? 'aws',
    source,
    takenAt: takenAt(snapshot),
    caller: header?.caller.arn ?? '',
    accounts: {
      listed: snapshot.accounts.size,
      assessed: entryOf(snapshot).entered,
      skipped: Object.fromEntries(skippedAccounts(snapshot)),
      unreadable: unreadableAccounts(snapshot),
      names: Object.fromEntries(namedAccounts(snapshot)),
    },
    ...(Object.keys(narrowed).length === 0 ? {} : { narrowed }),
  }
}

function namedAccounts(snapshot: Snapshot): readonly (readonly [string, string])[] {
  return [...snapshot.accounts]
    .flatMap(([id, { account }]) => (account?.value?.Name === undefined ? [] : [[id, account.value.Name] as const]))
    .sort(([a], [b]) => compare(a, b))
}

/** When the oldest segment was begun. */
export function takenAt(snapshot: Snapshot): string {
  return snapshot.segments.map((segment) => segment.header.takenAt).sort(compare)[0] ?? ''
}

/** Whether the snapshot is older, at the moment judged for, than this many days. */
export function isStale(snapshot: Snapshot, asOf: string, maxAge: number): boolean {
  return Date.parse(asOf) - Date.parse(takenAt(snapshot)) > maxAge * day
}

/** Whether the run was to look at everything, and its list of accounts came to its end: only then is what it does not show not there. */
export function isWhole({ snapshot, only }: Pick<Question, 'snapshot' | 'only'>): boolean {
  const { segments } = snapshot
  const listed = segments.every((segment) => segment.header.narrowed === undefined)
  return only === undefined && segments.length > 0 && listed && missingParts(snapshot).length === 0
}

/** Which parts of the snapshot itself are missing, one sentence each: ends, lines and shards. */
export function missingParts(snapshot: Snapshot): readonly string[] {
  return [...snapshot.segments.flatMap(segmentReasons), ...missingShards(snapshot)]
}

/** The accounts that could not be entered at all. */
export function unreadableAccounts(snapshot: Snapshot): readonly string[] {
  return entryOf(snapshot).refused
}

interface Entry {
  readonly entered: readonly string[]
  readonly refused: readonly string[]
}

const entries = new WeakMap<Snapshot, Entry>()

/** The accounts in scope by whether they could be entered; worked out once. */
function entryOf(snapshot: Snapshot): Entry {
  return onceIn(entries, snapshot, () => {
    const refused = accountsInScope(snapshot).filter((id) => unreadable(snapshot, id) !== undefined)
    const out = new Set(refused)
    return { entered: accountsInScope(snapshot).filter((id) => !out.has(id)), refused }
  })
}

/** The accounts that could not be entered, or not in every region: what is there may not have been seen. */
export function accountsNotReadWhole(snapshot: Snapshot): readonly string[] {
  const { entered, refused } = entryOf(snapshot)
  return [...refused, ...entered.filter((id) => regionReasons(snapshot, id).length > 0)].sort()
}

/** Why an account could not be entered, or undefined when it was. */
export function unreadable(snapshot: Snapshot, id: string): string | undefined {
  const fact = snapshot.accounts.get(id)?.account
  const gap = fact?.gap ?? fact?.unseen?.['identity']
  if (gap !== undefined) return `${gap.call}: ${gap.code === undefined ? '' : `${gap.code}: `}${gap.message}`
  return fact?.value?.identity === undefined ? 'the reading ended before it' : undefined
}

function skippedAccounts(snapshot: Snapshot): readonly (readonly [string, string])[] {
  return [...snapshot.accounts]
    .flatMap(([id, facts]) => (facts.account?.value?.skipped === undefined ? [] : [[id, facts.account.value.skipped] as const]))
    .sort(([a], [b]) => compare(a, b))
}

/** Every reason, unknown verdicts aside, why the run is not complete: one sentence each. */
export function incompleteReasons({ snapshot, asOf, maxAge }: Question): readonly string[] {
  return [
    ...unreadableAccounts(snapshot).map((id) => `account ${id} could not be read (${unreadable(snapshot, id)})`),
    ...entryOf(snapshot).entered.flatMap((id) => regionReasons(snapshot, id)),
    ...missingParts(snapshot),
    ...(snapshot.segments.length === 0 ? ['nothing was read'] : []),
    ...(isStale(snapshot, asOf, maxAge) ? [`the snapshot of ${takenAt(snapshot)} is older than ${maxAge} days`] : []),
  ]
}

function regionReasons(snapshot: Snapshot, account: string): readonly string[] {
  const facts = snapshot.accounts.get(account)
  const asked = askedRegions(snapshot, account)
  const unread = facts === undefined ? asked.regions : unreadOf(facts.reach, asked.regions)
  if (asked.all && unread.length === 0) return none
  const unknown = asked.all ? [] : [`which regions account ${account} has enabled could not be seen`]
  return [...unknown, ...unread.map((region) => `region ${region} of account ${account} could not be read${sayGap(facts?.reach.at(region)?.shown.gap)}`)]
}

const none: readonly string[] = []

const unread = new WeakMap<object, WeakMap<readonly string[], readonly string[]>>()

/** Those of the regions that were not read; worked out once for accounts that show the same and are asked about the same. */
function unreadOf(reach: ReachByRegion, asked: readonly string[]): readonly string[] {
  const known = onceIn(unread, reach.likeness, () => new WeakMap<readonly string[], readonly string[]>())
  return onceIn(known, asked, () => asked.filter((region) => reach.at(region)?.shown.value === undefined))
}

function sayGap(gap: Gap | undefined): string {
  return gap === undefined ? '' : ` (${gap.call}: ${gap.code ?? gap.message})`
}

function segmentReasons(segment: Segment): readonly string[] {
  const { header, footer } = segment
  if (footer === undefined) return [`segment ${header.segment} of the snapshot has no end: the reading was cut off`]
  return isComplete(segment) ? [] : [`the counts at the end of segment ${header.segment} do not add up: lines are missing`]
}

/** The shards that no segment holds: "shard 2 of 4 is missing". None are where a segment reads the whole by itself. */
function missingShards({ segments }: Snapshot): readonly string[] {
  if (segments.some(({ header, footer }) => header.shard === undefined && footer !== undefined)) return []
  const held = new Map<number, Set<number>>()
  for (const { header: { shard } } of segments) {
    if (shard !== undefined) held.set(shard.of, (held.get(shard.of) ?? new Set()).add(shard.index))
  }
  return [...held].flatMap(([of, there]) => {
    const all = Array.from({ length: of }, (_, index) => index + 1)
    return all.filter((index) => !there.has(index)).map((index) => `shard ${index} of ${of} is missing`)
  })
}

/** The shards that were judged, where others are missing. */
function shardsJudged(snapshot: Snapshot): readonly string[] {
  if (missingShards(snapshot).length === 0) return []
  return snapshot.segments.flatMap(({ header: { shard } }) => (shard === undefined ? [] : [`${shard.index}/${shard.of}`])).sort(compare)
}
