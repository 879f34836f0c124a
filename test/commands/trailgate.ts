/** Runs the built command as a user would: own process, scrubbed environment, whole output. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'

const main = resolve(import.meta.dirname, '../../dist/main.js')

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Milliseconds to wait after each chunk of stdout before the next one is read. */
  readonly slowly?: number
  /** What stands on its standard input; nothing, when absent. */
  readonly stdin?: string
}

/** What the command printed and how it ended. Nothing of the tester's AWS set-up reaches it. */
export async function trailgate(args: readonly string[], { env = {}, cwd, slowly = 0, stdin = '' }: Running = {}): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...args], { cwd: cwd ?? scratch(), env: { ...scrubbed(), ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.on('error', ignore).end(stdin)
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const [stdout, stderr] = await Promise.all([readAll(child.stdout, slowly), readAll(child.stderr, 0)])
  return { status: await ended, stdout, stderr }
}

/** A command that reads no standard input may be gone before it is written. */
function ignore(): void {}

async function readAll(stream: AsyncIterable<Buffer>, pause: number): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    chunks.push(chunk)
    if (pause > 0) await new Promise((wake) => setTimeout(wake, pause))
  }
  return Buffer.concat(chunks).toString('utf8')
}

function scrubbed(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|CI$|GITHUB_|NODE_EXTRA|NODE_OPTIONS|FORCE_COLOR|NO_COLOR|TRAILGATE_|VITEST)/.test(name))
  const home = { HOME: scratch(), AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' }
  return { ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ''])), ...home }
}

const folders: string[] = []

/** An empty folder that is gone after the tests of this file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trailgate-test-'))
  folders.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
