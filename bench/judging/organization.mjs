// A generated organization with the variety that real ones have, as snapshot lines. The same seed gives the same bytes.
const takenAt = '2026-11-01T09:00:00.000Z'
const management = '100000000000'
const regions = [
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1',
  'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
]
const seconds = Date.parse(takenAt) / 1000
const organizationTrail = `arn:aws:cloudtrail:us-east-1:${management}:trail/organization-trail`
const key = 'arn:aws:kms:us-east-1:100000000001:key/11111111-2222-4333-8444-555555555555'

const fields = (...pairs) => ({ FieldSelectors: pairs.map(([Field, Equals]) => ({ Field, Equals: [Equals] })) })
const selectorsOfLocalTrails = [
  { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }] },
  { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] },
  { AdvancedEventSelectors: [fields(['eventCategory', 'Data'], ['resources.type', 'AWS::S3::Object']), fields(['eventCategory', 'Management'], ['readOnly', 'false'])] },
  { AdvancedEventSelectors: [fields(['eventCategory', 'NetworkActivity'], ['eventSource', 's3.amazonaws.com'])] },
  { AdvancedEventSelectors: [fields(['eventCategory', 'Data'], ['resources.type', 'AWS::Lambda::Function'])] },
]

/** mulberry32: small, seeded, good enough to spread things. */
function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const idOf = (index) => String(100000000000 + index)
const status = (next) => ({ IsLogging: true, LatestDeliveryTime: seconds - Math.floor(next() * 3600), LatestDigestDeliveryTime: seconds - Math.floor(next() * 3600) })

function trail(arn, name, homeRegion, bucket, more) {
  const flags = { IncludeGlobalServiceEvents: true, IsMultiRegionTrail: true, HasCustomEventSelectors: true, HasInsightSelectors: false, LogFileValidationEnabled: true }
  return { Name: name, S3BucketName: bucket, HomeRegion: homeRegion, TrailARN: arn, IsOrganizationTrail: false, ...flags, ...more }
}

/** The lines of an organization of so many accounts: an organization trail, a tenth with trails of their own, some refusals. */
export function* organizationLines(accounts) {
  const next = random(accounts)
  const caller = { account: management, arn: `arn:aws:sts::${management}:assumed-role/auditor/trailgate` }
  yield { format: 'trailgate-snapshot/1', segment: 'bench', takenAt, tool: { name: 'trailgate', version: '0.0.0' }, caller, partition: 'aws', organization: 'o-exampleorgid' }
  const parts = { FeatureSet: 'ALL', delegatedAdministrators: [idOf(2)], trustedServices: ['cloudtrail.amazonaws.com'], units: [{ Id: 'r-0001', Name: 'Root' }] }
  yield { fact: 'organization', account: management, id: 'o-exampleorgid', value: { Id: 'o-exampleorgid', MasterAccountId: management, ...parts } }
  const body = trail(organizationTrail, 'organization-trail', 'us-east-1', 'organization-logs', { IsOrganizationTrail: true, KmsKeyId: key })
  yield { fact: 'trail', account: management, region: 'us-east-1', id: organizationTrail, value: body }
  yield { fact: 'selectors', account: management, region: 'us-east-1', id: organizationTrail, value: { AdvancedEventSelectors: [fields(['eventCategory', 'Management'])] } }
  yield { fact: 'tags', account: management, region: 'us-east-1', id: organizationTrail, value: [{ Key: 'owner', Value: 'platform-security' }] }
  yield { fact: 'bucket', account: idOf(1), id: 'organization-logs', value: { Name: 'organization-logs', owner: idOf(1), region: 'us-east-1', policy: null, publicAccessBlock: null, accountPublicAccessBlock: null } }
  const counts = { gaps: 0, facts: 6 }
  for (let index = 0; index < accounts; index += 1) {
    for (const line of accountLines(index, next)) {
      if (line.gap === undefined) counts.facts += 1
      else counts.gaps += 1
      yield line
    }
  }
  yield { footer: 'bench', listed: accounts, assessed: accounts, skipped: 0, unreadable: 0, ...counts }
}

function* accountLines(index, next) {
  const account = idOf(index)
  const identity = index === 0 ? `arn:aws:sts::${management}:assumed-role/auditor/trailgate` : `arn:aws:sts::${account}:assumed-role/trailgate-reader/trailgate`
  const Paths = [`o-exampleorgid/r-0001/${account}/`]
  yield { fact: 'account', account, id: account, value: { Id: account, Name: `account ${index}`, State: 'ACTIVE', JoinedTimestamp: '2024-01-01T00:00:00.000Z', Paths, identity } }
  yield { fact: 'regions', account, value: { source: 'account:ListRegions', status: Object.fromEntries(regions.map((region) => [region, 'ENABLED_BY_DEFAULT'])) } }
  const local = next() < 0.1 ? localTrail(account, next) : undefined
  for (const region of regions) {
    if (next() < 0.001) {
      const gap = { cause: 'refused', call: 'cloudtrail:DescribeTrails', code: 'AccessDeniedException', message: 'explicit deny in a service control policy' }
      yield { fact: 'reach', account, region, gap }
      continue
    }
    yield { fact: 'reach', account, region, value: { trails: { [organizationTrail]: status(next), ...(local === undefined ? {} : { [local.arn]: status(next) }) } } }
  }
  if (local !== undefined) yield* local.lines
}

function localTrail(account, next) {
  const region = regions[Math.floor(next() * regions.length)]
  const name = `local-${Math.floor(next() * 5)}`
  const arn = `arn:aws:cloudtrail:${region}:${account}:trail/${name}`
  const at = { account, region, id: arn }
  const bucket = `${account}-trail-logs`
  const flags = { LogFileValidationEnabled: next() < 0.7, ...(next() < 0.5 ? { KmsKeyId: key } : {}) }
  const selectors = selectorsOfLocalTrails[Math.floor(next() * selectorsOfLocalTrails.length)]
  const value = { Name: bucket, owner: account, region, policy: null, publicAccessBlock: null, accountPublicAccessBlock: null }
  return {
    arn,
    lines: [
      { fact: 'trail', ...at, value: trail(arn, name, region, bucket, flags) },
      { fact: 'selectors', ...at, value: selectors },
      { fact: 'tags', ...at, value: [] },
      { fact: 'bucket', account, id: bucket, value },
    ],
  }
}
