/** An account's table of what is recorded, for people and for programs. */
import type { CoverageAnswer, CoverageGroup, CoverageRow, CoverageTable, Names } from '../../nouns/coverage.ts'
import type { Look } from '../../nouns/verdict.ts'
import { answerStyles, sayCatalogues, sayDoubt, sayNames, sayPlace, sayRegions, saySilent } from './coverage-wording.ts'
import { harmless, harmlessJson } from './harmless.ts'
import { pageFor, type Cell, type Page } from './page.ts'
import { countOf, listSome } from './wording.ts'

/** One JSON document: `groups` of regions that are alike, each with its rows, and the names of which nothing is recorded. */
export function* tableJson({ place, groups, names, catalogues }: CoverageTable): Generator<string> {
  const { account, accountName, partition, extent, regions } = place
  const where = { account, ...(accountName === undefined ? {} : { name: accountName }), partition, regions: extent === 'any' ? 'any' : regions, extent }
  const head = Object.entries({ ...where, catalogues, names }).map(([name, value]) => `  "${name}": ${harmlessJson(value)},\n`)
  yield `{\n${head.join('')}  "groups": [`
  for (const [at, group] of groups.entries()) yield `${at === 0 ? '' : ','}\n${groupJson(group, extent === 'any')}`
  yield groups.length === 0 ? ']\n}\n' : '\n  ]\n}\n'
}

/** One row a line, as programs and differences like it. */
function groupJson({ regions, rows, none, storesUnseen, silent }: CoverageGroup, any: boolean): string {
  const said = rows.map(({ kind, events, eventClass, trails, stores }) => {
    return `        ${harmlessJson({ kind, events, class: eventClass, ...brief(trails), ...(stores === undefined ? {} : { stores: brief(stores) }) })}`
  })
  const rest = { none, ...(storesUnseen === undefined ? {} : { storesUnseen }), silent }
  const tail = Object.entries(rest).map(([name, value]) => `,\n      "${name}": ${harmlessJson(value)}`)
  return `    {\n      "regions": ${harmlessJson(any ? 'any' : regions)},\n      "rows": [\n${said.join(',\n')}\n      ]${tail.join('')}\n    }`
}

/** A row has the events that show it one question further, with `--class`. */
function brief({ answer, recordedBy, undecidedBy, shortfalls }: CoverageAnswer): Partial<CoverageAnswer> {
  return {
    answer,
    ...(recordedBy === undefined ? {} : { recordedBy }),
    ...(undecidedBy === undefined ? {} : { undecidedBy }),
    ...(shortfalls === undefined || answer === 'none' ? {} : { shortfalls }),
  }
}

/** A table for each group of regions, and what the words in it rest on. */
export function* tableText({ place, groups, names, catalogues }: CoverageTable, look: Look): Generator<string> {
  const page = pageFor(look)
  yield page.row({ text: `What is recorded ${sayPlace(place)}`, style: 'strong' })
  yield page.row({ text: `by the ${sayCatalogues(catalogues)}`, style: 'faint' })
  if (groups.length === 0) yield page.row({ text: 'Nothing could be asked: no region of it was seen.', style: 'unknown' })
  for (const group of groups) {
    yield '\n'
    if (groups.length > 1) yield page.row({ text: `In ${sayRegions(group.regions)}`, style: 'strong' })
    yield* groupText(group, names, page)
  }
  yield `\n${page.row({ text: 'Name a class with --class to see an event that is missed, and what to change.', style: 'faint' })}`
}

