/** An account's table: what is recorded of every kind of event that there is, by the catalogues of their date. */
import { namesIn } from '../../nouns/catalogue.ts'
import type { CoverageAnswer, CoverageGroup, CoverageRow, CoverageTable } from '../../nouns/coverage.ts'
import type { EventClass, FieldWish } from '../../nouns/event.ts'
import { alike, answersOf, catalogueDates, haveStores, reachedKey, reachedOf, recorderNames, silentIn, storesUnseen, type Asked, type Reached } from './reached.ts'

type RowClass = Pick<CoverageRow, 'kind' | 'events' | 'eventClass'>

/** The sources that an exclusion can leave out, and the rest: finer a trail cannot select management events (reference 3.1). */
const managementSources: Readonly<Record<string, FieldWish>> = {
  'KMS': 'kms.amazonaws.com',
  'RDS Data API': 'rdsdata.amazonaws.com',
  'other sources': { NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] },
}

function managementClass(of: string, eventSource: FieldWish, readOnly: boolean): RowClass {
  const eventClass: EventClass = { eventCategory: 'Management', readOnly, eventSource }
  return { kind: 'management', events: `${readOnly ? 'reads' : 'writes'}, ${of}`, eventClass }
}

/** Held once, so that what `decide` remembers of a class serves every account. */
const classes: readonly RowClass[] = [
  ...Object.entries(managementSources).flatMap(([of, source]) => [managementClass(of, source, true), managementClass(of, source, false)]),
  ...namesIn('data-resource-types').map((name) => {
    return { kind: 'data', events: name, eventClass: { eventCategory: 'Data', 'resources.type': name } } as const
  }),
  ...namesIn('network-activity-sources').map((name) => {
    return { kind: 'network', events: name, eventClass: { eventCategory: 'NetworkActivity', eventSource: name } } as const
  }),
]

/** Regions of one configuration are decided once; regions whose rows say the same are one group. */
export function tableOf(asked: Asked): CoverageTable {
  const reached = reachedOf(asked)
  const withStores = haveStores(reached)
  const told = alike(reached, reachedKey).map((same) => groupOf(same[0], same.map(({ region }) => region), withStores))
  const groups = alike(told, groupKey).map(joined)
  return { place: asked.place, groups, names: recorderNames(reached), catalogues: catalogueDates() }
}

function joined(same: readonly [CoverageGroup, ...CoverageGroup[]]): CoverageGroup {
  return { ...same[0], regions: same.flatMap(({ regions }) => regions).sort() }
}

function groupOf(reached: Reached, regions: readonly string[], withStores: boolean): CoverageGroup {
  const unseen = storesUnseen(reached)
  const rows = classes.map((each): CoverageRow => Object.assign({}, each, answersOf(each.eventClass, reached, withStores && unseen === undefined)))
  const names = (kind: CoverageRow['kind']): readonly string[] => rows.filter((row) => row.kind === kind && isNone(row)).map(({ events }) => events)
  return {
    regions,
    rows: rows.filter((row) => row.kind === 'management' || !isNone(row)),
    none: { data: names('data'), network: names('network') },
    ...(unseen === undefined ? {} : { storesUnseen: unseen }),
    silent: silentIn(reached),
  }
}

function isNone({ trails, stores }: CoverageRow): boolean {
  return trails.answer === 'none' && (stores === undefined || stores.answer === 'none')
}

/** Everything but the made-up events, which name a region. */
function groupKey({ rows, none, storesUnseen: unseen, silent }: CoverageGroup): string {
  return JSON.stringify([rows.map(({ events, trails, stores }) => [events, bare(trails), stores && bare(stores)]), none, unseen, silent])
}

function bare({ answer, recordedBy, undecidedBy, shortfalls }: CoverageAnswer): unknown {
  return [answer, recordedBy, undecidedBy, shortfalls]
}
