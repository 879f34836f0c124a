/** The built command against simulated AWS endpoints: what happens when calls break in the middle of a run. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../src/gather/files/sketch.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../../src/gather/simulate/server.ts'
import type { Sketch } from '../../src/nouns/sketch.ts'
import type { Assessment } from '../../src/nouns/verdict.ts'
import { scratch, trailgate, type Ran } from './trailgate.ts'

const key = 'arn:aws:kms:us-east-1:111122223333:key/11111111-2222-4333-8444-555555555555'
const network = ['cloudtrail', 'ec2', 'kms', 's3', 'secretsmanager'].map((service) => ({
  FieldSelectors: [
    { Field: 'eventCategory', Equals: ['NetworkActivity'] },
    { Field: 'eventSource', Equals: [`${service}.amazonaws.com`] },
  ],
}))

/** An organization in which everything holds, as it is now: deliveries must be fresh. */
const organization: Sketch = {
  organization: 'o-exampleorgid',
  takenAt: new Date().toISOString(),
  accounts: [
    {
      id: '111122223333',
      name: 'management',
      buckets: [{ name: 'org-logs' }],
      keys: [{ id: '11111111-2222-4333-8444-555555555555', region: 'us-east-1' }],
      trails: [
        {
          organizationTrail: true,
          bucket: 'org-logs',
          kmsKeyId: key,
          advancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }, ...network],
        },
      ],
    },
    { id: '222233334444', name: 'two' },
    { id: '333344445555', name: 'three' },
  ],
}

let simulation: Simulation | undefined

afterEach(async () => {
  await simulation?.close()
  simulation = undefined
})

async function against(options: SimulationOptions, args: readonly string[], cwd = scratch()): Promise<Ran> {
  simulation = await startSimulation(sketchSnapshot(organization), options)
  const env = {
    AWS_ENDPOINT_URL: simulation.url,
    AWS_ACCESS_KEY_ID: simulation.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulation.credentials.secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '3',
  }
  return trailgate(args, { env, cwd })
}

function excluding(account: string, until: string): string {
  return `exclude: [{account: "${account}", because: it closes, owner: security, until: ${until}}]\n`
}

describe('a live organization', () => {
  it('in which everything holds ends with 0, and tells its progress line by line', async () => {
    const ran = await against({}, ['check'])
    expect(ran.status).toBe(0)
    expect(ran.stderr.split('\n').filter((line) => /222233334444/.test(line))).toHaveLength(1)
  })

  it('says nothing on stderr when it is told to be quiet', async () => {
    const ran = await against({}, ['check', '--quiet', '-c', join(import.meta.dirname, 'baseline.yaml')])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
  })

  it('leaves alone whom the policy excludes, and asks again when that is over', async () => {
    const cwd = scratch()
    const until = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    writeFileSync(join(cwd, 'trailgate.yaml'), excluding('222233334444', until))
    for (const args of [['check', '--json'], ['collect', '--out', 'snapshot.ndjson']]) {
      const ran = await against({}, args, cwd)
      expect(ran.status).toBe(0)
      const asked = simulation?.requests() ?? []
      expect(asked.some(({ account }) => account === '333344445555')).toBe(true)
      expect(asked.filter(({ account }) => account === '222233334444')).toEqual([])
      await simulation?.close()
    }
    expect(readFileSync(join(cwd, 'snapshot.ndjson'), 'utf8')).toContain(`excluded until ${until} by security: it closes`)
    writeFileSync(join(cwd, 'trailgate.yaml'), excluding('222233334444', '2026-01-31'))
    await against({}, ['check', '--quiet'], cwd)
    expect(simulation?.requests().some(({ account }) => account === '222233334444')).toBe(true)
    const later = await trailgate(['check', '--snapshot', 'snapshot.ndjson', '--quiet'], { cwd })
    expect(later.stdout).toContain('account-not-assessed')
  })

  it('collected and judged later comes to the same verdicts', async () => {
    const cwd = scratch()
    const live = await against({}, ['check', '--json'], cwd)
    await simulation?.close()
    const collected = await against({}, ['collect', '--out', 'snapshot.ndjson'], cwd)
    expect(collected).toMatchObject({ status: 0, stdout: '' })
    const later = await trailgate(['check', '--snapshot', 'snapshot.ndjson', '--json'], { cwd })
    expect((JSON.parse(later.stdout) as Assessment).verdicts).toEqual((JSON.parse(live.stdout) as Assessment).verdicts)
  })

  it('that is another one than the policy names is not judged', async () => {
    const ran = await against({}, ['check', '-c', join(import.meta.dirname, 'other-organization.yaml')])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/o-exampleorgid/)
  })
})

/** The recommended rules that ask about every region of every account. */
const hangOnEveryRegion = [
  'global-service-events-recorded',
  'kms-events-recorded',
  'management-events-recorded',
  'multi-region-trail',
  'network-activity-recorded',
  'organization-trail-reaches-members',
  'rds-data-api-events-recorded',
  'regions-covered',
]

describe('a call that breaks in the middle of a run', () => {
  const broken = { account: '222233334444', region: 'eu-west-1', call: 'cloudtrail:DescribeTrails' } as const

  it.each(['reset', 'html-500', 'throttle', 'refuse'] as const)('%s: a gap, status 3, complete reports', async (answer) => {
    const cwd = scratch()
    const reports = ['--report', 'text', '--report', 'json=out.json', '--report', 'sarif=out.sarif', '--report', 'junit=out.xml']
    const ran = await against({ faults: [{ ...broken, answer }] }, ['check', ...reports], cwd)
    expect(ran.status).toBe(3)
    expect(ran.stdout).toContain('could not tell')
    const assessment = JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')) as Assessment
    expect(assessment.complete).toBe(false)
    expect(assessment.summary.outcomes.fail).toBe(0)
    expect(assessment.verdicts.filter((verdict) => verdict.outcome === 'unknown').map((verdict) => verdict.rule)).toEqual(hangOnEveryRegion)
    const gaps = assessment.verdicts.flatMap((verdict) => verdict.gaps ?? [])
    expect(new Set(gaps.map((gap) => `${gap.call} ${gap.account} ${gap.region}`))).toEqual(new Set([`${broken.call} ${broken.account} ${broken.region}`]))
    expect(readFileSync(join(cwd, 'out.sarif'), 'utf8')).toContain('Could not tell')
    expect(readFileSync(join(cwd, 'out.xml'), 'utf8')).toMatch(/<error /)
  })

  it('and a violation elsewhere: status 1, the gap is still told', async () => {
    const ran = await against({ faults: [{ ...broken, answer: 'refuse' }] }, ['check', '--json', '-c', join(import.meta.dirname, 'strict.yaml')])
    expect(ran.status).toBe(1)
    expect((JSON.parse(ran.stdout) as Assessment).summary.outcomes.unknown).toBeGreaterThan(0)
  })

  it('for a while only is no gap: it is asked again', async () => {
    const ran = await against({ faults: [{ ...broken, answer: 'throttle', times: 2 }] }, ['check', '--json'])
    expect(ran.status).toBe(0)
  })
})
