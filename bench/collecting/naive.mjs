// The loop that scripts usually are: account by account a role, region by region a client, trail by trail its details. Two arguments:
// how many members, and how many of them at once. Prints how many calls it made and how many of them failed.
import { CloudTrailClient, DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'

const [members, atOnce] = process.argv.slice(2).map(Number)
const region = process.env.AWS_REGION
const counts = { calls: 0, failed: 0 }

async function counted(call) {
  counts.calls += 1
  return call.catch(() => {
    counts.failed += 1
    return undefined
  })
}

async function credentialsOf(account) {
  const RoleArn = `arn:aws:iam::${account}:role/trailgate-reader`
  const issued = await counted(new STSClient({ region }).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'naive' })))
  const { AccessKeyId, SecretAccessKey, SessionToken } = issued?.Credentials ?? {}
  return AccessKeyId === undefined ? undefined : { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

async function readRegion(credentials, name) {
  const client = new CloudTrailClient({ region: name, credentials })
  const { trailList = [] } = (await counted(client.send(new DescribeTrailsCommand({ includeShadowTrails: true })))) ?? {}
  for (const { TrailARN } of trailList) {
    await counted(client.send(new GetTrailStatusCommand({ Name: TrailARN })))
    await counted(client.send(new GetEventSelectorsCommand({ TrailName: TrailARN })))
  }
}

async function readAccount(account) {
  const credentials = await credentialsOf(account)
  if (credentials === undefined) return
  const { Regions = [] } = (await counted(new EC2Client({ region, credentials }).send(new DescribeRegionsCommand({})))) ?? {}
  for (const { RegionName } of Regions) await readRegion(credentials, RegionName)
}

const accounts = []
for await (const page of paginateListAccounts({ client: new OrganizationsClient({ region }) }, {})) {
  counts.calls += 1
  accounts.push(...(page.Accounts ?? []).map(({ Id }) => Id))
  if (accounts.length > members) break
}
const rest = accounts.slice(1, members + 1).values()
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (const account of rest) await readAccount(account)
  }),
)
process.stdout.write(`${JSON.stringify(counts)}\n`)
