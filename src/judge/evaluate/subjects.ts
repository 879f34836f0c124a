/** The subjects that a snapshot holds, by kind: what rules are judged about, each once. */
import type { Subject } from '../../nouns/verdict.ts'
import type { SubjectKind } from '../../nouns/rule.ts'
import type { AccountFacts, Fact, RegionStatus, Snapshot } from '../../nouns/snapshot.ts'

/** Accounts that were meant to be read: neither skipped nor outside the run. */
export function accountsInScope(snapshot: Snapshot): readonly string[] {
  return [...snapshot.accounts].filter(([, facts]) => isInScope(facts)).map(([id]) => id).sort()
}

function isInScope(facts: AccountFacts): boolean {
  return facts.account !== undefined && facts.account.value?.skipped === undefined
}

const finders = { account: accountSubjects, trail: trailSubjects } as const satisfies Record<SubjectKind, (snapshot: Snapshot) => readonly Subject[]>

/** Every subject of this kind, by account and id. */
export function subjectsOf(kind: SubjectKind, snapshot: Snapshot): readonly Subject[] {
  return finders[kind](snapshot)
}

/** The subject that an account is. */
export function accountSubject(snapshot: Snapshot, id: string): Subject {
  const name = snapshot.accounts.get(id)?.account?.value?.Name
  return { kind: 'account', id, account: id, ...(name === undefined ? {} : { name }) }
}

function accountSubjects(snapshot: Snapshot): readonly Subject[] {
  return accountsInScope(snapshot).map((id) => accountSubject(snapshot, id))
}

/** A trail is one subject, judged once under the account in its ARN, however many members and regions show it. */
function trailSubjects(snapshot: Snapshot): readonly Subject[] {
  return [...snapshot.trails.values()].map(trailSubject).sort((a, b) => compare(`${a.account} ${a.id}`, `${b.account} ${b.id}`))
}

function trailSubject(fact: Fact<'trail'>): Subject {
  const id = fact.id ?? ''
  const name = fact.value?.Name ?? id.split(':trail/')[1]
  return { kind: 'trail', id, account: fact.account, ...(fact.region === undefined ? {} : { region: fact.region }), ...(name === undefined ? {} : { name }) }
}

/** Text order that is the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A region counts while calls to it are possible (reference 4.4): DISABLING still is, ENABLING and DISABLED are not. */
export function isEnabled(status: RegionStatus): boolean {
  return status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT' || status === 'DISABLING'
}

/** The regions of an account that questions are asked about, and whether these are known to be all of them. */
export interface AskedRegions {
  readonly regions: readonly string[]
  readonly all: boolean
}

/** Enabled regions, or, where those could not be seen, the ones that were read; both narrowed to the regions asked for. */
export function askedRegions(snapshot: Snapshot, account: string): AskedRegions {
  const facts = snapshot.accounts.get(account)
  const status = facts?.regions?.value?.status
  const known = status === undefined ? [...(facts?.reach.keys() ?? [])] : Object.keys(status).filter((region) => isEnabled(status[region] ?? 'DISABLED'))
  const narrowed = narrowedRegions(snapshot)
  const regions = narrowed === undefined ? known : known.filter((region) => narrowed.includes(region))
  return { regions: regions.sort(), all: status !== undefined || narrowed !== undefined }
}

/** The regions that the run was narrowed to, or undefined when it was not. */
export function narrowedRegions(snapshot: Snapshot): readonly string[] | undefined {
  return snapshot.segments[0]?.header.narrowed?.regions
}
