/** `trailgate collect --resume` and `--shard` from the outside, and `check` over what they wrote. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readSketch, sketchSnapshot } from '../../src/gather/files/sketch.ts'
import { startSimulation, type Simulation, type SimulationOptions } from '../../src/gather/simulate/server.ts'
import { snapshotOf } from '../../src/nouns/assembly.ts'
import { factsIn, type Snapshot, type SnapshotLine } from '../../src/nouns/snapshot.ts'
import type { Assessment } from '../../src/nouns/verdict.ts'
import { scratch, trailgate, type Ran } from './trailgate.ts'

let simulation: Simulation | undefined

afterEach(async () => {
  await simulation?.close()
  simulation = undefined
})

async function serve(options: SimulationOptions = {}): Promise<Record<string, string>> {
  const read = await readSketch(join(import.meta.dirname, '../../examples/demo/organization.yaml'))
  if (!read.ok) throw new Error('the demo is a sketch')
  simulation = await startSimulation(sketchSnapshot(read.value), options)
  return {
    AWS_ENDPOINT_URL: simulation.url,
    AWS_ACCESS_KEY_ID: simulation.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulation.credentials.secretAccessKey,
    AWS_REGION: 'us-east-1',
  }
}

function readLines(file: string): readonly SnapshotLine[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as SnapshotLine)
}

function readFile(file: string): Snapshot {
  return snapshotOf(readLines(file))
}

const main = resolve(import.meta.dirname, '../../dist/main.js')

/** Collects into this file, and is killed when it has grown this far. */
async function killedAt(file: string, bytes: number, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [main, 'collect', '--out', file, '--quiet', '--concurrency', '4'], { env: { ...env, HOME: scratch() }, stdio: 'ignore' })
  const ended = new Promise((done) => child.once('close', done))
  while (child.exitCode === null && (!existsSync(file) || statSync(file).size < bytes)) await new Promise((wake) => setTimeout(wake, 10))
  child.kill('SIGKILL')
  await ended
}

describe('a run that was killed', () => {
  it('goes on in its file, and ends as if nothing had happened', async () => {
    const env = await serve({ latency: 5 })
    const cwd = scratch()
    const file = join(cwd, 'organization.ndjson')
    await killedAt(file, 6000, env)
    expect((await trailgate(['check', '--snapshot', file, '--quiet'], { cwd })).status).toBeGreaterThan(0)
    const resumed = await trailgate(['collect', '--resume', file, '--quiet', '--concurrency', '4'], { cwd, env })
    expect(resumed).toMatchObject({ status: 3, stdout: '', stderr: '' })
    await trailgate(['collect', '--out', 'undisturbed.ndjson', '--quiet'], { cwd, env })
    expect(factsIn(readFile(file))).toEqual(factsIn(readFile(join(cwd, 'undisturbed.ndjson'))))
    expect(readLines(file).filter((line) => 'format' in line)).toHaveLength(1)
    expect(readLines(file).filter((line) => 'footer' in line)).toHaveLength(1)
  }, 120_000)
})

