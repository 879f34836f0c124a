/** AWS Organizations (JSON 1.1): the organization, its accounts and its tree. Lists come in pages of twenty (reference 5). */
import type { Account, Organization, OrganizationalUnit } from '../../nouns/snapshot.ts'
import { pagedAs } from './pages.ts'
import { error, gapReply, notHeld, value, type Reply } from './reply.ts'
import { isAdministrator, type Ask, type World } from './world.ts'

type Told = Organization & { readonly Id: string }

export const organizations = {
  DescribeOrganization: ask(describeOrganization),
  ListAccounts: ask(listAccounts, true),
  ListDelegatedAdministrators: ask(listDelegatedAdministrators, true),
  ListAWSServiceAccessForOrganization: ask(listServiceAccess, true),
  ListRoots: ask(listRoots, true),
  ListOrganizationalUnitsForParent: ask(listUnits, true),
}

/** What holds for every operation: there is an organization, and most answer to its administrators alone. */
function ask(answer: (ask: Ask, organization: Told) => Reply, administratorsOnly = false): (ask: Ask) => Reply {
  return (asked) => {
    const fact = asked.world.snapshot.organization
    if (fact?.gap !== undefined) return gapReply(fact.gap)
    if (fact?.value.Id === undefined) return notInUse
    if (administratorsOnly && !isAdministrator(asked.world, asked.account)) return refused
    return answer(asked, { ...fact.value, Id: fact.value.Id })
  }
}

const notInUse = error('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
const refused = error('AccessDeniedException', "You don't have permissions to access this resource.")

function describeOrganization({ world }: Ask, { Id, MasterAccountId, FeatureSet }: Told): Reply {
  const Arn = arn(world, MasterAccountId, `organization/${Id}`)
  const MasterAccountArn = arn(world, MasterAccountId, `account/${Id}/${MasterAccountId}`)
  return value({ Organization: { Id, Arn, FeatureSet, MasterAccountArn, MasterAccountId, AvailablePolicyTypes: [] } })
}

function listAccounts({ world, parameters }: Ask, organization: Told): Reply {
  const accounts = [...world.snapshot.accounts.values()].flatMap((facts) => facts.account?.value ?? [])
  return listed('Accounts', accounts, parameters, (account) => accountItem(world, organization, account))
}

function accountItem(world: World, { Id, MasterAccountId }: Told, account: Account): object {
  const { Id: id, Name, State, JoinedTimestamp, Paths } = account
  const joined = JoinedTimestamp === undefined ? undefined : Date.parse(JoinedTimestamp) / 1000
  return { Id: id, Arn: arn(world, MasterAccountId, `account/${Id}/${id}`), Name, State, JoinedTimestamp: joined, Paths }
}

function listDelegatedAdministrators({ world, parameters }: Ask, organization: Told): Reply {
  const gap = world.snapshot.organization?.unseen?.['delegatedAdministrators']
  if (gap !== undefined) return gapReply(gap)
  const asked = parameters['ServicePrincipal'] ?? 'cloudtrail.amazonaws.com'
  const ids = asked === 'cloudtrail.amazonaws.com' ? (organization.delegatedAdministrators ?? []) : []
  const accounts = ids.map((Id) => world.snapshot.accounts.get(Id)?.account?.value ?? { Id, State: 'ACTIVE' as const })
  return listed('DelegatedAdministrators', accounts, parameters, (account) => accountItem(world, organization, account))
}

function listServiceAccess({ world, parameters }: Ask, { trustedServices }: Told): Reply {
  const gap = world.snapshot.organization?.unseen?.['trustedServices']
  if (gap !== undefined) return gapReply(gap)
  return listed('EnabledServicePrincipals', trustedServices ?? [], parameters, (ServicePrincipal) => ({ ServicePrincipal }))
}

/** Where only the units below it were refused, the root still answers. */
function listRoots({ world, parameters }: Ask, organization: Told): Reply {
  const gap = world.snapshot.organization?.unseen?.['units']
  if (gap !== undefined && gap.call !== 'organizations:ListOrganizationalUnitsForParent') return gapReply(gap)
  const roots = (organization.units ?? []).filter((unit) => unit.ParentId === undefined)
  const known = gap !== undefined && roots.length === 0 ? [{ Id: 'r-0000', Name: 'Root' }] : roots
  return listed('Roots', known, parameters, (root) => unitItem(world, organization, root, 'root'))
}

function listUnits({ world, parameters }: Ask, organization: Told): Reply {
  const gap = world.snapshot.organization?.unseen?.['units']
  if (gap !== undefined) return gapReply(gap)
  if (organization.units === undefined) return notHeld('the units of the organization')
  const parent = parameters['ParentId']
  if (!organization.units.some((unit) => unit.Id === parent)) {
    return error('ParentNotFoundException', "You specified parent that doesn't exist.")
  }
  const below = organization.units.filter((unit) => unit.ParentId === parent)
  return listed('OrganizationalUnits', below, parameters, (unit) => unitItem(world, organization, unit, 'ou'))
}

function unitItem(world: World, { Id, MasterAccountId }: Told, unit: OrganizationalUnit, kind: 'root' | 'ou'): object {
  return { Id: unit.Id, Arn: arn(world, MasterAccountId, `${kind}/${Id}/${unit.Id}`), Name: unit.Name }
}

function arn(world: World, management: string, resource: string): string {
  return `arn:${world.header.partition}:organizations::${management}:${resource}`
}

/** In pages of at most twenty. */
function listed<T>(member: string, items: readonly T[], { NextToken, MaxResults }: Ask['parameters'], spell: (item: T) => object): Reply {
  return pagedAs(member, items, { parameter: 'NextToken', token: NextToken, size: Math.min(Number(MaxResults ?? 20), 20) }, spell)
}
