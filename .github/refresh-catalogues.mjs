// Makes the next edition of the dated catalogues (src/nouns/catalogue/*.json) from AWS documentation pages that were saved as files.
//
//   node .github/refresh-catalogues.mjs --date 2026-12 --data-events saved.html --network-activity saved.md
//
// 1. Save these pages of the CloudTrail User Guide, as HTML or Markdown: "Logging data events" and "Logging network activity events".
// 2. Run this with the month of the edition. It prints what was added and removed, and writes the catalogues whose pages were named.
// 3. Read the difference, run the tests, commit. A removed name stays in the file, with the month in which it was last seen.
//
// It fetches nothing. `--folder` names another folder of catalogues. Exit status: 0, or 2 when a page does not look like the right one.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** By the option that names the page: the catalogue, and what a name in it looks like. */
const kinds = {
  'data-events': { catalogue: 'data-resource-types', name: /^AWS::\w+::\w+$/ },
  'network-activity': { catalogue: 'network-activity-sources', name: /^[a-z0-9-]+\.amazonaws\.com$/ },
}

/** A page with fewer of the names we know than this share is another page, or has another layout. */
const leastKnown = 0.5

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", '#x27': "'", '#58': ':' }

/** Cells of tables and items of lists, whether in HTML or in Markdown, each as plain text: names stand alone in them. */
function piecesOf(page) {
  const html = [...page.matchAll(/<(td|li)\b[^>]*>([\s\S]*?)(?=<\/\1>|<td\b|<li\b|<\/tr>|<\/ul>)/gi)].map(([, , inner]) => inner)
  const lines = page.split(/\r?\n/)
  const rows = lines.filter((line) => /^\s*\|/.test(line)).flatMap((line) => line.split('|'))
  const items = lines.flatMap((line) => /^\s*[-*+] +(.*)$/.exec(line)?.slice(1) ?? [])
  return [...html, ...rows, ...items].map(plain)
}

function plain(text) {
  const bare = text.replaceAll(/<[^>]*>/g, '').replaceAll(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole)
  return bare.replaceAll(/[`*\\]/g, '').trim()
}

function namesIn(page, pattern) {
  return [...new Set(piecesOf(page).filter((piece) => pattern.test(piece)))].sort(byName)
}

/** Text order that is the same on every machine, letter case aside. */
function byName(a, b) {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The next edition: ARN formats and removed names are carried over, and a name that came back is no longer removed. */
function nextEdition(before, names, date) {
  const known = new Map(before.entries.map((entry) => [entry.name, entry]))
  const gone = before.entries.filter(({ name }) => !names.includes(name)).map(({ name }) => ({ name, lastSeen: before.date }))
  return {
    date,
    source: before.source,
    entries: names.map((name) => known.get(name) ?? { name }),
    removed: [...before.removed.filter(({ name }) => !names.includes(name)), ...gone].sort((a, b) => byName(a.name, b.name)),
  }
}

/** One entry a line, so that a difference reads well. */
function textOf({ date, source, entries, removed }) {
  return `{\n  "date": ${JSON.stringify(date)},\n  "source": ${JSON.stringify(source)},\n  "entries": ${listOf(entries)},\n  "removed": ${listOf(removed)}\n}\n`
}

function listOf(items) {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${lineOf(item)}`).join(',\n')}\n  ]`
}

function lineOf(item) {
  return `{${Object.entries(item).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`).join(', ')}}`
}

function refuse(what) {
  process.stderr.write(`refresh-catalogues: ${what}\n`)
  process.exitCode = 2
}

function refresh({ catalogue, name }, file, { date, folder }) {
  const path = join(folder, `${catalogue}.json`)
  const before = JSON.parse(readFileSync(path, 'utf8'))
  const names = namesIn(readFileSync(file, 'utf8'), name)
  const still = before.entries.filter((entry) => names.includes(entry.name)).length
  if (names.length === 0 || still < before.entries.length * leastKnown) {
    return refuse(`${file} has ${still} of the ${before.entries.length} names in ${catalogue}: is it the right page? Nothing was written to ${path}`)
  }
  const next = nextEdition(before, names, date)
  writeFileSync(path, textOf(next))
  tell(catalogue, before, next)
}

function missing(from, other) {
  return from.entries.filter(({ name }) => !other.entries.some((entry) => entry.name === name))
}

function tell(catalogue, before, next) {
  process.stdout.write(`${catalogue}: ${before.date} -> ${next.date}, ${next.entries.length} names\n`)
  for (const { name } of missing(next, before)) process.stdout.write(`  + ${name}\n`)
  for (const { name } of missing(before, next)) process.stdout.write(`  - ${name}\n`)
}

const text = { type: 'string' }
const { values } = parseArgs({ options: { date: text, folder: text, 'data-events': text, 'network-activity': text } })
const folder = values.folder ?? fileURLToPath(new URL('../src/nouns/catalogue', import.meta.url))
const named = Object.entries(kinds).filter(([option]) => values[option] !== undefined)

if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(values.date ?? '')) refuse('--date is the month of the edition, as in --date 2026-12')
else if (named.length === 0) refuse(`name a saved page with ${Object.keys(kinds).map((option) => `--${option} FILE`).join(' or ')}`)
else for (const [option, kind] of named) refresh(kind, values[option], { date: values.date, folder })
