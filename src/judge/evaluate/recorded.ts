/** The words `recorded` (every event of a class) and `unrecorded` (none of it): in every region asked about, by the union of the trails there. */
import { all } from '../access/truth.ts'
import type { Answer } from '../coverage/answer.ts'
import { sayAssumption } from '../../nouns/assumption.ts'
import type { EventClass, Witness } from '../../nouns/event.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Evidence, Json, OpenGap } from '../../nouns/verdict.ts'
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

/** What is asked about, in words that fit "all … are recorded"; and of how many regions of which account. */
interface Question {
  readonly word: RecordedWord
  readonly words: string
  readonly account: string
  readonly asked: number
  /** Whether the run was narrowed to these regions. */
  readonly narrowed: boolean
}

/** Judged region by region. Regions of one answer are one piece of evidence; regions of which the same is to be said, one sentence. */
export function judgeRecorded(word: RecordedWord, eventClass: EventClass, by: By, of: Case): Judgement {
  const account = of.subject.account ?? of.subject.id
  const { regions, all: isWhole, total } = regionsAskedIn(of, account)
  const narrowed = narrowedRegions(of.snapshot) !== undefined
  const question = { word, words: sayClass(eventClass), account, asked: total, narrowed }
  const judged = judgeGroups(answersIn({ eventClass, by }, account, of), question)
  return isWhole && regions.length > 0 ? judged : every([judged, regionsNotKnown(of, account, regions.length)])
}

function judgeGroups(groups: readonly Group[], question: Question): Judgement {
  const { truth, deciding } = decidingGroups(groups, question)
  const { wanted } = askings[question.word]
  const evidence = deciding.map(({ answer, regions }) => evidenceOf(question.words, answer, regions, wanted))
  const judgement = { truth, why: sentences(deciding, question), evidence, gaps: gapsIn(deciding, truth, question) }
  const witness = witnessIn(deciding, truth, question)
  return witness === undefined ? judgement : Object.assign(judgement, { witness })
}

/** What comes of all groups together, and the groups that decided it. */
interface Deciding {
  readonly truth: Truth
  readonly deciding: readonly Group[]
}

export function decidingGroups(groups: readonly Group[], { word }: Pick<Question, 'word'>): Deciding {
  const { truthOf } = askings[word]
  const truth = all(groups.map(({ answer }) => truthOf(answer)))
  return { truth, deciding: groups.filter(({ answer }) => truthOf(answer) === truth) }
}

/** The event that shows a no; that of the first group which has one. */
export function witnessIn(deciding: readonly Group[], truth: Truth, { word }: Pick<Question, 'word'>): Witness | undefined {
  if (truth !== false) return undefined
  const { counterexample } = askings[word]
  const shown = deciding.find(({ answer }) => counterexample(answer) !== undefined)
  const event = shown === undefined ? undefined : counterexample(shown.answer)
  return event === undefined ? undefined : shown?.here(event)
}

/** What stands in the way of knowing. */
export function gapsIn(deciding: readonly Group[], truth: Truth, { account }: Pick<Question, 'account'>): readonly OpenGap[] {
  return truth === undefined ? deciding.flatMap(({ answer, regions }) => gapsOf(answer, account, regions)) : []
}

/** One sentence for all regions of which it is true, whatever trails stand by. */
function sentences(groups: readonly Group[], question: Question): readonly string[] {
  const { asked, narrowed } = question
  const [only] = groups
  if (only !== undefined && groups.length === 1) return [sayGroup(only, question)]
  const byText = new Map<string, { group: Group; regions: string[] }>()
  const told = groups.map((group) => ({ group, text: say(group, '', question) }))
  const each = told.flatMap(({ group, text }) => group.regions.map((region) => ({ region, group, text }))).sort(byRegion)
  for (const { region, group, text } of each) {
    const same = byText.get(text) ?? { group, regions: [] }
    same.regions.push(region)
    byText.set(text, same)
  }
  return [...byText.values()].map(({ group, regions }) => say(group, sayRegions(regions, asked, narrowed), question))
}

/** What is to be said of all regions of a group. */
export function sayGroup(group: Group, question: Question): string {
  return say(group, sayRegions(group.regions, question.asked, question.narrowed), question)
}

function say({ answer, silent }: Group, where: string, { word, words }: Question): string {
  return sayAnswer({ word, words, answer, silent, truth: askings[word].truthOf(answer), where })
}

function byRegion(left: { readonly region: string }, right: { readonly region: string }): number {
  return left.region < right.region ? -1 : 1
}

function evidenceOf(path: string, answer: Answer, regions: readonly string[], wanted: string): Evidence {
  const evidence = { path, seen: seenOf(answer), wanted, source: 'cloudtrail:GetEventSelectors', regions }
  const { assumed = [] } = answer
  return assumed.length === 0 ? evidence : Object.assign(evidence, { assumed: assumed.map(sayAssumption) })
}

function seenOf(answer: Answer): Evidence['seen'] {
  const seen: Record<string, Json> = { answer: answer.answer }
  if (answer.recordedBy !== undefined) seen['recordedBy'] = answer.recordedBy
  if (answer.shortfalls !== undefined) seen['shortfalls'] = answer.shortfalls.map((shortfall) => ({ ...shortfall }))
  if (answer.undecidedBy !== undefined) seen['undecidedBy'] = answer.undecidedBy.map(({ what, change }) => ({ what, change }))
  return seen
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
