/** The paths of an organization; their meanings are in judge/evaluate/organization-paths.ts. */
import type { PathEntry } from './path.ts'

export const organizationPaths = {
  delegatedAdministrators: { type: 'strings', wording: 'the delegated administrators of CloudTrail' },
  delegatedAdministratorsNotAudit: {
    type: 'strings',
    wording: 'the delegated administrators of CloudTrail that the policy does not mark as audit, where it marks an account so',
  },
} as const satisfies Record<string, PathEntry>
