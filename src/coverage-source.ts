/** What `coverage` and `explain` ask about: selectors from a file, a snapshot or the demo; an account, and regions of it. */
import * as Flags from '@oclif/core/flags'
import { accountsInScope, askedRegions, isEnabled } from './judge/evaluate/subjects.ts'
import type { Asked } from './judge/evaluate/reached.ts'
import type { CoveragePlace } from './nouns/coverage.ts'
import type { EventClass } from './nouns/event.ts'
import { badInput } from './nouns/place.ts'
import type { Snapshot } from './nouns/snapshot.ts'
import { orRefuse, type Tool } from './session.ts'
import { demoOrganization, snapshotOfFiles } from './source.ts'

const sources = ['selectors', 'snapshot', 'demo']

/** Flags of both commands. */
export const coverageFlags = {
  selectors: Flags.string({
    summary: 'Logging multi-region trails of one account: what `aws cloudtrail get-event-selectors` prints, or a list of those',
    helpValue: 'FILE|-',
    helpGroup: 'SOURCE',
    exactlyOne: sources,
  }),
  snapshot: Flags.string({ multipleNonGreedy: true, multiple: true, summary: 'A snapshot that `collect` wrote (repeatable)', helpValue: 'FILE', helpGroup: 'SOURCE' }),
  demo: Flags.boolean({ summary: 'The embedded demo organization', helpGroup: 'SOURCE' }),
  account: Flags.string({ summary: 'Account of the snapshot (default: its only one)', helpValue: 'ID' }),
  region: Flags.string({ summary: 'Region of the account (default: every one that it has enabled)', helpValue: 'REGION' }),
  format: Flags.option({ options: ['text', 'json'] as const, default: 'text' as const, summary: 'How it is told on stdout' })(),
} as const

export interface CoverageFlags {
  readonly selectors?: string | undefined
  readonly snapshot?: readonly string[] | undefined
  readonly account?: string | undefined
  readonly region?: string | undefined
}

/** The snapshot from the one source that was named. */
export async function coverageSnapshot(tool: Tool, { selectors, snapshot, account, region }: CoverageFlags): Promise<Snapshot> {
  if (snapshot !== undefined) return snapshotOfFiles(snapshot)
  if (selectors !== undefined && (account ?? region) !== undefined) {
    throw badInput({ what: '--account and --region choose from a snapshot, and --selectors has one account whose trails are the same in any region' })
  }
  if (selectors === undefined) return demoOrganization(tool)
  const { readSelectorsFile } = await import('./gather/files/selectors-file.ts')
  return orRefuse(await readSelectorsFile(selectors))
}

/** The account and the regions that the flags name; without them the only account, and every region that it has enabled. */
export function askedOf(snapshot: Snapshot, flags: CoverageFlags): Asked {
  const account = flags.account ?? onlyAccount(snapshot)
  refuseUnknownAccount(snapshot, account)
  const name = snapshot.accounts.get(account)?.account?.value?.Name
  const partition = snapshot.segments[0]?.header.partition ?? 'aws'
  return { snapshot, place: { account, ...(name === undefined ? {} : { accountName: name }), partition, ...regionsOf(snapshot, account, flags) } }
}

function onlyAccount(snapshot: Snapshot): string {
  const [first, ...others] = accountsInScope(snapshot)
  if (first === undefined) throw badInput({ what: 'the snapshot has no account that was examined' })
  if (others.length === 0) return first
  throw badInput({ what: 'the snapshot has several accounts', instead: `name one with --account: ${listed([...snapshot.accounts.keys()])}` })
}

/** Refuses an account that the snapshot knows nothing about, rather than answering from nothing. */
export function refuseUnknownAccount(snapshot: Snapshot, account: string): void {
  const facts = snapshot.accounts.get(account)
  const skipped = facts?.account?.value?.skipped
  if (skipped !== undefined) throw badInput({ what: `account ${account} was not examined: ${skipped}` })
  if (facts === undefined) throw badInput({ what: `the snapshot has no account ${account}`, instead: `it has ${listed([...snapshot.accounts.keys()])}` })
}

function listed(accounts: readonly string[]): string {
  const sorted = [...accounts].sort()
  return sorted.length > 12 ? `${sorted.slice(0, 12).join(', ')} and ${sorted.length - 12} more` : sorted.join(', ')
}

function regionsOf(snapshot: Snapshot, account: string, { region, selectors }: CoverageFlags): Pick<CoveragePlace, 'regions' | 'extent'> {
  if (region !== undefined) refuseDisabledRegion(snapshot, account, region)
  if (region !== undefined) return { regions: [region], extent: 'chosen' }
  const { regions, all } = askedRegions(snapshot, account)
  if (selectors !== undefined) return { regions, extent: 'any' }
  const narrowed = snapshot.segments.some(({ header }) => header.narrowed?.regions !== undefined)
  return { regions, extent: narrowed ? 'chosen' : all ? 'enabled' : 'seen' }
}

/** Nothing happens in a region that is not enabled, and a misspelt one would be answered from nothing. */
function refuseDisabledRegion(snapshot: Snapshot, account: string, region: string): void {
  const status = snapshot.accounts.get(account)?.regions?.value?.status
  if (status === undefined || isEnabled(status[region] ?? 'DISABLED')) return
  const enabled = Object.keys(status).filter((each) => isEnabled(status[each] ?? 'DISABLED')).sort()
  throw badInput({ what: `region ${region} is not enabled in account ${account}`, instead: `${enabled.join(', ')} are` })
}

/** The class of `--class`, or what is wrong with it. A class that no event of the partition can be of is a mistake, not an answer. */
export async function classAsked(text: string, partition: string): Promise<EventClass> {
  const { readEventClassJson } = await import('./gather/files/event-class.ts')
  const { emptyReason } = await import('./judge/coverage/universe.ts')
  const eventClass = orRefuse(readEventClassJson(text, '--class'))
  const reason = emptyReason(eventClass, partition)
  if (reason !== undefined) throw badInput({ what: `--class: no event is of this class: ${reason}`, instead: 'ask about events that can happen' })
  return eventClass
}
