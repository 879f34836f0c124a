/** The regions of an account: account:ListRegions (REST JSON), centrally or of one's own, and ec2:DescribeRegions (EC2 query). */
import type { Regions } from '../../nouns/snapshot.ts'
import { error, gapReply, notHeld, value, type Reply } from './reply.ts'
import { factsOf, isAdministrator, isOpen, type Ask } from './world.ts'

export const account = { ListRegions: listRegions }
export const ec2 = { DescribeRegions: describeRegions }

/** An account must not name itself (AWS Account Management, "ListRegions"). */
function listRegions({ world, account: asker, parameters }: Ask): Reply {
  const named = parameters['AccountId']
  const of = typeof named === 'string' ? named : asker
  const mayAsk = named === undefined || (of !== asker && isAdministrator(world, asker))
  const fact = factsOf(world, of)?.regions
  if (mayAsk && fact?.gap?.call === 'account:ListRegions') return gapReply(fact.gap)
  if (!mayAsk || fact?.value?.source !== 'account:ListRegions') return refused
  const wanted = parameters['RegionOptStatusContains']
  const all = Object.entries(fact.value.status).map(([RegionName, RegionOptStatus]) => ({ RegionName, RegionOptStatus }))
  return value({ Regions: Array.isArray(wanted) ? all.filter((region) => wanted.includes(region.RegionOptStatus)) : all })
}

const refused = error('AccessDeniedException', 'You do not have sufficient access to perform this operation.')

function describeRegions({ world, account: asker, parameters }: Ask): Reply {
  const fact = factsOf(world, asker)?.regions
  if (fact === undefined) return notHeld(`the regions of ${asker}`)
  if (fact.gap !== undefined) return gapReply(fact.gap)
  return value({ regionInfo: { item: regionItems(fact.value, parameters['AllRegions'] === 'true') } })
}

/** EC2 knows three statuses; a region that is still being enabled is not opted in yet. */
function regionItems({ status }: Regions, all: boolean): readonly object[] {
  const shown = Object.entries(status).filter(([, is]) => all || isOpen(is))
  return shown.map(([regionName, is]) => ({
    regionName,
    optInStatus: is === 'ENABLED_BY_DEFAULT' ? 'opt-in-not-required' : isOpen(is) ? 'opted-in' : 'not-opted-in',
  }))
}
