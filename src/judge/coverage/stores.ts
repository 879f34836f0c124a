/** Which event data stores take in the events of one account and region (reference 7). They are never in one union with trails. */
import type { EventDataStore, Fact, Gap, Selectors, Snapshot } from '../../nouns/snapshot.ts'
import type { Doubt, Reaching, ReachingTrail, SilentTrail } from './answer.ts'
import { homeEnabled } from './opt-in.ts'
import { doubt } from './selector.ts'

interface Place {
  readonly snapshot: Snapshot
  readonly account: string
  readonly region: string
}

/** Whether a store takes in events of a place: for certain, perhaps, or not at all. */
type Reach = readonly Doubt[] | 'not'

/**
 * The stores of an account and region in the form of trails, with store ARNs, for the same questions. Only ENABLED stores record. Where
 * nothing was asked about stores there are none; where they could not be listed, an entry without an ARN may record anything.
 */
export function storesReaching(snapshot: Snapshot, account: string, region: string): Reaching {
  const partition = snapshot.segments[0]?.header.partition ?? 'aws'
  const place = { snapshot, account, region }
  const trails: ReachingTrail[] = []
  const stopped: SilentTrail[] = []
  for (const [arn, fact] of [...snapshot.stores].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const reach = reachOf(fact, place)
    if (reach === 'not') continue
    const why = silence(fact)
    if (why === undefined) trails.push(reachingStore(fact, reach))
    else stopped.push({ arn, name: nameOf(fact), why })
  }
  return { account, region, partition, trails, stopped }
}

/** A store of the management account may take in the whole organization, and a multi-region one every region. */
function reachOf(fact: Fact<'event-data-store'>, { snapshot, account, region }: Place): Reach {
  const { value: store, unseen = {}, account: owner, region: home = '' } = fact
  const own = owner === account
  const management = snapshot.organization?.value?.MasterAccountId
  const shares = store === undefined || unseen.OrganizationEnabled !== undefined ? undefined : store.OrganizationEnabled === true
  const spreads = store === undefined || unseen.MultiRegionEnabled !== undefined ? undefined : store.MultiRegionEnabled === true
  if (!own && (shares === false || (management !== undefined && owner !== management))) return 'not'
  if (home !== region && spreads === false) return 'not'
  const uncertain = (!own && (shares === undefined || management === undefined)) || (home !== region && spreads === undefined)
  return [...(uncertain ? [settingsUnseen(fact)] : []), ...(own ? [] : optInDoubts(fact, snapshot, account, home))]
}

/** What an opt-in home region means for members is documented for trails only, so that it leaves a store in doubt. */
function optInDoubts(fact: Fact<'event-data-store'>, snapshot: Snapshot, account: string, home: string): readonly Doubt[] {
  const { silent, doubts } = homeEnabled(snapshot, account, home, nameOf(fact))
  const what = `whether event data store ${nameOf(fact)} takes in an account that has not enabled its home region ${home} is not documented`
  return silent === undefined ? doubts : [doubt(what, `enable ${home} in the account`)]
}

function silence({ value, unseen }: Fact<'event-data-store'>): string | undefined {
  const known = value?.Status !== undefined && unseen?.Status === undefined
  return known && value.Status !== 'ENABLED' ? `its status is ${value.Status}` : undefined
}

function reachingStore(fact: Fact<'event-data-store'>, reach: readonly Doubt[]): ReachingTrail {
  const { value: store, unseen = {}, id: arn = '', region: homeRegion = '' } = fact
  const status = store === undefined || store.Status === undefined || unseen.Status !== undefined ? [settingsUnseen(fact)] : []
  const doubts = [...new Map([...reach, ...status].map((each) => [each.what, each])).values()]
  const gaps = Object.entries(unseen).filter(([path]) => path.startsWith('AdvancedEventSelectors'))
  return {
    arn,
    name: nameOf(fact),
    homeRegion,
    multiRegion: store?.MultiRegionEnabled !== false,
    organizationTrail: store?.OrganizationEnabled === true,
    certainty: doubts.length > 0 ? 'maybe' : 'sure',
    doubts,
    ...(store === undefined ? {} : { selectors: selectorsOf(store) }),
    ...(gaps.length === 0 ? {} : { selectorGaps: Object.fromEntries(gaps) }),
    // Stores have neither setting.
    globalEvents: true,
    recursiveLogging: true,
    assumed: [],
  }
}

const everyManagementEvent: Selectors = {
  AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
}

const selectorsByStore = new WeakMap<EventDataStore, Selectors>()

/** Without selectors of its own a store takes in every management event. The same object each time, so that it is read once. */
function selectorsOf(store: EventDataStore): Selectors {
  const { AdvancedEventSelectors: written } = store
  const selectors = selectorsByStore.get(store) ?? (written === undefined ? everyManagementEvent : { AdvancedEventSelectors: written })
  selectorsByStore.set(store, selectors)
  return selectors
}

function nameOf({ value, id }: Fact<'event-data-store'>): string {
  return value?.Name ?? id?.split(':eventdatastore/')[1] ?? 'event data stores that could not be seen'
}

function settingsUnseen(fact: Fact<'event-data-store'>): Doubt {
  const gap: Gap | undefined = fact.gap ?? Object.values(fact.unseen ?? {})[0]
  if (fact.id === undefined) {
    return doubt('which event data stores take in the region could not be seen', 'let cloudtrail:ListEventDataStores be called there', gap)
  }
  const what = `the settings of event data store ${nameOf(fact)} could not be seen`
  return doubt(what, 'let cloudtrail:GetEventDataStore be called in its home region', gap)
}
