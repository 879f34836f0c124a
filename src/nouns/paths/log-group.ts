/** The paths of a log group; their meanings are in judge/evaluate/log-group-paths.ts. */
import type { PathEntry } from './path.ts'

export const logGroupPaths = {
  retentionInDays: { type: 'number', wording: 'the retention in days' },
  kmsKeyId: { type: 'string', wording: 'the KMS key of the log group' },
} as const satisfies Record<string, PathEntry>
