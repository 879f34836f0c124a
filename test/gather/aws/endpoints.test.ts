/** Endpoints that the environment names: all services, one service, and those that FIPS 140 was validated for. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openClients, type Clients } from '../../../src/gather/aws/clients.ts'
import type { Service } from '../../../src/gather/aws/services.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { collect } from '../../../src/gather/aws/collect.ts'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import { factsIn, type SnapshotLine } from '../../../src/nouns/snapshot.ts'
import { optionsFor } from './simulated.ts'

const opened: Clients[] = []

afterEach(() => {
  vi.unstubAllEnvs()
  for (const clients of opened.splice(0)) clients.close()
})

interface Resolving {
  readonly useFipsEndpoint: () => Promise<boolean>
  readonly endpointProvider: (parameters: object) => { readonly url: URL }
}

/** The host that a service is asked at. */
async function hostOf(service: Service, region: string): Promise<string> {
  const clients = openClients({ attempts: 1, timeout: 1000 })
  opened.push(clients)
  const config = (await clients.of(service, region)).client.config as unknown as Resolving
  return config.endpointProvider({ Region: region, UseFIPS: await config.useFipsEndpoint(), UseDualStack: false }).url.hostname
}

describe('without a word in the environment', () => {
  it.each([
    ['cloudtrail', 'eu-west-1', 'cloudtrail.eu-west-1.amazonaws.com'],
    ['cloudtrail', 'cn-north-1', 'cloudtrail.cn-north-1.amazonaws.com.cn'],
    ['organizations', 'eu-west-1', 'organizations.us-east-1.amazonaws.com'],
    ['organizations', 'us-gov-east-1', 'organizations.us-gov-west-1.amazonaws.com'],
    ['organizations', 'cn-north-1', 'organizations.cn-northwest-1.amazonaws.com.cn'],
    ['sts', 'me-south-1', 'sts.me-south-1.amazonaws.com'],
  ] as const)('%s in %s is %s', async (service, region, host) => {
    expect(await hostOf(service, region)).toBe(host)
  })
})

describe('AWS_USE_FIPS_ENDPOINT', () => {
  it.each([
    ['cloudtrail', 'us-east-1', 'cloudtrail-fips.us-east-1.amazonaws.com'],
    ['cloudtrail', 'us-gov-west-1', 'cloudtrail.us-gov-west-1.amazonaws.com'],
    ['kms', 'us-west-2', 'kms-fips.us-west-2.amazonaws.com'],
  ] as const)('asks %s in %s at %s', async (service, region, host) => {
    vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true')
    expect(await hostOf(service, region)).toBe(host)
  })
})

const organization: Sketch = {
  organization: 'o-example0001',
  accounts: [{ id: '111111111111', trails: [{ organizationTrail: true, bucket: 'logs' }], buckets: [{ name: 'logs' }] }, { id: '222222222222' }],
}

describe('an endpoint in the environment', () => {
  it('is asked for all services, or for the one that it is for', async () => {
    const wanted = sketchSnapshot(organization)
    const [all, trails] = [await startSimulation(wanted), await startSimulation(wanted)]
    vi.stubEnv('AWS_ENDPOINT_URL', all.url)
    vi.stubEnv('AWS_ENDPOINT_URL_CLOUDTRAIL', trails.url)
    const { endpoint: _, ...options } = optionsFor(all)
    const lines: SnapshotLine[] = []
    for await (const line of collect({ ...options, thisAccount: true, timeout: 60_000 })) lines.push(line)
    const services = (of: typeof all): ReadonlySet<string> => new Set(of.requests().map(({ service }) => service))
    await Promise.all([all.close(), trails.close()])
    expect(services(trails)).toEqual(new Set(['cloudtrail']))
    expect(services(all)).toEqual(new Set(['sts', 'organizations', 'account', 's3', 's3control']))
    expect(factsIn(snapshotOf(lines)).filter(({ fact }) => fact === 'selectors')).toHaveLength(1)
  })
})
