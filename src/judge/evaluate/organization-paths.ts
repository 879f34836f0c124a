/** What stands at the paths of an organization (nouns/paths/organization.ts). */
import type { organizationPaths } from '../../nouns/paths/organization.ts'
import { markedAccounts, type Case, type Reading, type Seen } from './case.ts'
import { seenIn } from './fact-reading.ts'

function delegatedAdministrators({ snapshot }: Case): Seen {
  const part = 'delegatedAdministrators'
  return seenIn(snapshot.organization, 'organizations:ListDelegatedAdministrators', part, (organization) => organization[part] ?? [])
}

/** None where the policy marks no account as audit: then it does not say who it should be. */
function delegatedAdministratorsNotAudit(of: Case): Seen {
  const seen = delegatedAdministrators(of)
  const audit = markedAccounts(of, 'audit')
  if (!isList(seen.value) || audit.length === 0) return seen.value === undefined ? seen : { ...seen, value: [], why: [] }
  const others = seen.value.filter((id) => !audit.includes(id))
  if (others.length === 0) return { ...seen, value: [], why: [`the policy marks ${seen.value.join(', ')} as audit`] }
  return { ...seen, value: others, why: [`the policy marks ${audit.join(', ')} as audit, and not ${others.join(', ')}`] }
}

function isList(value: Seen['value']): value is readonly string[] {
  return typeof value === 'object' && value !== null
}

/** A path without a reading, or a reading without a path, does not compile. */
export const organizationReadings = {
  delegatedAdministrators,
  delegatedAdministratorsNotAudit,
} as const satisfies Record<keyof typeof organizationPaths, Reading>
