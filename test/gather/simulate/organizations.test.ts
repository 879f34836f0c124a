/** Organizations, Account, EC2 and STS of a simulation, asked by the real SDK. */
import { ListRegionsCommand } from '@aws-sdk/client-account'
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2'
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import { clientsOf, enter, inside, serve, trouble } from './clients.ts'
import { askedInside, everyone, gap, header, management, member, owner, refused, served, skipped } from './organization.ts'

describe('who one is', () => {
  it('is the caller of the snapshot, and the role in a member account', async () => {
    const simulation = await serve(served())
    const caller = await clientsOf(simulation).sts.send(new GetCallerIdentityCommand({}))
    expect(caller).toMatchObject({ Account: management, Arn: header.caller.arn, UserId: 'AROAEXAMPLE:me' })
    const { sts } = await inside(simulation, owner)
    const Arn = `arn:aws:sts::${owner}:assumed-role/trailgate-reader/trailgate`
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: owner, Arn })
  })

  it('lets nobody into an account that refused, was skipped or is not there', async () => {
    const simulation = await serve(served())
    expect(await trouble(enter(simulation, refused))).toMatchObject({ name: 'AccessDenied', message: 'AccessDenied for sts:AssumeRole' })
    for (const account of [skipped, '999999999999']) {
      expect(await trouble(enter(simulation, account))).toMatchObject({ name: 'AccessDenied' })
    }
  })

  it('lets a member into no other member', async () => {
    const simulation = await serve(served())
    const session = await enter(simulation, owner)
    expect(await trouble(enter({ ...simulation, credentials: session }, member))).toMatchObject({ name: 'AccessDenied' })
  })
})

describe('organization', () => {
  it('is told with administrators, trusted services and units', async () => {
    const { organizations } = clientsOf(await serve(served()))
    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}))
    expect(Organization).toMatchObject({ Id: 'o-exampleorgid', MasterAccountId: management, FeatureSet: 'ALL' })
    const ofCloudTrail = { ServicePrincipal: 'cloudtrail.amazonaws.com' as const }
    const { DelegatedAdministrators } = await organizations.send(new ListDelegatedAdministratorsCommand(ofCloudTrail))
    expect(DelegatedAdministrators?.map(({ Id }) => Id)).toEqual([owner])
    const { EnabledServicePrincipals } = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}))
    const trusted = EnabledServicePrincipals?.map(({ ServicePrincipal }) => ServicePrincipal)
    expect(trusted).toEqual(['account.amazonaws.com', 'cloudtrail.amazonaws.com'])
    const { Roots } = await organizations.send(new ListRootsCommand({}))
    expect(Roots?.map(({ Id, Name }) => [Id, Name])).toEqual([['r-ab12', 'Root']])
    const { OrganizationalUnits } = await organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId: 'r-ab12' }))
    expect(OrganizationalUnits?.map(({ Id, Name }) => [Id, Name])).toEqual([['ou-ab12-prod', 'Prod']])
  })

  it('lists accounts twenty at a time, with an empty page between', async () => {
    const { organizations } = clientsOf(await serve(served()))
    const pages = []
    for await (const page of paginateListAccounts({ client: organizations }, {})) pages.push(page.Accounts ?? [])
    expect(pages.map((page) => page.length)).toEqual([20, 0, 5])
    expect(pages.flat().map(({ Id }) => Id)).toEqual(everyone)
    expect(pages[0]?.[3]).toMatchObject({ Id: skipped, State: 'SUSPENDED' })
    expect(pages[0]?.[0]?.JoinedTimestamp?.toISOString()).toBe('2024-05-06T07:08:09.123Z')
    expect(pages[0]?.[0]?.Paths).toEqual([`o-exampleorgid/r-ab12/${management}/`])
  })

  it('refuses a token that it did not give', async () => {
    const { organizations } = clientsOf(await serve(served()))
    expect(await trouble(organizations.send(new ListAccountsCommand({ NextToken: 'x' })))).toMatchObject({ name: 'InvalidInputException' })
  })

  it('lists accounts for a delegated administrator, and for no other member', async () => {
    const simulation = await serve(served())
    const administrator = await inside(simulation, owner)
    expect((await administrator.organizations.send(new ListAccountsCommand({}))).Accounts).toHaveLength(20)
    const outsider = await inside(simulation, member)
    expect(await trouble(outsider.organizations.send(new ListAccountsCommand({})))).toMatchObject({ name: 'AccessDeniedException' })
    expect((await outsider.organizations.send(new DescribeOrganizationCommand({}))).Organization?.Id).toBe('o-exampleorgid')
  })

  it('is not in use where an account is in none', async () => {
    const alone = { fact: 'organization', account: management, value: { MasterAccountId: management } } as const
    const { organizations } = clientsOf(await serve(served(alone)))
    const answer = await trouble(organizations.send(new DescribeOrganizationCommand({})))
    expect(answer).toMatchObject({ name: 'AWSOrganizationsNotInUseException', $metadata: { httpStatusCode: 400 } })
  })

  it('refuses what the snapshot could not see', async () => {
    const call = 'organizations:ListOrganizationalUnitsForParent'
    const trustedServices = gap('organizations:ListAWSServiceAccessForOrganization', 'ServiceException')
    const parts = { units: gap(call, 'AccessDeniedException'), trustedServices }
    const value = { Id: 'o-exampleorgid', MasterAccountId: management }
    const { organizations } = clientsOf(await serve(served({ fact: 'organization', account: management, value, unseen: parts })))
    const ParentId = (await organizations.send(new ListRootsCommand({}))).Roots?.[0]?.Id
    const answer = await trouble(organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId })))
    expect(answer).toMatchObject({ name: 'AccessDeniedException', message: `AccessDeniedException for ${call}` })
    const services = await trouble(organizations.send(new ListAWSServiceAccessForOrganizationCommand({})))
    expect(services).toMatchObject({ name: 'ServiceException' })
  })
})

