/** For whom an entry of the policy is: accounts, and units with all that is below them. */
import type { Whom } from '../../nouns/policy.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'

/** The units that an account is in, from the root down. Empty where they could not be seen: then no entry for a unit is for it. */
export type UnitsOf = (account: string) => ReadonlySet<string>

/** The units of every account, by what Organizations says of its paths (`o-…/r-…/ou-…/account/`). Each account is looked up once. */
export function unitsIn(snapshot: Snapshot): UnitsOf {
  const known = new Map<string, ReadonlySet<string>>()
  return (account) => {
    const paths = snapshot.accounts.get(account)?.account?.value?.Paths ?? []
    const units = known.get(account) ?? new Set(paths.flatMap((path) => path.split('/')))
    known.set(account, units)
    return units
  }
}

/** Whether an entry is for this account. What belongs to no account is nobody's: no entry is for it. */
export function isFor({ account, ou }: Whom, id: string | undefined, units: UnitsOf): boolean {
  if (id === undefined) return account === undefined && ou === undefined
  return (account === undefined || account === id) && (ou === undefined || units(id).has(ou))
}
