/** The word `recorded`: every event of a class is recorded in every region that is asked about, by the union of the trails there. */
import { decide } from '../coverage/decide.ts'
import type { Answer, Reaching, SilentTrail } from '../coverage/answer.ts'
import { configurationKey, trailsReaching } from '../coverage/reaching.ts'
import { restamp } from '../coverage/witness.ts'
import { sayAssumption } from '../../nouns/assumption.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { EventClass, Witness } from '../../nouns/event.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Evidence, OpenGap } from '../../nouns/verdict.ts'
import type { Case } from './condition.ts'
import { every, type Judgement, type Truth } from './judgement.ts'
import { askedRegions, narrowedRegions } from './subjects.ts'
import { sayClass } from './class-wording.ts'
import { sayAnswer, sayRegions } from './wording.ts'

type By = NonNullable<Condition['by']>

/** Answers by class and configuration: an organization of thousands of accounts has few distinct ones. */
export type CoverageMemory = Map<string, Answer>

/** What is to be said of one region: the answer, and the trails that are shown there but record nothing. */
interface Told {
  readonly answer: Answer
  readonly silent: readonly SilentTrail[]
}

/** What is to be said, with every region it is to be said of. */
interface Group extends Told {
  readonly regions: string[]
}

/** Judged region by region; regions of the same answer are told together. */
export function judgeRecorded(eventClass: EventClass, by: By, of: Case): Judgement {
  const account = of.subject.account ?? of.subject.id
  const { regions, all } = askedRegions(of.snapshot, account)
  const groups = groupsOf(regions, (region) => answerFor(eventClass, by, account, region, of))
  const asked = every(groups.map((group) => judgeGroup(eventClass, group, regions.length, account, of)))
  return all && regions.length > 0 ? asked : every([asked, regionsNotKnown(of, account, regions.length)])
}

function answerFor(eventClass: EventClass, by: By, account: string, region: string, of: Case): Told {
  const reaching = countingTrails(trailsReaching(of.snapshot, account, region), by)
  // Beside trails that fall short, a stopped one is no news.
  return { answer: remembered(eventClass, reaching, of), silent: reaching.trails.length === 0 ? reaching.stopped : [] }
}

function remembered(eventClass: EventClass, reaching: Reaching, of: Case): Answer {
  const key = `${JSON.stringify(eventClass)} ${configurationKey(reaching)}`
  const known = of.memory.get(key)
  if (known !== undefined) return known
  const answer = decide(eventClass, reaching)
  of.memory.set(key, answer)
  return answer
}

function countingTrails(reaching: Reaching, by: By): Reaching {
  return by === 'trails' ? reaching : { ...reaching, trails: reaching.trails.filter((trail) => trail.multiRegion) }
}

/** Regions of which the same is to be said, together. Which account and region a made-up event names is no difference. */
function groupsOf(regions: readonly string[], tellOf: (region: string) => Told): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const region of regions) {
    const told = tellOf(region)
    const key = sayingOf(told)
    const group = groups.get(key) ?? { ...told, regions: [] }
    group.regions.push(region)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function sayingOf({ answer, silent }: Told): string {
  const { missed, recorded: _, ...rest } = answer
  return JSON.stringify([rest, missed?.eventSource, missed?.eventName, silent])
}

function judgeGroup(eventClass: EventClass, { answer, silent, regions }: Group, asked: number, account: string, of: Case): Judgement {
  const truth = truthOf(answer)
  const region = regions[0] ?? ''
  const witness = witnessOf(answer, truth, account, region)
  const where = sayRegions(regions, asked, narrowedRegions(of.snapshot) !== undefined)
  return {
    truth,
    why: [sayAnswer({ eventClass, answer, silent, truth, where, ...(witness === undefined ? {} : { witness }) })],
    evidence: [evidenceOf(eventClass, answer, regions)],
    gaps: truth === undefined ? gapsOf(answer, account, regions) : [],
    ...(witness === undefined ? {} : { witness }),
  }
}

/** A definitely missed event is a no, whatever else could not be told. */
function truthOf(answer: Answer): Truth {
  if (answer.answer === 'all') return true
  return answer.missed === undefined ? undefined : false
}

function witnessOf(answer: Answer, truth: Truth, account: string, region: string): Witness | undefined {
  return truth === false && answer.missed !== undefined ? restamp(answer.missed, account, region) : undefined
}

function evidenceOf(eventClass: EventClass, answer: Answer, regions: readonly string[]): Evidence {
  return {
    path: sayClass(eventClass),
    seen: seenOf(answer),
    wanted: 'all recorded',
    source: 'cloudtrail:GetEventSelectors',
    regions,
    ...(answer.assumed === undefined || answer.assumed.length === 0 ? {} : { assumed: answer.assumed.map(sayAssumption) }),
  }
}

function seenOf(answer: Answer): Evidence['seen'] {
  return {
    answer: answer.answer,
    ...(answer.recordedBy === undefined ? {} : { recordedBy: answer.recordedBy }),
    ...(answer.shortfalls === undefined ? {} : { shortfalls: answer.shortfalls.map((shortfall) => ({ ...shortfall })) }),
    ...(answer.undecidedBy === undefined ? {} : { undecidedBy: answer.undecidedBy.map(({ what, change }) => ({ what, change })) }),
  }
}

function gapsOf(answer: Answer, account: string, regions: readonly string[]): readonly OpenGap[] {
  const gaps = (answer.undecidedBy ?? []).map((reason) => reason.gap).filter((gap): gap is Gap => gap !== undefined)
  return gaps.flatMap((gap) => regions.map((region) => ({ account, region, ...gap })))
}

/** Which regions are enabled could not be seen, so that "every region" cannot be affirmed. */
function regionsNotKnown(of: Case, account: string, known: number): Judgement {
  const gap = of.snapshot.accounts.get(account)?.regions?.gap
  const reason = gap === undefined ? 'they were not read' : `${gap.call}: ${gap.message}`
  const others = known === 0 ? '' : ' beyond those that were read'
  return {
    truth: undefined,
    why: [`Which regions the account has enabled${others} could not be seen (${reason}).`],
    evidence: [],
    gaps: gap === undefined ? [] : [{ account, ...gap }],
  }
}
