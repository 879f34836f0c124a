/** Answers about one class of events in the regions of an account: each configuration decided once, regions of one answer together. */
import type { Answer, Reaching, SilentTrail } from '../coverage/answer.ts'
import { configurationKey, namedKey } from '../coverage/configuration.ts'
import { decisionOn } from '../coverage/decide.ts'
import { told, type Decision } from '../coverage/decision.ts'
import { trailsReaching } from '../coverage/reaching.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { EventClass } from '../../nouns/event.ts'
import type { Snapshot } from '../../nouns/snapshot.ts'

export type By = NonNullable<Condition['by']>

/** By class and configuration: an organization of thousands of accounts has few distinct ones, even where each has trails of its own. */
export type CoverageMemory = Map<EventClass, Map<string, Decision>>

/** What is to be said, the trails that are shown there but record nothing, and every region of which it is to be said. */
export interface Group {
  readonly answer: Answer
  readonly silent: readonly SilentTrail[]
  readonly regions: readonly string[]
}

/** A class, and the trails that count. */
export interface ClassAsked {
  readonly eventClass: EventClass
  readonly by: By
  readonly snapshot: Snapshot
  readonly memory: CoverageMemory
}

interface Decided {
  readonly decision: Decision
  readonly reaching: Reaching
  readonly regions: string[]
}

/** Made-up events are of the first region of their group. */
export function answersIn(regions: readonly string[], account: string, asked: ClassAsked): readonly Group[] {
  const decided = decidedIn(regions, account, asked)
  const answered = decided.map(({ decision, reaching, regions: same }) => ({ answer: told(decision, reaching), silent: reaching.stopped, regions: same }))
  const groups = new Map<string, Group>()
  for (const group of answered) {
    const key = answerKey(group)
    const known = groups.get(key)
    groups.set(key, known === undefined ? group : { ...known, regions: [...known.regions, ...group.regions].sort() })
  }
  return [...groups.values()]
}

/** Told is only what differs: the same decision about the same trails is told once. */
function decidedIn(regions: readonly string[], account: string, asked: ClassAsked): readonly Decided[] {
  const groups = new Map<Decision, Map<string, Decided>>()
  for (const region of regions) {
    const reaching = countingTrails(trailsReaching(asked.snapshot, account, region), asked.by)
    const decision = remembered(reaching, asked)
    const byNames = groups.get(decision) ?? new Map<string, Decided>()
    const key = namedKey(reaching)
    const group = byNames.get(key) ?? { decision, reaching, regions: [] }
    group.regions.push(region)
    groups.set(decision, byNames.set(key, group))
  }
  return [...groups.values()].flatMap((byNames) => Array.from(byNames.values()))
}

function countingTrails(reaching: Reaching, by: By): Reaching {
  return by === 'trails' ? reaching : { ...reaching, trails: reaching.trails.filter((trail) => trail.multiRegion) }
}

function remembered(reaching: Reaching, { eventClass, memory }: ClassAsked): Decision {
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
