/** The workflows that people copy: they parse, their commands are ours, and what they promise holds. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { scratch } from './commands/trailgate.ts'

const folder = resolve(import.meta.dirname, '../examples/workflows')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly if?: string
}

interface Job {
  readonly needs?: string
  readonly if?: string
  readonly permissions?: object
  readonly strategy?: { readonly matrix?: { readonly shard?: readonly number[] } }
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>
}

const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
const read = (file: string): Workflow => parse(readFileSync(resolve(folder, file), 'utf8')) as Workflow
const stepsOf = (file: string): readonly Step[] => Object.values(read(file).jobs).flatMap(({ steps }) => steps)

/** The words of each trailgate command, as a shell gives them for the first shard. */
function commandsOf(file: string): readonly (readonly string[])[] {
  return stepsOf(file).flatMap(({ run = '' }) => {
    const [, command] = /npx --yes trailgate@\S+ (.*?)(?: \|\| .*)?$/.exec(run.trim()) ?? []
    return command === undefined ? [] : [inShell(command.replaceAll('${{ matrix.shard }}', '1'), file)]
  })
}

/** A shell in a folder with the files of every shard. */
function inShell(command: string, file: string): readonly string[] {
  const cwd = scratch()
  for (const shard of shardsOf(file)) writeFileSync(join(cwd, `shard-${shard}.ndjson`), '')
  return execFileSync('bash', ['-c', `printf '%s\\n' ${command}`], { cwd, encoding: 'utf8' }).trim().split('\n')
}

function shardsOf(file: string): readonly number[] {
  return Object.values(read(file).jobs).flatMap(({ strategy }) => strategy?.matrix?.shard ?? [])
}

interface Manifest {
  readonly commands: Readonly<Record<string, { readonly flags: object }>>
}

const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../dist/oclif.manifest.json'), 'utf8')) as Manifest

const hasShards = 'shard' in (manifest.commands['collect']?.flags ?? {})
if (!hasShards) process.stdout.write('skipped, and owed: the flags of the workflows, for collect has no --shard\n')

describe.each(files)('%s', (file) => {
  it.skipIf(!hasShards)('asks for commands and flags that there are', () => {
    const commands = commandsOf(file)
    expect(commands.length).toBeGreaterThan(0)
    for (const [name = '', ...words] of commands) {
      const flags = words.filter((word) => word.startsWith('--')).map((word) => word.slice(2))
      expect(Object.keys(manifest.commands[name]?.flags ?? {})).toEqual(expect.arrayContaining(flags))
    }
  })

  it('judges every shard that it collects, and says how many there are', () => {
    const shards = shardsOf(file)
    const [collect = [], check = []] = commandsOf(file)
    expect(collect).toContain(`1/${shards.length}`)
    expect(check.filter((word) => /^shard-\d+\.ndjson$/.test(word))).toEqual(shards.map((shard) => `shard-${shard}.ndjson`))
  })

  it('pins every action by its hash, and gives no job more than it needs', () => {
    const used = stepsOf(file).flatMap(({ uses }) => uses ?? [])
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([])
    expect(Object.values(read(file).jobs).map(({ permissions }) => permissions)).not.toContain(undefined)
  })

  it('uploads what was found also when the gate is closed, and nothing when a shard is missing', () => {
    const upload = stepsOf(file).find(({ uses = '' }) => uses.includes('upload-sarif'))
    expect(upload?.if).toMatch(/always\(\).*needs\.collect\.result == 'success'/)
  })
})
