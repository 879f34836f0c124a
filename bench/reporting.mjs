// Every report of 10,000 accounts: peak memory of `check` against design section 11, and its wall time as a ratio to the text report in the same
// run. With --redact too, for the largest. Prints NOT KEPT where a peak is above the promise.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { organizationLines } from './judging/organization.mjs'

const promised = 400
const main = new URL('../dist/main.js', import.meta.url).pathname
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
const folder = mkdtempSync(join(tmpdir(), 'trailgate-bench-'))
// Told by the process itself when it ends: kilobytes on Linux.
const peak = join(folder, 'peak.mjs')
writeFileSync(peak, `process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS + '\\n'))`)

async function writeSnapshot() {
  const file = join(folder, 'organization.ndjson')
  const out = createWriteStream(file)
  for (const line of organizationLines(10_000)) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  return file
}

function told(snapshot, format, more = []) {
  const file = join(folder, 'report')
  const flags = ['--snapshot', snapshot, '--only', 'all', '--as-of', '2026-11-01T10:00:00Z', '--exit-zero', '--quiet', '--report', `${format}=${file}`]
  const begin = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', peak, main, 'check', ...flags, ...more], { env, cwd: folder, encoding: 'utf8' })
  const time = performance.now() - begin
  if (status !== 0) throw new Error(`${format} ended with ${status}: ${stderr.slice(0, 500)}`)
  return { time, megabytes: Number(/PEAK (\d+)/.exec(stderr)?.[1]) / 1024, size: statSync(file).size / 1e6 }
}

/** The names, from the command's own words when it is asked for one that there is not. */
function formatNames() {
  const { stderr } = spawnSync(process.execPath, [main, 'check', '--demo', '--report', 'none'], { env, cwd: folder, encoding: 'utf8' })
  return /the formats are (.*)/.exec(stderr)[1].split(', ').map((name) => name.trim())
}

try {
  const snapshot = await writeSnapshot()
  const text = told(snapshot, 'text')
  const say = (name, { time, megabytes, size }) => {
    const kept = megabytes <= promised ? '' : '  NOT KEPT'
    process.stdout.write(`${name}: ${size.toFixed(1)} MB told, peak ${megabytes.toFixed(0)} MB (promised: at most ${promised}), ${(time / text.time).toFixed(2)} x the text report${kept}\n`)
  }
  say('text', text)
  for (const name of formatNames().filter((each) => each !== 'text')) say(name, told(snapshot, name))
  for (const name of ['text', 'sarif', 'sarif-archive', 'ocsf']) say(`${name}, redacted`, told(snapshot, name, ['--redact']))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
