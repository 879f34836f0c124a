/** Event data stores are read where they are asked for, and nowhere else. */
import { ListEventDataStoresCommand } from '@aws-sdk/client-cloudtrail'
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Sketch, SketchAccount } from '../../../src/nouns/sketch.ts'
import { factsIn, type Gap } from '../../../src/nouns/snapshot.ts'
import { clientsOf, serve } from '../simulate/clients.ts'
import { collected } from './simulated.ts'

const account = '111111111111'
const stores = [{ name: 'one' }, { name: 'two', region: 'eu-west-1', raw: { NewMember: { deep: [null] } } }]

function lake(more: Partial<SketchAccount> = {}): Sketch {
  return { accounts: [{ id: account, eventDataStores: stores, ...more }] }
}

function refusing(call: string): Readonly<Record<string, Gap>> {
  return { [call]: { cause: 'refused', call, code: 'AccessDeniedException', message: 'no' } }
}

describe('event data stores', () => {
  it('are read as they are, each in its region', async () => {
    const { got, wanted } = await collected(lake(), { withEventDataStores: true })
    expect(factsIn(got)).toEqual(factsIn(wanted))
    const names = [...got.stores.values()].map(({ region = '', value }) => `${region} ${value?.Name}`)
    expect(names.sort()).toEqual(['eu-west-1 two', 'us-east-1 one'])
  })

  it('are not asked for otherwise', async () => {
    const { got, requests } = await collected(lake())
    expect(got.stores.size).toBe(0)
    expect(requests.filter(({ operation }) => operation.includes('EventDataStore'))).toEqual([])
  })

  it('that may not be listed are one gap of the region', async () => {
    const { got } = await collected(lake({ gaps: refusing('cloudtrail:ListEventDataStores') }), { withEventDataStores: true })
    expect([...got.stores.keys()].sort()).toEqual([`${account} eu-west-1`, `${account} us-east-1`])
    expect([...got.stores.values()].map(({ gap }) => gap?.code)).toEqual(['AccessDeniedException', 'AccessDeniedException'])
  })

  it('that may not be described are a gap each', async () => {
    const { got } = await collected(lake({ gaps: refusing('cloudtrail:GetEventDataStore') }), { withEventDataStores: true })
    expect([...got.stores.values()].map(({ id, gap }) => [id?.includes(':eventdatastore/'), gap?.call])).toEqual([
      [true, 'cloudtrail:GetEventDataStore'],
      [true, 'cloudtrail:GetEventDataStore'],
    ])
  })

  it('come in pages', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ name: `store ${index}` }))
    const { got, wanted } = await collected(lake({ eventDataStores: many }), { withEventDataStores: true })
    expect(factsIn(got)).toEqual(factsIn(wanted))
    const { cloudtrail } = clientsOf(await serve(sketchSnapshot(lake({ eventDataStores: many }))))
    const first = await cloudtrail.send(new ListEventDataStoresCommand({ MaxResults: 2 }))
    expect([first.EventDataStores?.length, typeof first.NextToken]).toEqual([2, 'string'])
  })
})
