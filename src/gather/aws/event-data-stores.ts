/** The event data stores of one region of one account: listed there, and each described as AWS has it. */
import type { EventDataStore, Fact, Gap } from '../../nouns/snapshot.ts'
import { everyPage, membersOf } from './answer.ts'
import { accountIn } from './arn.ts'
import type { Reader } from './ask.ts'
import type { Run } from './run.ts'

/** One fact for each store that is not known, or, where they may not be listed, one gap for the region. Stores of another account are not this one's. */
export async function readEventDataStores(run: Run, reader: Reader, region: string): Promise<readonly Fact<'event-data-store'>[]> {
  const { pages, gap } = await everyPage<'cloudtrail:ListEventDataStores'>(
    (NextToken) => run.ask('cloudtrail:ListEventDataStores', reader, region, { NextToken }),
    (output) => output.NextToken,
  )
  if (gap !== undefined) return [{ fact: 'event-data-store', account: reader.account, region, gap }]
  const arns = pages.flatMap((page) => (page.EventDataStores ?? []).flatMap(({ EventDataStoreArn }) => EventDataStoreArn ?? []))
  const wanted = arns.filter((arn) => accountIn(arn) === reader.account && !run.resumed.known.stores.has(arn))
  return Promise.all(wanted.map((arn) => readStore(run, reader, region, arn)))
}

async function readStore(run: Run, reader: Reader, region: string, arn: string): Promise<Fact<'event-data-store'>> {
  const key = { fact: 'event-data-store', account: reader.account, region, id: arn } as const
  const { body, gap } = await run.ask('cloudtrail:GetEventDataStore', reader, region, { EventDataStore: arn })
  if (gap !== undefined) return { ...key, gap }
  const store = membersOf(body)
  return isStore(store, arn) ? { ...key, value: store } : { ...key, gap: noStore }
}

const noStore: Gap = { cause: 'broken', call: 'cloudtrail:GetEventDataStore', message: 'an answer without the event data store' }

function isStore(members: Readonly<Record<string, unknown>>, arn: string): members is EventDataStore {
  return members['EventDataStoreArn'] === arn
}
