// Builds dist/, the folder that is published: types checked, code bundled and split, schemas compiled, rules and manifest written.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('.', import.meta.url))
process.chdir(root)
const source = JSON.parse(readFileSync('package.json', 'utf8'))

/** oclif is CommonJS inside an ES module bundle: it needs these three names. */
const banner = {
  js: [
    "import {createRequire as createRequireForBundle} from 'node:module'",
    "import {fileURLToPath as fileOfUrl} from 'node:url'",
    'const require = createRequireForBundle(import.meta.url)',
    'const __filename = fileOfUrl(import.meta.url)',
    "const __dirname = fileOfUrl(new URL('.', import.meta.url))",
  ].join(';'),
}
const bundling = { bundle: true, mainFields: ['module', 'main'], platform: 'node', format: 'esm', target: 'node20', banner, logLevel: 'warning' }

/** One module of src, bundled into a scratch folder and loaded: the build uses the product's own code for schemas and rules. */
async function load(scratch, entry) {
  const outfile = join(scratch, `${entry.replaceAll('/', '-')}.mjs`)
  await build({ ...bundling, entryPoints: [entry], outfile })
  return import(pathToFileURL(outfile).href)
}

function compileSchemas(schemas) {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, inlineRefs: false, code: { source: true, esm: true } })
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name)
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [camelCase(name), name]))
  return standaloneCode(ajv, names)
}

function camelCase(name) {
  return name.replaceAll(/-([a-z])/g, (_, letter) => letter.toUpperCase())
}

/** All validators, and the one for snapshot lines by itself: judging a snapshot should not wait for the others. */
async function writeValidators(scratch, schemas) {
  const { snapshotLine } = schemas
  for (const [name, some] of Object.entries({ validators: schemas, 'snapshot-validator': { snapshotLine } })) {
    const file = join(scratch, `${name}-source.mjs`)
    writeFileSync(file, compileSchemas(some))
    await build({ ...bundling, banner: {}, minify: true, entryPoints: [file], outfile: `dist/${name}.js`, nodePaths: [join(root, 'node_modules')] })
  }
}

function filesUnder(folder, suffix) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function bundleCommands() {
  const result = await build({
    ...bundling,
    entryPoints: ['src/main.ts', ...filesUnder('src/commands', '.ts')],
    outbase: 'src',
    outdir: 'dist',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
    // Only reached when oclif runs from TypeScript sources, which a built package never does.
    external: ['typescript', 'ts-node', 'tsx', '#validators', '#snapshot-validator'],
  })
  return result.metafile
}

/** The packages whose code is in the bundle, each with its licence text: what the licences ask of who redistributes. */
function notices(metafile) {
  const folders = new Set(Object.keys(metafile.inputs).map((path) => path.match(/^(?:.*node_modules\/(?:@[^/]+\/)?[^/]+)/)?.[0]).filter(Boolean))
  return [...folders].toSorted((a, b) => (a < b ? -1 : 1)).map(notice).join('\n')
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  return `${name} ${version} (${license ?? 'see its repository'})\n${text}\n${'-'.repeat(78)}`
}

function publishedPackage() {
  const { name, version, description, license, type, engines, oclif } = source
  return { name, version, description, license, type, bin: { trailgate: 'main.js' }, imports: { '#validators': './validators.js', '#snapshot-validator': './snapshot-validator.js' }, engines, oclif }
}

/** An old manifest would be copied rather than made anew, so dist/ starts empty. */
async function writeManifest() {
  const { Config } = await import('@oclif/core')
  const config = await Config.load({ root: join(root, 'dist'), ignoreManifest: true })
  writeJson('dist/oclif.manifest.json', config.plugins.get(source.name).manifest)
}

/** What an editor completes and underlines by; a policy's comment line names the one at the top of the package. */
function writeSchemas(all, policy) {
  cpSync('schemas', 'dist/schemas', { recursive: true })
  const rules = Object.entries(all).filter(([name]) => name.startsWith('rule-'))
  for (const [name, schema] of rules) writeJson(`dist/schemas/${name}.schema.json`, schema)
  writeJson('dist/schemas/policy.schema.json', policy)
  writeJson('dist/policy.schema.json', policy)
}

function orThrow(read) {
  if (!read.ok) throw new Error(read.mistakes.map((mistake) => JSON.stringify(mistake)).join('\n'))
  return read.value
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`)
}

/** Vitest loads TypeScript by itself; only types are checked here, and emitted nowhere. */
function checkTypes() {
  execFileSync(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit'], { stdio: 'inherit' })
}

const scratch = mkdtempSync(join(tmpdir(), 'trailgate-build-'))
try {
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist', { recursive: true })
  if (!process.argv.includes('--unchecked')) checkTypes()
  const { schemas } = await load(scratch, 'src/gather/files/schemas.ts')
  await writeValidators(scratch, schemas())
  writeJson('dist/package.json', publishedPackage())
  const metafile = await bundleCommands()
  const { readRules } = await load(scratch, 'src/gather/files/rules.ts')
  const rules = orThrow(await readRules('rules'))
  writeJson('dist/rules.json', rules.map((rule) => ({ ...rule, examples: undefined })))
  writeJson('dist/rule-examples.json', Object.fromEntries(rules.map(({ id, examples }) => [id, examples])))
  const { readFrameworks } = await load(scratch, 'src/gather/files/framework-file.ts')
  const frameworks = orThrow(await readFrameworks('rules/frameworks'))
  writeJson('dist/frameworks.json', frameworks)
  const { publishedPolicySchema } = await load(scratch, 'src/gather/files/published-schema.ts')
  writeSchemas(schemas(), publishedPolicySchema(rules, frameworks.map(({ id }) => id)))
  cpSync('examples/demo', 'dist/demo', { recursive: true })
  cpSync('LICENSE', 'dist/LICENSE')
  cpSync('README.md', 'dist/README.md')
  writeFileSync('dist/NOTICES', notices(metafile))
  await writeManifest()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
