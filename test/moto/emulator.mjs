/** moto: into a virtual environment of its own, started on a free port of the loopback interface, and ended by its process id. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** Ends every program that is under way, so that an interrupted run tidies up like any other. */
const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => interrupted.abort())

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url))

/** The folder of the programs that were installed, or why they could not be. */
export async function installMoto(folder) {
  const programs = join(folder, 'moto', 'bin')
  const steps = [
    ['python3', ['-m', 'venv', join(folder, 'moto')]],
    [join(programs, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '2', '--requirement', requirements]],
  ]
  for (const [program, args] of steps) {
    const { status, stderr } = await run(program, args, { env: process.env })
    if (status !== 0) return { missing: `${[program].concat(args.slice(0, 3)).join(' ')} failed: ${lastLine(stderr)}` }
  }
  return { programs }
}

/** A server that answers, and how to end it. */
export async function startMoto(programs, folder) {
  const port = await freePort()
  const server = spawn(join(programs, 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: 'ignore',
    signal: interrupted.signal,
  })
  const ended = new Promise((resolve) => {
    server.on('error', resolve).on('exit', resolve)
  })
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    server.kill()
    await ended
  }
  if (await answers(url, server)) return { url, stop }
  await stop()
  throw new Error('moto_server does not answer')
}

async function answers(url, server) {
  for (let attempt = 0; attempt < 300 && server.exitCode === null; attempt += 1) {
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => undefined)
    if (answer?.ok) return true
    await wait(100)
  }
  return false
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

/** Runs a program to its end. A program that is not there has the status -1; an interrupted one is an error. */
export async function run(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], signal: interrupted.signal })
  const out = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (out[name] += text))
  return new Promise((resolve, reject) => {
    child.on('error', (error) => (error.name === 'AbortError' ? reject(error) : resolve({ ...out, status: -1, stderr: error.message })))
    child.on('close', (status) => resolve({ ...out, status }))
  })
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? ''
}
