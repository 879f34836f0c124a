/** The AWS client packages, loaded when first needed, and the types of what each call is asked and answers. */
import type * as account from '@aws-sdk/client-account'
import type * as cloudtrail from '@aws-sdk/client-cloudtrail'
import type * as cloudwatch from '@aws-sdk/client-cloudwatch'
import type * as logs from '@aws-sdk/client-cloudwatch-logs'
import type * as ec2 from '@aws-sdk/client-ec2'
import type * as iam from '@aws-sdk/client-iam'
import type * as kms from '@aws-sdk/client-kms'
import type * as organizations from '@aws-sdk/client-organizations'
import type * as s3 from '@aws-sdk/client-s3'
import type * as s3control from '@aws-sdk/client-s3-control'
import type * as sns from '@aws-sdk/client-sns'
import type * as sts from '@aws-sdk/client-sts'
import type { CallName } from '../../nouns/call.ts'

/** The client packages by the service's name in nouns/call.ts. */
interface Modules {
  readonly sts: typeof sts
  readonly organizations: typeof organizations
  readonly account: typeof account
  readonly ec2: typeof ec2
  readonly cloudtrail: typeof cloudtrail
  readonly s3: typeof s3
  readonly s3control: typeof s3control
  readonly kms: typeof kms
  readonly sns: typeof sns
  readonly logs: typeof logs
  readonly iam: typeof iam
  readonly cloudwatch: typeof cloudwatch
}

export type Service = keyof Modules

/** A client of any service: they differ in what they can be asked, not in how. */
export type Client = InstanceType<Modules['sts']['STSClient']>
type STSSettings = NonNullable<ConstructorParameters<Modules['sts']['STSClient']>[0]>
/** The settings that the clients of all services share. */
export type Settings = Required<Pick<STSSettings, 'region' | 'credentials' | 'retryStrategy' | 'requestHandler'>> &
  Pick<STSSettings, 'endpoint'>

/** A loaded service: its client, and its commands by name (`DescribeTrailsCommand`). */
export interface Loaded {
  readonly client: Client
  readonly commands: Readonly<Record<string, new (input: unknown) => Command>>
}

export type Command = Parameters<Client['send']>[0]

type CommandOf<N extends CallName> = N extends `${infer S extends Service}:${infer O}`
  ? `${O}Command` extends infer C extends keyof Modules[S]
    ? Modules[S][C] extends abstract new (...args: never) => infer I
      ? I
      : never
    : never
  : never

/** What a call is asked with. */
export type InputOf<N extends CallName> = CommandOf<N> extends { readonly input: infer I } ? I : never

/** What a call answers, as the SDK reads it: members that the SDK does not know are gone (reference 0). */
export type OutputOf<N extends CallName> =
  CommandOf<N> extends { resolveMiddleware(...args: never): (...args: never) => Promise<{ readonly output: infer O }> } ? O : never

/** Loads a service's package and opens a client. A bucket that lives in another region than was asked is followed there. */
export async function load(service: Service, settings: Settings): Promise<Loaded> {
  const opened = await loaders[service](settings)
  return opened as unknown as Loaded
}

const loaders = {
  sts: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-sts')
    return { commands, client: new commands.STSClient(settings) }
  },
  organizations: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-organizations')
    return { commands, client: new commands.OrganizationsClient(settings) }
  },
  account: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-account')
    return { commands, client: new commands.AccountClient(settings) }
  },
  ec2: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-ec2')
    return { commands, client: new commands.EC2Client(settings) }
  },
  cloudtrail: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-cloudtrail')
    return { commands, client: new commands.CloudTrailClient(settings) }
  },
  s3: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-s3')
    return { commands, client: new commands.S3Client({ ...settings, followRegionRedirects: true }) }
  },
  s3control: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-s3-control')
    return { commands, client: new commands.S3ControlClient(settings) }
  },
  kms: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-kms')
    return { commands, client: new commands.KMSClient(settings) }
  },
  cloudwatch: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-cloudwatch')
    return { commands, client: new commands.CloudWatchClient(settings) }
  },
  iam: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-iam')
    return { commands, client: new commands.IAMClient(settings) }
  },
  logs: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-cloudwatch-logs')
    return { commands, client: new commands.CloudWatchLogsClient(settings) }
  },
  sns: async (settings: Settings) => {
    const commands = await import('@aws-sdk/client-sns')
    return { commands, client: new commands.SNSClient(settings) }
  },
} satisfies Record<Service, (settings: Settings) => Promise<unknown>>
