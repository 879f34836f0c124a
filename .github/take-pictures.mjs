// Takes the pictures of the README anew: `npm run build && node .github/take-pictures.mjs`. It needs a browser (test/conformance/page/chromium.mjs)
// and the packages of test/conformance; the demo gives the same bytes every run, the machine's fonts give the rest.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium, inBrowser } from '../test/conformance/page/chromium.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const command = join(here, '..', 'dist', 'main.js')
const run = promisify(execFile)

const browser = await chromium()
if (browser === undefined) throw new Error('no chromium here')
const scratch = await mkdtemp(join(tmpdir(), 'trailgate-pictures-'))
try {
  await mkdir(join(here, 'pictures'), { recursive: true })
  const page = join(scratch, 'report.html')
  await run(process.execPath, [command, 'check', '--demo', '--exit-zero', '--quiet', '--report', `html=${page}`], { cwd: scratch })
  for (const scheme of ['light', 'dark']) await take(`report-${scheme}`, page, { colorScheme: scheme, viewport: { width: 1216, height: 1000 }, deviceScaleFactor: 1.25 })
  const terminal = join(scratch, 'terminal.html')
  await writeFile(terminal, terminalPage(await coloured()))
  await take('terminal', terminal, { viewport: { width: 900, height: 860 } }, '.terminal')
} finally {
  await rm(scratch, { recursive: true, force: true })
}

/** What the viewport shows, or one element of it. */
async function take(name, file, options, element) {
  await inBrowser({ browser, scratch }, options, async (context) => {
    const page = await context.newPage()
    await page.goto(pathToFileURL(file).href)
    const target = element === undefined ? page : page.locator(element)
    await target.screenshot({ path: join(here, 'pictures', `${name}.png`) })
  })
}

/** The text report with its colours; the beginning and the end of it are enough for a picture. */
async function coloured() {
  const env = { ...process.env, FORCE_COLOR: '1' }
  const { stdout } = await run(process.execPath, [command, 'check', '--demo', '--exit-zero', '--quiet'], { env, cwd: scratch, maxBuffer: 2 ** 26 })
  const lines = stdout.trimEnd().split('\n')
  const blank = lines.findIndex((line, at) => at > 36 && line === '')
  return [...lines.slice(0, blank), '', '\u001b[2m⋮\u001b[0m', '', ...lines.slice(-1)]
}

function terminalPage(lines) {
  const css = `body{margin:0;padding:24px;background:transparent}
.terminal{display:inline-block;background:#14181d;border-radius:10px;overflow:hidden}
header{display:flex;gap:8px;padding:12px 14px;background:#1f252c}header i{width:11px;height:11px;border-radius:50%;background:#48515d}
pre{margin:0;padding:16px 20px 20px;color:#d9dee5;font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.b{font-weight:700}.f{color:#8b95a3}.r{color:#ff8b7d}.y{color:#e9bf6b}.g{color:#7fd4a3}.c{color:#7cc7e0}.p{color:#8fb6ff}`
  const prompt = '<span class="p">$</span> trailgate check --demo'
  return `<!doctype html><meta charset="utf-8"><style>${css}</style><div class="terminal"><header><i></i><i></i><i></i></header><pre>${prompt}\n${lines.map(marked).join('\n')}</pre></div>`
}

/** Select Graphic Rendition codes (ECMA-48) that the text report writes, as classes. */
function marked(line) {
  const classes = { 1: 'b', 2: 'f', 31: 'r', 32: 'g', 33: 'y', 36: 'c' }
  return line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/\p{Cc}\[([\d;]+)m/gu, (_, codes) => (codes === '0' ? '</span>' : `<span class="${codes.split(';').map((code) => classes[code]).join(' ')}">`))
}
