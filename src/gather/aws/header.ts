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
    asked: { roleName: options.roleName, ...(options.withEventDataStores === true ? { with: ['event-data-stores'] } : {}) },
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
