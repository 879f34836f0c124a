/** Collecting what a simulation serves gives the organization back; a failure is one gap, and the run goes on. */
import { describe, expect, it } from 'vitest'
import { collect } from '../../../src/gather/aws/collect.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import { factsIn, isFooter, isHeader, type Gap } from '../../../src/nouns/snapshot.ts'
import { collected, optionsFor } from './simulated.ts'

const keyId = '11111111-2222-3333-4444-555555555555'
const kmsKeyId = `arn:aws:kms:us-east-1:222222222222:key/${keyId}`

const management: SketchAccount = {
  id: '111111111111',
  name: 'management',
  trails: [{ name: 'org', organizationTrail: true, bucket: 'the-logs', kmsKeyId, raw: { UnknownMember: { deep: [1] } } }],
}

const logs: SketchAccount = {
  id: '222222222222',
  name: 'logs',
  buckets: [{ name: 'the-logs', region: 'eu-west-1', publicAccessBlock: true, policy: { Version: '2012-10-17' } }],
  keys: [{ id: keyId, region: 'us-east-1' }],
}

const payments: SketchAccount = {
  id: '333333333333',
  name: 'payments',
  in: ['ou-0001-workload', 'ou-0001-payments'],
  regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-west-1': 'DISABLING', 'af-south-1': 'DISABLED', 'eu-south-1': 'ENABLING' },
  trails: [
    {
      name: 'own',
      multiRegion: false,
      homeRegion: 'eu-west-1',
      tags: { team: 'pay', cost: '1' },
      eventSelectors: [{ ReadWriteType: 'All', NewMember: 7 }],
    },
  ],
}

function organization(gaps: Readonly<Record<string, Gap>> = {}): Sketch {
  return {
    organization: 'o-example0001',
    delegatedAdministrators: ['222222222222'],
    trustedServices: ['cloudtrail.amazonaws.com', 'sso.amazonaws.com'],
    units: [
      { Id: 'ou-0001-workload', Name: 'workloads' },
      { Id: 'ou-0001-payments', Name: 'payments', ParentId: 'ou-0001-workload' },
    ],
    accounts: [management, logs, { ...payments, gaps }, { id: '444444444444', name: 'old', state: 'SUSPENDED' }],
  }
}

/** A gap under the name of its call, as a sketch takes it. */
function gap(cause: Gap['cause'], call: string, message: string, code?: string): Record<string, Gap> {
  return { [call]: { cause, call, ...(code === undefined ? {} : { code }), message } }
}

const centrallyRefused = gap('refused', 'account:ListRegions', 'no', 'AccessDeniedException')
const page = 'HTTP 500, and not an answer of AWS'

describe('an organization that is read', () => {
  it('comes back as it was, unknown members included', async () => {
    const { wanted, got } = await collected(organization())
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(got.buckets.get('the-logs')?.value?.region).toBe('eu-west-1')
    expect(JSON.stringify(factsIn(got))).toContain('"UnknownMember":{"deep":[1]}')
    expect(JSON.stringify(factsIn(got))).toContain('"NewMember":7')
  })

  it('begins with a header and ends with a footer that adds up', async () => {
    const { lines, wanted } = await collected(organization(gap('refused', 'cloudtrail:ListTags', 'no', 'AccessDeniedException')))
    const [header] = lines
    const footer = lines.at(-1)
    expect(header).toMatchObject({ segment: 'one', takenAt: '2026-11-01T09:00:00.000Z', organization: 'o-example0001', partition: 'aws' })
    expect(header).not.toHaveProperty('narrowed')
    expect(header).toMatchObject({ asked: { roleName: 'trailgate-reader' } })
    expect(footer).toMatchObject({ footer: 'one', listed: 4, assessed: 3, skipped: 1, unreadable: 0, gaps: 1 })
    expect(footer).toMatchObject({ facts: factsIn(wanted).length - 1 })
    expect(lines.filter(isHeader)).toHaveLength(1)
  })

  it('tells how far it has come', async () => {
    const seen: unknown[] = []
    await collected(organization(gap('refused', 'sts:AssumeRole', 'no', 'AccessDenied')), { onProgress: (progress) => seen.push(progress) })
    expect(seen[0]).toMatchObject({ accountsDone: 0, accountsAll: 4 })
    expect(seen).toContainEqual(expect.objectContaining({ done: { id: '333333333333', name: 'payments', gaps: 3 } }))
    expect(seen.filter((progress) => Object.hasOwn(progress as object, 'done'))).toHaveLength(4)
  })

  it('is asked nothing more when the reader stops', async () => {
    const served = await startSimulation(sketchSnapshot(organization()), { latency: 50 })
    for await (const line of collect({ ...optionsFor(served), unthrottled: false })) if (!isHeader(line)) break
    const asked = served.requests().length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(served.requests().length).toBe(asked)
    await served.close()
  })
})

describe('in an organization that is read', () => {
  it.each([
    ['a refusal', gap('refused', 'cloudtrail:DescribeTrails', 'no policy allows it', 'AccessDeniedException')],
    ['a throttle that lasts', gap('throttled', 'cloudtrail:GetTrailStatus', 'Rate exceeded', 'ThrottlingException')],
    ['a call that is not there', gap('unsupported', 'cloudtrail:GetEventSelectors', 'not here', 'UnsupportedOperationException')],
    ['a web page', gap('broken', 'cloudtrail:DescribeTrails', page)],
    ['a web page instead of XML', gap('broken', 's3:ListBuckets', page)],
    ['a web page instead of a role', gap('broken', 'sts:AssumeRole', page)],
    ['a cut connection', gap('broken', 'cloudtrail:ListTags', 'the connection was cut')],
    ['a refused role', gap('refused', 'sts:AssumeRole', 'not trusted', 'AccessDenied')],
    ['a refused list of buckets', gap('refused', 's3:ListBuckets', 'no', 'AccessDenied')],
    ['regions that no call tells', { ...centrallyRefused, ...gap('refused', 'ec2:DescribeRegions', 'no', 'UnauthorizedOperation') }],
    ['a role and regions that are refused', { ...centrallyRefused, ...gap('refused', 'sts:AssumeRole', 'no', 'AccessDenied') }],
  ])('%s is a gap, and the rest is read', async (_, gaps) => {
    const { wanted, got, lines } = await collected(organization(gaps))
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(lines.find(isFooter)?.gaps).toBeGreaterThan(0)
  })

  it('no answer is a gap, and the rest is read', async () => {
    const silent = gap('timed-out', 'cloudtrail:GetTrailStatus', 'no answer in time')
    const { wanted, got } = await collected(organization(silent), { timeout: 700, attempts: 1 })
    expect(factsIn(got)).toEqual(factsIn(wanted))
  })

  it('regions that are refused centrally are asked of the account', async () => {
    const { wanted, got } = await collected(organization(centrallyRefused))
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(got.accounts.get('333333333333')?.regions?.value?.source).toBe('ec2:DescribeRegions')
  })

  it('faults that pass cost no fact, under AWS’s own rates', async () => {
    const faults = (['html-500', 'reset', 'throttle'] as const).map((answer, seed) => ({ answer, share: 0.03, seed }))
    const rate = { perSecond: 10, burst: 10 }
    const { wanted, got } = await collected(organization(), { unthrottled: false, attempts: 8 }, { faults, rate })
    expect(factsIn(got)).toEqual(factsIn(wanted))
  }, 60_000)
})
