/** The regions of an account: told centrally, else by the account itself (reference 4.4). */
import { badInput } from '../../nouns/place.ts'
import { alwaysOnRegions } from '../../nouns/region.ts'
import type { Fact, Gap, Regions, RegionStatus } from '../../nouns/snapshot.ts'
import { everyPage } from './ask.ts'
import type { Desk } from './organization.ts'
import type { Entry, Run } from './run.ts'

/** The statuses under which CloudTrail answers in a region. */
const answering: ReadonlySet<RegionStatus | undefined> = new Set(['ENABLED', 'ENABLED_BY_DEFAULT', 'DISABLING'])

/** The regions fact of an account. The centre is asked first: it answers for accounts whose role is refused, too. */
export async function readRegions(run: Run, account: string, entry: NonNullable<Entry>): Promise<Fact<'regions'>> {
  const key = { fact: 'regions', account } as const
  const central = await fromCentre(run, account)
  if ('status' in central) return { ...key, value: central }
  if (entry.gap !== undefined) return { ...key, gap: entry.gap }
  const { output, gap } = await run.ask('ec2:DescribeRegions', entry.seat, run.leader, { AllRegions: true })
  if (gap !== undefined) return { ...key, gap }
  const told = output.Regions ?? []
  const regions = regionsOf('ec2:DescribeRegions', told.map(({ RegionName, OptInStatus }) => [RegionName, throughEc2(OptInStatus)]))
  return 'status' in regions ? { ...key, value: regions } : { ...key, gap: regions }
}

/** account:ListRegions takes no AccountId for one's own account. */
async function fromCentre({ ask, caller, region }: Desk, account: string): Promise<Regions | Gap> {
  const other = account === caller.account ? {} : { AccountId: account }
  const { pages, gap } = await everyPage<'account:ListRegions'>(
    (NextToken) => ask('account:ListRegions', caller, region, { ...other, MaxResults: 50, NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const regions = pages.flatMap((page) => page.Regions ?? [])
  return regionsOf('account:ListRegions', regions.map(({ RegionName, RegionOptStatus }) => [RegionName, RegionOptStatus]))
}

type Pair = readonly [string | undefined, string | undefined]

/** An account without a single region does not exist: nothing would be read of it, and nothing would be missed. */
function regionsOf(source: Regions['source'], told: readonly Pair[]): Regions | Gap {
  const named = told.filter((pair): pair is readonly [string, RegionStatus] => pair[0] !== undefined && pair[1] !== undefined)
  if (named.length === 0) return { cause: 'broken', call: source, message: 'an answer without regions' }
  return { source, status: Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

function throughEc2(status: string | undefined): RegionStatus {
  if (status === 'opt-in-not-required') return 'ENABLED_BY_DEFAULT'
  return status === 'opted-in' ? 'ENABLED' : 'DISABLED'
}

/**
 * The regions to ask in an account: those that answer and are wanted; where its regions are not known, those wanted, else the ones
 * that every account of the partition has.
 */
export function regionsToAsk(run: Run, { value }: Fact<'regions'>): readonly string[] {
  const { regions: wanted } = run.options
  if (value === undefined) return wanted ?? alwaysOnRegions(run.partition)
  const open = Object.keys(value.status).filter((region) => answering.has(value.status[region]))
  return wanted === undefined ? open : open.filter((region) => wanted.includes(region))
}

/** Throws a mistake for a wanted region that the partition does not have: a misspelt one would read nothing, and miss nothing. */
export async function refuseUnknownRegions(desk: Desk, wanted: readonly string[]): Promise<void> {
  const known = await fromCentre(desk, desk.caller.account)
  if ('cause' in known) return
  const strangers = wanted.filter((region) => !Object.hasOwn(known.status, region))
  const instead = `one of ${Object.keys(known.status).join(', ')}`
  if (strangers.length > 0) throw badInput(...strangers.map((region) => ({ what: `there is no region ${region}`, instead })))
}

/** A region that every account has: the one that was configured if it is such, else the partition's first. */
export function leaderFor(partition: string, region: string): string {
  const always = alwaysOnRegions(partition)
  return always.length === 0 || always.includes(region) ? region : (usualLeader(always) ?? region)
}

function usualLeader(always: readonly string[]): string | undefined {
  return always.find((region) => region === 'us-east-1') ?? always[0]
}
