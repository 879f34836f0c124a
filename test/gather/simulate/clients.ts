/** Real SDK clients of a simulation, and what they are refused with. */
import { AccountClient } from '@aws-sdk/client-account'
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { EC2Client } from '@aws-sdk/client-ec2'
import { IAMClient } from '@aws-sdk/client-iam'
import { KMSClient } from '@aws-sdk/client-kms'
import { OrganizationsClient } from '@aws-sdk/client-organizations'
import { S3Client } from '@aws-sdk/client-s3'
import { S3ControlClient } from '@aws-sdk/client-s3-control'
import { SNSClient } from '@aws-sdk/client-sns'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach } from 'vitest'
import type { Snapshot } from '../../../src/nouns/snapshot.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../../../src/gather/simulate/server.ts'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }

const ending: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ending.splice(0).map((end) => end()))
})

/** A simulation that ends with the test. */
export async function serve(snapshot: Snapshot, options?: SimulationOptions): Promise<Simulation> {
  const simulation = await startSimulation(snapshot, options)
  ending.push(() => simulation.close())
  return simulation
}

/** Clients that ask once, so that what they are told is seen at once. */
export function clientsOf({ url, region, credentials }: Simulation, as: Credentials = credentials, where: string = region) {
  const requestHandler = { requestTimeout: 1500, throwOnRequestTimeout: true }
  const settings = { endpoint: url, region: where, credentials: as, maxAttempts: 1, requestHandler }
  const endpointProvider = () => ({ url: new URL(url) })
  const clients = {
    sts: new STSClient(settings),
    organizations: new OrganizationsClient(settings),
    account: new AccountClient(settings),
    ec2: new EC2Client(settings),
    cloudtrail: new CloudTrailClient(settings),
    s3: new S3Client(settings),
    s3control: new S3ControlClient({ ...settings, endpointProvider }),
    kms: new KMSClient(settings),
    logs: new CloudWatchLogsClient(settings),
    cloudwatch: new CloudWatchClient(settings),
    sns: new SNSClient(settings),
    iam: new IAMClient(settings),
  }
  ending.push(...Object.values(clients).map((client) => () => client.destroy()))
  return clients
}

/** The credentials of the reader role in a member account. */
export async function enter(simulation: Simulation, account: string): Promise<Required<Credentials>> {
  const RoleArn = `arn:aws:iam::${account}:role/trailgate-reader`
  const { Credentials } = await clientsOf(simulation).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'trailgate' }))
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

/** Clients with the credentials of a member account. */
export async function inside(simulation: Simulation, account: string, region?: string) {
  return clientsOf(simulation, await enter(simulation, account), region)
}

export interface Trouble {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string }
}

/** The error that a call ends with; fails when it does not. */
export function trouble(call: Promise<unknown>): Promise<Trouble> {
  return call.then(
    (answer) => Promise.reject(new Error(`answered: ${JSON.stringify(answer)}`)),
    (error: unknown) => error as Trouble,
  )
}
