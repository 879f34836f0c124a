/** A run that was interrupted and goes on ends equal to one that was not, and asks nothing that is in the file. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect, type CollectOptions } from '../../../src/gather/aws/collect.ts'
import { readInterrupted, type InterruptedFile } from '../../../src/gather/files/interrupted.ts'
import { readSketch, sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { readSnapshots, sayLine } from '../../../src/gather/files/snapshots.ts'
import { startSimulation, type Simulation } from '../../../src/gather/simulate/server.ts'
import { mistakesOf } from '../../../src/nouns/place.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { factsIn, isFooter, isHeader, type Snapshot, type SnapshotLine } from '../../../src/nouns/snapshot.ts'
import { isComplete } from '../../../src/nouns/union.ts'
import { optionsFor } from './simulated.ts'

const runs = process.env['TRAILGATE_LONG'] === undefined ? 6 : 200
const calmly = { concurrency: 8, timeout: 60_000 }

async function readOf(file: string): Promise<Snapshot> {
  const read = await readSnapshots([file])
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  return read.value
}

async function interrupted(file: string): Promise<InterruptedFile> {
  const read = await readInterrupted(file)
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  return read.value
}

async function linesOf(served: Simulation, options: Partial<CollectOptions> = {}): Promise<readonly SnapshotLine[]> {
  const lines: SnapshotLine[] = []
  for await (const line of collect({ ...optionsFor(served), ...calmly, ...options })) lines.push(line)
  return lines
}

const sayLines = (lines: readonly SnapshotLine[]): string => lines.map((line) => `${sayLine(line)}\n`).join('')

/** Goes on in this file as the command does; the new lines. */
async function goOn(file: string, served: Simulation, options: Partial<CollectOptions> = {}): Promise<readonly SnapshotLine[]> {
  const { keep, header, facts } = await interrupted(file)
  const lines = await linesOf(served, { segment: 'another', resume: { header, facts }, ...options })
  truncateSync(file, keep)
  writeFileSync(file, sayLines(lines), { flag: 'a' })
  return lines
}

/** The demo, with what it lacks: unusual text, event data stores, topics and alarms, a trail of an account that cannot be entered. */
async function organization(): Promise<Sketch> {
  const read = await readSketch(join(import.meta.dirname, '../../../examples/demo/organization.yaml'))
  if (!read.ok) throw new Error('the demo is a sketch')
  const [management, ...others] = read.value.accounts ?? []
  const watched = { name: 'watched', homeRegion: 'eu-west-1', logGroup: 'trail', topic: 'alerts', tags: { name: 'é名前' }, multiRegion: false }
  const alarms = [{ name: 'a', actionsEnabled: true, actions: ['arn:aws:sns:eu-west-1:111122223333:alarms'] }]
  return {
    ...read.value,
    accounts: [
      {
        ...management,
        id: '111122223333',
        trails: [...(management?.trails ?? []), watched],
        logGroups: [{ name: 'trail', region: 'eu-west-1', metricFilters: [{ name: 'f', pattern: '', alarms }] }],
        topics: [{ name: 'alerts', region: 'eu-west-1' }, { name: 'alarms', region: 'eu-west-1' }],
        eventDataStores: [{ name: 'lake', region: 'us-east-1' }],
      },
      ...others,
    ],
  }
}

let folder: string
let served: Simulation
let whole: readonly SnapshotLine[]
let text: Buffer
let wanted: Snapshot
const withStores = { withEventDataStores: true }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trailgate-test-'))
  served = await startSimulation(sketchSnapshot(await organization()))
  whole = await linesOf(served, withStores)
  text = Buffer.from(sayLines(whole))
  const file = join(folder, 'whole.ndjson')
  writeFileSync(file, text)
  wanted = await readOf(file)
}, 120_000)

afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

const requests = (from: number): readonly string[] =>
  served.requests().slice(from).map(({ account, region, service, operation }) => `${service}:${operation} ${account} ${region}`)

describe('a file that was cut', () => {
  it('anywhere goes on to the same facts, gaps and footer', async () => {
    const header = text.indexOf('\n') + 1
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: header, max: text.length }), async (at) => {
        const file = join(folder, 'cut.ndjson')
        writeFileSync(file, text.subarray(0, at))
        const { facts } = await interrupted(file)
        const lines = await goOn(file, served, withStores)
        const got = await readOf(file)
        expect(factsIn(got)).toEqual(factsIn(wanted))
        expect(got.segments).toEqual(wanted.segments)
        const again = new Set(facts.map((fact) => sayLine(fact)))
        expect(lines.filter((line) => again.has(sayLine(line)))).toEqual([])
      }),
      { numRuns: runs, examples: [[text.indexOf('\n', text.indexOf('"fact":"event-data-store"')) + 1], [header], [text.length], [text.length - 1], [text.lastIndexOf('\n', text.length - 2) + 1]] },
    )
  }, 600_000)

  it('before its last account asks the others nothing', async () => {
    const accounts = whole.flatMap((line, index) => (!isHeader(line) && !isFooter(line) && line.fact === 'account' ? [{ index, line }] : []))
    const last = accounts.at(-2)
    const left = accounts.slice(-1).map(({ line }) => line.account)
    const file = join(folder, 'cut.ndjson')
    writeFileSync(file, sayLines(whole.slice(0, (last?.index ?? 0) + 1)))
    const before = served.requests().length
    await goOn(file, served, withStores)
    const asked = requests(before).filter((request) => /DescribeTrails|GetTrailStatus|ListEventDataStores/.test(request))
    expect(asked.filter((request) => !left.some((account) => request.includes(account)))).toEqual([])
  })

  it('once it is whole asks the organization alone, which would show new accounts', async () => {
    const file = join(folder, 'whole.ndjson')
    writeFileSync(file, sayLines(whole.slice(0, -1)))
    const before = served.requests().length
    const lines = await goOn(file, served, withStores)
    expect(lines.every(isFooter)).toBe(true)
    expect(new Set(requests(before).map((request) => request.split(' ')[0]))).toEqual(
      new Set(['sts:GetCallerIdentity', 'organizations:DescribeOrganization', 'organizations:ListAccounts']),
    )
  })
})

