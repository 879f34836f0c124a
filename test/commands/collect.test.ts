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
    expect(ran.stderr).toMatch(/out/)
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

describe('simulate', () => {
  it('serves the demo to whoever takes its environment, until it is told to end', async () => {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, '../../dist/main.js'), 'simulate', '--demo'], { stdio: ['ignore', 'pipe', 'pipe'] })
    const told = wholeText(child.stderr)
    const ended = new Promise((done) => child.once('close', done))
    const env: Record<string, string> = {}
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(line) ?? []
      env[name] = value
      if (Object.keys(env).length === 4) break
    }
    const ran = await trailgate(['check', '--json', '--quiet', '--region', 'us-east-1', '--as-of', '2026-11-01'], { env })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await told).toMatch(/^served \d+ requests, 0 of them throttled\n(\d+ [a-z0-9]+:[A-Z]\w+\n)+$/)
    expect(ran.status).toBe(1)
    expect(JSON.parse(ran.stdout)).toMatchObject({ scope: { organization: 'o-exampleorgid', narrowed: { regions: ['us-east-1'] } } })
  })
})
