// The coverage engine and the oracle of its tests, bundled into a scratch folder and loaded as plain JavaScript.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = ['src/judge/coverage/decide.ts', 'src/judge/coverage/question.ts', 'src/judge/coverage/cell.ts', 'src/judge/coverage/product.ts', 'test/judge/coverage/oracle.ts']

export async function bundled() {
  const folder = mkdtempSync(join(tmpdir(), 'trailgate-bench-'))
  try {
    const outfile = join(folder, 'engine.mjs')
    const contents = modules.map((path) => `export * from './${path}'`).join('\n')
    const stdin = { contents, resolveDir: root, loader: 'ts' }
    await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
