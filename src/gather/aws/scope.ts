/** What a run is about: who asks, of which organization, and which accounts. Whatever stops a run from beginning stops it here. */
import type { Account, Caller, Fact, Organization, Regions } from '../../nouns/snapshot.ts'
import { listAccounts, narrowed, type Units } from './accounts.ts'
import { partitionIn } from './arn.ts'
import type { Ask, Reader } from './ask.ts'
import { asCaller, credentialSourceFor, identifyCaller, regionFor, type AsCaller } from './caller.ts'
import { callerCredentials } from './credentials.ts'
import { describeParts, findOrganization } from './organization.ts'
import type { CollectOptions } from './run.ts'
import { knownRegions } from './wanted-regions.ts'

type OrganizationFact = Fact<'organization'> & { readonly value: Organization }

export interface Scope {
  readonly caller: Caller
  /** Reads the caller's own account, with the caller's own credentials. */
  readonly reader: Reader
  readonly partition: string
  /** The region that was configured: where STS and Organizations are asked. */
  readonly region: string
  /** What DescribeOrganization said of it. */
  readonly organization: OrganizationFact
  /** The organization with its parts, asked when it is called, or at once where the narrowing hangs on it. */
  readonly describe: () => Promise<OrganizationFact>
  /** In pages, as they come. Throws a mistake when the list ends early. */
  readonly accounts: AsyncIterable<readonly Account[]>
  /** Whether accounts beside these may belong to the organization. */
  readonly partial: boolean
  /** The regions of the caller's own account, where they were asked for already. */
  readonly ownRegions?: Regions
}

/** Throws mistakes when nobody may be asked, when the organization is not the expected one, or when something named is not there. */
export async function findScope(ask: Ask, options: CollectOptions): Promise<Scope> {
  const region = await regionFor(options)
  const credentials = callerCredentials(await credentialSourceFor(options, region))
  const caller = await identifyCaller(ask, credentials, region)
  const reader: Reader = { account: caller.account, identity: caller.arn, credentials }
  const partition = partitionIn(caller.arn)
  const found = await findAccounts(asCaller(ask, reader, region), options)
  const ownRegions = options.regions === undefined ? undefined : await knownRegions(ask, reader, region, options.regions)
  return { caller, reader, partition, region, ...found, ...(ownRegions === undefined ? {} : { ownRegions }) }
}

type Found = Pick<Scope, 'organization' | 'describe' | 'accounts' | 'partial'>

/** The organization and its accounts; with `thisAccount`, or in no organization, the caller's own account alone. */
async function findAccounts(central: AsCaller, options: CollectOptions): Promise<Found> {
  const { value, known } = await findOrganization(central, options)
  const organization = { fact: 'organization', account: value.MasterAccountId, value } as const
  if (options.thisAccount === true || value.Id === undefined) {
    const own: Account = { Id: central.account, State: 'ACTIVE' }
    const accounts = pagesOf([narrowed([own], options, undefined)])
    return { organization, describe: async () => organization, accounts, partial: !known || value.Id !== undefined }
  }
  const pages = listAccounts(central, value.Id)
  const first = await pages.next() // who may not list accounts is told so before anything is written
  const listed = joined(first.value ?? [], pages)
  const describe = (): Promise<OrganizationFact> => withParts(central, organization)
  const isNamed = options.accounts !== undefined || options.units !== undefined
  return { organization, partial: false, ...(isNamed ? await named(listed, options, describe) : { describe, accounts: skipping(listed, options) }) }
}

async function withParts(central: AsCaller, organization: OrganizationFact): Promise<OrganizationFact> {
  const { value: parts, unseen } = await describeParts(central)
  const hidden = Object.keys(unseen).length === 0 ? {} : { unseen }
  return { ...organization, value: { ...organization.value, ...parts }, ...hidden }
}

/** What is named must be there: that is known when the list has come to its end. */
async function named(pages: AsyncIterable<readonly Account[]>, options: CollectOptions, describe: Scope['describe']): Promise<Pick<Found, 'describe' | 'accounts'>> {
  const described = await describe()
  const listed: Account[] = []
  for await (const page of pages) listed.push(...page)
  return { describe: async () => described, accounts: pagesOf([narrowed(listed, options, described.value.units)]) }
}

async function* skipping(pages: AsyncIterable<readonly Account[]>, options: CollectOptions): AsyncIterable<readonly Account[]> {
  const nobody: Units = undefined
  for await (const page of pages) yield narrowed(page, options, nobody)
}

async function* joined<T>(first: T, rest: AsyncIterable<T>): AsyncIterable<T> {
  yield first
  yield* rest
}

async function* pagesOf<T>(pages: readonly T[]): AsyncIterable<T> {
  yield* pages
}
