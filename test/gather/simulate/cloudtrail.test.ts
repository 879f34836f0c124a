/** CloudTrail of a simulation, asked by the real SDK. */
import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  ListChannelsCommand,
  ListTagsCommand,
  ListTrailsCommand,
  type CloudTrailClient,
} from '@aws-sdk/client-cloudtrail'
import { describe, expect, it } from 'vitest'
import { clientsOf, inside, serve, trouble } from './clients.ts'
import {
  askedInside,
  centralBody,
  centralSelectors,
  centralTrail,
  management,
  member,
  others,
  ownTrail,
  owner,
  served,
} from './organization.ts'

/** The body of an answer as it came over the wire, with the members that the SDK drops. */
async function raw(client: CloudTrailClient, send: () => Promise<unknown>): Promise<unknown> {
  const bodies: string[] = []
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      const response = result.response as { body: AsyncIterable<Uint8Array> | Uint8Array }
      const chunks: Uint8Array[] = []
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) chunks.push(chunk)
      response.body = Buffer.concat(chunks)
      bodies.push(response.body.toString())
      return result
    },
    { step: 'deserialize', priority: 'low' },
  )
  await send()
  return JSON.parse(bodies[0] ?? '')
}

function arns(trails: readonly { readonly TrailARN?: string | undefined }[] | undefined): readonly (string | undefined)[] {
  return (trails ?? []).map((trail) => trail.TrailARN)
}