function* groupText(group: CoverageGroup, names: Names, page: Page): Generator<string> {
  const hasStores = group.rows.some(({ stores }) => stores !== undefined)
  const widths = widthsOf(group.rows, page.width, hasStores)
  yield page.cells(cellsOf(['', 'trails', 'by', ...(hasStores ? ['stores', 'by'] : [])], widths))
  for (const kind of ['management', 'data', 'network'] as const) {
    for (const rows of sameAnswers(group.rows.filter((row) => row.kind === kind))) yield page.cells(rowCells(rows, names, widths, hasStores))
  }
  yield* noneText(group, hasStores, page)
  for (const doubt of doubtsOf(group)) yield page.row({ indent: 2, label: 'undecided', column: 11, style: 'unknown', text: doubt })
  for (const doubt of new Set((group.storesUnseen ?? []).map(sayDoubt))) yield page.row({ indent: 2, label: 'stores', column: 11, style: 'unknown', text: doubt })
  for (const silent of group.silent) yield page.row({ indent: 2, label: 'silent', column: 11, style: 'faint', text: saySilent(silent) })
}

const kindWords = { management: 'Management events', data: 'Data events', network: 'Network activity' } as const

/** Rows that differ in their name only are one line: an account that could not be seen has hundreds of them. */
function sameAnswers(rows: readonly CoverageRow[]): readonly (readonly CoverageRow[])[] {
  const groups = new Map<string, CoverageRow[]>()
  for (const row of rows) {
    const key = row.kind === 'management' ? row.events : JSON.stringify([row.trails.answer, row.trails.recordedBy, row.stores?.answer, row.stores?.recordedBy])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

/** More names than this in a row are counted. */
const mostEvents = 4

function rowCells(rows: readonly CoverageRow[], names: Names, widths: readonly number[], hasStores: boolean): readonly Cell[] {
  const [first] = rows
  if (first === undefined) return []
  const events = `${kindWords[first.kind]}: ${listSome(rows.map(({ events: name }) => harmless(name)), mostEvents)}`
  const answers = [first.trails, ...(hasStores ? [first.stores ?? { answer: 'none' as const }] : [])]
  const cells = answers.flatMap((answer) => [answer.answer, sayNames(answer.recordedBy ?? [], names)])
  return cellsOf([events, ...cells], widths, [undefined, ...answers.flatMap(({ answer }) => [answerStyles[answer], undefined])])
}

function cellsOf(texts: readonly string[], widths: readonly number[], styles: readonly Cell['style'][] = []): readonly Cell[] {
  return texts.map((text, at) => ({ text, width: widths[at] ?? 0, style: styles[at] }))
}

const answerWidth = 'undecided'.length

/** Between columns. */
const gap = 2

const narrowestNames = 8

/** Events get what they need, at most half of what the answers leave; the names of trails and stores share the rest. */
function widthsOf(rows: readonly CoverageRow[], width: number, hasStores: boolean): readonly number[] {
  const longest = Math.max(...rows.map(({ kind, events }) => kindWords[kind].length + 2 + events.length))
  const answers = hasStores ? 2 : 1
  const room = width - answers * (answerWidth + 2 * gap)
  const events = Math.min(longest, Math.floor(room / (hasStores ? 2 : 1.6)))
  const by = Math.max(narrowestNames, Math.floor((room - events) / answers))
  return [events, ...Array.from({ length: answers }, () => [answerWidth, by]).flat()]
}

function* noneText({ none }: CoverageGroup, hasStores: boolean, page: Page): Generator<string> {
  const by = hasStores ? ', neither by trails nor by stores' : ''
  const parts = [
    ...(none.data.length === 0 ? [] : [countOf(none.data.length, 'data resource type')]),
    ...(none.network.length === 0 ? [] : [countOf(none.network.length, 'network activity event source')]),
  ]
  if (parts.length > 0) yield page.row({ text: `Nothing is recorded of ${parts.join(' and ')}${by}.` })
}

/** Why rows are undecided, each reason once. */
function doubtsOf({ rows }: CoverageGroup): readonly string[] {
  return [...new Set(rows.flatMap(({ trails, stores }) => [...(trails.undecidedBy ?? []), ...(stores?.undecidedBy ?? [])].map(sayDoubt)))]
}
