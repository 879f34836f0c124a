/** CloudTrail's event data stores (JSON 1.1): those of one account and region. */
import type { Fact } from '../../nouns/snapshot.ts'
import { paged } from './pages.ts'
import { error, gapReply, value, type Reply } from './reply.ts'
import { textOf, type Ask } from './world.ts'

export const eventDataStores = { ListEventDataStores: listEventDataStores, GetEventDataStore: getEventDataStore }

function storesHere({ world, account, region }: Ask): readonly Fact<'event-data-store'>[] {
  return world.storesIn.get(`${account} ${region}`) ?? []
}

/** A store that could not be described is listed all the same; a gap without an id is one of the listing. */
function listEventDataStores(ask: Ask): Reply {
  const stores = storesHere(ask)
  const gap = stores.find(({ id }) => id === undefined)?.gap
  if (gap !== undefined) return gapReply(gap)
  const items = stores.map(({ id, value: store }) => ({ EventDataStoreArn: id, Name: store?.Name }))
  const { NextToken: token, MaxResults = 25 } = ask.parameters
  return paged('EventDataStores', items, { parameter: 'NextToken', token, size: Number(MaxResults) })
}

function getEventDataStore(ask: Ask): Reply {
  const arn = textOf(ask.parameters['EventDataStore'])
  const fact = storesHere(ask).find(({ id }) => id === arn)
  if (fact === undefined) return error('EventDataStoreNotFoundException', `The event data store ${arn} does not exist.`)
  return fact.gap === undefined ? value(fact.value) : gapReply(fact.gap)
}
