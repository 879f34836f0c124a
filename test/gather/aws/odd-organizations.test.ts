/** Partitions, and organizations that are not as most are: each is read as far as it can be, and says what it cannot. */
import { describe, expect, it } from 'vitest'
import { collect, type CollectOptions } from '../../../src/gather/aws/collect.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import { factsIn, isFooter, isHeader, type AnyFact, type Gap, type Snapshot, type SnapshotLine } from '../../../src/nouns/snapshot.ts'
import { collected, optionsFor } from './simulated.ts'

const [management, member, third] = ['111111111111', '222222222222', '333333333333']
const calmly = { concurrency: 8, timeout: 60_000 }

function inPartition(partition: string, regions: readonly string[]): Sketch {
  const [homeRegion = ''] = regions
  const key = { id: '11111111-2222-3333-4444-555555555555', region: homeRegion }
  const kmsKeyId = `arn:${partition}:kms:${homeRegion}:${management}:key/${key.id}`
  return {
    organization: 'o-example0001',
    partition,
    regions,
    accounts: [
      { id: management, keys: [key], buckets: [{ name: 'logs', region: homeRegion }], trails: [{ organizationTrail: true, homeRegion, bucket: 'logs', kmsKeyId }] },
      { id: member, trails: [{ name: 'own', homeRegion: regions.at(-1) ?? '', multiRegion: false, bucket: 'elsewhere' }] },
    ],
  }
}

describe('the partition', () => {
  it.each([
    ['aws', ['us-east-1', 'eu-west-1']],
    ['aws-us-gov', ['us-gov-west-1', 'us-gov-east-1']],
    ['aws-cn', ['cn-north-1', 'cn-northwest-1']],
  ])('%s is read', async (partition, regions) => {
    const { got, wanted, lines } = await collected(inPartition(partition, regions), calmly)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(lines.find(isHeader)?.partition).toBe(partition)
    const named = JSON.stringify(factsIn(got)).match(/arn:aws[a-z-]*/g)
    expect(new Set(named)).toEqual(new Set([`arn:${partition}`]))
  })
})

describe('an organization', () => {
  it('in which some members enabled a region is asked there in those alone', async () => {
    const enabled = { 'us-east-1': 'ENABLED_BY_DEFAULT', 'me-south-1': 'ENABLED' } as const
    const disabled = { 'us-east-1': 'ENABLED_BY_DEFAULT', 'me-south-1': 'DISABLED' } as const
    const accounts = [{ id: management, regions: disabled, trails: [{ organizationTrail: true }] }, { id: member, regions: enabled }, { id: third, regions: disabled }]
    const { got, wanted, requests } = await collected({ organization: 'o-example0001', accounts }, calmly)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(new Set(requests.filter(({ region }) => region === 'me-south-1').map(({ account }) => account))).toEqual(new Set([member]))
  })

  it('whose accounts are suspended, closed, pending or closing is read where that can be', async () => {
    const states = ['SUSPENDED', 'CLOSED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE'] as const
    const accounts = [{ id: management }, ...states.map((state, index) => ({ id: String(400000000000 + index), state }))]
    const { got, wanted, lines } = await collected({ organization: 'o-example0001', accounts }, calmly)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(lines.find(isFooter)).toMatchObject({ listed: 5, assessed: 2, skipped: 3, unreadable: 0 })
    const reasons = states.map((_, index) => got.accounts.get(String(400000000000 + index))?.account?.value?.skipped)
    expect(reasons).toEqual(['suspended', 'closed', 'not yet active', undefined])
  })

  it('in which a role is missing is read but for that account, which has a gap for each of its regions', async () => {
    const delivered = { trails: [{ organizationTrail: true, bucket: 'logs' }], buckets: [{ name: 'logs' }] }
    const accounts = [{ id: management, ...delivered }, { id: member, refused: ['sts:AssumeRole'] }, { id: third }]
    const { got, wanted, lines } = await collected({ organization: 'o-example0001', accounts }, calmly)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(lines.find(isFooter)).toMatchObject({ listed: 3, assessed: 2, unreadable: 1, gaps: 3 })
  })

  it('of which a policy denies a region is read in the others, and the gap says that it was denied', async () => {
    const message = `User: arn:aws:sts::${member}:assumed-role/trailgate-reader/trailgate is not authorized to perform: cloudtrail:DescribeTrails with an explicit deny in a service control policy`
    const denied: Gap = { cause: 'refused', call: 'cloudtrail:DescribeTrails', code: 'AccessDeniedException', message }
    const accounts = [{ id: management, trails: [{ organizationTrail: true }] }, { id: member, gaps: { 'cloudtrail:DescribeTrails@eu-west-1': denied } }]
    const { got, wanted } = await collected({ organization: 'o-example0001', accounts }, calmly)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(got.accounts.get(member)?.reach.get('eu-west-1')?.gap).toEqual(denied)
    expect(got.accounts.get(member)?.reach.get('us-east-1')?.value?.trails).not.toEqual({})
  })
})

