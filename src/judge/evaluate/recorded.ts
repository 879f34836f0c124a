/** The words `recorded` (every event of a class) and `unrecorded` (none of it): in every region asked about, by the union of the trails there. */
import type { Answer } from '../coverage/answer.ts'
import { sayAssumption } from '../../nouns/assumption.ts'
import type { EventClass, Witness } from '../../nouns/event.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Evidence, OpenGap } from '../../nouns/verdict.ts'
import type { Case } from './case.ts'
import { sayClass } from './class-wording.ts'
import { every, type Judgement, type Truth } from './judgement.ts'
import { answersIn, type By, type Group } from './region-answers.ts'
import { regionsAskedIn } from './regions.ts'
import { narrowedRegions } from './subjects.ts'
import { sayAnswer, sayRegions } from './wording.ts'

export type RecordedWord = 'recorded' | 'unrecorded'

/** A word that asks about a class of events. */
interface Asking {
  readonly wanted: string
  /** A definitely missed event is a no to `recorded`, whatever else could not be told; a definitely recorded one to `unrecorded`. */
  truthOf(answer: Answer): Truth
  /** The event that shows a no. */
  counterexample(answer: Answer): Witness | undefined
}

const askings = {
  recorded: {
    wanted: 'all recorded',
    truthOf: ({ answer, missed }) => (answer === 'all' ? true : missed === undefined ? undefined : false),
    counterexample: ({ missed }) => missed,
  },
  unrecorded: {
    wanted: 'none recorded',
    truthOf: ({ answer, recorded }) => (answer === 'none' ? true : recorded === undefined ? undefined : false),
    counterexample: ({ recorded }) => recorded,
  },
} as const satisfies Record<RecordedWord, Asking>

interface Question {
  readonly word: RecordedWord
  readonly eventClass: EventClass
  readonly account: string
}

/**
 * Judged region by region. Regions of one answer are one piece of evidence; regions of which the same is to be said, one sentence.
 * `bucket`: the one whose objects the class is about, if it is about one (see `decisionFor`).
 */
export function judgeRecorded(word: RecordedWord, eventClass: EventClass, by: By, of: Case, bucket?: string): Judgement {
  const account = of.subject.account ?? of.subject.id
  const { regions, all, total } = regionsAskedIn(of, account)
  const question = { word, eventClass, account }
  const groups = answersIn({ eventClass, by, ...(bucket === undefined ? {} : { bucket }) }, account, of)
  const asked = every(groups.map((group) => judgeGroup(group, question)))
  const deciding = groups.filter(({ answer }) => askings[word].truthOf(answer) === asked.truth)
  const why = sentences(deciding, question, total, narrowedRegions(of.snapshot) !== undefined)
  return all && regions.length > 0 ? { ...asked, why } : every([{ ...asked, why }, regionsNotKnown(of, account, regions.length)])
}

function judgeGroup({ answer, regions }: Group, { word, eventClass, account }: Question): Judgement {
  const { truthOf, counterexample, wanted } = askings[word]
  const truth = truthOf(answer)
  const witness = truth === false ? counterexample(answer) : undefined
  return {
    truth,
    why: [],
    evidence: [evidenceOf(eventClass, answer, regions, wanted)],
    gaps: truth === undefined ? gapsOf(answer, account, regions) : [],
    ...(witness === undefined ? {} : { witness }),
  }
}

/** One sentence for all regions of which it is true, whatever trails stand by. */
function sentences(groups: readonly Group[], { word, eventClass }: Question, asked: number, narrowed: boolean): readonly string[] {
  const byText = new Map<string, { group: Group; regions: string[] }>()
  const say = ({ answer, silent }: Group, where: string): string =>
    sayAnswer({ word, eventClass, answer, silent, truth: askings[word].truthOf(answer), where })
  const told = groups.map((group) => ({ group, text: say(group, '') }))
  const each = told.flatMap(({ group, text }) => group.regions.map((region) => ({ region, group, text }))).sort(byRegion)
  for (const { region, group, text } of each) {
    const same = byText.get(text) ?? { group, regions: [] }
    same.regions.push(region)
    byText.set(text, same)
  }
  return [...byText.values()].map(({ group, regions }) => say(group, sayRegions(regions, asked, narrowed)))
}

function byRegion(left: { readonly region: string }, right: { readonly region: string }): number {
  return left.region < right.region ? -1 : 1
}

function evidenceOf(eventClass: EventClass, answer: Answer, regions: readonly string[], wanted: string): Evidence {
  return {
    path: sayClass(eventClass),
    seen: seenOf(answer),
    wanted,
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
