/** The page of 10,000 accounts, made as a user would make it; takes minutes, so only `npm run test:long` does. */
import { createWriteStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { readPage } from '../tell/report/page-tags.ts'
import { scratch, trailgate } from './trailgate.ts'

const organization = resolve(import.meta.dirname, '../../bench/judging/organization.mjs')

describe.runIf(process.env['TRAILGATE_LONG'] !== undefined)('the page of 10,000 accounts', () => {
  it('stays below 15 MB, whole', { timeout: 600_000 }, async () => {
    const cwd = scratch()
    const { organizationLines } = (await import(organization)) as { organizationLines: (accounts: number) => Iterable<unknown> }
    const lines = function* (): Generator<string> {
      for (const line of organizationLines(10_000)) yield `${JSON.stringify(line)}\n`
    }
    await pipeline(lines, createWriteStream(join(cwd, 'large.ndjson')))
    const ran = await trailgate(['check', '--snapshot', 'large.ndjson', '--only', 'all', '--as-of', '2026-11-01T10:00:00Z', '--quiet', '--report', 'html=page.html'], { cwd })
    expect(ran.status).toBe(1)
    expect(statSync(join(cwd, 'page.html')).size).toBeLessThan(15_000_000)
    expect(readPage(await readFile(join(cwd, 'page.html'), 'utf8')).mistakes).toEqual([])
  })
})
