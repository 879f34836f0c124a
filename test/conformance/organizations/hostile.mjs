/** A snapshot of one organization whose names and error texts try to break out of every format. */

const text =
  'evil\u001b[31m\u0000]]></failure></script><img src=x onerror=alert(1)>\r\n::error::owned\n' +
  '| a | b |\n```\n[click](https://evil.example) {0} \u202egpj.exe \ud800 \ufffe "q" \'s\' &amp;'

const account = '111122223333'
const refused = '444455556666'
const trail = `arn:aws:cloudtrail:us-east-1:${account}:trail/${text}`
const gap = { cause: 'refused', call: 'sts:AssumeRole', code: 'AccessDenied', message: text }

const facts = [
  { fact: 'organization', account, value: { Id: 'o-exampleorgid', MasterAccountId: account, units: [{ Id: 'r-ab12', Name: text }] } },
  { fact: 'account', account, value: { Id: account, Name: text, State: 'ACTIVE', identity: `arn:aws:iam::${account}:role/${text}` } },
  { fact: 'account', account: refused, value: { Id: refused, Name: text, State: 'ACTIVE' }, unseen: { identity: gap } },
  { fact: 'regions', account, value: { source: 'account:ListRegions', status: { 'us-east-1': 'ENABLED_BY_DEFAULT' } } },
  { fact: 'reach', account, region: 'us-east-1', value: { trails: { [trail]: { IsLogging: true, LatestDeliveryError: text } } } },
  {
    fact: 'trail',
    account,
    region: 'us-east-1',
    id: trail,
    value: { TrailARN: trail, Name: text, HomeRegion: 'us-east-1', S3BucketName: text, IsMultiRegionTrail: true },
  },
  { fact: 'selectors', account, region: 'us-east-1', id: trail, gap: { ...gap, call: 'cloudtrail:GetEventSelectors' } },
]

const header = {
  format: 'trailgate-snapshot/1',
  segment: 'hostile',
  takenAt: '2026-11-01T09:00:00Z',
  tool: { name: 'trailgate', version: '0.1.0' },
  caller: { account, arn: `arn:aws:sts::${account}:assumed-role/${text}` },
  partition: 'aws',
  organization: 'o-exampleorgid',
}

const footer = { footer: 'hostile', listed: 2, assessed: 1, skipped: 0, unreadable: 1, facts: facts.filter(({ gap: refusal }) => refusal === undefined).length, gaps: 2 }

/** Its lines (nouns/snapshot.ts). */
export function hostileLines() {
  return [header, ...facts, footer]
}
