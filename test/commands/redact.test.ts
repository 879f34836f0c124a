/** `check --redact` from the outside: no report of a real judgement names anybody. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sketch } from '../../src/nouns/sketch.ts'
import { formatNames } from '../../src/tell/report/formats.ts'
import { snapshotFile } from './snapshot-file.ts'
import { scratch, trailgate } from './trailgate.ts'

const names = ['zorblat holding', 'quxley-prod', 'vintoor', 'mabbex.central', 'plonk-logs-7', 'plonk-other', 'gribble-group', 'wobbet-topic', 'frumple']

const organization: Sketch = {
  organization: 'o-zq9876543210',
  regions: ['us-east-1', 'eu-west-1'],
  units: [{ Id: 'ou-zq12-abcdefgh', Name: 'frumple' }],
  accounts: [
    { id: '918273645546', name: 'zorblat holding', trails: [{ name: 'vintoor', bucket: 'plonk-logs-7', multiRegion: false, logGroup: 'gribble-group', topic: 'wobbet-topic' }] },
    { id: '827364554691', name: 'quxley-prod', in: ['ou-zq12-abcdefgh'], trails: [{ name: 'mabbex.central', bucket: 'plonk-other', eventSelectors: 'unseen' }] },
    { id: '736455469182', name: 'quxley-prod', refused: ['cloudtrail:DescribeTrails'] },
  ],
}

function outcomes(report: string): readonly string[] {
  const { verdicts } = JSON.parse(report) as { verdicts: readonly { readonly rule: string; readonly outcome: string }[] }
  return verdicts.map(({ rule, outcome }) => `${rule} ${outcome}`)
}

describe('--redact', () => {
  it('leaves no number, name or ARN in any format, and changes no outcome', async () => {
    const cwd = scratch()
    const file = snapshotFile(organization)
    const run = ['check', '--snapshot', file, '--only', 'all', '--as-of', '2026-11-02', '--quiet']
    const reports = formatNames.flatMap((format) => ['--report', `${format}=out/${format}`])
    const plain = await trailgate([...run, '--json'])
    const ran = await trailgate([...run, '--redact', ...reports], { cwd })
    expect(ran).toMatchObject({ status: plain.status, stdout: '' })
    const secrets = [...names, '918273645546', '827364554691', '736455469182', 'o-zq9876543210', 'ou-zq12']
    expect(secrets.filter((secret) => plain.stdout.includes(secret)).length).toBeGreaterThan(8)
    for (const format of readdirSync(join(cwd, 'out'))) {
      const told = readFileSync(join(cwd, 'out', format), 'utf8')
      expect([format, ...secrets.filter((secret) => told.includes(secret))]).toEqual([format])
    }
    expect(outcomes(readFileSync(join(cwd, 'out', 'json'), 'utf8'))).toEqual(outcomes(plain.stdout))
  })

  it('of the demo is the same bytes every run', async () => {
    const first = await trailgate(['check', '--demo', '--redact'])
    expect((await trailgate(['check', '--demo', '--redact'])).stdout).toBe(first.stdout)
    await expect(first.stdout).toMatchFileSnapshot('../golden/demo-redacted.text')
    expect(first.stdout).not.toMatch(/\d{12}|o-exampleorgid|payments|middle-east|experiments|acquired-company|forgotten|platform-security/)
  })
})
