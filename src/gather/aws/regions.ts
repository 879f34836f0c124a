/** The regions of an account: asked of the account itself, by Account Management, else by EC2 (reference 4.4). */
import { alwaysOnRegions, regionsCall } from '../../nouns/region.ts'
import type { Fact, Gap, Regions, RegionStatus } from '../../nouns/snapshot.ts'
import { everyPage } from './answer.ts'
import type { Ask, Reader } from './ask.ts'
import { isGap } from './gap.ts'
import type { Run } from './run.ts'

/** The statuses under which CloudTrail answers in a region. */
const answering: ReadonlySet<RegionStatus | undefined> = new Set(['ENABLED', 'ENABLED_BY_DEFAULT', 'DISABLING'])

/**
 * The regions fact of an account that can be entered. Each is asked by itself: AWS allows account:ListRegions five times per second
 * to the account that asks, which for the caller would be half an hour for 10,000 members.
 */
export async function readRegions(run: Run, reader: Reader): Promise<Fact<'regions'>> {
  const key = { fact: 'regions', account: reader.account } as const
  const told = regionsCall(run.partition) === 'account:ListRegions' ? await run.listRegions(reader) : undefined
  if (told !== undefined && !isGap(told)) return { ...key, value: told }
  const regions = await describeRegions(run, reader)
  return isGap(regions) ? { ...key, gap: regions } : { ...key, value: regions }
}

async function describeRegions(run: Run, reader: Reader): Promise<Regions | Gap> {
  const { output, gap } = await run.ask('ec2:DescribeRegions', reader, run.alwaysOnRegion, { AllRegions: true })
  if (gap !== undefined) return gap
  const listed = (output.Regions ?? []).map(({ RegionName, OptInStatus }) => [RegionName, statusFromEc2(OptInStatus)] as const)
  return regionsFrom('ec2:DescribeRegions', listed)
}

/** What account:ListRegions says of the reader's own account, or, where one is named, of another one. It takes no AccountId for one's own. */
export async function listRegions(ask: Ask, reader: Reader, region: string, other?: string): Promise<Regions | Gap> {
  const named = other === undefined ? {} : { AccountId: other }
  const { pages, gap } = await everyPage<'account:ListRegions'>(
    (NextToken) => ask('account:ListRegions', reader, region, { ...named, MaxResults: 50, NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const regions = pages.flatMap((page) => page.Regions ?? [])
  return regionsFrom('account:ListRegions', regions.map(({ RegionName, RegionOptStatus }) => [RegionName, RegionOptStatus]))
}

type NameAndStatus = readonly [string | undefined, string | undefined]

/** The regions in an answer of `source`. An account without a single region does not exist: nothing would be read, and nothing missed. */
function regionsFrom(source: Regions['source'], listed: readonly NameAndStatus[]): Regions | Gap {
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
