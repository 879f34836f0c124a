/** Who reads each account: the caller in its own, the reader role elsewhere, assumed once and again before its session ends. */
import { memberActions } from '../../nouns/call.ts'
import { accountIn } from './arn.ts'
import type { Ask, Reader } from './ask.ts'
import { roleCredentials, type Credentials } from './credentials.ts'
import { fatalError } from './fatal-error.ts'
import { oncePerKey } from './once.ts'
import type { CollectOptions, ReaderOrGap, Run } from './run.ts'
import type { OutputOf } from './services.ts'

export interface RoleOptions extends Pick<CollectOptions, 'roleName' | 'externalId'> {
  readonly ask: Ask
  readonly caller: Reader
  readonly partition: string
  /** Where STS is asked. */
  readonly region: string
}

const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: memberActions(), Resource: '*' }] })

/** Bounds what a session may do to the calls of nouns/call.ts, whatever the role allows (at most 2,048 characters, reference 5). */
export function sessionPolicy(): string {
  return policy
}

/** The reader of each readable account, and of the caller's own; each role is assumed when it is first needed. */
export function openRoles(options: RoleOptions, isReadable: (account: string) => boolean): Run['readerOf'] {
  const assumed = oncePerKey((account: string) => readerByRole(options, account))
  return async (account) => {
    if (account === options.caller.account) return { reader: options.caller }
    return isReadable(account) ? assumed(account) : undefined
  }
}

async function readerByRole(options: RoleOptions, account: string): Promise<ReaderOrGap> {
  const first = await assumeRole(options, account)
  if (first.gap !== undefined) return { gap: first.gap }
  const again = async (): Promise<Credentials> => {
    const { credentials, gap } = await assumeRole(options, account)
    if (gap !== undefined) throw Object.assign(new Error(gap.message), { gap })
    return credentials
  }
  return { reader: { account, identity: first.identity, credentials: roleCredentials(first.credentials, again) } }
}

async function assumeRole({ ask, caller, partition, region, roleName, externalId }: RoleOptions, account: string) {
  const { output, gap } = await ask('sts:AssumeRole', caller, region, {
    RoleArn: `arn:${partition}:iam::${account}:role/${roleName}`,
    RoleSessionName: 'trailgate',
    Policy: sessionPolicy(),
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  })
  if (gap !== undefined) return { gap }
  const identity = output.AssumedRoleUser?.Arn ?? ''
  if (accountIn(identity) !== account) throw fatalError(`the role of account ${account} answered as ${identity || 'nobody'}`)
  return { identity, credentials: credentialsIn(output.Credentials) }
}

type Issued = NonNullable<OutputOf<'sts:AssumeRole'>['Credentials']>

function credentialsIn({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration }: Partial<Issued> = {}): Credentials {
  const ends = Expiration === undefined ? {} : { expiration: Expiration }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, ...ends }
}
