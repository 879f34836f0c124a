/** The word `recorded`: every event of a class is recorded in every region that is asked about, by the union of the trails there. */
import { decide } from '../coverage/decide.ts'
import type { Answer, Reaching, SilentTrail } from '../coverage/answer.ts'
import { configurationKey } from '../coverage/reaching.ts'
import { restamp } from '../coverage/witness.ts'
import { sayAssumption } from '../../nouns/assumption.ts'
import type { Condition } from '../../nouns/rule.ts'
import type { EventClass, Witness } from '../../nouns/event.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Evidence, OpenGap } from '../../nouns/verdict.ts'
import type { Case } from './case.ts'
import { every, type Judgement, type Truth } from './judgement.ts'
import { placementsIn, rememberedFor } from './placements.ts'
import { regionsAskedIn } from './regions.ts'
import { compare, narrowedRegions } from './subjects.ts'
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
  readonly regions: readonly string[]
}

/** Judged region by region. Regions of one answer are one piece of evidence; regions of which the same is to be said, one sentence. */
export function judgeRecorded(eventClass: EventClass, by: By, of: Case): Judgement {
  const account = of.subject.account ?? of.subject.id
  const { regions, all, total } = regionsAskedIn(of, account)
  const placed = placementsIn(of, account)
  const answered = placed.map(({ reaching, regions: where }) => Object.assign(answerFor(eventClass, by, reaching, of), { regions: where }))
  const told = groupsOf(answered)
  const asked = every(told.map((group) => judgeGroup(eventClass, group, account)))
  const why = sentences(eventClass, told.filter(({ answer }) => truthOf(answer) === asked.truth), total, of)
  return all && regions.length > 0 ? { ...asked, why } : every([{ ...asked, why }, regionsNotKnown(of, account, regions.length)])
}

function answerFor(eventClass: EventClass, by: By, reaching: Reaching, of: Case): Told {
  const name = `${by} ${textOf(eventClass)}`
  return { answer: rememberedFor(reaching, name, () => remembered(eventClass, countingTrails(reaching, by), of)), silent: reaching.stopped }
}

const texts = new WeakMap<EventClass, string>()

/** A rule asks about the same class in every account. */
function textOf(eventClass: EventClass): string {
  const text = texts.get(eventClass) ?? JSON.stringify(eventClass)
  texts.set(eventClass, text)
  return text
}

/** Groups of one answer as one. */
function groupsOf(groups: readonly Group[]): readonly Group[] {
  const byAnswer = new Map<string, Group>()
  for (const group of groups) {
    const key = groups.length === 1 ? '' : answerKey(group)
    const known = byAnswer.get(key)
    byAnswer.set(key, known === undefined ? group : { ...known, regions: [...known.regions, ...group.regions] })
  }
  return [...byAnswer.values()].map((group) => Object.assign({}, group, { regions: group.regions.toSorted() }))
}

function remembered(eventClass: EventClass, reaching: Reaching, of: Case): Answer {
  const key = `${textOf(eventClass)} ${configurationKey(reaching)}`
  const known = of.memory.get(key)
  if (known !== undefined) return known
  const answer = decide(eventClass, reaching)
  of.memory.set(key, answer)
  return answer
}

function countingTrails(reaching: Reaching, by: By): Reaching {
  return by === 'trails' ? reaching : { ...reaching, trails: reaching.trails.filter((trail) => trail.multiRegion) }
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
  const say = ({ answer, silent }: Told, where: string): string => sayAnswer({ eventClass, answer, silent, truth: truthOf(answer), where })
  const said = new Map<string, { readonly group: Group; readonly regions: string[] }>()
  for (const group of groups.toSorted((a, b) => compare(a.regions[0] ?? '', b.regions[0] ?? ''))) {
    const text = groups.length === 1 ? '' : say(group, '')
    const same = said.get(text) ?? { group, regions: [] }
    same.regions.push(...group.regions)
    said.set(text, same)
  }
  const narrowed = narrowedRegions(of.snapshot) !== undefined
  return [...said.values()].map(({ group, regions }) => say(group, sayRegions(regions.sort(), asked, narrowed)))
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
