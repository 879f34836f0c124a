/** The paths of an account; their meanings are in judge/evaluate/account-paths.ts. */
import type { PathEntry } from './path.ts'

export const accountPaths = {
  joined: { type: 'time', wording: 'the day it joined the organization' },
  organizationTrail: { type: 'boolean', wording: 'an organization trail in every enabled region, without delivery error' },
  insightTypes: { type: 'strings', wording: 'the Insights types that are analysed in every enabled region' },
  duplicateManagementEvents: { type: 'strings', wording: 'the pairs of trails that record the same management events' },
} as const satisfies Record<string, PathEntry>
