/** The line of the policy that a live finding lands on (design section 7). */
import type { Place } from '../../nouns/place.ts'
import type { Policy } from '../../nouns/policy.ts'

/** The account's line in the inventory, else the rule's setting, else line 1 of the policy. */
export function anchorOf(policy: Policy, rule: string, account: string | undefined): Place {
  const listed = policy.accounts.find((entry) => entry.id === account)
  return listed?.place ?? ruleSettingPlace(policy, rule) ?? { file: policy.file, line: 1, column: 1 }
}

function ruleSettingPlace(policy: Policy, rule: string): Place | undefined {
  const named = policy.rules.find((setting) => setting.value === rule)
  return (policy.with[rule] ?? policy.severity[rule] ?? named)?.place
}
