/**
 * A run that is killed (SIGKILL) at any moment and goes on with --resume: the file ends with the facts and gaps of an undisturbed run.
 * Where `collect` has no --resume yet, this is skipped, and says so.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSnapshots } from '../../../src/gather/files/snapshots.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { startSimulation, type Simulation } from '../../../src/gather/simulate/server.ts'
import { factsIn, type Snapshot } from '../../../src/nouns/snapshot.ts'
import { scratch, trailgate } from '../../commands/trailgate.ts'
import { long, numbersBelow, organization } from './organization.ts'

const dist = resolve(import.meta.dirname, '../../../dist')
const manifest = JSON.parse(readFileSync(join(dist, 'oclif.manifest.json'), 'utf8')) as { readonly commands: { readonly collect: { readonly flags: object } } }
const canResume = 'resume' in manifest.commands.collect.flags
if (!canResume) process.stdout.write('skipped, and owed: runs that are killed and resumed, for collect has no --resume\n')

const points = long ? 20 : 3
const out = 'organization.ndjson'

function environmentOf({ url, credentials, region }: Simulation): Record<string, string> {
  const { accessKeyId, secretAccessKey } = credentials
  return { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region }
}

/** Starts to collect and kills it as soon as so many requests have come; where it ends before, that is all right. */
async function killedAfter(requests: number, simulation: Simulation, args: readonly string[], cwd: string): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true', ...environmentOf(simulation) }
  const before = simulation.requests().length
  const child = spawn(process.execPath, [join(dist, 'main.js'), 'collect', '--quiet', ...args], { cwd, env, stdio: 'ignore' })
  const ended = once(child, 'close')
  while (child.exitCode === null && simulation.requests().length - before < requests) await new Promise((wake) => setTimeout(wake, 1))
  child.kill('SIGKILL')
  await ended
}

/** How to go on: in the file, or anew where not even its first line was written. */
function goingOn(cwd: string): readonly string[] {
  const file = join(cwd, out)
  return existsSync(file) && readFileSync(file, 'utf8').includes('\n') ? ['--resume', out] : ['--out', out]
}

/** Whether the kill came too late: the file ends with its footer. */
function isWhole(cwd: string): boolean {
  const file = join(cwd, out)
  return existsSync(file) && readFileSync(file, 'utf8').trimEnd().split('\n').at(-1)?.startsWith('{"footer"') === true
}

async function snapshotIn(cwd: string): Promise<Snapshot> {
  const read = await readSnapshots([join(cwd, out)])
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  return read.value
}

async function undisturbed(simulation: Simulation): Promise<{ readonly snapshot: Snapshot; readonly requests: number }> {
  const cwd = scratch()
  await trailgate(['collect', '--quiet', '--out', out], { cwd, env: environmentOf(simulation) })
  return { snapshot: await snapshotIn(cwd), requests: simulation.requests().length }
}

describe('a run that is killed', () => {
  it.skipIf(!canResume)(`at ${points} random moments, each in the middle of another, ends with no fact lost`, async () => {
    const simulation = await startSimulation(sketchSnapshot(organization), { latency: { median: 10, spread: 0.4 } })
    try {
      const { snapshot, requests } = await undisturbed(simulation)
      for (const [round, point] of numbersBelow(requests, points, 17).entries()) {
        const cwd = scratch()
        await killedAfter(point, simulation, ['--out', out], cwd)
        // Every second one is killed once more while it goes on.
        if (round % 2 === 1) await killedAfter(Math.ceil(point / 3), simulation, goingOn(cwd), cwd)
        const wanted = isWhole(cwd) ? `trailgate: nothing to do: ${out} is whole, and no gap in it may pass\n` : ''
        const ran = await trailgate(['collect', '--quiet', ...goingOn(cwd)], { cwd, env: environmentOf(simulation) })
        expect(ran.stderr).toBe(wanted)
        const got = await snapshotIn(cwd)
        expect(factsIn(got)).toEqual(factsIn(snapshot))
        expect(got.segments.at(-1)?.footer).toMatchObject({ listed: 11, assessed: 9, skipped: 1, unreadable: 1 })
      }
    } finally {
      await simulation.close()
    }
  }, 600_000)
})