const roleIn = (account: string): string => `arn:aws:sts::${account}:assumed-role/trailgate-reader/trailgate`

/** The organization as a delegated administrator reads it: the management account by its role, the administrator's own without. */
function asAdministrator(snapshot: Snapshot): Snapshot {
  const arn = `arn:aws:sts::${member}:assumed-role/auditor/me`
  const identities: Readonly<Record<string, string>> = { [management]: roleIn(management), [member]: arn }
  const segments = snapshot.segments.map(({ header }) => Object.assign({}, header, { caller: { account: member, arn } }))
  const facts = factsIn(snapshot).map((fact): AnyFact => {
    const identity = identities[fact.account]
    if (fact.fact !== 'account' || fact.value === undefined || identity === undefined) return fact
    return { fact: 'account', account: fact.account, value: { ...fact.value, identity } }
  })
  return snapshotOf([...segments, ...facts])
}

async function read(snapshot: Snapshot, options: Partial<CollectOptions> = {}): Promise<Snapshot> {
  const served = await startSimulation(snapshot)
  const lines: SnapshotLine[] = []
  try {
    for await (const line of collect({ ...optionsFor(served), ...calmly, ...options })) lines.push(line)
    return snapshotOf(lines)
  } finally {
    await served.close()
  }
}

describe('a delegated administrator', () => {
  it('reads the organization, its management account by the role', async () => {
    const sketch: Sketch = { ...inPartition('aws', ['us-east-1', 'eu-west-1']), delegatedAdministrators: [member] }
    const wanted = asAdministrator(sketchSnapshot(sketch))
    const got = await read(wanted)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(got.accounts.get(management)?.account?.value?.identity).toBe(roleIn(management))
  })

  it('reads the trail that its members show where the management account cannot be entered', async () => {
    const { accounts = [], ...sketch } = inPartition('aws', ['us-east-1', 'eu-west-1'])
    const drawn = sketchSnapshot({ ...sketch, delegatedAdministrators: [member], accounts })
    const gap: Gap = { cause: 'refused', call: 'sts:AssumeRole', code: 'AccessDenied', message: 'no' }
    const facts = factsIn(asAdministrator(drawn)).map((fact): AnyFact => {
      if (fact.account !== management || (fact.fact !== 'account' && fact.fact !== 'reach')) return fact
      if (fact.fact === 'reach') return { fact: 'reach', account: management, region: fact.region ?? '', gap }
      const { identity: _, ...value } = fact.value ?? { Id: management, State: 'ACTIVE' as const }
      return { fact: 'account', account: management, value, unseen: { identity: gap } }
    })
    const got = await read(snapshotOf([...asAdministrator(drawn).segments.map(({ header }) => header), ...facts]))
    expect(got.accounts.get(management)?.account?.unseen?.['identity']).toEqual(gap)
    const trail = [...got.trails.values()].find(({ account }) => account === management)
    expect(trail?.value?.IsOrganizationTrail).toBe(true)
  })
})
