/** The line of the policy that a live finding lands on (design section 7). */
import type { Place } from '../../nouns/place.ts'
import type { Policy } from '../../nouns/policy.ts'
import type { ForAccount } from './baseline.ts'
import type { UnitsOf } from './whom.ts'

/** The account's line in the inventory, else its unit's, else the rule's setting, else line 1 of the policy. */
export function anchorsOf(policy: Policy, units: UnitsOf): (rule: string) => ForAccount<Place> {
  const inventory = new Map(policy.accounts.map(({ id, place }) => [id, place]))
  const forUnits = policy.overrides.some(({ ou }) => ou !== undefined)
  const placeOf = (account: string): Place | undefined => inventory.get(account) ?? (forUnits ? unitPlace(policy, units(account)) : undefined)
  const top = { file: policy.file, line: 1, column: 1 }
  return (rule) => {
    const setting = settingPlace(policy, rule) ?? top
    if (inventory.size === 0 && !forUnits) return () => setting
    return (account) => (account === undefined ? undefined : placeOf(account)) ?? setting
  }
}

/** The last override for a unit that the account is in: the one that rules. */
function unitPlace(policy: Policy, units: ReadonlySet<string>): Place | undefined {
  return policy.overrides.findLast(({ ou }) => ou !== undefined && units.has(ou))?.place
}

function settingPlace(policy: Policy, rule: string): Place | undefined {
  const named = policy.rules.find((setting) => setting.value === rule)
  return (policy.with[rule] ?? policy.severity[rule] ?? named)?.place
}
