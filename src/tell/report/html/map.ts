/** What is recorded where: a map of accounts, regions and classes of events, and the same as a table. */
import { mappedClassNames, type CoverageMap, type MappedClass } from '../../../nouns/coverage.ts'
import type { AccountNames } from '../subject.ts'
import { capital, sayNumber } from '../wording.ts'
import { drawing, legend, mostDrawn } from './map-drawing.ts'
import { classWords, mapRows, placesOf, recordedWords, type MapRow, type MapRows } from './map-rows.ts'
import { html, sayCount, type Markup } from './markup.ts'
import { someAccounts } from './whom.ts'

/** Groups of accounts in the table; what is left out is counted. */
const mostRows = 300

/** Nothing where the assessment holds no map, or nobody was to be read. */
export function* coverageSection(coverage: CoverageMap | undefined, names: AccountNames): Generator<Markup> {
  if (coverage === undefined || coverage.rows.length === 0) return
  const rows = mapRows(coverage)
  yield html`<section id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">What is recorded, and where</h2>
<p class="soft">The map shows what the trails that log record together. It does not show what the policy asks for: that is judged below. ${togetherNote(rows)}</p>
${legend}
<div class="scroll map" tabindex="0" role="region" aria-label="Map of what is recorded; it can be scrolled sideways">
`
  yield* drawing(rows, names)
  yield html`</div>\n${leftOut(rows)}${shares(coverage)}`
  yield* mapTable(rows, names)
  yield html`</section>\n`
}

/** A place is one region of one account. */
function shares(coverage: CoverageMap): Markup {
  const columns = ['all', 'some', 'none', 'undecided'] as const
  const heads = columns.map((answer) => html`<th scope="col" class="number">${capital(recordedWords[answer])}</th>`)
  const rows = mappedClassNames.map((events) => {
    const places = placesOf(coverage, events)
    const numbers = columns.map((answer) => html`<td class="${places[answer] === 0 ? 'number zero' : 'number'}">${sayNumber(places[answer])}</td>`)
    return html`<tr><th scope="row">${classWords[events]}</th>${numbers}</tr>\n`
  })
  const { all, some, none, undecided } = placesOf(coverage, 'management-writes')
  return html`<div class="scroll"><table class="counts">
<caption>In how many of ${sayNumber(all + some + none + undecided)} places, each a region of an account</caption>
<thead><tr><th scope="col">Events</th>${heads}</tr></thead>
<tbody>
${rows}</tbody></table></div>
`
}

function togetherNote({ together, rows }: MapRows): string {
  if (!together) return ''
  const accounts = rows.reduce((sum, row) => sum + row.accounts.length, 0)
  return `${sayCount(accounts, 'account')} are too many to draw one by one: those of which the same is recorded stand in one row, with their number, ${sayCount(rows.length, 'row')} in all.`
}

function leftOut({ rows }: MapRows): Markup | undefined {
  const rest = rows.slice(mostDrawn)
  if (rest.length === 0) return undefined
  const accounts = rest.reduce((sum, row) => sum + row.accounts.length, 0)
  return html`<p class="more">${sayCount(rest.length, 'further row')} of ${sayCount(accounts, 'account')} are not drawn; the table has ${rows.length > mostRows ? `the first ${mostRows} rows` : 'all of them'}.</p>\n`
}

function* mapTable(table: MapRows, names: AccountNames): Generator<Markup> {
  const { rows } = table
  const heads = mappedClassNames.map((events) => html`<th scope="col">${classWords[events]}</th>`)
  yield html`<details><summary>The map as a table</summary><div class="scroll"><table>
<caption>What is recorded by account and class of events</caption>
<thead><tr><th scope="col">${table.together ? 'Accounts' : 'Account'}</th>${heads}</tr></thead>
<tbody>
`
  for (const row of rows.slice(0, mostRows)) yield tableRow(row, table, names)
  const left = rows.length - mostRows
  yield html`</tbody></table></div>${left > 0 ? html`<p class="more">${sayCount(left, 'further row')} are left out.</p>` : undefined}</details>\n`
}

function tableRow(row: MapRow, { regions }: MapRows, names: AccountNames): Markup {
  const count = row.accounts.length > 1 ? html`<strong>${sayCount(row.accounts.length, 'account')}</strong>: ` : undefined
  const cells = mappedClassNames.map((events) => html`<td>${sayRow(row, events, regions)}</td>`)
  return html`<tr><th scope="row">${count}${someAccounts(row.accounts, names)}</th>${cells}</tr>\n`
}

/** `recorded in all 17 regions`, `recorded in 16 regions; could not tell in ap-south-1`. */
function sayRow({ at, row }: MapRow, events: MappedClass, regions: readonly string[]): string {
  const told = (['none', 'some', 'undecided', 'all'] as const).map((answer) => ({ answer, where: regions.filter((region) => at(events, region) === answer) }))
  const there = told.filter(({ where }) => where.length > 0)
  const unknown = row.all ? [] : ['which regions are enabled could not be seen']
  const [only, ...others] = there
  if (only === undefined) return unknown[0] ?? 'no region was asked about'
  if (others.length === 0) return [`${recordedWords[only.answer]} in ${only.where.length === 1 ? only.where.join() : `all ${only.where.length} regions`}`, ...unknown].join('; ')
  return [...there.map(({ answer, where }) => `${recordedWords[answer]} in ${where.length > 4 ? `${where.length} regions` : where.join(', ')}`), ...unknown].join('; ')
}
