/** `trailgate check` from the outside: what it prints, where, and how it ends. */
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sketch } from '../../src/nouns/sketch.ts'
import { formatNames } from '../../src/tell/report/formats.ts'
import { snapshotFile } from './snapshot-file.ts'
import { scratch, trailgate } from './trailgate.ts'

const golden = (name: string): string => `../golden/${name}`

const asOf = ['--as-of', '2026-11-02']
const good: Sketch = {
  trails: [{ kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }],
}

describe('the demo', () => {
  it.each(formatNames)('as %s is the same bytes every run', async (format) => {
    const first = await trailgate(['check', '--demo', '--report', format])
    const second = await trailgate(['check', '--demo', '--report', format])
    expect(first.stderr).toBe('')
    expect(first.status).toBe(1)
    expect(second.stdout).toBe(first.stdout)
    await expect(first.stdout).toMatchFileSnapshot(golden(`demo.${format}`))
  })

  it('in all formats at once goes to files, and one line goes to stderr', async () => {
    const cwd = scratch()
    const ran = await trailgate(['check', '--demo', '--report', 'text=out/a.txt', '--report', 'sarif=out/deep/b.sarif'], { cwd })
    expect(ran).toMatchObject({ status: 1, stdout: '' })
    expect(ran.stderr).toMatch(/^FAIL.*\n$/)
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['a.txt', 'deep'])
    expect(JSON.parse(readFileSync(join(cwd, 'out/deep/b.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  it('can be judged by another policy', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'mine.yaml'), 'rules: [log-file-validation]\n')
    const { stdout } = await trailgate(['check', '--demo', '--json', '-c', 'mine.yaml'], { cwd })
    const verdicts = (JSON.parse(stdout) as { verdicts: { rule: string; anchor: { file: string } }[] }).verdicts
    expect(new Set(verdicts.map((verdict) => verdict.rule))).toEqual(new Set(['account-not-assessed', 'log-file-validation']))
    expect(new Set(verdicts.map((verdict) => verdict.anchor.file))).toEqual(new Set(['mine.yaml']))
  })
})

describe('colour', () => {
  it.each([
    ['none in a pipe', {}, false],
    ['where it is forced, also in a pipe', { FORCE_COLOR: '1' }, true],
    ['where it is forced, whatever else is said', { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, true],
    ['none where it is forced off', { FORCE_COLOR: '0' }, false],
  ] as const)('%s', async (_, env, coloured) => {
    const { stdout } = await trailgate(['check', '--demo', '--only', 'trail-reaches-account'], { env })
    expect(stdout.includes('\u001b[')).toBe(coloured)
  })

  it('is never in a format for programs', async () => {
    const { stdout } = await trailgate(['check', '--demo', '--report', 'csv'], { env: { FORCE_COLOR: '1' } })
    expect(stdout).not.toContain('\u001b')
  })
})

describe('the exit status', () => {
  const ruled = ['--only', 'multi-region-trail', '--only', 'log-file-validation', '--only', 'kms-encryption']

  it('is 0 when everything holds', async () => {
    expect(await trailgate(['check', '--snapshot', snapshotFile(good), ...ruled, ...asOf])).toMatchObject({ status: 0 })
  })

  it('is 0 and says on stderr that there is no policy, unless told to be quiet', async () => {
    const args = ['check', '--snapshot', snapshotFile(good), ...ruled, ...asOf]
    expect((await trailgate(args)).stderr).toMatch(/^trailgate: no trailgate\.yaml here: .*\n$/)
    expect((await trailgate([...args, '--quiet'])).stderr).toBe('')
  })

  it('is 1 for a violation, whatever the format', async () => {
    const file = snapshotFile({ trails: [{ logFileValidation: false }] })
    for (const format of formatNames) {
      expect((await trailgate(['check', '--snapshot', file, '--report', format, ...asOf])).status).toBe(1)
    }
  })

  it('is 1 only at or above --fail-on, and 0 with --exit-zero', async () => {
    const file = snapshotFile({ trails: [{ logFileValidation: false, kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/x' }] })
    expect((await trailgate(['check', '--snapshot', file, ...ruled, '--fail-on', 'high', ...asOf])).status).toBe(0)
    expect((await trailgate(['check', '--snapshot', file, ...ruled, '--fail-on', 'medium', ...asOf])).status).toBe(1)
    expect((await trailgate(['check', '--snapshot', file, ...ruled, '--exit-zero', ...asOf])).status).toBe(0)
  })

  it('is 3 for what could not be told, unless that is allowed', async () => {
    const file = snapshotFile({ trails: [{ eventSelectors: 'unseen' }] })
    expect((await trailgate(['check', '--snapshot', file, '--only', 'multi-region-trail', ...asOf])).status).toBe(3)
    expect((await trailgate(['check', '--snapshot', file, '--only', 'multi-region-trail', '--allow-incomplete', ...asOf])).status).toBe(0)
  })

  it('is 3 when nothing was judged, unless that is allowed', async () => {
    const file = snapshotFile({ accounts: [{ id: '111122223333', trails: [] }] })
    expect((await trailgate(['check', '--snapshot', file, '--only', 'log-file-validation', ...asOf])).status).toBe(3)
    expect((await trailgate(['check', '--snapshot', file, '--only', 'log-file-validation', '--allow-empty', ...asOf])).status).toBe(0)
  })

  it('is 3 for a snapshot that is too old, and says so', async () => {
    const file = snapshotFile(good)
    const ran = await trailgate(['check', '--snapshot', file, ...ruled, '--as-of', '2026-11-21'])
    expect(ran).toMatchObject({ status: 3 })
    expect(ran.stdout).toContain('snapshot-stale')
    expect(await trailgate(['check', '--snapshot', file, ...ruled, '--as-of', '2026-11-21', '--max-age', '30'])).toMatchObject({ status: 0 })
  })

  it('is 3 for a snapshot that was cut off', async () => {
    const file = snapshotFile(good)
    writeFileSync(file, readFileSync(file, 'utf8').trim().split('\n').slice(0, -1).join('\n') + '\n')
    const ran = await trailgate(['check', '--snapshot', file, ...ruled, ...asOf])
    expect(ran.status).toBe(3)
    expect(ran.stdout).toContain('cut off')
  })
})

describe('bad input', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown flag', ['check', '--demmo'], /demmo/],
    ['an unknown command', ['check', 'stray'], /stray/],
    ['an unknown report format', ['check', '--demo', '--report', 'pdf'], /no report format "pdf".*text, json, sarif, sarif-archive, junit/],
    ['two reports on stdout', ['check', '--demo', '--report', 'text', '--json'], /cannot both go to stdout/],
    ['two reports in one file', ['check', '--demo', '--report', 'json=a', '--report', 'sarif=./a'], /two reports cannot both go to \.\/a/],
    ['a report without a file', ['check', '--demo', '--report', 'sarif='], /names no file/],
    ['a rule that does not exist', ['check', '--demo', '--only', 'kms-encrypton'], /kms-encrypton.*kms-encryption/],
    ['a moment that is none', ['check', '--demo', '--as-of', 'yesterday'], /--as-of yesterday/],
    ['a policy that is not there', ['check', '--demo', '-c', 'nowhere.yaml'], /nowhere\.yaml/],
    ['a snapshot that is not there', ['check', '--snapshot', 'nowhere.ndjson'], /nowhere\.ndjson/],
    ['two sources', ['check', '--demo', '--snapshot', 'x'], /snapshot/],
    ['a severity that does not exist', ['check', '--demo', '--fail-on', 'hihg'], /critical/],
    ['no credentials at all', ['check'], /credentials/i],
  ]

  it.each(cases)('%s: one line on stderr, status 2, nothing on stdout', async (_, args, said) => {
    const ran = await trailgate(args)
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(said)
    expect(ran.stderr.trim().split('\n').length).toBe(1)
  })

  it('a report in the place of the snapshot, or of the policy: refused, and both are as they were', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'policy.yaml'), 'rules: [recommended]\n')
    const file = snapshotFile(good)
    const before = readFileSync(file, 'utf8')
    symlinkSync(file, join(cwd, 'link.ndjson'))
    for (const out of [file, 'link.ndjson', 'policy.yaml']) {
      const ran = await trailgate(['check', '--snapshot', file, '-c', 'policy.yaml', '--report', `json=${out}`, ...asOf], { cwd })
      expect(ran).toMatchObject({ status: 2, stdout: '', stderr: `trailgate: ${out} is read, and would be overwritten; name another file\n` })
    }
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(readFileSync(join(cwd, 'policy.yaml'), 'utf8')).toBe('rules: [recommended]\n')
  })

  it('devices take any number of reports', async () => {
    const ran = await trailgate(['check', '--demo', '--exit-zero', '--report', 'json=/dev/null', '--report', 'sarif=/dev/null'])
    expect(ran.status).toBe(0)
  })

  it('in a policy: file, line, column, and what to write instead', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'trailgate.yaml'), 'rules: [recommended]\nseverities:\n  kms-encryption: low\n')
    const ran = await trailgate(['check', '--demo', '-c', 'trailgate.yaml', '--report', 'sarif=out.sarif'], { cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/^trailgate: trailgate\.yaml:2:1: .*severities.*severity.*\n$/)
    expect(existsSync(join(cwd, 'out.sarif'))).toBe(false)
  })

  it('in a snapshot: file and line', async () => {
    const file = snapshotFile(good)
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [lines[0], '{"fact":"trial","account":"111122223333"}', ...lines.slice(1)].join('\n'))
    const ran = await trailgate(['check', '--snapshot', file])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toContain(`${file}:2:1: `)
  })

  it('cannot be written where nothing can be written', async () => {
    const cwd = scratch()
    writeFileSync(join(cwd, 'file'), '')
    const ran = await trailgate(['check', '--demo', '--report', 'json=file/report.json'], { cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toContain('file/report.json')
  })
})

function ofAccounts(count: number): string {
  const accounts = Array.from({ length: count }, (_, index) => ({ id: String(100000000000 + index), name: `account ${index}` }))
  return snapshotFile({ organization: 'o-exampleorgid', accounts, regions: ['us-east-1'] })
}

describe('a large report', () => {
  it.each(formatNames)('arrives whole as %s through a slow pipe, with the right status', async (format) => {
    // More than a pipe holds, where the format does not sum up what is alike.
    const args = ['check', '--snapshot', ofAccounts(200), '--only', 'all', '--report', format, ...asOf]
    const [fast, slow] = [await trailgate(args), await trailgate(args, { slowly: 3 })]
    expect(slow.stdout).toBe(fast.stdout)
    expect(slow.stdout).toMatch(/\n$/)
    expect(slow.status).toBe(1)
  })

  it('arrives whole where it is of three megabytes', async () => {
    const slow = await trailgate(['check', '--snapshot', ofAccounts(2500), '--json', ...asOf], { slowly: 3 })
    expect(slow.stdout.length).toBeGreaterThan(3_000_000)
    expect(JSON.parse(slow.stdout)).toMatchObject({ scope: { accounts: { listed: 2500 } } })
    expect(slow.status).toBe(1)
  })
})
