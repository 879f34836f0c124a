/** Which event data stores take in an account and region, in what doubt, and that they answer like trails of their own. */
import { describe, expect, it } from 'vitest'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import type { Reaching } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { trailsReaching } from '../../../src/judge/coverage/reaching.ts'
import { storesReaching } from '../../../src/judge/coverage/stores.ts'
import type { Sketch, SketchAccount, SketchEventDataStore } from '../../../src/nouns/sketch.ts'
import { snapshotOf } from '../../../src/nouns/assembly.ts'
import type { AnyFact, EventDataStore, Gap } from '../../../src/nouns/snapshot.ts'

const owner = '111122223333'
const member = '444455556666'

function organization(store: SketchEventDataStore, ofOwner: Partial<SketchAccount> = {}, ofMember: Partial<SketchAccount> = {}): Sketch {
  return { organization: 'o-exampleorgid', accounts: [{ id: owner, eventDataStores: [store], ...ofOwner }, { id: member, ...ofMember }] }
}

function reach(sketch: Sketch, account = owner, region = 'us-east-1'): Reaching {
  return storesReaching(sketchSnapshot(sketch), account, region)
}

function names({ trails, stopped }: Reaching): readonly string[] {
  return [...trails.map(({ name, certainty }) => `${name} ${certainty}`), ...stopped.map(({ name, why }) => `${name}: ${why}`)]
}

describe('storesReaching', () => {
  it('has a store in its own account, in every region or only at home', () => {
    expect(names(reach(organization({}), owner, 'eu-west-1'))).toEqual(['lake sure'])
    expect(names(reach(organization({ multiRegion: false }), owner, 'eu-west-1'))).toEqual([])
    expect(names(reach(organization({ multiRegion: false })))).toEqual(['lake sure'])
    expect(names(reach(organization({}), member))).toEqual([])
  })

  it('has one of the management account in every member, and no other account’s', () => {
    expect(names(reach(organization({ organization: true }), member, 'eu-west-1'))).toEqual(['lake sure'])
    const ofMember = { eventDataStores: [{ name: 'own', organization: true }] }
    expect(names(reach(organization({ organization: true }, {}, ofMember)))).toEqual(['lake sure'])
  })

  it('names those that are not ENABLED with their status', () => {
    expect(names(reach(organization({ status: 'STOPPED_INGESTION' })))).toEqual(['lake: its status is STOPPED_INGESTION'])
  })

  it('may record anything where stores could not be listed or read, and there are none where none were asked about', () => {
    const refused = reach(organization({}, { refused: ['cloudtrail:ListEventDataStores@us-east-1'] }))
    expect(refused.trails).toMatchObject([{ arn: '', certainty: 'maybe', doubts: [{ gap: { call: 'cloudtrail:ListEventDataStores' } }] }])
    expect(decide({ eventCategory: 'Data' }, refused).answer).toBe('undecided')
    const unread = reach(organization({}, { refused: ['cloudtrail:GetEventDataStore'] }), member)
    expect(unread.trails).toMatchObject([{ certainty: 'maybe', doubts: [{ gap: { call: 'cloudtrail:GetEventDataStore' } }] }])
    expect(reach({ trails: [{}] })).toMatchObject({ trails: [], stopped: [] })
  })

  it('is in doubt about members that have not enabled the home region, which is documented for trails only', () => {
    const sketch = organization(
      { organization: true, region: 'eu-south-1' },
      { regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'ENABLED' } },
      { regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'DISABLED' } },
    )
    expect(names(reach(sketch, member))).toEqual(['lake maybe'])
  })

  it('takes a store for uncertain whose status or spread is not known', () => {
    const gap: Gap = { cause: 'broken', call: 'cloudtrail:GetEventDataStore', message: 'no' }
    const value: EventDataStore = { EventDataStoreArn: 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/x', Name: 'lake', Status: 'ENABLED' }
    const fact: AnyFact = { fact: 'event-data-store', account: owner, region: 'us-east-1', id: value.EventDataStoreArn, value }
    const certaintyOf = (more: object, region = 'us-east-1') => names(storesReaching(snapshotOf([{ ...fact, ...more }]), owner, region))
    expect(certaintyOf({})).toEqual(['lake sure'])
    expect(certaintyOf({ unseen: { Status: gap } })).toEqual(['lake maybe'])
    expect(certaintyOf({ unseen: { MultiRegionEnabled: gap } }, 'eu-west-1')).toEqual(['lake maybe'])
    expect(certaintyOf({}, 'eu-west-1')).toEqual([])
  })
})

function selector(...fields: readonly object[]): readonly object[] {
  return [{ FieldSelectors: fields }]
}

describe('a store', () => {
  const managed = { Field: 'eventCategory', Equals: ['Management'] }

  it('takes in every management event where it has no selectors of its own', () => {
    expect(decide({ eventCategory: 'Management' }, reach(organization({})))).toMatchObject({ answer: 'all' })
    expect(decide({ eventCategory: 'Data' }, reach(organization({}))).answer).toBe('none')
  })

  it('may choose management events by any field', () => {
    const deletions = organization({ advancedEventSelectors: selector(managed, { Field: 'eventName', StartsWith: ['Delete'] }) })
    expect(decide({ eventCategory: 'Management', eventName: 'DeleteTrail' }, reach(deletions)).answer).toBe('all')
    expect(decide({ eventCategory: 'Management', eventName: 'StopLogging' }, reach(deletions)).answer).toBe('none')
  })

  it('never stands in one union with trails', () => {
    const writes = { eventSelectors: [{ ReadWriteType: 'WriteOnly' }] }
    const reads = { advancedEventSelectors: selector(managed, { Field: 'readOnly', Equals: ['true'] }) }
    const snapshot = sketchSnapshot({ accounts: [{ id: owner, trails: [writes], eventDataStores: [reads] }] })
    expect(decide({ eventCategory: 'Management' }, trailsReaching(snapshot, owner, 'us-east-1')).answer).toBe('some')
    expect(decide({ eventCategory: 'Management' }, storesReaching(snapshot, owner, 'us-east-1')).answer).toBe('some')
  })
})