describe('collect --resume', () => {
  it('has nothing to do in a file that is whole', async () => {
    const cwd = scratch()
    await trailgate(['collect', '--demo', '--out', 'demo.ndjson'], { cwd })
    const before = readFileSync(join(cwd, 'demo.ndjson'))
    const ran = await trailgate(['collect', '--resume', 'demo.ndjson'], { cwd })
    expect(ran).toEqual({ status: 3, stdout: '', stderr: 'trailgate: nothing to do: demo.ndjson is whole, and no gap in it may pass\n' })
    expect(readFileSync(join(cwd, 'demo.ndjson'))).toEqual(before)
  })

  it('refuses other flags than the file was begun with, and leaves it alone', async () => {
    const cwd = scratch()
    const file = join(cwd, 'one.ndjson')
    const env = await serve()
    await trailgate(['collect', '--out', file, '--quiet', '--region', 'us-east-1'], { cwd, env })
    truncateSync(file, statSync(file).size - 10)
    const before = readFileSync(file)
    const ran = await trailgate(['collect', '--resume', file, '--quiet'], { cwd, env })
    const what = 'the snapshot to go on with was begun with --region us-east-1, and this run has none'
    expect(ran).toEqual({ status: 2, stdout: '', stderr: `trailgate: ${what}; give the flags and credentials it was begun with, or collect anew with --out\n` })
    expect(readFileSync(file)).toEqual(before)
  })

  it.each([
    ['no file', undefined, /cannot read it\.ndjson/],
    ['an empty file', '', /there is nothing to go on with in it\.ndjson: no header; collect anew with --out/],
    ['a torn header', '{"format": "trailgate-snap', /nothing to go on with/],
    ['something else', 'hello\n', /it\.ndjson:1:1: the line is not JSON/],
  ])('refuses %s', async (_, text, words) => {
    const cwd = scratch()
    if (text !== undefined) writeFileSync(join(cwd, 'it.ndjson'), text)
    const ran = await trailgate(['collect', '--resume', 'it.ndjson'], { cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(words)
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync(join(cwd, 'it.ndjson')) ? readFileSync(join(cwd, 'it.ndjson'), 'utf8') : undefined).toBe(text)
  })

  it.each([
    [['--out', 'a', '--resume', 'b'], /one thing at a time; give one of --out FILE, --resume FILE and --plan/],
    [['--out', 'a', '--shard', '5/4'], /--shard 5\/4 is no share of a whole; write I\/N/],
    [['--out', 'a', '--plan'], /one thing at a time/],
    [['--resume', 'a', '--demo'], /--resume does not go with --demo/],
    [['--plan', '--demo'], /--plan does not go with --demo/],
    [['--out', 'a', '--shard', '1/2', '--demo'], /--shard does not go with --demo/],
    [['--out', 'a', '--shard', '1/2', '--this-account'], /--shard does not go with --this-account/],
    [['--out', 'a', '--json'], /--json is for --plan/],
    [['--out', 'a', '--shard', 'two'], /--shard two is no share of a whole/],
  ])('refuses %j', async (args, words) => {
    const ran = await trailgate(['collect', ...args])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(words)
  })
})

describe('shards', () => {
  it('are judged together; one that is missing or torn is named, and the run is not complete', async () => {
    const env = await serve()
    const cwd = scratch()
    for (const index of [1, 2, 3, 4]) await trailgate(['collect', '--shard', `${index}/4`, '--out', `${index}.ndjson`, '--quiet'], { cwd, env })
    await trailgate(['collect', '--out', 'all.ndjson', '--quiet'], { cwd, env })
    const judged = async (...files: readonly string[]): Promise<{ readonly ran: Ran; readonly said: Assessment }> => {
      const sources = files.flatMap((file) => ['--snapshot', file])
      const ran = await trailgate(['check', ...sources, '--json', '--quiet', '--as-of', '2026-11-02T00:00:00Z', '--fail-on', 'never'], { cwd })
      return { ran, said: JSON.parse(ran.stdout) as Assessment }
    }
    const together = await judged('1.ndjson', '2.ndjson', '3.ndjson', '4.ndjson')
    const whole = await judged('all.ndjson')
    expect(together.said.verdicts).toEqual(whole.said.verdicts)
    expect(together.said.scope.narrowed).toBeUndefined()
    const lacking = await judged('1.ndjson', '3.ndjson', '4.ndjson')
    expect(lacking.said.summary.incomplete).toContain('shard 2 of 4 is missing')
    expect(lacking.said.scope.narrowed).toEqual({ shards: ['1/4', '3/4', '4/4'] })
    expect(lacking.ran.status).toBe(3)
    const torn = readFileSync(join(cwd, '2.ndjson'), 'utf8').trimEnd().split('\n').slice(0, -1)
    writeFileSync(join(cwd, '2.ndjson'), `${torn.join('\n')}\n`)
    const cut = await judged('1.ndjson', '2.ndjson', '3.ndjson', '4.ndjson')
    expect(cut.said.summary.incomplete).toContainEqual(expect.stringMatching(/has no end: the reading was cut off/))
  }, 120_000)

  it('of which a line was lost do not add up', async () => {
    const cwd = scratch()
    await trailgate(['collect', '--demo', '--out', 'demo.ndjson'], { cwd })
    const lines = readFileSync(join(cwd, 'demo.ndjson'), 'utf8').split('\n')
    const lost = lines.findIndex((line) => line.includes('"fact":"reach"'))
    writeFileSync(join(cwd, 'demo.ndjson'), lines.toSpliced(lost, 1).join('\n'))
    const ran = await trailgate(['check', '--snapshot', 'demo.ndjson', '--json', '--quiet'], { cwd })
    expect((JSON.parse(ran.stdout) as Assessment).summary.incomplete).toContain('the counts at the end of segment demo do not add up: lines are missing')
  })
})

describe('collect --plan', () => {
  it('says what would be asked, and writes no file', async () => {
    const env = await serve()
    const cwd = scratch()
    const ran = await trailgate(['collect', '--plan'], { cwd, env })
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(ran.stdout).toContain('organization o-exampleorgid, asked by account 111122223333: 8 listed, 7 to read, 1 of its own to skip')
    const json = await trailgate(['collect', '--plan', '--json', '--shard', '1/2'], { cwd, env })
    expect(JSON.parse(json.stdout)).toMatchObject({ organization: 'o-exampleorgid', accounts: { listed: 8 }, regions: { count: 17, mayBeMore: true } })
    expect((await trailgate(['collect', '--plan', '--out', 'a'], { cwd, env })).status).toBe(2)
  })
})
