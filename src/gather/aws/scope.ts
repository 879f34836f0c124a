/** What a run is about: who asks, of which organization, and which accounts. Whatever stops a run stops it here. */
import type { Account, Caller, Fact, Organization } from '../../nouns/snapshot.ts'
import { listAccounts, narrowed } from './accounts.ts'
import { partitionIn } from './arn.ts'
import type { Ask, Reader } from './ask.ts'
import { asCaller, credentialSourceFor, identifyCaller, regionFor, type AsCaller } from './caller.ts'
import { refuseUnknownRegions } from './central-regions.ts'
import { callerCredentials } from './credentials.ts'
import { describeParts, findOrganization } from './organization.ts'
import type { CollectOptions } from './run.ts'

export interface Scope {
  readonly caller: Caller
  /** Reads the caller's own account, with the caller's own credentials. */
  readonly reader: Reader
  readonly partition: string
  /** The region that was configured: where STS and Organizations are asked. */
  readonly region: string
  readonly organization: Fact<'organization'> & { readonly value: Organization }
  readonly accounts: readonly Account[]
  /** Whether accounts beside these may belong to the organization. */
  readonly partial: boolean
}

/** Throws mistakes when nobody may be asked, when the organization is not the expected one, or when something named is not there. */
export async function findScope(ask: Ask, options: CollectOptions): Promise<Scope> {
  const region = await regionFor(options)
  const credentials = callerCredentials(await credentialSourceFor(options, region))
  const caller = await identifyCaller(ask, credentials, region)
  const reader: Reader = { account: caller.account, identity: caller.arn, credentials }
  const central = asCaller(ask, reader, region)
  const found = await findAccounts(central, options)
  if (options.regions !== undefined) await refuseUnknownRegions(central, options.regions)
  const accounts = narrowed(found.accounts, options, found.organization.value.units)
  return { caller, reader, partition: partitionIn(caller.arn), region, ...found, accounts }
}

/** The organization and its accounts; with `thisAccount`, or in no organization, the caller's own account alone. */
async function findAccounts(central: AsCaller, options: CollectOptions): Promise<Pick<Scope, 'organization' | 'accounts' | 'partial'>> {
  const { value, known } = await findOrganization(central, options)
  const key = { fact: 'organization', account: value.MasterAccountId } as const
  if (options.thisAccount === true || value.Id === undefined) {
    const own: Account = { Id: central.account, State: 'ACTIVE' }
    return { organization: { ...key, value }, accounts: [own], partial: !known || value.Id !== undefined }
  }
  const accounts = await listAccounts(central, value.Id)
  const { value: parts, unseen } = await describeParts(central)
  const hidden = Object.keys(unseen).length === 0 ? {} : { unseen }
  return { organization: { ...key, value: { ...value, ...parts }, ...hidden }, accounts, partial: false }
}