describe('what failed in a way that may pass', () => {
  const silent = { answer: 'throttle' as const, account: '444455556666' }

  it.each([
    ['throttles', { answer: 'throttle', account: '444455556666' }],
    ['web pages in place of roles', { answer: 'html-500', call: 'sts:AssumeRole' }],
    ['cut connections', { answer: 'reset', call: 'cloudtrail:GetTrailStatus' }],
    ['expired credentials', { answer: 'expire', call: 'cloudtrail:DescribeTrails' }],
    ['expired credentials of the caller', { answer: 'expire', call: 'sts:AssumeRole' }],
    ['a bucket that was not found in time', { answer: 'throttle', call: 's3:ListBuckets' }],
  ] as const)('is asked again, and leaves no trace: %s', async (_, fault) => {
    const broken = await startSimulation(sketchSnapshot(await organization()), { faults: [fault] })
    const file = join(folder, 'broken.ndjson')
    writeFileSync(file, sayLines(await linesOf(broken, { attempts: 1 })))
    await broken.close()
    const wantedNow = await linesOf(served)
    const first = await readOf(file)
    expect(first.segments.every(isComplete)).toBe(true)
    await goOn(file, served)
    const got = await readOf(file)
    expect(readFileSync(file, 'utf8').split('\n').filter((line) => line.includes('"footer"'))).toHaveLength(1)
    expect(got.segments.every(isComplete)).toBe(true)
    expect(got.segments[0]?.footer).toEqual(wantedNow.find(isFooter))
    expect(factsIn(got)).toEqual(factsIn(wanted).filter(({ fact }) => fact !== 'event-data-store'))
  }, 120_000)

  it('is asked again, and leaves no trace: an event data store', async () => {
    const fault = { answer: 'throttle', call: 'cloudtrail:GetEventDataStore' } as const
    const broken = await startSimulation(sketchSnapshot(await organization()), { faults: [fault] })
    const file = join(folder, 'broken.ndjson')
    writeFileSync(file, sayLines(await linesOf(broken, { attempts: 1, ...withStores })))
    await broken.close()
    expect(factsIn(await readOf(file))).not.toEqual(factsIn(wanted))
    await goOn(file, served, withStores)
    const got = await readOf(file)
    expect(factsIn(got)).toEqual(factsIn(wanted))
    expect(got.segments).toEqual(wanted.segments)
  }, 120_000)

  it('and fails again is counted once', async () => {
    const broken = await startSimulation(sketchSnapshot(await organization()), { faults: [silent] })
    const file = join(folder, 'broken.ndjson')
    const lines = await linesOf(broken, { attempts: 1 })
    writeFileSync(file, sayLines(lines))
    await goOn(file, broken, { attempts: 1 })
    await broken.close()
    const got = await readOf(file)
    expect(got.segments[0]?.footer).toEqual(lines.find(isFooter))
    expect(got.segments.every(isComplete)).toBe(true)
  }, 120_000)
})

describe('a run that is another than the one that began the file', () => {
  it.each([
    ['--region', { regions: ['eu-west-1'] }, 'with --region none, and this run has eu-west-1'],
    ['--account', { accounts: ['444455556666'] }, 'with --account none, and this run has 444455556666'],
    ['--shard', { shard: { index: 1, of: 4 } }, 'with --shard none, and this run has 1/4'],
    ['--role-name', { roleName: 'another' }, 'with --role-name trailgate-reader, and this run has another'],
    ['--with', withStores, 'with --with none, and this run has event-data-stores'],
    ['exclusions', { exclude: [{ account: '444455556666', skipped: 'excluded' }] }, 'with exclude: of the policy none, and this run has 444455556666'],
    ['--this-account', { thisAccount: true }, 'with organization o-exampleorgid, and this run has none'],
    ['another version', { tool: { name: 'trailgate', version: '9.9.9' } }, 'with trailgate 0.0.0, and this run has 9.9.9'],
  ])('is refused, and the difference is named: %s', async (_, options, words) => {
    const [header] = await linesOf(served)
    if (header === undefined || !isHeader(header)) throw new Error('no header')
    const run = linesOf(served, { ...options, resume: { header, facts: [] } })
    const error: unknown = await run.catch((thrown: unknown) => thrown)
    expect(mistakesOf(error)?.[0]?.what).toContain(words)
  })

  it('is another organization', async () => {
    const [header] = await linesOf(served)
    if (header === undefined || !isHeader(header)) throw new Error('no header')
    const run = linesOf(served, { resume: { header: { ...header, organization: 'o-another0001' }, facts: [] } })
    const error: unknown = await run.catch((thrown: unknown) => thrown)
    expect(mistakesOf(error)?.[0]?.what).toContain('with organization o-another0001, and this run has o-exampleorgid')
  })
})
