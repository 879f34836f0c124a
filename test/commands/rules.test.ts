/** `trailgate rules test` and the printed catalogue. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch, trailgate } from './trailgate.ts'

const rule = (outcome: string): string => `id: mine
title: The trail is multi-region
severity: low
subject: trail
must: {multiRegion: true}
why: Because it is an example.
fix: Do it.
references: [https://example.org/]
examples:
  pass: [{trails: [{multiRegion: true}]}]
  fail: [{trails: [{multiRegion: ${outcome}}]}]
  unknown: [{trails: [{unseen: true}]}]
`

function folderWith(text: string): string {
  const folder = scratch()
  mkdirSync(join(folder, 'trail'))
  writeFileSync(join(folder, 'trail/mine.yaml'), text)
  return folder
}

describe('rules test', () => {
  it('runs the examples of every built-in rule', async () => {
    const ran = await trailgate(['rules', 'test'])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(ran.stdout).toMatch(/\n48 rules, \d+ examples, 0 wrong\n$/)
  })

  it('runs the examples of a folder', async () => {
    expect(await trailgate(['rules', 'test', folderWith(rule('false'))])).toEqual({ status: 0, stderr: '', stdout: 'ok     mine (3 examples)\n1 rule, 3 examples, 0 wrong\n' })
  })

  it('shows what came out otherwise, where, and what the rule said', async () => {
    const ran = await trailgate(['rules', 'test', folderWith(rule('true'))])
    expect(ran.status).toBe(1)
    expect(ran.stdout).toMatch(/WRONG +mine[^]*examples\.fail\[0\] of .*mine\.yaml:\d+:\d+ is pass[^]*1 wrong\n$/)
  })

  it('refuses a broken rule with one line', async () => {
    const ran = await trailgate(['rules', 'test', folderWith(rule('false').replace('multiRegion: true}\n', 'multiRegoin: true}\n'))])
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(/mine\.yaml:5:8: .*multiRegoin.*multiRegion/)
  })
})

describe('rules of one’s own', () => {
  // A policy that names a rule that is not there: the list is where its author looks for the right name.
  const policy = 'rules: [recommended, kms-encription, ./local]\n'
  const folder = (): string => {
    const cwd = scratch()
    for (const [path, id] of [['local', 'mine'], ['more', 'another']] as const) {
      mkdirSync(join(cwd, path, 'trail'), { recursive: true })
      writeFileSync(join(cwd, path, 'trail', `${id}.yaml`), rule('false').replace('id: mine', `id: ${id}`))
    }
    writeFileSync(join(cwd, 'other.yaml'), policy)
    writeFileSync(join(cwd, 'trailgate.yaml'), policy)
    return cwd
  }

  it.each([
    ['the policy', [], ['mine']],
    ['another policy', ['-c', 'other.yaml'], ['mine']],
    ['--rules', ['--rules', 'more'], ['another', 'mine']],
    ['both, once', ['--rules', 'local', '--rules', 'more'], ['another', 'mine']],
  ] as const)('are listed from the folders of %s', async (_, args, ids) => {
    const { stdout, stderr } = await trailgate(['rules', 'list', '--json', ...args], { cwd: folder() })
    expect(stderr).toBe('')
    const local = (JSON.parse(stdout) as { id: string; origin: string; place?: { file: string } }[]).filter(({ origin }) => origin === 'local')
    expect(local.map(({ id }) => id).sort()).toEqual(ids)
    expect(local.find(({ id }) => id === 'mine')?.place?.file).toBe('local/trail/mine.yaml')
  })

  it('are explained, with a failure of their own examples', async () => {
    const { stdout, status } = await trailgate(['rules', 'show', 'mine'], { cwd: folder() })
    expect(status).toBe(0)
    expect(stdout).toMatch(/low, judged once per trail, on a live organization or a snapshot, from local\/trail\/mine\.yaml/)
    expect(stdout).toMatch(/\n\nA failure, for example\n {2}.*multi-region/)
  })
})

describe('rules/README.md', () => {
  it('is what the tool prints (npm run docs)', async () => {
    const { stdout } = await trailgate(['rules', 'list', '--markdown'])
    expect(readFileSync(resolve(import.meta.dirname, '../../rules/README.md'), 'utf8')).toBe(stdout)
  })
})
