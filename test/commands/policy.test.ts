/** The policy from the outside: local rules, exceptions and frameworks as `check` obeys and reports them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/nouns/verdict.ts'
import { scratch, trailgate } from './trailgate.ts'

const localRule = `id: ours
title: The trail has our name
severity: low
subject: trail
must: {name: {matches: "org*"}}
why: Names are how we tell trails apart.
fix: Create the trail anew under the right name.
references: [https://docs.aws.amazon.com/]
examples:
  pass: [{trails: [{name: organization}]}]
  fail: [{trails: [{name: main}]}]
  unknown: [{trails: [{unseen: true}]}]
`

/** A folder with these files in it. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = scratch()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** What the demo comes to under the policy in this folder. */
async function demoUnder(files: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<Assessment> {
  const ran = await trailgate(['check', '--demo', '--json', '-c', 'trailgate.yaml', ...more], { cwd: folderWith(files) })
  if (ran.stdout === '') throw new Error(ran.stderr)
  return JSON.parse(ran.stdout) as Assessment
}

describe('local rules', () => {
  it('in a folder that the policy names are judged, and land on its line', async () => {
    const { rules, verdicts } = await demoUnder({ 'trailgate.yaml': 'rules:\n  - log-file-validation\n  - ./local\n', 'local/trail/ours.yaml': localRule })
    expect(rules.map(({ id }) => id)).toEqual(['account-not-assessed', 'log-file-validation', 'ours'])
    expect(verdicts.find(({ rule }) => rule === 'ours')?.anchor).toEqual({ file: 'trailgate.yaml', line: 3, column: 5 })
  })

  it('may be named by --rules as well', async () => {
    const { rules } = await demoUnder({ 'trailgate.yaml': 'rules: [./local]\n', 'local/trail/ours.yaml': localRule }, '--rules', 'local')
    expect(rules.map(({ id }) => id)).toContain('ours')
  })

  it.each([
    ['a built-in rule', 'log-file-validation', 'there is a built-in rule log-file-validation; give yours an id of its own'],
    ['a set', 'recommended', 'recommended is the name of a set or of a finding of the run; give yours an id of its own'],
    ['a finding of the run', 'waiver-unused', 'waiver-unused is the name of a set or of a finding of the run; give yours an id of its own'],
  ])('never replace %s', async (_, id, said) => {
    const cwd = folderWith({ 'trailgate.yaml': 'rules: [./local]\n', [`local/trail/${id}.yaml`]: localRule.replace('id: ours', `id: ${id}`) })
    const ran = await trailgate(['check', '--demo', '-c', 'trailgate.yaml'], { cwd })
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: `trailgate: local/trail/${id}.yaml:1:1: ${said}\n` })
  })

  it('in a folder that is not there are a mistake of the policy', async () => {
    const ran = await trailgate(['check', '--demo', '-c', 'trailgate.yaml'], { cwd: folderWith({ 'trailgate.yaml': 'rules: [./lcoal]\n' }) })
    expect(ran.status).toBe(2)
    expect(ran.stderr).toMatch(/^trailgate: trailgate\.yaml:1:9: there are no rules in lcoal: there is no such folder; .*\n$/)
  })
})

describe('exceptions', () => {
  const reason = 'because: it moves, owner: security, until: 2026-12-31'

  it('are told in every report', async () => {
    const policy = `rules: [kms-encryption]\nexclude: [{account: "666677778888", ${reason}}]\nwaivers: [{rule: kms-encryption, ou: r-0001, ${reason}}]\n`
    const { summary, scope } = await demoUnder({ 'trailgate.yaml': policy })
    expect(scope.accounts.skipped).toMatchObject({ '666677778888': 'excluded until 2026-12-31 by security: it moves' })
    expect(summary.outcomes).toMatchObject({ fail: 0, waived: 2 })
    expect(summary.incomplete.filter((line) => line.includes('666677778888'))).toEqual([])
    for (const format of ['text', 'sarif', 'junit']) {
      const ran = await trailgate(['check', '--demo', '-c', 'trailgate.yaml', '--report', format], { cwd: folderWith({ 'trailgate.yaml': policy }) })
      expect(ran.stdout).toContain('excluded until 2026-12-31 by security: it moves')
    }
  })

  it('that are past fail the gate', async () => {
    const policy = 'rules: [log-file-validation]\nwaivers:\n  - {rule: log-file-validation, ou: r-0001, because: x, owner: y, until: 2026-01-31}\n'
    const { verdicts, summary } = await demoUnder({ 'trailgate.yaml': policy })
    expect(verdicts.find(({ rule }) => rule === 'waiver-expired')).toMatchObject({ outcome: 'fail', anchor: { line: 3, column: 5 } })
    expect(summary.status).toBe(1)
  })
})

