/** The page, by the HTML checker and in a real browser. */
import { chromium } from '../page/chromium.mjs'
import { pageChecks } from '../page/browser.mjs'
import { vnuFindings } from '../page/vnu.mjs'

export const format = 'html'
export const ending = '.html'

const wanted = process.argv.length === 2 || process.argv.some((file) => file.endsWith(ending))
const browser = wanted ? await chromium() : undefined

// Said at the end too: what was not run must not drown among what passed.
if (wanted && browser === undefined) {
  const said = 'NOT RUN  *.html in a browser: skipped: no chromium (apt-get install chromium, or name one in TRAILGATE_CHROMIUM)\n'
  process.stdout.write(said)
  process.on('exit', () => process.stdout.write(said))
}

const inBrowser = browser === undefined ? {} : Object.fromEntries(Object.entries(pageChecks).map(([name, check]) => [`chromium: ${name}`, (file, { scratch }) => check(file, { scratch, browser })]))

export const checks = { 'vnu, the HTML checker': vnuFindings, ...inBrowser }
