// The organization of the judging bench as a simulation needs it: whole. Every bucket has all its parts, every trail tells that it has
// no Insights, and the key is there; so that whatever is missing in what was collected was lost on the way.
import { organizationLines } from '../judging/organization.mjs'

const keyOwner = '100000000001'
const key = `arn:aws:kms:us-east-1:${keyOwner}:key/11111111-2222-4333-8444-555555555555`
const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }

const bucketParts = {
  policy: '{"Version":"2012-10-17","Statement":[]}',
  publicAccessBlock: block,
  accountPublicAccessBlock: block,
  versioning: { status: 'Enabled', mfaDelete: false },
  accessLogBucket: null,
  objectLock: null,
  lifecycle: [],
  payer: 'BucketOwner',
}

const keyFact = {
  fact: 'key',
  account: keyOwner,
  region: 'us-east-1',
  id: key,
  value: { Arn: key, KeyId: key.split('/')[1], KeyState: 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT', policy: '{"Version":"2012-10-17","Statement":[]}', rotationEnabled: true },
}

/** Whether a line is about the organization trail alone, or about no trail at all. */
function isCentral({ fact, id = '', account }) {
  if (fact === 'bucket') return id === 'organization-logs'
  return !['trail', 'selectors', 'tags'].includes(fact) || account === '100000000000'
}

function withoutLocal(line) {
  if (line.fact !== 'reach' || line.value === undefined) return line
  const trails = Object.fromEntries(Object.entries(line.value.trails).filter(([arn]) => arn.includes(':100000000000:')))
  return { ...line, value: { trails } }
}

function completed(line) {
  if (line.fact === 'bucket') {
    const acl = { owner: line.account, grants: [{ grantee: line.account, permission: 'FULL_CONTROL' }] }
    return [{ ...line, value: { ...line.value, ...bucketParts, acl } }]
  }
  const { fact: _, value: __, ...at } = line
  return line.fact === 'trail' ? [line, { fact: 'insights', ...at, value: null }] : [line]
}

/** The lines of so many members and a management account; a tenth with trails of their own, or, with `local: false`, none. */
export function* simulatedLines(members, { local = true } = {}) {
  for (const line of organizationLines(members + 1)) {
    if (line.footer !== undefined) yield keyFact
    if (!local && !isCentral(line)) continue
    if (!local && line.gap !== undefined) continue
    yield* completed(local ? line : withoutLocal(line))
  }
}