describe('--framework', () => {
  it('selects the rules that map to it and reports by control', async () => {
    const { rules, controls, frameworks, scope } = await demoUnder({ 'trailgate.yaml': '' }, '--framework', 'cis-aws-foundations-5.0.0')
    expect(scope.narrowed?.rules).toEqual(['cis-aws-foundations-5.0.0'])
    expect(rules.map(({ id }) => id)).toContain('kms-encryption')
    expect(rules.map(({ id }) => id)).not.toContain('network-activity-recorded')
    expect(frameworks).toMatchObject([{ id: 'cis-aws-foundations-5.0.0', version: '5.0.0', of: 25 }])
    expect(controls.find(({ id }) => id === '3.5')).toMatchObject({ rules: expect.arrayContaining(['kms-encryption']) as unknown })
    expect(controls.find(({ id }) => id === '3.3')).toMatchObject({ status: 'not mapped', rules: [] })
  })

  it('is the same as a set in the policy or after --only', async () => {
    const flagged = await demoUnder({ 'trailgate.yaml': '' }, '--framework', 'aws-fsbp')
    const named = await demoUnder({ 'trailgate.yaml': 'rules: [aws-fsbp]\n' })
    const only = await demoUnder({ 'trailgate.yaml': '' }, '--only', 'aws-fsbp')
    expect(named.controls).toEqual(flagged.controls)
    expect(only.controls).toEqual(flagged.controls)
  })

  it("judges by the standard's own parameters, until the policy sets them", async () => {
    const standard = await demoUnder({ 'trailgate.yaml': '' }, '--framework', 'cis-aws-foundations-5.0.0')
    expect(standard.verdicts.find(({ rule }) => rule === 'trail-change-alarm')?.message).toMatch(/StartLogging/)
    expect(standard.controls.find(({ id }) => id === '4.5')).toMatchObject({ rules: ['trail-change-alarm'], status: 'not met' })
    const policy = 'rules: [cis-aws-foundations-5.0.0]\nwith: {trail-change-alarm: {events: [StopLogging]}}\n'
    const own = await demoUnder({ 'trailgate.yaml': policy })
    expect(own.verdicts.find(({ rule }) => rule === 'trail-change-alarm')?.message).not.toMatch(/StartLogging/)
    expect(own.controls.find(({ id }) => id === '4.5')).toMatchObject({ status: 'could not tell', note: "trail-change-alarm was judged with other events than the standard's" })
  })

  it('is told by control in the text', async () => {
    const { stdout } = await trailgate(['check', '--demo', '--framework', 'cis-aws-foundations-5.0.0'])
    expect(stdout).toMatch(/CIS Amazon Web Services Foundations Benchmark 5\.0\.0: \d+ of 25 logging controls mapped, \d+ met\n/)
    expect(stdout).toMatch(/\n {2}3\.5 (not met|could not tell).*: Logs are encrypted with a customer key/)
    expect(stdout).toMatch(/\n {2}not mapped: .*3\.3, /)
  })

  it('that is not there is refused', async () => {
    const ran = await trailgate(['check', '--demo', '--framework', 'aws-fbsp'])
    expect(ran).toMatchObject({ status: 2, stdout: '', stderr: "trailgate: there is no framework 'aws-fbsp'; did you mean 'aws-fsbp'?\n" })
  })
})
