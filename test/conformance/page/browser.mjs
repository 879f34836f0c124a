/** What the page must do in a browser: name to a check of a file. */
import { readFile } from 'node:fs/promises'
import { inBrowser, onPage, watch } from './chromium.mjs'
import { contrastFindings } from './contrast.mjs'
import { filterFindings } from './filters.mjs'
import { keyboardFindings } from './keyboard.mjs'

export const pageChecks = {
  'quiet, alone, and nothing of a stranger comes alive': (file, setting) => onPage(file, setting, { colorScheme: 'light' }, alive),
  'filters find what they should': (file, setting) => onPage(file, setting, {}, filterFindings),
  'contrast by day (WCAG AA)': (file, setting) => onPage(file, setting, { colorScheme: 'light' }, opened),
  'contrast by night (WCAG AA)': (file, setting) => onPage(file, setting, { colorScheme: 'dark' }, opened),
  'everything can be reached by keyboard': (file, setting) => onPage(file, setting, {}, keyboardFindings),
  'a telephone scrolls it one way only': (file, setting) => onPage(file, setting, { viewport: { width: 390, height: 800 } }, narrow),
  'readable with scripts off': (file, setting) => onPage(file, setting, { javaScriptEnabled: false }, readable),
  'readable behind a policy that allows neither style nor script': bare,
}

/** Elements and attributes that we never write, and jumps while the page settles. */
async function alive(page) {
  await page.waitForTimeout(300)
  return page.evaluate(async () => {
    const found = []
    const all = [...document.querySelectorAll('*')]
    const strange = all.filter((each) => ['img', 'iframe', 'object', 'embed', 'base', 'video', 'audio', 'template', 'foreignobject', 'math', 'frame'].includes(each.localName))
    if (strange.length > 0) found.push(`elements of strangers: ${strange.map((each) => each.localName).join()}`)
    if (document.scripts.length !== 3) found.push(`${document.scripts.length} scripts`)
    const handlers = all.flatMap((each) => [...each.attributes].filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'srcdoc'))
    if (handlers.length > 0) found.push(`attributes of strangers: ${handlers.map(({ name }) => name).join()}`)
    const links = [...document.links].filter(({ protocol, hash }) => protocol !== 'https:' && hash === '')
    if (links.length > 0) found.push(`links elsewhere: ${links.map(({ href }) => href).join()}`)
    const hidden = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u.exec(document.body.textContent)
    if (hidden !== null) found.push(`a character that hides or reorders text: U+${hidden[0].codePointAt(0).toString(16)}`)
    const jumps = await new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type: 'layout-shift', buffered: true })
      setTimeout(() => resolve([]), 200)
    })
    if (jumps.length > 0) found.push(`layout jumps by ${jumps.map(({ value }) => value).join()}`)
    return found
  })
}

/** What is folded away counts too. */
async function opened(page) {
  await page.evaluate(() => {
    for (const each of [...document.querySelectorAll('details')].slice(0, 400)) each.open = true
  })
  return contrastFindings(page)
}

async function narrow(page) {
  const [wide, inner] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  return wide > inner ? [`${wide} pixels wide in ${inner}`] : []
}

async function readable(page) {
  const found = await essentials(page)
  const first = page.locator('main details').first()
  if ((await first.count()) > 0) {
    const before = await first.getAttribute('open')
    await first.locator('summary').first().click()
    if ((await first.getAttribute('open')) === before) found.push('details do not open')
  }
  return found
}

/** What a reader must see, whatever the browser may run; filters that cannot work are not there. */
async function essentials(page) {
  const found = []
  const text = await page.locator('body').innerText()
  for (const word of [await page.locator('h1').innerText(), 'Findings', 'About this run']) if (!text.includes(word)) found.push(`does not say ${word}`)
  const rows = page.locator('#findings-table tbody tr')
  const hidden = await rows.evaluateAll((all) => all.filter((row) => row.getClientRects().length === 0).length)
  if (hidden > 0) found.push(`${hidden} findings cannot be seen`)
  if (await page.locator('#filters').isVisible()) found.push('filters that cannot work are shown')
  return found
}

/** As a build server shows it: from the web, with the strictest of its policies. No request leaves the browser. */
async function bare(file, setting) {
  const body = await readFile(file, 'utf8')
  return inBrowser(setting, {}, async (context) => {
    const page = await context.newPage()
    const found = []
    const address = 'https://build.example/report.html'
    const policy = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';"
    await page.route('**/*', (route) => (route.request().url() === address ? route.fulfill({ body, contentType: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': policy } }) : route.abort()))
    const asked = watch(page, (url) => url === address || url.startsWith('data:'))
    await page.goto(address, { timeout: 120_000 })
    found.push(...(await essentials(page)))
    const size = await page.locator('svg.symbols').evaluate((each) => each.getBoundingClientRect().height)
    if (size > 0) found.push('the symbols take place')
    return [...found, ...asked.filter((each) => !each.startsWith('console '))]
  })
}
