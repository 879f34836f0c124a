/** What stands at the paths of an event data store (nouns/paths/event-data-store.ts). */
import type { eventDataStorePaths } from '../../nouns/paths/event-data-store.ts'
import type { EventDataStore } from '../../nouns/snapshot.ts'
import type { Reading, Seen } from './case.ts'
import { seenIn } from './fact-reading.ts'

/** Of stores that could not even be listed, the gap says so. */
function member(name: string, take: (store: EventDataStore) => Seen['value']): Reading {
  return ({ snapshot, subject }) => seenIn(snapshot.stores.get(subject.id), 'cloudtrail:GetEventDataStore', name, take)
}

/** A path without a reading, or a reading without a path, does not compile. */
export const eventDataStoreReadings = {
  kmsKeyId: member('KmsKeyId', (store) => store.KmsKeyId),
  retentionDays: member('RetentionPeriod', (store) => store.RetentionPeriod),
  terminationProtection: member('TerminationProtectionEnabled', (store) => store.TerminationProtectionEnabled === true),
} as const satisfies Record<keyof typeof eventDataStorePaths, Reading>
