/**
 * Reports against other people's validators: `node test/conformance/run.mjs [FILE...]`.
 *
 * checks/ has a file per kind of output: the `format` it is asked for by (or `make`, where `check --report` is not what writes it), the
 * `ending` of its files, and its `checks`, name to a function from a file to what was found: an empty list means that it conforms; and
 * `organizations`, if it is not written for all of them.
 * Without files the built command writes every kind for every organization of organizations.mjs; ONLY=demo,empty takes some of them. Where
 * the validators' schemas are is in TRAILGATE_VALIDATORS; without it everything is skipped. Exits 1 when a check fails.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = fileURLToPath(new URL('.', import.meta.url))
const command = join(here, '..', '..', 'dist', 'main.js')
const run = promisify(execFile)
const validators = process.env.TRAILGATE_VALIDATORS

if (validators === undefined || validators === '') say('conformance: skipped, TRAILGATE_VALIDATORS is not set')
else await main(resolve(validators))

function say(line) {
  process.stdout.write(`${line}\n`)
}

async function main(folder) {
  const scratch = await mkdtemp(join(tmpdir(), 'trailgate-conformance-'))
  try {
    if (!existsSync(join(here, 'node_modules'))) await run('npm', ['ci', '--ignore-scripts'], { cwd: here })
    const kinds = await kindsOfOutput()
    const files = process.argv.slice(2).map((file) => resolve(file))
    await checkAll(files.length > 0 ? files : await writeAll(kinds, scratch), kinds, { validators: folder, scratch })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Longer endings first, so that `.junit.xml` is not taken for any `.xml`. */
async function kindsOfOutput() {
  const files = (await readdir(join(here, 'checks'))).filter((name) => name.endsWith('.mjs')).toSorted()
  const kinds = await Promise.all(files.map((name) => import(`./checks/${name}`)))
  return kinds.toSorted((a, b) => b.ending.length - a.ending.length)
}

async function writeAll(kinds, scratch) {
  const { organizations } = await import('./organizations.mjs')
  const asked = process.env.ONLY?.split(',') ?? Object.keys(organizations)
  const files = []
  for (const name of asked) files.push(...(await writeKinds({ name, source: await organizations[name](scratch) }, kinds, scratch)))
  return files
}

/** Every report of one organization in a single run, then what other commands make of it. */
async function writeKinds({ name, source }, kinds, scratch) {
  const fileOf = ({ ending }) => join(scratch, `${name}${ending}`)
  const wanted = kinds.filter(({ organizations }) => organizations?.includes(name) ?? true)
  const reports = wanted.filter((kind) => kind.format !== undefined)
  const flags = reports.flatMap((kind) => ['--report', `${kind.format}=${fileOf(kind)}`])
  await run(process.execPath, [command, 'check', ...source, '--exit-zero', '--quiet', ...flags], { cwd: scratch })
  const others = wanted.filter((kind) => kind.make !== undefined)
  for (const kind of others) await kind.make(fileOf(kind), { name, source, command, scratch })
  return [...reports, ...others].map(fileOf)
}

async function checkAll(files, kinds, setting) {
  let passed = 0
  let failed = 0
  for (const file of files) {
    for (const [name, check] of checksOf(file, kinds)) {
      const begin = performance.now()
      const findings = await check(file, setting).catch((error) => [String(error)])
      const seconds = ((performance.now() - begin) / 1000).toFixed(1)
      if (findings.length === 0) passed++
      else failed++
      say(`${findings.length === 0 ? 'pass' : 'FAIL'}  ${basename(file)}: ${name} (${seconds} s)`)
      for (const finding of findings.slice(0, 20)) say(`      ${finding}`)
    }
  }
  say(`${passed} passed, ${failed} failed`)
  if (failed > 0 || passed === 0) process.exitCode = 1
}

function checksOf(file, kinds) {
  const kind = kinds.find(({ ending }) => file.endsWith(ending))
  return Object.entries(kind?.checks ?? { 'any validator': async () => ['there is none for this kind of file'] })
}
