/** The first line of a segment. */
import { snapshotFormat, type Header, type Narrowing } from '../../nouns/snapshot.ts'
import type { CollectOptions } from './run.ts'
import type { Scope } from './scope.ts'

/** `takenAt` is ISO 8601. */
export function headerOf(options: CollectOptions, { caller, partition, organization }: Scope, takenAt: string): Header {
  const { segment, tool, shard } = options
  const narrowed = narrowingOf(options)
  return {
    format: snapshotFormat,
    segment,
    ...(shard === undefined ? {} : { shard }),
    takenAt,
    tool,
    caller,
    partition,
    organization: options.thisAccount === true ? null : (organization.value.Id ?? null),
    ...(Object.keys(narrowed).length === 0 ? {} : { narrowed }),
    asked: askedOf(options),
  }
}

function askedOf({ roleName, withEventDataStores, exclude = [] }: CollectOptions): Header['asked'] & object {
  const excluded = exclude.map(({ account, ou }) => [account, ou].filter((part) => part !== undefined).join(' in '))
  return {
    roleName,
    ...(withEventDataStores === true ? { with: ['event-data-stores'] } : {}),
    ...(excluded.length === 0 ? {} : { exclude: excluded.sort() }),
  }
}

function narrowingOf({ thisAccount, accounts, units, regions }: CollectOptions): Narrowing {
  return {
    ...(thisAccount === true ? { thisAccount } : {}),
    ...(accounts === undefined ? {} : { accounts }),
    ...(units === undefined ? {} : { units }),
    ...(regions === undefined ? {} : { regions }),
  }
}
