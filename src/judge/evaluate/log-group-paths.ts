/** What stands at the paths of a log group (nouns/paths/log-group.ts). */
import type { logGroupPaths } from '../../nouns/paths/log-group.ts'
import type { Fact } from '../../nouns/snapshot.ts'
import type { Case, Reading, Seen } from './case.ts'
import { seenIn } from './fact-reading.ts'

const call = 'logs:DescribeLogGroups'

function logGroupOf({ snapshot, subject }: Case): Fact<'log-group'> | undefined {
  return snapshot.logGroups.get(subject.id)
}

function retention(of: Case): Seen {
  const seen = seenIn(logGroupOf(of), call, 'retentionInDays', ({ retentionInDays: days }) => days)
  if (seen.value === undefined) return seen
  return { ...seen, why: [`events are kept for ${seen.value === null ? 'ever' : `${String(seen.value)} days`}`] }
}

/** A path without a reading, or a reading without a path, does not compile. */
export const logGroupReadings = {
  retentionInDays: retention,
  kmsKeyId: (of) => seenIn(logGroupOf(of), call, 'kmsKeyId', ({ kmsKeyId }) => kmsKeyId),
} as const satisfies Record<keyof typeof logGroupPaths, Reading>
