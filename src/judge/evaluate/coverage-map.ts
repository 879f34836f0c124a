/** What is recorded of each category of events, account by account and region by region: the map that reports draw. */
import { mappedClasses, mappedClassNames, type CoverageMap, type CoverageMapCell, type CoverageMapRow, type MappedClass } from '../../nouns/coverage.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'
import { alikeTo } from './alike.ts'
import { caseAbout, type Case } from './case.ts'
import { remembering } from './memory.ts'
import { answersIn } from './region-answers.ts'
import { accountsInScope, accountSubject, askedRegions } from './subjects.ts'

type Answers = CoverageMapCell['answers']

/** Accounts that are configured alike are asked about once; those with the same answers are one row, in the order of their numbers. */
export function coverageMapOf(snapshot: Snapshot): CoverageMap {
  const common = { snapshot, parameters: {}, memory: remembering(), inventory: [] }
  const known = new Map<object, Told>()
  const rows = new Map<string, { readonly told: Told; readonly accounts: string[] }>()
  for (const account of accountsInScope(snapshot)) {
    const of = caseAbout(common, accountSubject(snapshot, account))
    const configuration = alikeTo(of, account)?.configuration
    const told = (configuration && known.get(configuration)) ?? toldOf(account, of)
    if (configuration !== undefined) known.set(configuration, told)
    const row = rows.get(told.key) ?? { told, accounts: [] }
    row.accounts.push(account)
    rows.set(told.key, row)
  }
  return { rows: [...rows.values()].map(({ told, accounts }) => ({ accounts, cells: told.cells, all: told.all })) }
}

/** A row without its accounts; rows of equal keys say the same. */
interface Told extends Omit<CoverageMapRow, 'accounts'> {
  readonly key: string
}

function toldOf(account: string, of: Case): Told {
  const byRegion = new Map<string, Partial<Record<MappedClass, Answers[MappedClass]>>>()
  for (const name of mappedClassNames) {
    for (const { answer, regions } of answersIn({ eventClass: mappedClasses[name], by: 'trails' }, account, of)) {
      for (const region of regions) byRegion.set(region, { ...byRegion.get(region), [name]: answer.answer })
    }
  }
  const cells = cellsOf(byRegion as ReadonlyMap<string, Answers>)
  const { all } = askedRegions(of.snapshot, account)
  return { cells, all, key: JSON.stringify([all, cells]) }
}

function cellsOf(byRegion: ReadonlyMap<string, Answers>): readonly CoverageMapCell[] {
  const cells = new Map<string, { readonly regions: string[]; readonly answers: Answers }>()
  for (const [region, answers] of [...byRegion].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = mappedClassNames.map((name) => answers[name]).join(' ')
    const cell = cells.get(key) ?? { regions: [], answers }
    cell.regions.push(region)
    cells.set(key, cell)
  }
  return [...cells.values()]
}
