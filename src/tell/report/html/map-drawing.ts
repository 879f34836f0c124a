/** The map as a picture: a panel for each class of events, a column for each region, a row for each account or group of accounts. */
import { mappedClassNames, type MappedClass } from '../../../nouns/coverage.ts'
import type { AccountNames } from '../subject.ts'
import { classWords, recordedWords, type MapRow, type MapRows, type Recorded } from './map-rows.ts'
import { html, raw, sayCount, type Markup } from './markup.ts'

/** Rows of the picture; the table beneath has the rest. */
export const mostDrawn = 40

const labels = 190
const between = 15
const heads = 112
/** Between one row and the next. */
const line = 14
/** As wide as the page is on a desk; where many regions do not fit, the map is wider and scrolls. */
const desk = 1118
/** A sign in the legend. */
const sign = 13

/** Between one column and the next. */
function pitchOf(regions: number): number {
  const fits = (desk - labels - (mappedClassNames.length - 1) * between) / (mappedClassNames.length * Math.max(1, regions))
  return Math.min(line, Math.max(10, Math.floor(fits * 2) / 2))
}

/** Colours stand in attributes, for readers whose browser may load no style; the style sheet replaces them. Every answer has a shape of its own. */
const shapes: Readonly<Record<Exclude<Recorded, 'absent'>, string>> = {
  all: '<rect class="m-all" width="13" height="13" rx="2" fill="#1f5fbf"/>',
  some: '<rect class="m-edge" x=".75" y=".75" width="11.5" height="11.5" rx="1.5" fill="none" stroke="#1f5fbf" stroke-width="1.5"/><path class="m-all" d="M1 12V1l11 11z" fill="#1f5fbf"/>',
  none: '<rect class="m-none" x=".75" y=".75" width="11.5" height="11.5" rx="1.5" fill="#fff" stroke="#98a2b0" stroke-width="1.2"/><path class="m-cross" d="M4.2 4.2l4.6 4.6m0-4.6l-4.6 4.6" stroke="#a1281b" stroke-width="1.5" stroke-linecap="round"/>',
  undecided:
    '<rect class="m-open" x=".75" y=".75" width="11.5" height="11.5" rx="1.5" fill="#fdf3dc" stroke="#8a5300" stroke-width="1.2" stroke-dasharray="2 1.6"/><path class="m-ask" d="M4.9 5.1c.2-2 3.2-1.8 3.2-.1 0 1.3-1.6 1.3-1.6 2.6" fill="none" stroke="#8a5300" stroke-width="1.4" stroke-linecap="round"/><circle class="m-dot" cx="6.5" cy="10" r=".9" fill="#8a5300"/>',
}

const drawnAnswers = ['all', 'some', 'none', 'undecided'] as const

/** The signs with their words, and the symbols that the map uses. */
export const legend: Markup = html`<ul class="legend">${drawnAnswers.map(
  (answer) => html`<li><svg width="${sign}" height="${sign}" aria-hidden="true" focusable="false"><defs><symbol id="m-${answer}" viewBox="0 0 13 13">${raw(shapes[answer])}</symbol></defs><use href="#m-${answer}" width="${sign}" height="${sign}"/></svg> ${recordedWords[answer]}</li>`,
)}<li><svg width="${sign}" height="${sign}" aria-hidden="true" focusable="false"><circle class="m-absent" cx="${sign / 2}" cy="${sign / 2}" r="1.4" fill="#98a2b0"/></svg> ${recordedWords.absent}</li></ul>`

/** As wide as its columns ask for: the page lets it scroll. */
export function* drawing(table: MapRows, names: AccountNames): Generator<Markup> {
  const { regions } = table
  const rows = table.rows.slice(0, mostDrawn)
  const panel = regions.length * pitchOf(regions.length)
  const width = labels + mappedClassNames.length * (panel + between) - between
  const height = heads + rows.length * line + 6
  yield html`<svg class="heat" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="map-title map-text" font-family="system-ui, sans-serif" font-size="11">
<title id="map-title">What is recorded by account, region and class of events</title>
<desc id="map-text">The table below the map says the same in words.</desc>
${mappedClassNames.map((events, at) => panelHead(events, labels + at * (panel + between), table))}
`
  for (const [at, row] of rows.entries()) yield mapRow(row, heads + at * line, table, names)
  yield html`</svg>\n`
}

function panelHead(events: MappedClass, left: number, { regions }: MapRows): Markup {
  const pitch = pitchOf(regions.length)
  const columns = regions.map((region, at) => html`<text class="m-region" transform="translate(${left + at * pitch + pitch / 2 + 2} ${heads - 6}) rotate(-90)" font-size="9">${region}</text>`)
  return html`<text class="m-panel" x="${left}" y="14" font-weight="600" font-size="12">${classWords[events]}</text>${columns}\n`
}

function mapRow(row: MapRow, top: number, table: MapRows, names: AccountNames): Markup {
  const [first = ''] = row.accounts
  const name = names.get(first)
  const known = name === undefined || name === '' ? first : name
  const label = row.accounts.length > 1 ? `${sayCount(row.accounts.length, 'account')}, as ${first}` : known
  const number = row.accounts.length > 1 || known === first ? undefined : html`<text class="m-number" x="${labels - 10}" y="${top + 10}" fill="#5a6470" font-size="9" text-anchor="end">${first}</text>`
  const cells = mappedClassNames.map((events, at) => panelCells(row, { events, left: labels + at * (table.regions.length * pitchOf(table.regions.length) + between), top, label }, table))
  return html`<g><text class="m-label" x="0" y="${top + 10}">${short(label, number === undefined ? 29 : 16)}</text>${number}${cells}</g>\n`
}

interface Panel {
  readonly events: MappedClass
  readonly left: number
  readonly top: number
  readonly label: string
}

/** Absent regions are a dot, so that the grid can be followed. */
function panelCells({ at }: MapRow, { events, left, top, label }: Panel, { regions }: MapRows): readonly Markup[] {
  const pitch = pitchOf(regions.length)
  const cell = pitch - 1.5
  return regions.map((region, column) => {
    const answer = at(events, region)
    const x = left + column * pitch
    if (answer === 'absent') return html`<circle class="m-absent" cx="${x + cell / 2}" cy="${top + cell / 2}" r="1.4" fill="#98a2b0"/>`
    const said = `${short(label, 40)}, ${region}, ${classWords[events]}: ${recordedWords[answer]}`
    return html`<use href="#m-${answer}" x="${x}" y="${top + 0.5}" width="${cell}" height="${cell}"><title>${said}</title></use>`
  })
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
