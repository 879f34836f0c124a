/** What stands at the paths of an account (nouns/paths/account.ts). */
import type { accountPaths } from '../../nouns/paths/account.ts'
import { duplicateManagementEvents } from './account-duplicates.ts'
import { insightTypes } from './account-insights.ts'
import { organizationTrail } from './account-organization-trail.ts'
import type { Case, Reading, Seen } from './case.ts'
import { seenIn } from './fact-reading.ts'

function joined({ snapshot, subject }: Case): Seen {
  const part = 'JoinedTimestamp'
  return seenIn(snapshot.accounts.get(subject.id)?.account, 'organizations:ListAccounts', part, (account) => account[part])
}

/** A path without a reading, or a reading without a path, does not compile. */
export const accountReadings = {
  joined,
  organizationTrail,
  insightTypes,
  duplicateManagementEvents,
} as const satisfies Record<keyof typeof accountPaths, Reading>
