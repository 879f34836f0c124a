/** The paths of an event data store; their meanings are in judge/evaluate/event-data-store-paths.ts. */
import type { PathEntry } from './path.ts'

export const eventDataStorePaths = {
  kmsKeyId: { type: 'string', wording: 'the KMS key' },
  retentionDays: { type: 'number', wording: 'the retention in days' },
  terminationProtection: { type: 'boolean', wording: 'termination protection' },
} as const satisfies Record<string, PathEntry>
