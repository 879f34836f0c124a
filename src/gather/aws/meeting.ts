/** Before the first line: who asks, of which organization, and which accounts. Whatever stops a run stops it here. */
import type { Account, Caller, Fact, Organization } from '../../nouns/snapshot.ts'
import { listAccounts, narrowed } from './accounts.ts'
import { partitionIn } from './arn.ts'
import type { Ask, Seat } from './ask.ts'
import { credentialsFor, regionFor, whoAsks } from './caller.ts'
import { describeParts, findOrganization, type Desk } from './organization.ts'
import { refuseUnknownRegions } from './regions.ts'
import type { CollectOptions } from './run.ts'

export interface Meeting {
  readonly caller: Caller
  /** The caller's own account, read with the caller's own credentials. */
  readonly seat: Seat
  readonly partition: string
  readonly region: string
  readonly organization: Fact<'organization'> & { readonly value: Organization }
  readonly accounts: readonly Account[]
  /** Whether accounts beside these may belong to the organization. */
  readonly partial: boolean
}

/** Throws mistakes when nobody may be asked, when the organization is not the expected one, or when something named is not there. */
export async function meet(ask: Ask, options: CollectOptions): Promise<Meeting> {
  const region = await regionFor(options)
  const credentials = await credentialsFor(options, region)
  const caller = await whoAsks(ask, credentials, region)
  const seat: Seat = { account: caller.account, identity: caller.arn, credentials }
  const desk = { ask, caller: seat, region }
  const found = await findOut(desk, options)
  if (options.regions !== undefined) await refuseUnknownRegions(desk, options.regions)
  const accounts = narrowed(found.accounts, options, found.organization.value.units)
  return { caller, seat, partition: partitionIn(caller.arn), region, ...found, accounts }
}

/** The organization and its accounts; with `thisAccount`, or in no organization, the caller's own account alone. */
async function findOut(desk: Desk, options: CollectOptions): Promise<Pick<Meeting, 'organization' | 'accounts' | 'partial'>> {
  const { value, known } = await findOrganization(desk, options)
  const key = { fact: 'organization', account: value.MasterAccountId } as const
  if (options.thisAccount === true || value.Id === undefined) {
    const itself: Account = { Id: desk.caller.account, State: 'ACTIVE' }
    return { organization: { ...key, value }, accounts: [itself], partial: !known || value.Id !== undefined }
  }
  const accounts = await listAccounts(desk, value.Id)
  const { value: parts, unseen } = await describeParts(desk)
  const hidden = Object.keys(unseen).length === 0 ? {} : { unseen }
  return { organization: { ...key, value: { ...value, ...parts }, ...hidden }, accounts, partial: false }
}
