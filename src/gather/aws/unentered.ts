/** The accounts whose role could not be assumed: what the caller may be told of them, and a gap for each region. */
import type { Account, AnyFact, Fact, Gap, Regions } from '../../nouns/snapshot.ts'
import { regionsCall } from '../../nouns/region.ts'
import { accountFact } from './account.ts'
import { eachAtOnce } from './concurrency.ts'
import { isGap } from './gap.ts'
import { oncePerKey } from './once.ts'
import { regionsToAsk } from './regions.ts'
import type { Run } from './run.ts'

export interface Unentered {
  readonly account: Account
  /** Why its role could not be assumed. */
  readonly gap: Gap
}

/** A minute at AWS's five answers per second: where more roles are missing than this, nobody should wait half an hour to be told so. */
const most = 300
/** So many refusals, one after the other, stand for all: without trusted access for Account Management there are no others. */
const probes = 3

/**
 * Reads what can be read of these accounts. The caller is asked for their regions (account:ListRegions by AccountId): for the first
 * ones by account number, until it is plain that it may not be told. `done` is told after each account.
 */
export async function readUnentered(run: Run, accounts: readonly Unentered[], done: (account: Account, gaps: number) => void): Promise<void> {
  const sorted = accounts.toSorted((a, b) => (a.account.Id < b.account.Id ? -1 : 1))
  const regionsOf = centralRegions(run, sorted)
  await eachAtOnce(sorted, run.options.concurrency, async (one) => {
    const known = run.resumed.known.accounts.get(one.account.Id)?.regions
    const regions = known ?? regionsFact(one, await regionsOf(one.account))
    const facts = [...(known === undefined ? [regions] : []), ...gapsOf(run, one, regions)]
    for (const fact of facts) await run.emit(fact)
    done(one.account, facts.filter(({ fact }) => fact === 'reach').length + 1)
  })
}

function regionsFact({ account, gap }: Unentered, told: Regions | Gap): Fact<'regions'> {
  const key = { fact: 'regions', account: account.Id } as const
  return isGap(told) ? { ...key, gap } : { ...key, value: told }
}

/** A gap for each region, then the account itself, which says that this is all; but for what an earlier run wrote. */
function gapsOf(run: Run, { account, gap }: Unentered, regions: Fact<'regions'>): readonly AnyFact[] {
  const known = run.resumed.known.accounts.get(account.Id)
  const unread = regionsToAsk(run, regions).filter((region) => known?.reach.has(region) !== true)
  const reach = unread.map((region) => ({ fact: 'reach', account: account.Id, region, gap }) as const)
  return known?.account === undefined ? [...reach, accountFact(account, { gap })] : reach
}

type CentralRegions = (account: Account) => Promise<Regions | Gap>

const notAsked: Gap = { cause: 'refused', call: 'account:ListRegions', message: 'the caller may not be told about other accounts' }

/** Accounts that are leaving answer nobody, which says nothing about the others: active ones are asked first. */
function centralRegions(run: Run, accounts: readonly Unentered[]): CentralRegions {
  const ids = accounts.map(({ account }) => account)
  const first = ids.filter(({ State }) => State === 'ACTIVE').slice(0, probes)
  const others = new Set(ids.slice(0, most))
  if (regionsCall(run.partition) !== 'account:ListRegions') return async () => notAsked
  const regionsOf = oncePerKey((account: Account) => run.listRegions(run.caller, account.Id))
  return async (account) => {
    if (first.includes(account)) return regionsOf(account)
    const answers = await Promise.all(first.map(regionsOf))
    const isPlain = answers.length === probes && answers.every(isRefusal)
    return isPlain || !others.has(account) ? notAsked : regionsOf(account)
  }
}

function isRefusal(answer: Regions | Gap): boolean {
  return isGap(answer) && answer.cause === 'refused' && answer.code?.startsWith('AccessDenied') === true
}
