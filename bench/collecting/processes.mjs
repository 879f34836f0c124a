// The processes of this bench: a simulation by itself, and programs whose time, CPU and memory are told.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

const main = new URL('../../dist/main.js', import.meta.url).pathname
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env
const kept = Object.entries(environment).filter(([name]) => !/^(AWS_|TRAILGATE_|NODE_OPTIONS)/.test(name))
const bare = { ...Object.fromEntries(kept), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' }

/** Serves a snapshot; `end` resolves to how many requests came, how many of them were throttled, what each cost (CPU milliseconds), and the peak memory. */
export async function simulate(meter, snapshot, latency, ...more) {
  const child = spawn(process.execPath, ['--import', meter, main, 'simulate', '--snapshot', snapshot, '--latency', String(latency), ...more], { env: bare })
  const told = text(child.stderr)
  const ended = once(child, 'close')
  const env = { ...bare, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' }
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line)
    env[name] = value
    if (name === 'AWS_REGION') break
  }
  if (env.AWS_REGION === undefined) throw new Error(`the simulation did not begin: ${await told}`)
  const end = async () => {
    child.kill('SIGTERM')
    await ended
    const [, requests = '0', throttled = '0'] = /served (\d+) requests, (\d+)/.exec(await told) ?? []
    const { cpu, megabytes } = JSON.parse(/METER (.*)/.exec(await told)[1])
    return { requests: Number(requests), throttled: Number(throttled), cost: cpu / Number(requests), megabytes }
  }
  return { env, end }
}

/** Tells what a process has used, when it ends: CPU milliseconds, and the peak of its memory in megabytes. */
export function writeMeter(folder) {
  const file = join(folder, 'meter.mjs')
  const code = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  process.stderr.write('METER ' + JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }) + '\\n')
})`
  writeFileSync(file, code)
  return file
}

/** Runs a program of Node to its end: what it printed, its status, wall milliseconds, CPU milliseconds, megabytes. */
export async function measure(meter, args, env) {
  const begin = performance.now()
  const child = spawn(process.execPath, ['--import', meter, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const told = Promise.all([text(child.stdout), text(child.stderr)])
  const [status] = await once(child, 'close')
  const wall = performance.now() - begin
  const [stdout, stderr] = await told
  const used = /METER (.*)/.exec(stderr)?.[1]
  if (used === undefined || (status !== 0 && status !== 3)) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.slice(0, 500)}`)
  return { stdout, stderr, status, wall, ...JSON.parse(used) }
}

export { main }
