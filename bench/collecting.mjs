// Collecting at scale (design section 11): a simulation with latency and AWS's documented rates, in a process of its own, and `collect`
// against it. Prints calls per member, the wall time against what no collector could beat, CPU per call, peak memory; beside it, in the
// same run, the loop that scripts usually are.
//
// MEMBERS (default 1000,10000), LATENCY in milliseconds (default 40: with 100 requests at once 10,000 members then take about as long
// by latency as by the SDK's CPU, and a full run less than ten minutes), CONCURRENCY (default 100), NAIVE members for the loop (20).
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulatedLines } from './collecting/organization.mjs'
import { main, measure, simulate, writeMeter } from './collecting/processes.mjs'

const sizes = (process.env.MEMBERS ?? '1000,10000').split(',').map(Number)
const latency = Number(process.env.LATENCY ?? 40)
const concurrency = Number(process.env.CONCURRENCY ?? 100)
const naiveMembers = Number(process.env.NAIVE ?? 20)
const folder = mkdtempSync(join(tmpdir(), 'trailgate-bench-'))
const meter = writeMeter(folder)
const say = (line) => process.stdout.write(`${line}\n`)
const program = (name) => new URL(`collecting/${name}.mjs`, import.meta.url).pathname

async function snapshotOf(members, options = {}) {
  const file = join(folder, `${members}${options.local === false ? '-plain' : ''}.ndjson`)
  const out = createWriteStream(file)
  for (const line of simulatedLines(members, options)) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  return file
}

/** CPU milliseconds per call of the SDK alone: the least of three. */
async function sdkCost(snapshot) {
  const { env, end } = await simulate(meter, snapshot, 0)
  const costs = []
  for (let round = 0; round < 3; round += 1) costs.push(Number((await measure(meter, [program('sdk'), '3000', '50'], env)).stdout))
  await end()
  return Math.min(...costs)
}

/** Seconds that no collector could beat, and which of the three it is. ListAccounts comes in pages of 20, one after the other. */
function boundFor(members, calls, sdk) {
  const pages = Math.ceil((members + 1) / 20) + 1
  const listing = Math.max((pages * latency) / 1000, (pages - 12) / 8)
  const parts = {
    'longest chain': listing + (9 * latency) / 1000,
    'calls x latency / concurrency': (calls * latency) / 1000 / concurrency,
    'calls x SDK CPU': (calls * sdk) / 1000,
  }
  return Object.entries(parts).reduce((most, part) => (part[1] > most[1] ? part : most))
}

/** The last line of what was collected, which counts it. */
function footerOf(file) {
  return JSON.parse(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1))
}

async function collecting(snapshot, members, sdk) {
  const { env, end } = await simulate(meter, snapshot, latency, '--rate-limits')
  const out = join(folder, 'out.ndjson')
  const run = await measure(meter, [main, 'collect', '--out', out, '--concurrency', String(concurrency), '--quiet'], env)
  const { requests, throttled, cost, megabytes } = await end()
  const footer = footerOf(out)
  const [limit, seconds] = boundFor(members, requests, sdk)
  say(`${members} members: ${(run.wall / 1000).toFixed(1)} s, ${(run.wall / 1000 / seconds).toFixed(2)} x the bound of ${seconds.toFixed(1)} s (${limit}; promised: at most 1.25)${run.wall / 1000 / seconds > 1.25 ? '  NOT KEPT' : ''}`)
  say(`  ${requests} requests (${(requests / members).toFixed(1)} per member), ${throttled} throttled`)
  say(`  ${(run.cpu / requests).toFixed(2)} ms CPU per request, ${(run.cpu / requests / sdk).toFixed(2)} x the SDK alone, peak ${run.megabytes.toFixed(0)} MB; ${footer.facts} facts, ${footer.gaps} gaps; the simulation ${cost.toFixed(2)} ms, ${megabytes.toFixed(0)} MB`)
  // The collector and the simulation want a core each.
  const [load] = loadavg()
  if (load > availableParallelism() + 2) say(`  (the machine was busy, load ${load.toFixed(0)} on ${availableParallelism()} cores: the wall time says little, the CPU more)`)
  return { perAccount: run.wall / members }
}

/** What one more member costs that has the organization trail alone: the slope between two sizes, their pages of accounts included. */
async function callsPerMember() {
  const [small, large] = [20, 60]
  const asked = []
  for (const members of [small, large]) {
    const { env, end } = await simulate(meter, await snapshotOf(members, { local: false }), 0)
    await measure(meter, [main, 'collect', '--out', join(folder, 'plain.ndjson'), '--quiet'], env)
    asked.push((await end()).requests)
  }
  const calls = (asked[1] - asked[0]) / (large - small)
  say(`a member with the organization trail alone, 17 regions: ${calls.toFixed(2)} calls (promised: at most 37)${calls > 37 ? '  NOT KEPT' : ''}`)
}

/** The loop takes as long for each member, so a few of them tell. */
async function naive(snapshot, ours) {
  const { env, end } = await simulate(meter, snapshot, latency, '--rate-limits')
  for (const atOnce of [1, 10]) {
    const run = await measure(meter, [program('naive'), String(naiveMembers), String(atOnce)], env)
    const { calls, failed } = JSON.parse(run.stdout)
    const perAccount = run.wall / naiveMembers
    say(`  the usual loop, ${atOnce} account${atOnce === 1 ? '' : 's'} at once, on ${naiveMembers} members: ${(calls / naiveMembers).toFixed(1)} calls per member, ${failed} failed, ${(perAccount / ours.perAccount).toFixed(0)} x our time per member`)
  }
  await end()
}

try {
  say(`latency ${latency} ms, ${concurrency} requests at once, AWS's documented rates`)
  await callsPerMember()
  let ours
  let snapshot
  for (const members of sizes) {
    snapshot = await snapshotOf(members)
    ours = await collecting(snapshot, members, await sdkCost(snapshot))
  }
  await naive(snapshot, ours)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
