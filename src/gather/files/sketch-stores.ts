/** The event data stores of a sketch, each read in its own account and region. */
import type { SketchEventDataStore } from '../../nouns/sketch.ts'
import type { EventDataStore, Fact } from '../../nouns/snapshot.ts'
import { isReadable, refusedBy, type DrawnAccount } from './sketch-accounts.ts'

/** One fact for each event data store, or, where an account refuses to list those of a region, one gap for that region. */
export function storeFacts(accounts: readonly DrawnAccount[], partition: string): readonly Fact<'event-data-store'>[] {
  return accounts.filter(isReadable).flatMap((account) => {
    const stores = (account.sketch.eventDataStores ?? []).map((store, index) => drawStore(store, index, account.id, partition))
    const told = stores.filter(([region]) => refusedBy(account, 'cloudtrail:ListEventDataStores', region) === undefined)
    return listGaps(account).concat(told.map(([region, value]) => storeFact(account, region, value)))
  })
}

function listGaps(account: DrawnAccount): readonly Fact<'event-data-store'>[] {
  return account.reading.flatMap((region) => {
    const gap = refusedBy(account, 'cloudtrail:ListEventDataStores', region)
    return gap === undefined ? [] : [{ fact: 'event-data-store', account: account.id, region, gap }]
  })
}

function storeFact(account: DrawnAccount, region: string, value: EventDataStore): Fact<'event-data-store'> {
  const key = { fact: 'event-data-store', account: account.id, region, id: value.EventDataStoreArn } as const
  const gap = refusedBy(account, 'cloudtrail:GetEventDataStore', region)
  return gap === undefined ? { ...key, value } : { ...key, gap }
}

function drawStore(sketch: SketchEventDataStore, index: number, account: string, partition: string): readonly [string, EventDataStore] {
  const { region = 'us-east-1', id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` } = sketch
  return [
    region,
    {
      EventDataStoreArn: `arn:${partition}:cloudtrail:${region}:${account}:eventdatastore/${id}`,
      Name: sketch.name ?? 'lake',
      Status: sketch.status ?? 'ENABLED',
      MultiRegionEnabled: sketch.multiRegion ?? true,
      OrganizationEnabled: sketch.organization ?? false,
      ...(sketch.advancedEventSelectors === undefined ? {} : { AdvancedEventSelectors: sketch.advancedEventSelectors }),
      ...sketch.raw,
    },
  ]
}
