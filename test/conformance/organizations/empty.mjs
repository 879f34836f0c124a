/** A snapshot of an organization in which there was nothing to look at: nobody was listed, nothing is judged. */

const account = '111122223333'

const header = {
  format: 'trailgate-snapshot/1',
  segment: 'empty',
  takenAt: '2026-11-01T09:00:00Z',
  tool: { name: 'trailgate', version: '0.1.0' },
  caller: { account, arn: `arn:aws:sts::${account}:assumed-role/auditor/trailgate` },
  partition: 'aws',
  organization: 'o-exampleorgid',
}

/** Its lines (nouns/snapshot.ts). */
export function emptyLines() {
  return [header, { footer: 'empty', listed: 0, assessed: 0, skipped: 0, unreadable: 0, facts: 0, gaps: 0 }]
}