describe('regions', () => {
  it('are told centrally for a member, and to the caller without its own id', async () => {
    const { account } = clientsOf(await serve(served()))
    const { Regions } = await account.send(new ListRegionsCommand({ AccountId: owner }))
    expect(Regions).toEqual([
      { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
      { RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
      { RegionName: 'ap-east-1', RegionOptStatus: 'DISABLED' },
    ])
    expect((await account.send(new ListRegionsCommand({ RegionOptStatusContains: ['DISABLED'] }))).Regions).toHaveLength(1)
    expect(await trouble(account.send(new ListRegionsCommand({ AccountId: management })))).toMatchObject({ name: 'AccessDeniedException' })
  })

  it('are refused centrally and told by EC2 where that is how they were read', async () => {
    const simulation = await serve(served())
    const central = clientsOf(simulation).account.send(new ListRegionsCommand({ AccountId: askedInside }))
    expect(await trouble(central)).toMatchObject({ name: 'AccessDeniedException' })
    const { ec2 } = await inside(simulation, askedInside)
    const { Regions } = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }))
    expect(Regions?.map(({ RegionName, OptInStatus }) => [RegionName, OptInStatus])).toEqual([
      ['us-east-1', 'opt-in-not-required'],
      ['eu-west-1', 'opt-in-not-required'],
      ['ap-east-1', 'not-opted-in'],
    ])
    expect((await ec2.send(new DescribeRegionsCommand({}))).Regions).toHaveLength(2)
  })

  it('are refused by both where they are a gap', async () => {
    const simulation = await serve(served({ fact: 'regions', account: owner, gap: gap('ec2:DescribeRegions', 'UnauthorizedOperation') }))
    const central = clientsOf(simulation).account.send(new ListRegionsCommand({ AccountId: owner }))
    expect(await trouble(central)).toMatchObject({ name: 'AccessDeniedException' })
    const { ec2 } = await inside(simulation, owner)
    const answer = await trouble(ec2.send(new DescribeRegionsCommand({ AllRegions: true })))
    expect(answer).toMatchObject({ name: 'UnauthorizedOperation', message: 'UnauthorizedOperation for ec2:DescribeRegions' })
  })

  it('give the region to begin in', async () => {
    const only = { source: 'account:ListRegions', status: { 'us-east-1': 'DISABLED', 'eu-west-1': 'ENABLED' } } as const
    expect((await serve(served())).region).toBe('us-east-1')
    expect((await serve(served({ fact: 'regions', account: management, value: only }))).region).toBe('eu-west-1')
  })

  it('a snapshot without a header cannot be served', async () => {
    await expect(serve(snapshotOf([]))).rejects.toThrow('without a header')
  })
})
