/** What a simulation does wrong on purpose, and that it ends. */
import { DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail'
import { ListAccountsCommand } from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { ListBucketsCommand } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { startSimulation } from '../../../src/gather/simulate/server.ts'
import type { Fault } from '../../../src/gather/simulate/faults.ts'
import type { Gap } from '../../../src/nouns/snapshot.ts'
import { clientsOf, inside, serve, trouble } from './clients.ts'
import { management, member, owner, served } from './organization.ts'

const call = 'cloudtrail:DescribeTrails'
const ask = new DescribeTrailsCommand({})

/** What this fault makes of a call that would be answered. */
async function faulty(fault: Partial<Fault> & Pick<Fault, 'answer'>) {
  return trouble(clientsOf(await serve(served(), { faults: [{ call, ...fault }] })).cloudtrail.send(ask))
}

/** How many of forty equal requests half a share of refusals meets. */
async function refusals(seed: number): Promise<number> {
  const { cloudtrail } = clientsOf(await serve(served(), { faults: [{ call, share: 0.5, seed, answer: 'refuse' }] }))
  const sent = Array.from({ length: 40 }, () => cloudtrail.send(ask).then(() => 0, () => 1))
  return (await Promise.all(sent)).reduce<number>((sum, one) => sum + one, 0)
}

describe('faults', () => {
  it('throttle, refuse and expire in the words of AWS, or in given ones', async () => {
    expect(await faulty({ answer: 'throttle' })).toMatchObject({ name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } })
    expect(await faulty({ answer: 'refuse' })).toMatchObject({ name: 'AccessDeniedException' })
    expect(await faulty({ answer: 'expire' })).toMatchObject({ name: 'ExpiredTokenException' })
    expect(await faulty({ answer: 'refuse', code: 'NoWay', message: 'not today' })).toMatchObject({ name: 'NoWay', message: 'not today' })
  })

  it('speak each protocol', async () => {
    const faults = [{ answer: 'throttle' }] as const
    const { sts, s3, organizations } = clientsOf(await serve(served(), { faults }))
    expect(await trouble(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({ name: 'Throttling' })
    expect(await trouble(s3.send(new ListBucketsCommand({})))).toMatchObject({ name: 'SlowDown' })
    expect(await trouble(organizations.send(new ListAccountsCommand({})))).toMatchObject({ name: 'ThrottlingException' })
  })

  it('break: a web page, a cut connection, no answer', async () => {
    expect(await faulty({ answer: 'html-500' })).toMatchObject({ name: 'SyntaxError', $metadata: { httpStatusCode: 500 } })
    expect(await faulty({ answer: 'reset' })).toMatchObject({ code: 'ECONNRESET' })
    expect(await faulty({ answer: 'hang' })).toMatchObject({ name: 'TimeoutError' })
  })

  it('meet only what they name, and only so often', async () => {
    const fault = { call, account: owner, region: 'us-east-1', times: 1, answer: 'refuse' } as const
    const simulation = await serve(served(), { faults: [fault] })
    const [mine, others_, abroad] = [await inside(simulation, owner), clientsOf(simulation), await inside(simulation, owner, 'eu-west-1')]
    for (const { cloudtrail } of [others_, abroad]) expect((await cloudtrail.send(ask)).trailList).not.toEqual([])
    expect(await trouble(mine.cloudtrail.send(ask))).toMatchObject({ name: 'AccessDeniedException' })
    expect((await mine.cloudtrail.send(ask)).trailList).toHaveLength(1)
  })

  it('meet a share of the requests, the same ones each run', async () => {
    const first = await refusals(1)
    expect(first).toBeGreaterThan(8)
    expect(first).toBeLessThan(32)
    expect(await refusals(1)).toBe(first)
    expect(new Set([first, await refusals(2), await refusals(3), await refusals(4)]).size).toBeGreaterThan(1)
  })
})

describe('faults that come later', () => {
  it('spare the first requests', async () => {
    const { cloudtrail } = clientsOf(await serve(served(), { faults: [{ call, after: 2, times: 1, answer: 'refuse' }] }))
    const names: string[] = []
    for (let time = 0; time < 4; time += 1) names.push(await cloudtrail.send(ask).then(() => 'ok', (error: Error) => error.name))
    expect(names).toEqual(['ok', 'ok', 'AccessDeniedException', 'ok'])
  })

  it('delay an answer, and it is the right one', async () => {
    const { cloudtrail } = clientsOf(await serve(served(), { faults: [{ call, delay: 80, answer: 'delay' }] }))
    const began = performance.now()
    expect((await cloudtrail.send(ask)).trailList).not.toEqual([])
    expect(performance.now() - began).toBeGreaterThanOrEqual(75)
  })

  it('end every session at one moment; the next one is good, and the caller is spared', async () => {
    const simulation = await serve(served(), { faults: [{ call, after: 1, times: 1, answer: 'end-sessions' }] })
    const [first, second] = [await inside(simulation, owner), await inside(simulation, member)]
    await second.cloudtrail.send(ask)
    for (const { cloudtrail } of [first, second, first]) {
      expect(await trouble(cloudtrail.send(ask))).toMatchObject({ name: 'ExpiredTokenException' })
    }
    expect((await (await inside(simulation, owner)).cloudtrail.send(ask)).trailList).toHaveLength(1)
    expect((await clientsOf(simulation).cloudtrail.send(ask)).trailList).not.toEqual([])
  })
})

describe('gaps that are no answer of AWS', () => {
  const gaps: readonly (readonly [Gap, object])[] = [
    [{ cause: 'timed-out', call, message: 'no answer in time' }, { name: 'TimeoutError' }],
    [{ cause: 'broken', call, message: 'HTTP 502, and not an answer of AWS' }, { $metadata: { httpStatusCode: 502 } }],
    [{ cause: 'broken', call, message: 'the connection was cut' }, { code: 'ECONNRESET' }],
    [{ cause: 'unsupported', call, code: 'UnsupportedOperationException', message: 'not here' }, { name: 'UnsupportedOperationException' }],
  ]
  it.each(gaps)('%o', async (gap, expected) => {
    const simulation = await serve(served({ fact: 'reach', account: management, region: 'us-east-1', gap }))
    expect(await trouble(clientsOf(simulation).cloudtrail.send(ask))).toMatchObject(expected)
  })
})

describe('rate', () => {
  it('throttles beyond the burst, for each account of its own', async () => {
    const simulation = await serve(served(), { rate: { perSecond: 0.001, burst: 3 } })
    const { cloudtrail } = clientsOf(simulation)
    const sent = await Promise.all(Array.from({ length: 5 }, () => cloudtrail.send(ask).then(() => 'ok', (error: Error) => error.name)))
    expect(sent.sort()).toEqual(['ThrottlingException', 'ThrottlingException', 'ok', 'ok', 'ok'])
    expect((await (await inside(simulation, member)).cloudtrail.send(ask)).trailList).toHaveLength(1)
  })

  it('lets more through as time goes', async () => {
    const { cloudtrail } = clientsOf(await serve(served(), { rate: { perSecond: 50, burst: 1 } }))
    await cloudtrail.send(ask)
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect((await cloudtrail.send(ask)).trailList).toHaveLength(1)
  })
})

it('latency comes before each answer', async () => {
  const { cloudtrail } = clientsOf(await serve(served(), { latency: 80 }))
  const began = performance.now()
  await cloudtrail.send(ask)
  expect(performance.now() - began).toBeGreaterThanOrEqual(75)
})

describe('end', () => {
  it('cuts what is still open and frees the port', async () => {
    const simulation = await startSimulation(served(), { faults: [{ answer: 'hang' }] })
    const { cloudtrail } = clientsOf(simulation)
    const hanging = trouble(cloudtrail.send(ask))
    while (simulation.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await simulation.close()
    expect(await hanging).toMatchObject({ code: 'ECONNRESET' })
    const port = Number(new URL(simulation.url).port)
    const again = await serve(served(), { port })
    expect(again.url).toBe(simulation.url)
    await expect(startSimulation(served(), { port })).rejects.toMatchObject({ mistakes: [{ what: `cannot serve on port ${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}` }] })
  })
})
