// How long trailgate takes to start, as a ratio to bare Node in the same run (design section 11). Medians of interleaved runs.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

const rounds = Number(process.env.ROUNDS ?? 25)
const warmUp = 4
const main = new URL('../dist/main.js', import.meta.url).pathname
// On Node 20 this variable alone costs some 40 ms of every process.
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env
const folder = mkdtempSync(join(tmpdir(), 'trailgate-bench-'))
const snapshot = join(folder, 'one-account.ndjson')

const candidates = {
  'node -e 0': ['-e', '0'],
  'trailgate --version': [main, '--version'],
  'trailgate check --snapshot (one account)': [main, 'check', '--snapshot', snapshot, '--as-of', '2026-11-02', '--exit-zero'],
}

function run(args) {
  const begin = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { env: environment, cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - begin
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

try {
  const collected = spawnSync(process.execPath, [main, 'collect', '--demo', '--out', '-'], { env: environment, encoding: 'utf8' }).stdout
  writeFileSync(snapshot, oneAccount(collected))
  const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]))
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const [name, args] of Object.entries(candidates)) {
      const time = run(args)
      if (round >= warmUp) times[name].push(time)
    }
  }
  const bare = median(times['node -e 0'])
  const promises = { 'trailgate --version': 4, 'trailgate check --snapshot (one account)': 8 }
  for (const [name, promised] of Object.entries(promises)) {
    const ratio = median(times[name]) / bare
    process.stdout.write(`${name}: ${ratio.toFixed(2)} x node -e 0 (promised: at most ${promised})${ratio > promised ? '  NOT KEPT' : ''}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The management account of the demo alone: its own facts, and a footer that counts them. */
function oneAccount(text) {
  const id = '111122223333'
  const lines = text.trim().split('\n').map((line) => JSON.parse(line))
  const kept = lines.filter((line) => line.format !== undefined || line.account === id || line.fact === 'bucket' || line.fact === 'key')
  const footer = { ...lines.at(-1), listed: 1, assessed: 1, skipped: 0, unreadable: 0, facts: kept.length - 1, gaps: 0 }
  return [...kept, footer].map((line) => `${JSON.stringify(line)}\n`).join('')
}
