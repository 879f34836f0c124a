/** The way into each account: the caller's own credentials at home, the reader role elsewhere, each opened once and renewed in time. */
import { memberActions } from '../../nouns/call.ts'
import { accountIn } from './arn.ts'
import type { Ask, Seat } from './ask.ts'
import { stop, type Credentials } from './passing.ts'
import type { CollectOptions, Entry } from './run.ts'

export interface EntranceOptions extends Pick<CollectOptions, 'roleName' | 'externalId'> {
  readonly ask: Ask
  readonly caller: Seat
  readonly partition: string
  readonly region: string
}

/** Credentials are renewed this long before they end, so that none ends between retries. Milliseconds. */
const reserve = 5 * 60_000

/** Bounds what a session may do to the calls of nouns/call.ts, whatever the role allows (at most 2,048 characters, reference 5). */
export function sessionPolicy(): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: memberActions(), Resource: '*' }] })
}

/** How to get into the accounts that may be entered: a function that opens each one once. */
export function openEntrance(options: EntranceOptions, mayEnter: ReadonlySet<string>): (account: string) => Promise<Entry> {
  const entries = new Map<string, Promise<Entry>>()
  return (account) => {
    if (account === options.caller.account) return Promise.resolve({ seat: options.caller })
    if (!mayEnter.has(account)) return Promise.resolve(undefined)
    const entry = entries.get(account) ?? enter(options, account)
    entries.set(account, entry)
    return entry
  }
}

async function enter(options: EntranceOptions, account: string): Promise<Entry> {
  const first = await assume(options, account)
  if (first.gap !== undefined) return { gap: first.gap }
  let current: Promise<Credentials> = Promise.resolve(first.credentials)
  const renewed = async (): Promise<Credentials> => {
    const again = await assume(options, account)
    if (again.gap !== undefined) throw Object.assign(new Error(again.gap.message), { gap: again.gap })
    return again.credentials
  }
  const credentials = async (): Promise<Credentials> => {
    const used = current
    const held = await used.catch(() => undefined)
    const ends = held?.expiration?.getTime() ?? Infinity
    if (held !== undefined && ends - Date.now() > reserve) return held
    if (current === used) current = renewed() // whoever comes first renews; the others wait for the same answer
    return current
  }
  return { seat: { account, identity: first.identity, credentials } }
}

async function assume({ ask, caller, partition, region, roleName, externalId }: EntranceOptions, account: string) {
  const { output, gap } = await ask('sts:AssumeRole', caller, region, {
    RoleArn: `arn:${partition}:iam::${account}:role/${roleName}`,
    RoleSessionName: 'trailgate',
    Policy: sessionPolicy(),
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  })
  if (gap !== undefined) return { gap }
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = output.Credentials ?? {}
  const identity = output.AssumedRoleUser?.Arn ?? ''
  if (accountIn(identity) !== account) throw stop(`the role of account ${account} answered as ${identity || 'nobody'}`)
  const ends = Expiration === undefined ? {} : { expiration: Expiration }
  return { identity, credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, ...ends } }
}
