/** Whose credentials these are, and the calls that are made with them about the whole organization. */
import type { CallName } from '../../nouns/call.ts'
import { badInput } from '../../nouns/place.ts'
import type { Caller, Gap } from '../../nouns/snapshot.ts'
import type { Answer } from './answer.ts'
import { accountIn } from './arn.ts'
import type { Ask, Reader } from './ask.ts'
import type { CredentialSource, RenewableCredentials } from './credentials.ts'
import type { CollectOptions } from './run.ts'
import type { InputOf } from './services.ts'

const defaultRegion = 'us-east-1'

/** The region to ask STS in: the option, AWS_REGION, AWS_DEFAULT_REGION, the profile's, else us-east-1. */
export async function regionFor({ region, profile }: Pick<CollectOptions, 'region' | 'profile'>): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  return region || AWS_REGION || AWS_DEFAULT_REGION || ((await regionOfProfile(profile)) ?? defaultRegion)
}

async function regionOfProfile(profile: string | undefined): Promise<string | undefined> {
  const { STSClient } = await import('@aws-sdk/client-sts')
  const client = new STSClient(profile === undefined ? {} : { profile })
  return client.config.region().catch(() => undefined) // the SDK throws where no region is set
}

/** The credentials that were given, else those of the ordinary chain. */
export async function credentialSourceFor(options: CollectOptions, region: string): Promise<CredentialSource> {
  if (options.credentials !== undefined) return options.credentials
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain({ clientConfig: { region }, ...(options.profile === undefined ? {} : { profile: options.profile }) })
}

/** Asks AWS who the caller is. Throws a mistake when there are no credentials, or none that count. */
export async function identifyCaller(ask: Ask, credentials: RenewableCredentials, region: string): Promise<Caller> {
  await credentials.current().catch((error: unknown) => {
    throw badInput({ what: `no AWS credentials: ${messageOf(error)}`, instead: 'log in, set AWS_PROFILE or give --profile' })
  })
  const unidentified: Reader = { account: '', identity: '', credentials }
  const { output, gap } = await ask('sts:GetCallerIdentity', unidentified, region, {})
  if (gap !== undefined) {
    const instead = gap.cause === 'refused' ? 'renew the credentials' : 'try again, or check the region and the endpoint'
    throw badInput({ what: `AWS did not say who the caller is: ${sayGap(gap)}`, instead })
  }
  const { Arn = '', Account = accountIn(Arn), UserId } = output
  if (Arn === '' || Account === '') throw badInput({ what: 'sts:GetCallerIdentity did not say who the caller is' })
  return { account: Account, arn: Arn, ...(UserId === undefined ? {} : { userId: UserId }) }
}

/** The calls about the organization: made with the caller's own credentials, in the region that was configured. */
export interface AsCaller {
  /** The caller's account. */
  readonly account: string
  readonly ask: <N extends CallName>(call: N, input: InputOf<N>) => Promise<Answer<N>>
}

export function asCaller(ask: Ask, reader: Reader, region: string): AsCaller {
  return { account: reader.account, ask: (call, input) => ask(call, reader, region, input) }
}

/** A gap in a sentence: AWS's code, where it gave one, and what was said. */
export function sayGap({ code, message }: Gap): string {
  return code === undefined ? message : `${code} ${message}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
