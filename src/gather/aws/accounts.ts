/** The accounts of the organization, and why some of them are not examined. */
import { badInput } from '../../nouns/place.ts'
import { outsideTheRun, type Account, type AccountState, type Gap, type OrganizationalUnit } from '../../nouns/snapshot.ts'
import { sayGap, type AsCaller } from './caller.ts'
import { thisAccountInstead } from './organization.ts'
import type { CollectOptions, Excluded } from './run.ts'
import type { OutputOf } from './services.ts'

/**
 * The accounts of the organization (e-mail addresses are dropped), in pages, as they come. Throws a mistake when the list cannot be had
 * to its end: an organization is never narrowed silently.
 */
export async function* listAccounts({ ask, account: own }: AsCaller, organization: string): AsyncGenerator<readonly Account[], undefined> {
  const listed = new Set<string>()
  let token: string | undefined
  do {
    const { output, gap } = await ask('organizations:ListAccounts', { NextToken: token })
    if (gap !== undefined) throw token === undefined ? mayNotList(own, organization, gap) : endedEarly(organization, listed.size, gap)
    const page = (output.Accounts ?? []).flatMap(accountOf).filter(({ Id }) => !listed.has(Id))
    for (const { Id } of page) listed.add(Id)
    yield page
    token = output.NextToken
  } while (token !== undefined && token !== '')
  if (listed.has(own)) return
  throw badInput({ what: `the list of accounts of ${organization} is not whole: the caller's own, ${own}, is not in it` })
}

function mayNotList(own: string, organization: string, gap: Gap): Error {
  return badInput({ what: `account ${own} may not list the accounts of ${organization}: ${sayGap(gap)}`, instead: thisAccountInstead })
}

function endedEarly(organization: string, listed: number, gap: Gap): Error {
  const what = `the list of accounts of ${organization} broke off after ${listed}: ${sayGap(gap)}`
  return badInput({ what, instead: 'what collect wrote until then is kept: go on with --resume' })
}

type Listed = NonNullable<OutputOf<'organizations:ListAccounts'>['Accounts']>[number]

/** `State` replaced `Status` on 9 September 2026; an answer that has neither is of an account that can be asked (reference 5). */
function accountOf({ Id, Name, State, Status, JoinedTimestamp, Paths }: Listed): readonly Account[] {
  if (Id === undefined) return []
  return [
    {
      Id,
      ...(Name === undefined ? {} : { Name }),
      State: State ?? Status ?? 'ACTIVE',
      ...(JoinedTimestamp === undefined ? {} : { JoinedTimestamp: JoinedTimestamp.toISOString() }),
      ...(Paths === undefined ? {} : { Paths }),
    },
  ]
}

type Narrowed = Pick<CollectOptions, 'accounts' | 'units' | 'exclude'>
export type Units = readonly OrganizationalUnit[] | undefined

/** Suspended, closed and not yet active accounts cannot be asked (reference 5). */
const skippedFor: Partial<Record<AccountState, string>> = {
  SUSPENDED: 'suspended',
  CLOSED: 'closed',
  PENDING_ACTIVATION: 'not yet active',
}

/**
 * The accounts with the reason for which each is skipped, if there is one. Throws a mistake for an account or unit that is named
 * and not there. `units` are those of the organization, undefined where they could not be seen.
 */
export function narrowed(accounts: readonly Account[], wanted: Narrowed, units: Units): readonly Account[] {
  refuseUnknown(accounts, wanted, units)
  return accounts.map((account) => {
    const closed = skippedFor[account.State]
    const exclusion = closed === undefined ? exclusionOf(account, wanted) : undefined
    if (exclusion !== undefined) return { ...account, skipped: exclusion.skipped, excluded: true }
    const skipped = closed ?? (isWanted(account, wanted) ? undefined : outsideTheRun)
    return skipped === undefined ? account : { ...account, skipped }
  })
}

function exclusionOf(account: Account, { exclude = [] }: Narrowed): Excluded | undefined {
  return exclude.find(({ account: id, ou }) => (id === undefined || id === account.Id) && (ou === undefined || isBelow(account, ou)))
}

function isWanted(account: Account, { accounts, units }: Narrowed): boolean {
  if (accounts === undefined && units === undefined) return true
  return accounts?.includes(account.Id) === true || units?.some((unit) => isBelow(account, unit)) === true
}

/** Organizations' paths name every unit above an account (reference 5). */
function isBelow(account: Account, unit: string): boolean {
  return account.Paths?.some((path) => path.split('/').includes(unit)) === true
}

function refuseUnknown(accounts: readonly Account[], wanted: Narrowed, units: Units): void {
  const isListed = (id: string): boolean => accounts.some((account) => account.Id === id)
  const isUnit = (id: string): boolean => units?.some((unit) => unit.Id === id) === true || accounts.some((account) => isBelow(account, id))
  const unknown = (wanted.accounts ?? []).filter((id) => !isListed(id))
  const unknownUnits = (wanted.units ?? []).filter((id) => !isUnit(id))
  const mistakes = [...unknown.map((id) => `account ${id}`), ...unknownUnits.map((id) => `organizational unit ${id}`)]
  if (mistakes.length > 0) throw badInput(...mistakes.map((named) => ({ what: `there is no ${named} in what these credentials can list` })))
}

/** The accounts that cannot answer, whoever asks: those outside the run, and excluded ones, might. */
export function closedAccounts(accounts: readonly Account[]): ReadonlySet<string> {
  return new Set(accounts.flatMap(({ Id, State }) => (skippedFor[State] === undefined ? [] : [Id])))
}
