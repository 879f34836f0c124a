/** The organization of a sketch, its accounts and their regions. */
import { regionsCall } from '../../nouns/region.ts'
import type { Sketch } from '../../nouns/sketch.ts'
import type { Account, AnyFact, Fact, Organization, OrganizationalUnit, Regions, RegionStatus } from '../../nouns/snapshot.ts'
import { isReadable, refusedBy, type DrawnAccount } from './sketch-accounts.ts'

/** The organization with its units, or an organization of one. */
export function organizationFact(sketch: Sketch, management: string, accounts: readonly DrawnAccount[]): Fact<'organization'> {
  const key = { fact: 'organization', account: management } as const
  if (sketch.organization === undefined) return { ...key, value: { MasterAccountId: key.account } }
  const unseen = sketch.unseen ?? {}
  const parts = {
    delegatedAdministrators: [...(sketch.delegatedAdministrators ?? [])].sort(),
    trustedServices: [...(sketch.trustedServices ?? [])].sort(),
    units: unitsOf(sketch, accounts),
  }
  const seen = Object.fromEntries(Object.entries(parts).filter(([part]) => unseen[part] === undefined))
  const value: Organization = { Id: sketch.organization, MasterAccountId: key.account, FeatureSet: 'ALL', ...seen }
  return { ...key, value, ...(Object.keys(unseen).length === 0 ? {} : { unseen }) }
}

/** The root that is written among the units, else one of ours. */
function rootOf(sketch: Sketch): OrganizationalUnit {
  return sketch.units?.find((unit) => unit.Id.startsWith('r-')) ?? { Id: 'r-0001', Name: 'Root' }
}

/** The root, the units that are written (below the root unless they say otherwise), and those that only accounts name. */
function unitsOf(sketch: Sketch, accounts: readonly DrawnAccount[]): readonly OrganizationalUnit[] {
  const root = rootOf(sketch)
  const named = accounts.flatMap(({ sketch: { in: path = [] } }) =>
    path.map((Id, depth) => ({ Id, Name: Id, ParentId: path[depth - 1] ?? root.Id })),
  )
  const written = (sketch.units ?? []).map((unit) => (unit.Id === root.Id ? unit : Object.assign({ ParentId: root.Id }, unit)))
  const byId = new Map([root, ...named, ...written].map((unit) => [unit.Id, unit]))
  return [...byId.values()].sort((a, b) => (a.Id < b.Id ? -1 : 1))
}

/** Each account, with its regions unless it is skipped. */
export function accountFacts(sketch: Sketch, accounts: readonly DrawnAccount[]): readonly AnyFact[] {
  return accounts.flatMap((account) => {
    const fact = accountFact(sketch, account)
    return account.skipped === undefined ? [fact, regionsFact(account, sketch.partition ?? 'aws')] : [fact]
  })
}

function accountFact(sketch: Sketch, account: DrawnAccount): Fact<'account'> {
  const { id, sketch: written, skipped, roleRefused } = account
  const listed = sketch.organization !== undefined
  const value: Account = {
    Id: id,
    ...(listed && written.name !== undefined ? { Name: written.name } : {}),
    State: account.state,
    ...(listed && written.joined !== undefined ? { JoinedTimestamp: written.joined } : {}),
    ...(listed ? { Paths: [`${[sketch.organization, rootOf(sketch).Id, ...(written.in ?? []), id].join('/')}/`] } : {}),
    ...(isReadable(account) ? { identity: account.identity } : {}),
    ...(skipped === undefined ? {} : { skipped }),
  }
  const unseen = skipped === undefined && roleRefused !== undefined ? { unseen: { identity: roleRefused } } : {}
  return { fact: 'account', account: id, value, ...unseen }
}

/** By Account Management where the partition has it and answers, else by EC2 inside the account. */
function regionsFact(account: DrawnAccount, partition: string): Fact<'regions'> {
  const key = { fact: 'regions', account: account.id } as const
  if (regionsCall(partition) === 'account:ListRegions' && refusedBy(account, 'account:ListRegions') === undefined) {
    return { ...key, value: { source: 'account:ListRegions', status: account.status } }
  }
  const gap = account.roleRefused ?? refusedBy(account, 'ec2:DescribeRegions')
  return gap === undefined ? { ...key, value: regionsByEc2(account.status) } : { ...key, gap }
}

/** What is left of each status in DescribeRegions' OptInStatus. */
const throughEc2: Readonly<Record<RegionStatus, RegionStatus>> = {
  ENABLED_BY_DEFAULT: 'ENABLED_BY_DEFAULT',
  ENABLED: 'ENABLED',
  DISABLING: 'ENABLED',
  ENABLING: 'DISABLED',
  DISABLED: 'DISABLED',
}

function regionsByEc2(status: Regions['status']): Regions {
  const told = Object.entries(status).map(([region, state]) => [region, throughEc2[state]])
  return { source: 'ec2:DescribeRegions', status: Object.fromEntries(told) }
}
