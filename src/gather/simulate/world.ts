/** The world that a snapshot describes, looked up the way AWS's services would. */
import type { AccountFacts, Fact, Header, RegionStatus, Snapshot } from '../../nouns/snapshot.ts'
import { callerIdentity, type Identity } from './identities.ts'

export interface World {
  readonly snapshot: Snapshot
  /** Of the newest segment: whoever opened it is the caller. */
  readonly header: Header
  readonly caller: Identity
  /** By access key id; grows with every session issued. */
  readonly identities: Map<string, Identity>
  /** Access key ids of sessions that have ended. */
  readonly ended: Set<string>
  /** By the account to ask. */
  readonly bucketsOf: ReadonlyMap<string, readonly Fact<'bucket'>[]>
  /** By the key's own ARN, where facts go by the name that a trail has for it. */
  readonly keysByArn: ReadonlyMap<string, readonly Fact<'key'>[]>
  /** By account and region, with a space between them. */
  readonly logGroupsIn: ReadonlyMap<string, readonly Fact<'log-group'>[]>
  /** By account and region, likewise. */
  readonly storesIn: ReadonlyMap<string, readonly Fact<'event-data-store'>[]>
  /** By account. */
  readonly rolesOf: ReadonlyMap<string, readonly Fact<'role'>[]>
}

/** One request, known to be signed by `identity`, and what it asks. */
export interface Ask {
  readonly world: World
  readonly identity: Identity
  readonly account: string
  readonly region: string
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A parameter that is text; empty where it is anything else, or absent. */
export function textOf(parameter: unknown): string {
  return typeof parameter === 'string' ? parameter : ''
}

/** Throws when the snapshot has no segment: nobody could sign a request then. */
export function worldOf(snapshot: Snapshot): World {
  const header = snapshot.segments.at(-1)?.header
  if (header === undefined) throw new Error('a snapshot without a header names no caller, so nobody could sign in to its simulation')
  const caller = callerIdentity(header)
  return {
    snapshot,
    header,
    caller,
    identities: new Map([[caller.accessKeyId, caller]]),
    ended: new Set(),
    bucketsOf: grouped(snapshot.buckets, accountToAsk),
    keysByArn: grouped(snapshot.keys, ({ value }) => value?.Arn),
    logGroupsIn: grouped(snapshot.logGroups, ({ account, region = '' }) => `${account} ${region}`),
    storesIn: grouped(snapshot.stores, ({ account, region = '' }) => `${account} ${region}`),
    rolesOf: grouped(snapshot.roles, ({ account }) => account),
  }
}

/** A bucket's owner, or the account that would not list its buckets. */
function accountToAsk(fact: Fact<'bucket'>): string | undefined {
  return fact.gap === undefined ? (fact.value.owner ?? undefined) : (fact.gap.account ?? fact.account)
}

/** The facts under the keys they are asked by; those without a key are left out. */
function grouped<F>(facts: ReadonlyMap<string, F>, keyOf: (fact: F) => string | undefined): ReadonlyMap<string, readonly F[]> {
  const groups = new Map<string, F[]>()
  for (const fact of facts.values()) {
    const key = keyOf(fact)
    if (key === undefined) continue
    const others = groups.get(key)
    if (others === undefined) groups.set(key, [fact])
    else others.push(fact)
  }
  return groups
}

export function factsOf(world: World, account: string): AccountFacts | undefined {
  return world.snapshot.accounts.get(account)
}

export function reachOf(world: World, account: string, region: string): Fact<'reach'> | undefined {
  return factsOf(world, account)?.reach.get(region)
}

/** The ARNs of the trails that one region of one account shows, those without a readable status included. */
export function shownIn(fact: Fact<'reach'> | undefined): readonly string[] {
  const unread = Object.keys(fact?.unseen ?? {}).flatMap((path) => (path.startsWith('trails.') ? path.slice('trails.'.length) : []))
  return [...new Set([...Object.keys(fact?.value?.trails ?? {}), ...unread])]
}

/** The ARNs of the trails that any region of an account shows. */
export function shownAnywhere(world: World, account: string): readonly string[] {
  return [...new Set([...(factsOf(world, account)?.reach.values() ?? [])].flatMap(shownIn))]
}

/** Whether a region of this status takes calls. */
export function isOpen(status: RegionStatus | undefined): boolean {
  return status === 'ENABLED' || status === 'ENABLED_BY_DEFAULT' || status === 'DISABLING'
}

/** Whether an account's credentials are valid in a region; they are where its regions are not known, as is what it shows there. */
export function isValidIn(world: World, account: string, region: string): boolean {
  const status = factsOf(world, account)?.regions?.value?.status
  return status === undefined || isOpen(status[region]) || reachOf(world, account, region) !== undefined
}

/** A region of the caller's own account: the partition's own leader where it is enabled, else the first by name. */
export function homeRegion(world: World): string {
  const leader = leaders[world.header.partition] ?? 'us-east-1'
  const facts = factsOf(world, world.caller.account)
  const open = Object.entries(facts?.regions?.value?.status ?? {}).flatMap(([name, status]) => (isOpen(status) ? name : []))
  const known = open.length > 0 ? open : [...(facts?.reach.keys() ?? [])]
  return known.length === 0 || known.includes(leader) ? leader : (known.sort()[0] ?? leader)
}

/** The region of each partition that Organizations answers in (reference 5). */
const leaders: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
}

/**
 * Whether an account may ask about the whole organization: its management account, a delegated administrator, or the
 * snapshot's caller where the administrators are not known.
 */
export function isAdministrator(world: World, account: string): boolean {
  const fact = world.snapshot.organization
  const administrators = fact?.value?.delegatedAdministrators
  if (account === fact?.value?.MasterAccountId || administrators?.includes(account) === true) return true
  return account === world.caller.account && fact?.unseen?.['delegatedAdministrators'] !== undefined
}
