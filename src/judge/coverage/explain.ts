/** One event against each trail: recorded, or what rules it out in every selector. */
import type { EventOutcome, Explanation, SelectorExplanation } from '../../nouns/coverage.ts'
import type { CloudTrailEvent } from '../../nouns/event.ts'
import type { Reaching } from './answer.ts'
import type { Product } from './cell.ts'
import { firstFailing } from './matching.ts'
import { cloudTrail } from './possible-events.ts'
import { readingsOf, type Readings } from './reading.ts'
import type { Category, Selector } from './selector.ts'
import { ruledOutBy, saySetting } from './shortfall.ts'
import { cutsOf, selectorsOf, settingDoubts, type Kind, type Placed } from './trail.ts'

/** What could be made of one reading of the record: `maybe` when the selectors' bounds differ. */
type Match = 'yes' | 'maybe' | 'no'

/**
 * Each trail of the reaching, then each silent one. A record may say less than a selector asks: it is then taken both ways, and undecided
 * where they differ (A3 derives nothing here). Conditions on `resources.*` look at every resource that the record holds (A4, A5).
 */
export function explain(event: CloudTrailEvent, reaching: Reaching): readonly Explanation[] {
  const readings = readingsOf(event)
  const silent = reaching.stopped.map(({ arn, name, why }) => ({ arn, name, outcome: 'not-recorded' as const, selectors: [], why }))
  return [...reaching.trails.map((trail, position) => explainTrail({ trail, position }, readings, reaching)), ...silent]
}

function explainTrail(placed: Placed, readings: Readings, reaching: Reaching): Explanation {
  const { arn, name } = placed.trail
  const selectors = selectorsOf(placed.trail, reaching.partition)
  const chosen = readings.events.map((event) => bestOf((selectors ?? []).map((selector) => chooses(selector, event)), selectors))
  const matches = readings.events.map((event, index) => withSettings(chosen[index] ?? 'no', event, placed, reaching))
  const outcome = elsewhere(placed, readings) === undefined ? together(matches) : 'undecided'
  const by = outcome === 'recorded' ? recordersOf(selectors ?? [], readings) : undefined
  const why = outcome === 'recorded' ? undefined : whyOf(placed, readings, reaching, { chosen, matches })
  return {
    arn,
    name,
    outcome,
    ...(by === undefined ? {} : { by }),
    selectors: (selectors ?? []).map((selector) => explainSelector(selector, readings)),
    ...(why === undefined ? {} : { why }),
  }
}

/** Selectors that could not be seen may choose anything. */
function bestOf(matches: readonly Match[], selectors: readonly Selector[] | undefined): Match {
  if (selectors === undefined) return 'maybe'
  return matches.includes('yes') ? 'yes' : matches.includes('maybe') ? 'maybe' : 'no'
}

function chooses({ lower, upper }: Selector, event: CloudTrailEvent): Match {
  return isIn(event, lower) ? 'yes' : isIn(event, upper) ? 'maybe' : 'no'
}

function isIn(event: CloudTrailEvent, products: readonly Product[]): boolean {
  return products.some((product) => firstFailing(event, product) === undefined)
}

/** What the trail's own settings leave of an event that its selectors choose. */
function withSettings(chosen: Match, event: CloudTrailEvent, { trail }: Placed, reaching: Reaching): Match {
  const passes = (bound: 'certainly' | 'possibly') => cutsOf(trail, kindOf(event), reaching, bound).every((cut) => isIn(event, cut))
  if (chosen === 'no' || !passes('possibly')) return 'no'
  return chosen === 'yes' && trail.certainty === 'sure' && passes('certainly') ? 'yes' : 'maybe'
}

function kindOf(event: CloudTrailEvent): Kind {
  return { category: event.eventCategory as Category, byCloudTrail: event.userIdentity?.invokedBy === cloudTrail }
}

function together(matches: readonly Match[]): EventOutcome {
  if (matches.every((match) => match === 'yes')) return 'recorded'
  return matches.every((match) => match === 'no') ? 'not-recorded' : 'undecided'
}

/** The selector that records the event; several where it takes them together to record every reading of it. */
function recordersOf(selectors: readonly Selector[], { events }: Readings): string {
  const first = (event: CloudTrailEvent) => selectors.find((selector) => chooses(selector, event) === 'yes')?.label ?? []
  const alone = selectors.find((selector) => events.every((event) => chooses(selector, event) === 'yes'))
  return alone?.label ?? [...new Set(events.flatMap(first))].join(' and ')
}

function explainSelector(selector: Selector, readings: Readings): SelectorExplanation {
  const matches = readings.events.map((event) => chooses(selector, event))
  const outcome = together(matches)
  const named = { selector: selector.label, outcome }
  if (outcome === 'recorded') return named
  if (outcome === 'undecided') return { ...named, why: whyOpen(selector.doubts.map(({ what }) => `it ${what}`), matches, readings) }
  const ruledOut = readings.events[0] === undefined ? undefined : ruledOutBy(readings.events[0], selector)
  return { ...named, ...(ruledOut?.field === undefined ? {} : { field: ruledOut.field }), ...(ruledOut === undefined ? {} : { why: ruledOut.why }) }
}

/** Doubts about the configuration, and what the record leaves open where its readings differ. */
function whyOpen(doubts: readonly string[], matches: readonly Match[], { open }: Readings): string {
  const differ = new Set(matches).size > 1
  return [...(matches.includes('maybe') ? doubts : []), ...(differ ? open : [])].join('; ')
}

/** Insight and aggregated events of a trail hang on settings of their own (reference 1.1). */
function elsewhere({ trail }: Placed, { events }: Readings): string | undefined {
  const category = events[0]?.eventCategory
  const others = ['Insight', 'Aggregated']
  const isStore = trail.arn.includes(':eventdatastore/')
  return others.includes(category ?? '') && !isStore ? `event selectors do not choose ${category} events` : undefined
}

interface Matches {
  /** By the selectors alone. */
  readonly chosen: readonly Match[]
  readonly matches: readonly Match[]
}

/** What is to be said of the trail beside its selectors: its settings, what could not be seen of it, and what the record leaves open. */
function whyOf(placed: Placed, readings: Readings, reaching: Reaching, { chosen, matches }: Matches): string | undefined {
  const { trail } = placed
  const cut = readings.events.find((_, index) => chosen[index] !== 'no' && matches[index] === 'no')
  const settings = readings.events.flatMap((event) => settingDoubts(placed, kindOf(event), reaching))
  const doubts = [...trail.doubts, ...settings.flatMap((reason) => ('doubt' in reason ? reason.doubt : []))].map(({ what }) => what)
  const why = elsewhere(placed, readings) ?? (cut === undefined ? whyOpen([...new Set(doubts)], matches, readings) : saySetting(cut, trail, reaching))
  return why === '' ? undefined : why
}
