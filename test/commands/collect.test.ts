/** `trailgate collect` and `trailgate simulate` from the outside. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { text as wholeText } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { Footer, Header } from '../../src/nouns/snapshot.ts'
import { scratch, trailgate } from './trailgate.ts'

const linesOf = (text: string): readonly unknown[] => text.trim().split('\n').map((line) => JSON.parse(line) as unknown)

describe('collect', () => {
  it('writes the demo: a header, facts, gaps, and a footer that adds up; status 3, because there are gaps', async () => {
    const cwd = scratch()
    const ran = await trailgate(['collect', '--demo', '--out', 'deep/demo.ndjson'], { cwd })
    expect(ran).toMatchObject({ status: 3, stdout: '' })
    const lines = linesOf(readFileSync(join(cwd, 'deep/demo.ndjson'), 'utf8'))
    expect(lines[0] as Header).toMatchObject({ format: 'trailgate-snapshot/1', organization: 'o-exampleorgid', takenAt: '2026-11-01T09:00:00.000Z' })
    expect(lines.at(-1) as Footer).toMatchObject({ listed: 8, assessed: 6, skipped: 1, unreadable: 1 })
  })

  it('writes to stdout, and that is the same file', async () => {
    const cwd = scratch()
    const [toFile, toStdout] = [await trailgate(['collect', '--demo', '--out', 'demo.ndjson'], { cwd }), await trailgate(['collect', '--demo', '--out', '-'])]
    expect([toFile.status, toStdout.status]).toEqual([3, 3])
    expect(linesOf(toStdout.stdout)).toHaveLength(linesOf(readFileSync(join(cwd, 'demo.ndjson'), 'utf8')).length)
  })

  it('leaves an older file alone when it could not begin', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'old.ndjson'), 'precious')
    expect(await trailgate(['collect', '--out', 'old.ndjson'], { cwd })).toMatchObject({ status: 2, stdout: '' })
    expect(readFileSync(join(cwd, 'old.ndjson'), 'utf8')).toBe('precious')
  })

  it('wants to know where to', async () => {
    const cwd = scratch()
    const ran = await trailgate(['collect', '--demo'], { cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toBe('trailgate: nothing says where the snapshot goes; give --out FILE, or --out - for stdout; --resume FILE and --plan do without\n')
  })

  it('says what it cannot write', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'file'), '')
    const ran = await trailgate(['collect', '--demo', '--out', 'file/demo.ndjson'], { cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync(join(cwd, 'file/demo.ndjson'))).toBe(false)
  })
})

/** Starts to serve, and hands over the environment that it prints. */
async function simulating(args: readonly string[], cwd: string): Promise<{ readonly env: Record<string, string>; readonly end: () => Promise<readonly [unknown, string]> }> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../dist/main.js'), 'simulate', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const told = wholeText(child.stderr)
  const ended = new Promise((done) => child.once('close', done))
  const env: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(line) ?? []
    env[name] = value
    if (Object.keys(env).length === 4) break
  }
  const end = async (): Promise<readonly [unknown, string]> => {
    child.kill('SIGTERM')
    return [await ended, await told]
  }
  return { env, end }
}

describe('simulate', () => {
  it('serves the demo to whoever takes its environment, until it is told to end', async () => {
    const { env, end } = await simulating(['--demo'], scratch())
    const ran = await trailgate(['check', '--json', '--quiet', '--region', 'us-east-1', '--as-of', '2026-11-01'], { env })
    const [status, told] = await end()
    expect(status).toBe(0)
    expect(told).toMatch(/^served \d+ requests, 0 of them throttled\n(\d+ [a-z0-9]+:[A-Z]\w+\n)+$/)
    expect(ran.status).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({ scope: { organization: 'o-exampleorgid', narrowed: { regions: ['us-east-1'] } } })
  })

  it('serves a snapshot, and what is collected from it is the same snapshot', async () => {
    const cwd = scratch()
    const collected = await trailgate(['collect', '--demo', '--out', 'demo.ndjson'], { cwd })
    expect(collected.status).toBe(3)
    const { env, end } = await simulating(['--snapshot', 'demo.ndjson', '--rate-limits'], cwd)
    const again = await trailgate(['collect', '--out', 'again.ndjson', '--quiet'], { cwd, env })
    expect((await end())[0]).toBe(0)
    expect(again).toMatchObject({ status: 3, stdout: '', stderr: '' })
    const factsOf = (file: string): readonly string[] => readFileSync(join(cwd, file), 'utf8').split('\n').filter((line) => line.startsWith('{"fact"')).sort()
    expect(factsOf('again.ndjson')).toEqual(factsOf('demo.ndjson'))
  })
})
