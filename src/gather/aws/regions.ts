/** The regions of an account: asked centrally, else of the account itself (reference 4.4). */
import { alwaysOnRegions } from '../../nouns/region.ts'
import type { Fact, Gap, Regions, RegionStatus } from '../../nouns/snapshot.ts'
import { isGap } from './gap.ts'
import type { ReaderOrGap, Run } from './run.ts'

/** The statuses under which CloudTrail answers in a region. */
const answering: ReadonlySet<RegionStatus | undefined> = new Set(['ENABLED', 'ENABLED_BY_DEFAULT', 'DISABLING'])

/** The regions fact of an account. It is asked for centrally first: that works for accounts whose role is refused, too. */
export async function readRegions(run: Run, account: string, { reader, gap: roleGap }: ReaderOrGap): Promise<Fact<'regions'>> {
  const key = { fact: 'regions', account } as const
  const central = await run.centralRegions(account)
  if (!isGap(central)) return { ...key, value: central }
  if (reader === undefined) return { ...key, gap: roleGap }
  const { output, gap } = await run.ask('ec2:DescribeRegions', reader, run.alwaysOnRegion, { AllRegions: true })
  if (gap !== undefined) return { ...key, gap }
  const listed = (output.Regions ?? []).map(({ RegionName, OptInStatus }) => [RegionName, statusFromEc2(OptInStatus)] as const)
  const regions = regionsFrom('ec2:DescribeRegions', listed)
  return isGap(regions) ? { ...key, gap: regions } : { ...key, value: regions }
}

type NameAndStatus = readonly [string | undefined, string | undefined]

/** The regions in an answer of `source`. An account without a single region does not exist: nothing would be read, and nothing missed. */
export function regionsFrom(source: Regions['source'], listed: readonly NameAndStatus[]): Regions | Gap {
  const named = listed.filter((pair): pair is readonly [string, RegionStatus] => pair[0] !== undefined && pair[1] !== undefined)
  if (named.length === 0) return { cause: 'broken', call: source, message: 'an answer without regions' }
  return { source, status: Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

function statusFromEc2(optInStatus: string | undefined): RegionStatus {
  if (optInStatus === 'opt-in-not-required') return 'ENABLED_BY_DEFAULT'
  return optInStatus === 'opted-in' ? 'ENABLED' : 'DISABLED'
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

/** A region that every account has: the one that was configured if it is such, else us-east-1 or the partition's first. */
export function alwaysOnRegionFor(partition: string, configured: string): string {
  const always = alwaysOnRegions(partition)
  const preferred = [configured, 'us-east-1'].find((region) => always.includes(region))
  return preferred ?? always[0] ?? configured
}
