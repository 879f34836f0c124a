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
import type { Case } from './case.ts'
import { every, type Judgement, type Truth } from './judgement.ts'
import { regionsAskedIn } from './regions.ts'
import { narrowedRegions } from './subjects.ts'
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

/** Judged region by region. Regions of one answer are one piece of evidence; regions of which the same is to be said, one sentence. */
export function judgeRecorded(eventClass: EventClass, by: By, of: Case): Judgement {
  const account = of.subject.account ?? of.subject.id
  const { regions, all, total } = regionsAskedIn(of, account)
  const told = groupBy(regions, (region) => answerFor(eventClass, by, account, region, of), answerKey)
  const asked = every(told.map((group) => judgeGroup(eventClass, group, account)))
  const why = sentences(eventClass, told.filter(({ answer }) => truthOf(answer) === asked.truth), total, of)
  return all && regions.length > 0 ? { ...asked, why } : every([{ ...asked, why }, regionsNotKnown(of, account, regions.length)])
}

function answerFor(eventClass: EventClass, by: By, account: string, region: string, of: Case): Told {
  const reaching = countingTrails(trailsReaching(of.snapshot, account, region), by)
  return { answer: remembered(eventClass, reaching, of), silent: reaching.stopped }
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

/** Regions of one key together, with what is told of the first of them. */
function groupBy(regions: readonly string[], tellOf: (region: string) => Told, keyOf: (told: Told) => string): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const region of regions) {
    const told = tellOf(region)
    const key = keyOf(told)
    const group = groups.get(key) ?? { ...told, regions: [] }
    group.regions.push(region)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Which account and region a made-up event names is no difference. */
function answerKey({ answer, silent }: Told): string {
  const { missed, recorded: _, ...rest } = answer
  return JSON.stringify([rest, missed?.eventSource, missed?.eventName, silent])
}

function judgeGroup(eventClass: EventClass, { answer, regions }: Group, account: string): Judgement {
  const truth = truthOf(answer)
  const witness = witnessOf(answer, truth, account, regions[0] ?? '')
  return {
    truth,
    why: [],
    evidence: [evidenceOf(eventClass, answer, regions)],
    gaps: truth === undefined ? gapsOf(answer, account, regions) : [],
    ...(witness === undefined ? {} : { witness }),
  }
}

/** One sentence for all regions of which it is true, whatever trails stand by. */
function sentences(eventClass: EventClass, groups: readonly Group[], asked: number, of: Case): readonly string[] {
  const byRegion = new Map(groups.flatMap((group) => group.regions.map((region) => [region, group] as const)))
  const say = ({ answer, silent }: Told, where: string): string => sayAnswer({ eventClass, answer, silent, truth: truthOf(answer), where })
  const said = groupBy([...byRegion.keys()].sort(), (region) => byRegion.get(region) as Group, (told) => say(told, ''))
  return said.map((group) => say(group, sayRegions(group.regions, asked, narrowedRegions(of.snapshot) !== undefined)))
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
