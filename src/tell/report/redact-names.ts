/** The names that a snapshot knows, so that a report can be told without them. */
import type { AnyFact, Snapshot } from '../../nouns/snapshot.ts'

/** What somebody called something; `account` is the number of the account that bears the name. */
export interface KnownName {
  readonly kind: string
  readonly name: string
  readonly account?: string
}

/** Members of facts whose value is a name: the kind of what it names; undefined: the fact's own kind. */
const named: Readonly<Record<string, string | undefined>> = {
  Name: undefined,
  name: undefined,
  S3BucketName: 'bucket',
  S3KeyPrefix: 'prefix',
  SnsTopicName: 'topic',
  accessLogBucket: 'bucket',
}

/** Accounts, organizational units, trails and whatever they deliver to, selectors, filters and alarms. */
export function namesIn(snapshot: Snapshot): readonly KnownName[] {
  return [...everyName(snapshot)].filter(({ name }) => name !== '')
}

function* everyName(snapshot: Snapshot): Generator<KnownName> {
  const { organization, accounts, trails, selectors, buckets, logGroups, stores, tags, insights, keys, topics, roles } = snapshot
  for (const [id, { account }] of accounts) {
    yield { kind: 'account', name: id }
    if (account?.value?.Name !== undefined) yield { kind: 'account', name: account.value.Name, account: id }
  }
  for (const { Name } of organization?.value?.units ?? []) yield { kind: 'unit', name: Name }
  for (const shelf of [trails, buckets, logGroups, stores, selectors, insights, keys, topics, roles, tags]) {
    for (const fact of shelf.values()) yield* namesOf(fact)
  }
}

const kinds: Readonly<Record<string, string>> = { selectors: 'selector', 'event-data-store': 'store' }

function* namesOf(fact: AnyFact): Generator<KnownName> {
  if (fact.fact === 'bucket' && fact.id !== undefined) yield { kind: 'bucket', name: fact.id }
  yield* within(fact.value, kinds[fact.fact] ?? fact.fact)
}

function* within(value: unknown, kind: string): Generator<KnownName> {
  if (typeof value !== 'object' || value === null) return
  for (const [member, part] of Object.entries(value)) {
    if (typeof part === 'string' && Object.hasOwn(named, member)) yield { kind: named[member] ?? kind, name: part }
    else yield* within(part, kind)
  }
}
