// Judging at scale: from a snapshot file to the exit of `check`, as a ratio to a bare program that reads and parses the same file
// in the same run (design section 11). Prints ratios, peak memory, and the growth from 100 to 50,000 accounts.
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { organizationLines } from './judging/organization.mjs'

const rounds = Number(process.env.ROUNDS ?? 5)
const main = new URL('../dist/main.js', import.meta.url).pathname
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env
const folder = mkdtempSync(join(tmpdir(), 'trailgate-bench-'))
const bare = join(folder, 'bare.mjs')
writeFileSync(
  bare,
  `import {createReadStream} from 'node:fs'
import {createInterface} from 'node:readline'
let lines = 0
for await (const line of createInterface({input: createReadStream(process.argv[2]), crlfDelay: Infinity})) { JSON.parse(line); lines += 1 }
process.stdout.write(lines + '\\n')`,
)
// Told by the process itself when it ends: kilobytes on Linux.
const peak = join(folder, 'peak.mjs')
writeFileSync(peak, `process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS + '\\n'))`)

async function snapshotOf(accounts) {
  const file = join(folder, `${accounts}.ndjson`)
  const out = createWriteStream(file)
  for (const line of organizationLines(accounts)) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  return file
}

function inventoryOf(accounts) {
  const file = join(folder, `inventory-${accounts}.yaml`)
  const entries = Array.from({ length: accounts }, (_each, index) => `  - {id: "${100000000000 + index}", name: account ${index}}`)
  writeFileSync(file, `rules: [all]\naccounts:\n${entries.join('\n')}\n`)
  return file
}

function run(args) {
  const begin = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', peak, ...args], { env: environment, cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'ignore', 'pipe'] })
  const time = performance.now() - begin
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.slice(0, 500)}`)
  return { time, megabytes: Number(/PEAK (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Medians of interleaved runs. */
function compare(file, more = []) {
  const check = [main, 'check', '--snapshot', file, '--as-of', '2026-11-01T10:00:00Z', '--exit-zero', '--quiet', ...more]
  const times = { bare: [], check: [] }
  let megabytes = 0
  for (let round = 0; round < rounds; round += 1) {
    times.bare.push(run([bare, file]).time)
    const checked = run(check)
    times.check.push(checked.time)
    megabytes = Math.max(megabytes, checked.megabytes)
  }
  return { ratio: median(times.check) / median(times.bare), check: median(times.check), megabytes }
}

function tell(what, value, promised, unit = 'x') {
  process.stdout.write(`${what}: ${value.toFixed(2)} ${unit} (promised: at most ${promised})${value > promised ? '  NOT KEPT' : ''}\n`)
}

try {
  const large = await snapshotOf(10_000)
  const plain = compare(large, ['--only', 'all'])
  tell('10,000 accounts x 17 regions, full catalogue, text: wall time of a bare JSON.parse of every line', plain.ratio, 3)
  tell('peak memory', plain.megabytes, 400, 'MB')
  tell('the same with an inventory of 10,000 accounts', compare(large, ['-c', inventoryOf(10_000)]).ratio, 5)
  let before
  for (const accounts of [100, 1_000, 10_000, 50_000]) {
    const { check, ratio } = compare(accounts === 10_000 ? large : await snapshotOf(accounts), ['--only', 'all'])
    const growth = before === undefined ? '' : `, ${(check / before.check).toFixed(1)} x the time for ${(accounts / before.accounts).toFixed(0)} x the accounts`
    process.stdout.write(`${accounts} accounts: ${ratio.toFixed(2)} x the bare program${growth}\n`)
    before = { accounts, check }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
