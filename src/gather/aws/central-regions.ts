/** The regions of accounts as the caller's account knows them (account:ListRegions, reference 4.4). */
import { badInput } from '../../nouns/place.ts'
import type { Account, Gap, Regions } from '../../nouns/snapshot.ts'
import { everyPage } from './answer.ts'
import type { AsCaller } from './caller.ts'
import { isGap } from './gap.ts'
import { oncePerKey } from './once.ts'
import { regionsFrom } from './regions.ts'

export type CentralRegions = (account: string) => Promise<Regions | Gap>

/** So many members stand for all of them. */
const probes = 3

/**
 * Asks for the regions of any account, until it is plain that members may not be asked about: without trusted access for Account
 * Management every one of them is refused, at five answers per second. So the first members of the list are asked about first, and
 * when each of them is refused their gap stands for all. Which ones they are depends on the list alone, and so do the facts.
 */
export function openCentralRegions(central: AsCaller, accounts: readonly Account[]): CentralRegions {
  const members = accounts.filter(({ Id, State, skipped }) => Id !== central.account && State === 'ACTIVE' && skipped === undefined)
  const first = members.slice(0, probes).map(({ Id }) => Id)
  const ask = oncePerKey((account: string) => listRegions(central, account))
  return async (account) => {
    if (account === central.account || first.includes(account)) return ask(account)
    const [refusal, ...others] = (await Promise.all(first.map(ask))).filter(isRefusal)
    return refusal !== undefined && others.length === probes - 1 ? refusal : ask(account)
  }
}

function isRefusal(answer: Regions | Gap): answer is Gap {
  return isGap(answer) && answer.cause === 'refused' && answer.code?.startsWith('AccessDenied') === true
}

/** account:ListRegions takes no AccountId for one's own account. */
async function listRegions({ ask, account: own }: AsCaller, account: string): Promise<Regions | Gap> {
  const other = account === own ? {} : { AccountId: account }
  const { pages, gap } = await everyPage<'account:ListRegions'>(
    (NextToken) => ask('account:ListRegions', { ...other, MaxResults: 50, NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const regions = pages.flatMap((page) => page.Regions ?? [])
  return regionsFrom('account:ListRegions', regions.map(({ RegionName, RegionOptStatus }) => [RegionName, RegionOptStatus]))
}

/** Throws a mistake for a wanted region that the partition does not have: a misspelt one would read nothing, and miss nothing. */
export async function refuseUnknownRegions(central: AsCaller, wanted: readonly string[]): Promise<void> {
  const known = await listRegions(central, central.account)
  if (isGap(known)) return
  const unknown = wanted.filter((region) => !Object.hasOwn(known.status, region))
  const instead = `one of ${Object.keys(known.status).join(', ')}`
  if (unknown.length > 0) throw badInput(...unknown.map((region) => ({ what: `there is no region ${region}`, instead })))
}
