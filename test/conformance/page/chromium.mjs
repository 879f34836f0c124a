/** A browser: where it is, how it is got, and how a page is opened in it with nothing of anybody's left behind. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The program, installed first where that is possible: on Debian, as root. Undefined where there is none. */
export async function chromium() {
  const named = process.env.TRAILGATE_CHROMIUM
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined
  if (!existsSync(usual) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await install()
  return existsSync(usual) ? usual : undefined
}

const usual = '/usr/bin/chromium'

async function install() {
  process.stdout.write('conformance: no chromium here; installing it with apt-get\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...arguments_) => run('apt-get', arguments_, { env, maxBuffer: 2 ** 26 })
  const packages = ['install', '-y', '--no-install-recommends', 'chromium']
  const again = () => apt('update').then(() => apt(...packages))
  await apt(...packages).catch(again).catch((error) => process.stdout.write(`conformance: it could not be installed: ${String(error.stderr ?? error).trim().split('\n').at(-1)}\n`))
}

const quiet = ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** What `look` makes of a browser with a new and empty profile; `options` as playwright's contexts have them. */
export async function inBrowser({ browser, scratch }, options, look) {
  const { chromium: driver } = await import('playwright-core')
  const profile = await mkdtemp(join(scratch, 'profile-'))
  const context = await driver.launchPersistentContext(profile, { executablePath: browser, args: quiet, viewport: { width: 1280, height: 900 }, ...options })
  try {
    return await look(context)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** What `look` finds on the opened page, and what no page may do: complain, open a dialog, or ask for anything but itself. */
export async function onPage(file, setting, options, look) {
  return inBrowser(setting, options, async (context) => {
    const page = await context.newPage()
    const address = pathToFileURL(file).href
    const findings = watch(page, (url) => url.split('#')[0] === address || url.startsWith('data:'))
    await page.goto(address, { waitUntil: 'load', timeout: 120_000 })
    return [...(await look(page)), ...findings]
  })
}

/** A list that grows with what the page does wrong. */
export function watch(page, isOwn) {
  const findings = []
  page.on('console', (message) => findings.push(`console ${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => findings.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    findings.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!isOwn(request.url())) findings.push(`asks for ${request.url().slice(0, 200)}`)
  })
  return findings
}
