/** Whose credentials these are, and the region that is asked first. */
import { badInput } from '../../nouns/place.ts'
import type { Caller, Gap } from '../../nouns/snapshot.ts'
import { accountIn } from './arn.ts'
import type { Ask, Seat } from './ask.ts'
import type { Credentials } from './passing.ts'
import type { CollectOptions } from './run.ts'

const usualRegion = 'us-east-1'

/** The region to ask STS in: the option, AWS_REGION, AWS_DEFAULT_REGION, the profile's, else us-east-1. */
export async function regionFor({ region, profile }: Pick<CollectOptions, 'region' | 'profile'>): Promise<string> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  return region || AWS_REGION || AWS_DEFAULT_REGION || ((await regionOfProfile(profile)) ?? usualRegion)
}

async function regionOfProfile(profile: string | undefined): Promise<string | undefined> {
  const { STSClient } = await import('@aws-sdk/client-sts')
  const client = new STSClient(profile === undefined ? {} : { profile })
  return client.config.region().catch(() => undefined) // the SDK throws where no region is set
}

/** The credentials that were given, else those of the ordinary chain. */
export async function credentialsFor(options: CollectOptions, region: string): Promise<() => Promise<Credentials>> {
  if (options.credentials !== undefined) return options.credentials
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  return fromNodeProviderChain({ clientConfig: { region }, ...(options.profile === undefined ? {} : { profile: options.profile }) })
}

/** Asks AWS who the caller is. Throws a mistake when there are no credentials, or none that count. */
export async function whoAsks(ask: Ask, credentials: () => Promise<Credentials>, region: string): Promise<Caller> {
  await credentials().catch((error: unknown) => {
    throw badInput({ what: `no AWS credentials: ${messageOf(error)}`, instead: 'log in, set AWS_PROFILE or give --profile' })
  })
  const nobodyYet: Seat = { account: '', identity: '', credentials }
  const { output, gap } = await ask('sts:GetCallerIdentity', nobodyYet, region, {})
  if (gap !== undefined) {
    const instead = gap.cause === 'refused' ? 'renew the credentials' : 'try again, or check the region and the endpoint'
    throw badInput({ what: `AWS did not say who the caller is: ${sayGap(gap)}`, instead })
  }
  const { Arn = '', Account = accountIn(Arn), UserId } = output
  if (Arn === '' || Account === '') throw badInput({ what: 'sts:GetCallerIdentity did not say who the caller is' })
  return { account: Account, arn: Arn, ...(UserId === undefined ? {} : { userId: UserId }) }
}

/** A gap in a sentence: AWS's code, where it gave one, and what was said. */
export function sayGap({ code, message }: Gap): string {
  return code === undefined ? message : `${code} ${message}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
