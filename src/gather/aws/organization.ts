/** The organization: who manages it, and its parts. */
import { badInput } from '../../nouns/place.ts'
import type { Gap, Organization, OrganizationalUnit } from '../../nouns/snapshot.ts'
import { everyPage, type Ask, type Seat } from './ask.ts'
import { sayGap } from './caller.ts'
import type { CollectOptions } from './run.ts'

/** Who is asked about the organization: by whom, and in which region. */
export interface Desk {
  readonly ask: Ask
  readonly caller: Seat
  readonly region: string
}

/** What DescribeOrganization told. `known`: whether it did; an account that is in none is known to be. */
export interface Membership {
  readonly value: Organization
  readonly known: boolean
}

type Expected = Pick<CollectOptions, 'organization' | 'thisAccount'>

const cloudTrail = 'cloudtrail.amazonaws.com'
const noOrganization = 'AWSOrganizationsNotInUseException'

/**
 * The organization of the caller, or of one account when it is in none. Throws a mistake when it is not the expected one, or when
 * it cannot be told and more than the caller's own account was asked for.
 */
export async function findOrganization(desk: Desk, options: Expected): Promise<Membership> {
  const { output, gap } = await desk.ask('organizations:DescribeOrganization', desk.caller, desk.region, {})
  const alone = gap?.code === noOrganization
  if (gap !== undefined && !alone && options.thisAccount !== true) throw notTold(desk, gap)
  const { Id, MasterAccountId, FeatureSet } = output?.Organization ?? {}
  if (gap === undefined || alone) refuseOther(options.organization, Id)
  const features = FeatureSet === undefined ? {} : { FeatureSet }
  const value = { ...(Id === undefined ? {} : { Id }), MasterAccountId: MasterAccountId ?? desk.caller.account, ...features }
  return { value, known: gap === undefined || alone }
}

function refuseOther(expected: string | undefined, met: string | undefined): void {
  if (expected === undefined || expected === met) return
  const here = met === undefined ? 'this account is in no organization' : `this is organization ${met}`
  const instead = `use credentials of ${expected}, or correct organization: in the policy`
  throw badInput({ what: `${here}, and ${expected} is expected`, instead })
}

function notTold({ caller }: Desk, gap: Gap): Error {
  const what = `account ${caller.account} may not ask about its organization: ${sayGap(gap)}`
  return badInput({ what, instead: thisAccountInstead })
}

export const thisAccountInstead =
  'run from the management account or a delegated administrator, or judge only this account with --this-account'

/** The parts of an organization beside its accounts, and the gap of each part that was refused. */
export async function describeParts(desk: Desk): Promise<Parts> {
  const told = await Promise.all([delegatedAdministrators(desk), trustedServices(desk), units(desk)])
  const parts = (['delegatedAdministrators', 'trustedServices', 'units'] as const).map((name, index) => [name, told[index]] as const)
  const value = Object.fromEntries(parts.filter(([, part]) => Array.isArray(part)))
  const unseen = Object.fromEntries(parts.flatMap(([name, part]) => (part !== undefined && 'cause' in part ? [[name, part]] : [])))
  return { value, unseen }
}

export interface Parts {
  readonly value: Partial<Organization>
  readonly unseen: Readonly<Record<string, Gap>>
}

async function delegatedAdministrators({ ask, caller, region }: Desk): Promise<readonly string[] | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListDelegatedAdministrators'>(
    (NextToken) => ask('organizations:ListDelegatedAdministrators', caller, region, { ServicePrincipal: cloudTrail, NextToken }),
    (output) => output.NextToken,
  )
  return gap ?? pages.flatMap((page) => (page.DelegatedAdministrators ?? []).flatMap(({ Id }) => Id ?? [])).sort()
}

async function trustedServices({ ask, caller, region }: Desk): Promise<readonly string[] | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListAWSServiceAccessForOrganization'>(
    (NextToken) => ask('organizations:ListAWSServiceAccessForOrganization', caller, region, { NextToken }),
    (output) => output.NextToken,
  )
  return gap ?? pages.flatMap((page) => (page.EnabledServicePrincipals ?? []).flatMap((service) => service.ServicePrincipal ?? [])).sort()
}

/** The whole tree, or the gap of the first part of it that could not be had: half a tree would look like a whole one. */
async function units(desk: Desk): Promise<readonly OrganizationalUnit[] | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListRoots'>(
    (NextToken) => desk.ask('organizations:ListRoots', desk.caller, desk.region, { NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const roots = pages.flatMap((page) => (page.Roots ?? []).flatMap(({ Id, Name = '' }) => (Id === undefined ? [] : [{ Id, Name }])))
  const below = await Promise.all(roots.map((root) => unitsBelow(desk, root.Id)))
  return joined([roots, ...below])
}

async function unitsBelow(desk: Desk, parent: string): Promise<readonly OrganizationalUnit[] | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListOrganizationalUnitsForParent'>(
    (NextToken) => desk.ask('organizations:ListOrganizationalUnitsForParent', desk.caller, desk.region, { ParentId: parent, NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return gap
  const listed = pages.flatMap((page) => page.OrganizationalUnits ?? [])
  const children = listed.flatMap(({ Id, Name = '' }) => (Id === undefined ? [] : [{ Id, Name, ParentId: parent }]))
  return joined([children, ...(await Promise.all(children.map((child) => unitsBelow(desk, child.Id))))])
}

function joined(parts: readonly (readonly OrganizationalUnit[] | Gap)[]): readonly OrganizationalUnit[] | Gap {
  const gap = parts.find((part) => 'cause' in part)
  if (gap !== undefined) return gap
  return (parts as readonly (readonly OrganizationalUnit[])[]).flat().sort((a, b) => (a.Id < b.Id ? -1 : 1))
}
