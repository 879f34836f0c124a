/** The organization: who manages it, and its parts. */
import { badInput } from '../../nouns/place.ts'
import type { Gap, Organization } from '../../nouns/snapshot.ts'
import { everyPage } from './answer.ts'
import { sayGap, type AsCaller } from './caller.ts'
import { isGap } from './gap.ts'
import { listUnits } from './organizational-units.ts'
import type { CollectOptions } from './run.ts'

/** What DescribeOrganization said. `known`: whether it did; an account that is in none is known to be. */
export interface Membership {
  readonly value: Organization
  readonly known: boolean
}

type Expected = Pick<CollectOptions, 'organization' | 'thisAccount'>

const cloudTrail = 'cloudtrail.amazonaws.com'
const noOrganization = 'AWSOrganizationsNotInUseException'

/**
 * The organization of the caller, or of one account when it is in none. Throws a mistake when it is not the expected one, or when
 * it is not known and more than the caller's own account was asked for.
 */
export async function findOrganization(central: AsCaller, options: Expected): Promise<Membership> {
  const { output, gap } = await central.ask('organizations:DescribeOrganization', {})
  const known = gap === undefined || gap.code === noOrganization
  if (!known && options.thisAccount !== true) throw refusedToSay(central, gap)
  const { Id, MasterAccountId = central.account, FeatureSet } = output?.Organization ?? {}
  if (known) refuseOther(options.organization, Id)
  const features = FeatureSet === undefined ? {} : { FeatureSet }
  return { value: { ...(Id === undefined ? {} : { Id }), MasterAccountId, ...features }, known }
}

function refuseOther(expected: string | undefined, found: string | undefined): void {
  if (expected === undefined || expected === found) return
  const here = found === undefined ? 'this account is in no organization' : `this is organization ${found}`
  const instead = `use credentials of ${expected}, or correct organization: in the policy`
  throw badInput({ what: `${here}, and ${expected} is expected`, instead })
}

function refusedToSay({ account }: AsCaller, gap: Gap): Error {
  return badInput({ what: `account ${account} may not ask about its organization: ${sayGap(gap)}`, instead: thisAccountInstead })
}

export const thisAccountInstead =
  'run from the management account or a delegated administrator, or judge only this account with --this-account'

/** Parts of an organization, and the gap of each part that was refused. */
export interface Parts {
  readonly value: Partial<Organization>
  readonly unseen: Readonly<Record<string, Gap>>
}

/** The parts of an organization beside its accounts. */
export async function describeParts(central: AsCaller): Promise<Parts> {
  const asked = [delegatedAdministrators(central), trustedServices(central), listUnits(central)] as const
  const [administrators, services, units] = await Promise.all(asked)
  const parts = Object.entries({ delegatedAdministrators: administrators, trustedServices: services, units })
  const unseen = parts.flatMap(([name, part]) => (isGap(part) ? [[name, part] as const] : []))
  return { value: Object.fromEntries(parts.filter(([, part]) => !isGap(part))), unseen: Object.fromEntries(unseen) }
}

async function delegatedAdministrators({ ask }: AsCaller): Promise<readonly string[] | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListDelegatedAdministrators'>(
    (NextToken) => ask('organizations:ListDelegatedAdministrators', { ServicePrincipal: cloudTrail, NextToken }),
    (output) => output.NextToken,
  )
  return gap ?? pages.flatMap((page) => (page.DelegatedAdministrators ?? []).flatMap(({ Id }) => Id ?? [])).sort()
}

async function trustedServices({ ask }: AsCaller): Promise<readonly string[] | Gap> {
  const { pages, gap } = await everyPage<'organizations:ListAWSServiceAccessForOrganization'>(
    (NextToken) => ask('organizations:ListAWSServiceAccessForOrganization', { NextToken }),
    (output) => output.NextToken,
  )
  return gap ?? pages.flatMap((page) => (page.EnabledServicePrincipals ?? []).flatMap((service) => service.ServicePrincipal ?? [])).sort()
}
