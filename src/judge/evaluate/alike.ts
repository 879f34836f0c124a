/** Which accounts are configured alike: what hangs on nothing but the configuration of an account is then so for all of them. */
import type { Fact, Snapshot, TrailStatus } from '../../nouns/snapshot.ts'
import { factsOfTrail, namedAccounts, selectsIn, trailNames } from './alike-trails.ts'

/** Accounts that differ in nothing but their number, and in names and times that no shared judgement looks at. */
export interface Alike {
  /** The one that was met first. */
  readonly account: string
}

interface Notes {
  readonly groups: Map<string, Alike>
  readonly byAccount: Map<string, Alike | undefined>
  readonly named: ReadonlySet<string>
}

const notebooks = new WeakMap<Snapshot, Notes>()

function notesOf(snapshot: Snapshot): Notes {
  const notes: Notes = notebooks.get(snapshot) ?? { groups: new Map(), byAccount: new Map(), named: namedAccounts(snapshot) }
  notebooks.set(snapshot, notes)
  return notes
}

/** The accounts that this one is like; undefined where it stands alone, since others name it. Worked out once per account. */
export function alikeTo(snapshot: Snapshot, account: string): Alike | undefined {
  const notes = notesOf(snapshot)
  if (!notes.byAccount.has(account)) notes.byAccount.set(account, groupOf(snapshot, account, notes))
  return notes.byAccount.get(account)
}

function groupOf(snapshot: Snapshot, account: string, { groups, named }: Notes): Alike | undefined {
  const text = named.has(account) ? undefined : signatureOf(snapshot, account)
  if (text === undefined) return undefined
  const group = groups.get(text) ?? { account }
  groups.set(text, group)
  return group
}

/** Equal texts, equal configurations: the account's own number is left out. */
function signatureOf(snapshot: Snapshot, account: string): string | undefined {
  const facts = snapshot.accounts.get(account)
  const arns = new Set<string>()
  let reach = ''
  for (const [region, fact] of facts?.reach ?? []) reach += `\n${region}${reachText(fact, arns)}`
  const own = [...arns].filter((arn) => arn.includes(account))
  // A made-up event keeps an ARN that a selector asks for; it could not be moved to another account.
  if (own.some((arn) => selectsIn(snapshot, arn, account))) return undefined
  const { account: entry, regions } = facts ?? {}
  const body = [entry?.gap, entry?.unseen, regions?.value?.status, regions?.gap, regions?.unseen]
  // Sentences name trails in the order of their ARNs and names, which hangs on the number of an own one.
  const order = own.length === 0 ? [] : [[...arns].sort(), trailNames(snapshot, arns)]
  const text = JSON.stringify([body, own.map((arn) => factsOfTrail(snapshot, arn)), order]) + reach
  return text.includes(account) ? text.replaceAll(account, 'its own') : text
}

/** Without times: no account differs from another by when its trails last delivered. */
function reachText({ value, gap, unseen }: Fact<'reach'>, arns: Set<string>): string {
  let text = gap === undefined && unseen === undefined ? '' : JSON.stringify([gap, unseen])
  if (value === undefined) return `${text} no value`
  for (const arn in value.trails) {
    arns.add(arn)
    text += ` ${arn}${statusText(value.trails[arn] ?? {})}`
  }
  return text
}

function statusText(status: TrailStatus): string {
  let text = ''
  for (const name in status) {
    const value = status[name as keyof TrailStatus]
    if (typeof value === 'boolean') text += value ? ` ${name}` : ` not ${name}`
    else if (typeof value !== 'number') text += ` ${name} ${JSON.stringify(value)}`
  }
  return text
}