describe('DescribeTrails', () => {
  it('shows what the region of the account reaches, exactly as it was collected', async () => {
    const simulation = await serve(served())
    const { cloudtrail } = await inside(simulation, member, 'eu-west-1')
    expect(await raw(cloudtrail, () => cloudtrail.send(new DescribeTrailsCommand({})))).toEqual({ trailList: [centralBody] })
  })

  it('leaves out copies when asked to', async () => {
    const { cloudtrail } = await inside(await serve(served()), owner, 'eu-west-1')
    expect(arns((await cloudtrail.send(new DescribeTrailsCommand({}))).trailList)).toEqual([centralTrail, ownTrail])
    expect(arns((await cloudtrail.send(new DescribeTrailsCommand({ includeShadowTrails: false }))).trailList)).toEqual([ownTrail])
  })

  it('finds a name in its own region and account alone, an ARN from every region', async () => {
    const simulation = await serve(served())
    const there = await inside(simulation, owner, 'eu-west-1')
    const named = new DescribeTrailsCommand({ trailNameList: ['own', 'central'] })
    expect(arns((await there.cloudtrail.send(named)).trailList)).toEqual([ownTrail])
    const elsewhere = await inside(simulation, owner, 'us-east-1')
    expect((await elsewhere.cloudtrail.send(named)).trailList).toEqual([])
    expect(arns((await elsewhere.cloudtrail.send(new DescribeTrailsCommand({ trailNameList: [ownTrail] }))).trailList)).toEqual([ownTrail])
  })

  it('is refused where the snapshot holds a gap, and where it holds nothing', async () => {
    const simulation = await serve(served())
    const { cloudtrail } = await inside(simulation, askedInside, 'eu-west-1')
    const answer = await trouble(cloudtrail.send(new DescribeTrailsCommand({})))
    expect(answer).toMatchObject({ name: 'AccessDeniedException', message: 'AccessDeniedException for cloudtrail:DescribeTrails' })
    const open = { source: 'account:ListRegions', status: { 'us-east-1': 'ENABLED', 'sa-east-1': 'ENABLED' } } as const
    const bare = await serve(served({ fact: 'regions', account: management, value: open }))
    const unread = clientsOf(bare, bare.credentials, 'sa-east-1').cloudtrail.send(new DescribeTrailsCommand({}))
    expect((await trouble(unread)).message).toContain('does not hold')
  })

  it('knows no credentials in a region that the account does not have', async () => {
    const { cloudtrail } = await inside(await serve(served()), owner, 'ap-east-1')
    const answer = await trouble(cloudtrail.send(new DescribeTrailsCommand({})))
    expect(answer).toMatchObject({ name: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' })
  })
})

describe('one trail', () => {
  it('has its status region by region, by ARN, and by name at home alone', async () => {
    const simulation = await serve(served())
    const home = await clientsOf(simulation).cloudtrail.send(new GetTrailStatusCommand({ Name: 'central' }))
    expect(home).toMatchObject({ IsLogging: true, LatestDeliveryTime: new Date(1793523600500) })
    const { cloudtrail } = clientsOf(simulation, simulation.credentials, 'eu-west-1')
    expect((await cloudtrail.send(new GetTrailStatusCommand({ Name: centralTrail }))).IsLogging).toBe(false)
    expect(await trouble(cloudtrail.send(new GetTrailStatusCommand({ Name: 'central' })))).toMatchObject({ name: 'TrailNotFoundException' })
  })

  it('has a status that was refused', async () => {
    const { cloudtrail } = await inside(await serve(served()), owner, 'eu-west-1')
    const answer = await trouble(cloudtrail.send(new GetTrailStatusCommand({ Name: ownTrail })))
    expect(answer).toMatchObject({ name: 'AccessDeniedException', message: 'AccessDeniedException for cloudtrail:GetTrailStatus' })
  })

  it('has its selectors at home, unknown members included', async () => {
    const { cloudtrail } = clientsOf(await serve(served()))
    const body = await raw(cloudtrail, () => cloudtrail.send(new GetEventSelectorsCommand({ TrailName: 'central' })))
    expect(body).toEqual({ TrailARN: centralTrail, ...centralSelectors })
  })

  it('is told to a member by full ARN at home, not by name, not elsewhere, and not one that it does not see', async () => {
    const simulation = await serve(served())
    const { cloudtrail } = await inside(simulation, member)
    const selectors = (TrailName: string) => cloudtrail.send(new GetEventSelectorsCommand({ TrailName }))
    expect((await selectors(centralTrail)).TrailARN).toBe(centralTrail)
    const byName = await trouble(selectors('central'))
    const asked = `arn:aws:cloudtrail:us-east-1:${member}:trail/central`
    expect(byName).toMatchObject({ name: 'TrailNotFoundException', message: `Unknown trail: ${asked} for the user: ${member}` })
    expect(await trouble(selectors(ownTrail))).toMatchObject({ name: 'TrailNotFoundException' })
    const abroad = await inside(simulation, member, 'eu-west-1')
    const there = abroad.cloudtrail.send(new GetEventSelectorsCommand({ TrailName: centralTrail }))
    expect(await trouble(there)).toMatchObject({ name: 'TrailNotFoundException' })
    const unseen = abroad.cloudtrail.send(new GetEventSelectorsCommand({ TrailName: ownTrail }))
    expect(await trouble(unseen)).toMatchObject({ name: 'TrailNotFoundException' })
  })

  it('is throttled where its selectors were', async () => {
    const { cloudtrail } = await inside(await serve(served()), owner, 'eu-west-1')
    const answer = await trouble(cloudtrail.send(new GetEventSelectorsCommand({ TrailName: 'own' })))
    expect(answer).toMatchObject({ name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } })
  })

  it('has its tags for the owner alone', async () => {
    const simulation = await serve(served())
    const command = new ListTagsCommand({ ResourceIdList: [centralTrail] })
    const TagsList = [{ Key: 'team', Value: 'security' }]
    expect((await clientsOf(simulation).cloudtrail.send(command)).ResourceTagList).toEqual([{ ResourceId: centralTrail, TagsList }])
    const { cloudtrail } = await inside(simulation, owner)
    expect(await trouble(cloudtrail.send(command))).toMatchObject({ name: 'CloudTrailARNInvalidException' })
  })

  it('is listed with every other that the account sees', async () => {
    const { cloudtrail } = await inside(await serve(served()), owner)
    expect((await cloudtrail.send(new ListTrailsCommand({}))).Trails).toEqual([
      { TrailARN: centralTrail, Name: 'central', HomeRegion: 'us-east-1' },
      { TrailARN: ownTrail, Name: 'own', HomeRegion: 'eu-west-1' },
    ])
  })
})

it('an operation that nobody built is unknown', async () => {
  const { cloudtrail } = clientsOf(await serve(served()))
  expect(await trouble(cloudtrail.send(new ListChannelsCommand({})))).toMatchObject({ name: 'UnknownOperationException' })
})

it('ten accounts in flight each get their own answers, signed with their own key', async () => {
  const simulation = await serve(served(), { latency: 5 })
  const accounts = others.slice(0, 10)
  const clients = await Promise.all(accounts.map((account) => inside(simulation, account)))
  const answers = clients.map(({ cloudtrail }) => trouble(cloudtrail.send(new GetTrailStatusCommand({ Name: 'mine' }))))
  const expected = accounts.map((account) => `Unknown trail: arn:aws:cloudtrail:us-east-1:${account}:trail/mine for the user: ${account}`)
  expect((await Promise.all(answers)).map(({ message }) => message)).toEqual(expected)
  const asked = simulation.requests().filter(({ operation }) => operation === 'GetTrailStatus')
  expect(asked.map(({ account }) => account).sort()).toEqual(accounts)
  expect(new Set(asked.map(({ accessKeyId }) => accessKeyId)).size).toBe(10)
  expect(asked[0]).toMatchObject({ region: 'us-east-1', service: 'cloudtrail' })
})
