// How long a pack of 500 rules takes to load, checked and ready to judge, as a ratio to `yaml` alone parsing the same texts (design
// section 11). Medians of interleaved runs.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const promised = 3
const size = 500
const rounds = Number(process.env.ROUNDS ?? 9)
const warmUp = 2
const root = fileURLToPath(new URL('..', import.meta.url))

/** The loader and the parser from one bundle, as they are published. */
async function bundled(folder) {
  const outfile = join(folder, 'loader.mjs')
  const contents = "export { readRules } from './src/gather/files/rules.ts'\nexport { LineCounter, parseDocument } from 'yaml'"
  const banner = { js: "import {createRequire} from 'node:module'\nconst require = createRequire(import.meta.url)" }
  const stdin = { contents, resolveDir: root, loader: 'ts' }
  const target = { format: 'esm', platform: 'node', target: 'node20', mainFields: ['module', 'main'] }
  await build({ stdin, outfile, banner, bundle: true, logLevel: 'warning', ...target })
  return import(pathToFileURL(outfile).href)
}

/** The rules of the catalogue again and again, each copy under an id of its own. */
function writePack(folder) {
  const rules = readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('frameworks'))
    .sort()
  return Array.from({ length: size }, (_, index) => {
    const source = rules[index % rules.length]
    const file = source.replace(/\.yaml$/, `-${index}.yaml`)
    const text = readFileSync(join(root, 'rules', source), 'utf8').replace(/^id: (.*)$/m, `id: $1-${index}`)
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
    return text
  })
}

async function timed(work) {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

const folder = mkdtempSync(join(tmpdir(), 'trailgate-bench-'))
try {
  const { readRules, parseDocument, LineCounter } = await bundled(folder)
  const pack = join(folder, 'pack')
  const texts = writePack(pack)
  const load = async () => {
    const read = await readRules(pack)
    if (!read.ok || read.value.length !== size) throw new Error('the pack was not read whole')
  }
  const parse = () => texts.forEach((text) => parseDocument(text, { version: '1.2', lineCounter: new LineCounter(), prettyErrors: false }))
  const [loads, parses] = [[], []]
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const times = [await timed(load), await timed(parse)]
    if (round < warmUp) continue
    loads.push(times[0])
    parses.push(times[1])
  }
  const ratio = median(loads) / median(parses)
  const kept = ratio > promised ? '  NOT KEPT' : ''
  const against = `x the time yaml alone takes to parse them (promised: at most ${promised})`
  process.stdout.write(`${size} rules, loaded: ${ratio.toFixed(2)} ${against}${kept}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
