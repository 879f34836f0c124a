/**
 * Reports against other people's validators: `node test/conformance/run.mjs [FILE...]`.
 * Without files it has the built command write them, for the demo and for an organization full of hostile names. Where the
 * validators' schemas are is in TRAILGATE_VALIDATORS; without it everything is skipped. Exits 1 when a check fails.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { hostileSnapshot } from './hostile.mjs'

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
    const files = process.argv.slice(2).map((file) => resolve(file))
    await checkAll(files.length > 0 ? files : await writeReports(scratch), { validators: folder, scratch })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Both organizations in every format that has a validator. */
async function writeReports(scratch) {
  const snapshot = join(scratch, 'hostile.ndjson')
  await writeFile(snapshot, hostileSnapshot())
  const sources = { demo: ['--demo'], hostile: ['--snapshot', snapshot, '--as-of', '2026-11-01T10:00:00Z'] }
  const files = []
  for (const [name, source] of Object.entries(sources)) {
    const reports = { sarif: `${name}.sarif`, junit: `${name}.junit.xml`, json: `${name}.json` }
    const flags = Object.entries(reports).flatMap(([format, file]) => ['--report', `${format}=${join(scratch, file)}`])
    await run(process.execPath, [command, 'check', ...source, '--exit-zero', '--quiet', ...flags], { cwd: scratch })
    files.push(...Object.values(reports).map((file) => join(scratch, file)))
  }
  return files
}

async function checkAll(files, { validators: folder, scratch }) {
  const { jsonFindings, junitFindings, sarifFindings } = await import('./checks.mjs')
  const junit = (schema) => [schema, (file) => junitFindings(file, { schema: join(folder, schema) })]
  const checks = {
    '.sarif': [['SARIF, multitool with GitHub rules', (file) => sarifFindings(file, { validators: folder, scratch })]],
    '.xml': ['jenkins-junit.xsd', 'windyroad-junit.xsd'].map(junit),
    '.json': [['assessment.schema.json', jsonFindings]],
  }
  let passed = 0
  let failed = 0
  for (const file of files) {
    for (const [name, check] of checks[extname(file)] ?? [['any validator', async () => ['there is none for this kind of file']]]) {
      const findings = await check(file).catch((error) => [String(error)])
      if (findings.length === 0) passed++
      else failed++
      say(`${findings.length === 0 ? 'pass' : 'FAIL'}  ${basename(file)}: ${name}`)
      for (const finding of findings) say(`      ${finding}`)
    }
  }
  say(`${passed} passed, ${failed} failed`)
  if (failed > 0 || passed === 0) process.exitCode = 1
}
