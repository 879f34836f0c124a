/** The rows of the map of what is recorded where: accounts one by one while they are few, those with the same answers together where they are many. */
import type { CoverageAnswer, CoverageMap, CoverageMapRow, MappedClass } from '../../../nouns/coverage.ts'

export type Recorded = CoverageAnswer['answer'] | 'absent'

export interface MapRow {
  readonly accounts: readonly string[]
  /** By class and region; a region that the account has not enabled is absent. */
  readonly at: (events: MappedClass, region: string) => Recorded
  readonly row: CoverageMapRow
}

export interface MapRows {
  readonly rows: readonly MapRow[]
  readonly regions: readonly string[]
  /** Whether accounts with the same answers stand together. */
  readonly together: boolean
}

/** Up to this many accounts have a row each. */
const mostAlone = 40

/** Worst first: where writes are missed in most regions, or it could not be told; then by account. */
export function mapRows({ rows }: CoverageMap): MapRows {
  const accounts = rows.reduce((sum, row) => sum + row.accounts.length, 0)
  const together = accounts > mostAlone
  const split = together ? rows : rows.flatMap((row) => row.accounts.map((account) => ({ ...row, accounts: [account] })))
  const regions = [...new Set(rows.flatMap((row) => row.cells.flatMap((cell) => cell.regions)))].sort()
  const told = split.map((row) => ({ row, accounts: row.accounts, at: reader(row) }))
  return { rows: told.sort((a, b) => badness(b.row) - badness(a.row) || compare(a.accounts[0], b.accounts[0])), regions, together }
}

function reader(row: CoverageMapRow): MapRow['at'] {
  const byRegion = new Map(row.cells.flatMap((cell) => cell.regions.map((region) => [region, cell.answers] as const)))
  return (events, region) => byRegion.get(region)?.[events] ?? (row.all ? 'absent' : 'undecided')
}

const weights: Readonly<Record<CoverageAnswer['answer'], number>> = { none: 1000, some: 100, undecided: 10, all: 0 }

function badness({ cells, all }: CoverageMapRow): number {
  return cells.reduce((sum, { regions, answers }) => sum + weights[answers['management-writes']] * regions.length, all ? 0 : 5)
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export const classWords: Readonly<Record<MappedClass, string>> = {
  'management-writes': 'Management, writes',
  'management-reads': 'Management, reads',
  data: 'Data events',
  'network-activity': 'Network activity',
}

export const recordedWords: Readonly<Record<Recorded, string>> = {
  all: 'recorded',
  some: 'partly recorded',
  none: 'not recorded',
  undecided: 'could not tell',
  absent: 'region not enabled',
}

/** In how many places, each a region of an account, a class of events has each answer. */
export function placesOf({ rows }: CoverageMap, events: MappedClass): Readonly<Record<CoverageAnswer['answer'], number>> {
  const counts = { all: 0, some: 0, none: 0, undecided: 0 }
  for (const { cells, accounts } of rows) for (const { regions, answers } of cells) counts[answers[events]] += regions.length * accounts.length
  return counts
}

