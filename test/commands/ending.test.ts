/** How a run ends that cannot write, that is interrupted, or that breaks: never as a verdict, and with nothing left behind. */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, watch } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch, trailgate } from './trailgate.ts'

const main = resolve(import.meta.dirname, '../../dist/main.js')
const full = '/dev/full'

describe.skipIf(!existsSync(full))('on a full disk', () => {
  it.each([[['check', '--demo']], [['collect', '--demo', '--out', '-']], [['rules', 'list']], [['--help']]])('%j > file ends with 2 and one line', (args) => {
    const stdout = openSync(full, 'w')
    const ran = spawnSync(process.execPath, [main, ...args], { cwd: scratch(), stdio: ['ignore', stdout, 'pipe'], encoding: 'utf8' })
    closeSync(stdout)
    expect(ran.status).toBe(2)
    const last = ran.stderr.trim().split('\n').at(-1)
    expect(last).toMatch(/^trailgate: cannot write to stdout: ENOSPC/)
    expect(ran.stderr).not.toContain('    at ')
  })

  it.each([[['collect', '--demo', '--quiet', '--out', full]], [['check', '--demo', '--report', `json=${full}`]]])('%j ends with 2 and one line', async (args) => {
    const ran = await trailgate(args)
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^trailgate: cannot write \/dev\/full: ENOSPC[^\n]*\n$/)
  })
})

/** Interrupts the command as soon as something is in the folder; the status, and what is left there. */
async function interruptedIn(folder: string, args: readonly string[]): Promise<{ readonly status: number | null; readonly left: readonly string[] }> {
  const child = spawn(process.execPath, [main, ...args], { cwd: scratch(), env: { ...process.env, TMPDIR: folder }, stdio: 'ignore' })
  const watcher = watch(folder).once('change', () => child.kill('SIGINT'))
  const status = await new Promise<number | null>((done) => child.once('close', done))
  watcher.close()
  return { status, left: readdirSync(folder) }
}

describe('an interrupted run', () => {
  it('leaves no half of a pack', async () => {
    const folder = scratch()
    expect(await interruptedIn(folder, ['evidence', 'pack', '--demo', '--unsigned', '--out', join(folder, 'a.zip')])).toEqual({ status: 130, left: [] })
  })

  it('leaves nothing that was unpacked of one', async () => {
    const [folder, pack] = [scratch(), join(scratch(), 'a.zip')]
    await trailgate(['evidence', 'pack', '--demo', '--unsigned', '--out', pack])
    mkdirSync(join(folder, 'empty'))
    expect(await interruptedIn(folder, ['evidence', 'verify', pack, '--allow-unsigned'])).toEqual({ status: 130, left: ['empty'] })
  })
})

/** Throws where nobody catches it, once the command has taken its precautions. */
const planted = `data:text/javascript,process.on('newListener', (name) => { if (name === 'uncaughtException') setImmediate(() => { throw new Error('planted') }) })`

describe('a defect', () => {
  it('that nobody catches is told, and is no violation', async () => {
    const ran = await trailgate(['check', '--demo'], { env: { NODE_OPTIONS: `--import ${JSON.stringify(planted)}` } })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^trailgate: internal error, please report it: Error: planted/)
  })
})
