/** A snapshot of an organization that listed its accounts and then refused every further call. */

const management = '111122223333'
const members = ['444455556666', '555566667777', '666677778888']
const message = `User: arn:aws:sts::${management}:assumed-role/auditor/trailgate is not authorized to perform this`
const refused = (call) => ({ cause: 'refused', call, code: 'AccessDenied', message })

const header = {
  format: 'trailgate-snapshot/1',
  segment: 'refused',
  takenAt: '2026-11-01T09:00:00Z',
  tool: { name: 'trailgate', version: '0.1.0' },
  caller: { account: management, arn: `arn:aws:sts::${management}:assumed-role/auditor/trailgate` },
  partition: 'aws',
  organization: 'o-exampleorgid',
}

const facts = [
  { fact: 'organization', account: management, value: { Id: 'o-exampleorgid', MasterAccountId: management }, unseen: { units: refused('organizations:ListOrganizationalUnitsForParent') } },
  { fact: 'account', account: management, value: { Id: management, Name: 'management', State: 'ACTIVE', identity: header.caller.arn } },
  { fact: 'regions', account: management, gap: refused('account:ListRegions') },
  { fact: 'reach', account: management, region: 'us-east-1', gap: refused('cloudtrail:DescribeTrails') },
  ...members.map((id, at) => ({ fact: 'account', account: id, value: { Id: id, Name: `member ${at + 1}`, State: 'ACTIVE' }, unseen: { identity: refused('sts:AssumeRole') } })),
]

const footer = { footer: 'refused', listed: 4, assessed: 1, skipped: 0, unreadable: 3, facts: facts.filter(({ gap: refusal }) => refusal === undefined).length, gaps: 6 }

/** Its lines (nouns/snapshot.ts). */
export function refusedLines() {
  return [header, ...facts, footer]
}
