/** Answers about one class of events in the regions of an account: each configuration decided once, regions of one answer together. */
import type { Answer, Reaching, SilentTrail } from '../coverage/answer.ts'
import { configurationKey } from '../coverage/configuration.ts'
import { decisionOn } from '../coverage/decide.ts'
import { told, type Decision } from '../coverage/decision.ts'
import { storesReaching } from '../coverage/stores.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { EventClass } from '../../nouns/event.ts'
import type { Case } from './case.ts'
import { placementsIn, rememberedFor, type Placement } from './placements.ts'
import { regionsAskedIn } from './regions.ts'

export type By = NonNullable<Condition['by']>

/** By class and configuration: an organization of thousands of accounts has few distinct ones, even where each has trails of its own. */
export type CoverageMemory = Map<EventClass, Map<string, Decision>>

/** What is to be said, the trails that are shown there but record nothing, and every region of which it is to be said. */
export interface Group {
  readonly answer: Answer
  readonly silent: readonly SilentTrail[]
  readonly regions: readonly string[]
}

/** Made-up events are of the first region of their group. */
export function answersIn(eventClass: EventClass, by: By, account: string, of: Case): readonly Group[] {
  const groups = new Map<string, Group>()
  const placed = by === 'stores' ? storesIn(of, account) : placementsIn(of, account)
  for (const placement of placed) {
    const group = answerFor(eventClass, by, placement, account, of)
    const key = placed.length === 1 ? '' : answerKey(group)
    const known = groups.get(key)
    groups.set(key, known === undefined ? group : { ...known, regions: [...known.regions, ...group.regions].sort() })
  }
  return [...groups.values()]
}

function storesIn(of: Case, account: string): readonly Placement[] {
  return regionsAskedIn(of, account).regions.map((region) => ({ reaching: storesReaching(of.snapshot, account, region), regions: [region] }))
}

function answerFor(eventClass: EventClass, by: By, { reaching, regions }: Placement, account: string, of: Case): Group {
  const counting = rememberedFor(reaching, `counting ${by}`, () => countingTrails(reaching, by))
  const decision = rememberedFor(reaching, `${by} ${textOf(eventClass)}`, () => remembered(eventClass, counting, of))
  return { answer: told(decision, { ...counting, account, region: regions[0] ?? '' }), silent: reaching.stopped, regions }
}

const texts = new WeakMap<EventClass, string>()

/** A rule asks about the same class in every account. */
function textOf(eventClass: EventClass): string {
  const text = texts.get(eventClass) ?? JSON.stringify(eventClass)
  texts.set(eventClass, text)
  return text
}

function countingTrails(reaching: Reaching, by: By): Reaching {
  return by === 'multi-region-trails' ? { ...reaching, trails: reaching.trails.filter((trail) => trail.multiRegion) } : reaching
}

function remembered(eventClass: EventClass, reaching: Reaching, { memory }: Case): Decision {
  const ofClass = memory.get(eventClass) ?? new Map<string, Decision>()
  memory.set(eventClass, ofClass)
  const key = configurationKey(reaching)
  const decision = ofClass.get(key) ?? decisionOn(eventClass, reaching)
  ofClass.set(key, decision)
  return decision
}

/** Which account and region a made-up event names is no difference. */
function answerKey({ answer, silent }: Group): string {
  const { missed, recorded, ...rest } = answer
  return JSON.stringify([rest, missed?.eventSource, missed?.eventName, recorded?.eventSource, recorded?.eventName, silent])
}
