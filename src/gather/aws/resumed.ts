/** What an earlier run left in the file that this one goes on with: what is known, and what is asked again. */
import { badInput } from '../../nouns/place.ts'
import { snapshotOf } from '../../nouns/assembly.ts'
import { factsIn, type AnyFact, type Gap, type Header, type Snapshot } from '../../nouns/snapshot.ts'
import { isExpiry } from './gap.ts'

/** What was read of the file to go on with. */
export interface Interrupted {
  readonly header: Header
  readonly facts: readonly AnyFact[]
}

export interface Resumed {
  /** What is not asked again. */
  readonly known: Snapshot
  /** The facts that are: their gaps may pass. */
  readonly again: readonly AnyFact[]
  /** Whether nothing is left to be read inside an account. */
  readonly isDone: (account: string) => boolean
  /** Whether the event data stores of a region are to be listed: not yet done, or one of them is asked again. */
  readonly wantsStores: (account: string, region: string) => boolean
}

/** Whether another try may come to another answer: AWS was busy, nobody answered, or the credentials had expired; not a refusal. */
function mayPass(gap: Gap): boolean {
  if (gap.cause === 'refused') return isExpiry(gap) || gap.code === 'CredentialsProviderError'
  return gap.cause !== 'unsupported'
}

/** The kinds of facts that are read in the account that they are about, before its own fact is written. */
const inside: ReadonlySet<string> = new Set(['account', 'regions', 'reach', 'trail', 'selectors', 'insights', 'tags', 'event-data-store'])

/** Without a file to go on with nothing is known. */
export function openResumed(interrupted: Interrupted | undefined): Resumed {
  const facts = factsIn(snapshotOf(interrupted?.facts ?? []))
  const again = facts.filter(isAskedAgain)
  const known = snapshotOf(facts.filter((fact) => !isAskedAgain(fact)))
  const open = new Set(again.flatMap(({ fact, account }) => (inside.has(fact) ? [account] : [])))
  const openStores = new Set(again.filter(({ fact }) => fact === 'event-data-store').map(regionOf))
  const hasEnded = (account: string): boolean => known.accounts.get(account)?.account !== undefined
  return {
    known,
    again,
    isDone: (account) => hasEnded(account) && !open.has(account),
    wantsStores: (account, region) => {
      const where = regionOf({ account, region })
      return openStores.has(where) || (!hasEnded(account) && !known.stores.has(where))
    },
  }
}

/** As the gap of a region's list of stores is held (nouns/snapshot.ts). */
function regionOf({ account, region = '' }: Pick<AnyFact, 'account' | 'region'>): string {
  return `${account} ${region}`
}

/** A list of stores that could not be had stays: an empty one has no line that could take the place of its gap. */
function isAskedAgain(fact: AnyFact): boolean {
  if (fact.fact === 'event-data-store' && fact.id === undefined) return false
  return [...(fact.gap === undefined ? [] : [fact.gap]), ...Object.values(fact.unseen ?? {})].some(mayPass)
}

/** Throws a mistake that names the first thing in which this run is another than the one that began the file. */
export function refuseOtherRun(began: Header, now: Header): void {
  const [name, before, after] = differences(began, now).find(([, a, b]) => a !== b) ?? []
  if (name === undefined) return
  const what = `the snapshot to go on with was begun with ${name} ${before}, and this run has ${after}`
  throw badInput({ what, instead: 'give the flags and credentials it was begun with, or collect anew with --out' })
}

function differences(began: Header, now: Header): readonly (readonly [string, string, string])[] {
  const sayOf = (pick: (header: Header) => Told): readonly [string, string] => [sayValue(pick(began)), sayValue(pick(now))]
  return [
    ['organization', ...sayOf(({ organization }) => organization)],
    ['partition', ...sayOf(({ partition }) => partition)],
    ['credentials of account', ...sayOf(({ caller }) => caller.account)],
    ['trailgate', ...sayOf(({ tool }) => tool.version)],
    ['--shard', ...sayOf(({ shard }) => (shard === undefined ? undefined : `${shard.index}/${shard.of}`))],
    ['--this-account', ...sayOf(({ narrowed }) => narrowed?.thisAccount)],
    ['--account', ...sayOf(({ narrowed }) => narrowed?.accounts)],
    ['--ou', ...sayOf(({ narrowed }) => narrowed?.units)],
    ['--region', ...sayOf(({ narrowed }) => narrowed?.regions)],
    ['--role-name', ...sayOf(({ asked }) => asked?.roleName)],
    ['--with', ...sayOf(({ asked }) => asked?.with)],
    ['exclude: of the policy', ...sayOf(({ asked }) => asked?.exclude)],
  ]
}

type Told = string | true | readonly string[] | null | undefined

function sayValue(value: Told): string {
  if (value === undefined || value === null) return 'none'
  return typeof value === 'object' ? [...value].sort().join(', ') : String(value)
}
