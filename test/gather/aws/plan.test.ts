/** A plan is reckoned from the list of accounts, and comes to what the run then asks. */
import { describe, expect, it } from 'vitest'
import { plan } from '../../../src/gather/aws/plan.ts'
import type { CollectOptions } from '../../../src/gather/aws/run.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import { alwaysOnRegions } from '../../../src/nouns/region.ts'
import type { Plan } from '../../../src/nouns/plan.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import type { PolicyDocument } from '../../../src/tell/setup/role-policy.ts'
import { roleText } from '../../../src/tell/setup/role.ts'
import { collected, optionsFor } from './simulated.ts'

const key = 'arn:aws:kms:us-east-1:111111111111:key/11111111-2222-3333-4444-555555555555'
const members = Array.from({ length: 8 }, (_, index) => ({ id: String(200000000000 + index) }))

/** One trail that has a bucket, a key and Insights, for an organization in the regions that every account has. */
const organization: Sketch = {
  organization: 'o-example0001',
  regions: alwaysOnRegions('aws'),
  accounts: [
    {
      id: '111111111111',
      trails: [{ organizationTrail: true, bucket: 'logs', kmsKeyId: key, insights: ['ApiCallRateInsight'] }],
      buckets: [{ name: 'logs' }],
      keys: [{ id: '11111111-2222-3333-4444-555555555555', region: 'us-east-1' }],
    },
    ...members,
    { id: '300000000000', state: 'SUSPENDED' },
  ],
}

async function planned(options: Partial<CollectOptions> = {}): Promise<{ readonly said: Plan; readonly asked: ReadonlySet<string> }> {
  const served = await startSimulation(sketchSnapshot(organization))
  try {
    const said = await plan({ ...optionsFor(served), ...options })
    return { said, asked: new Set(served.requests().map(({ operation }) => operation)) }
  } finally {
    await served.close()
  }
}

describe('a plan', () => {
  it('asks nothing inside an account', async () => {
    const { asked } = await planned()
    expect(asked).toEqual(new Set(['GetCallerIdentity', 'DescribeOrganization', 'ListAccounts']))
  })

  it('comes to as many calls as the run makes', async () => {
    const { said } = await planned()
    const { requests } = await collected(organization, { concurrency: 8, timeout: 60_000 })
    expect(said.calls.total).toBe(requests.length)
    expect(said.accounts).toEqual({ listed: 10, read: 9, skipped: 1 })
    expect(said.regions).toEqual({ count: 17, mayBeMore: true })
    expect(said.calls.member).toEqual({ 'sts:AssumeRole': 1, 'account:ListRegions': 1, 'cloudtrail:DescribeTrails': 17, 'cloudtrail:GetTrailStatus': 17 })
  })

  it('wants what the policy of the caller allows, and no role to be taken where none is', async () => {
    const { said } = await planned()
    const { Statement } = JSON.parse(roleText('policy', { trust: 'arn:aws:iam::111111111111:role/audit', roleName: 'trailgate-reader' })) as PolicyDocument
    const allowed = Statement.flatMap(({ Action }) => Action)
    expect([...said.actions.role, ...said.actions.caller].sort()).toEqual(allowed.sort())
    const alone = await planned({ thisAccount: true })
    expect(alone.said.actions.caller).not.toContain('sts:AssumeRole')
  })

  it('is narrowed as the run is', async () => {
    const { said } = await planned({ regions: ['eu-west-1'], accounts: ['200000000000'] })
    expect(said.accounts).toEqual({ listed: 10, read: 1, skipped: 9 })
    expect(said.regions).toEqual({ count: 1, mayBeMore: false })
  })

  it('of shards is shared among them', async () => {
    const shards = await Promise.all([1, 2, 3].map(async (index) => (await planned({ shard: { index, of: 3 } })).said.accounts))
    expect(shards.reduce((sum, { read }) => sum + read, 0)).toBe(9)
    expect(shards.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(1)
  })

  it('names what bounds the time: more at once takes less, until a chain of calls is all that is left', async () => {
    const [slow, fast] = [(await planned({ concurrency: 1 })).said.time, (await planned({ concurrency: 500 })).said.time]
    expect(slow.boundBy).toBe('requests at once')
    expect(fast.boundBy).toBe('the longest chain of calls')
    expect(fast.bound).toBeLessThan(slow.bound)
    expect(slow.expected).toBeGreaterThan(slow.bound)
  })
})
