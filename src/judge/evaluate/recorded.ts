/** The words `recorded` (every event of a class) and `unrecorded` (none of it): in every region asked about, by the union of the trails there. */
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
  const { regions, all, total } = regionsAskedIn(of, account)
  const narrowed = narrowedRegions(of.snapshot) !== undefined
  const question = { word, words: sayClass(eventClass), account, asked: total, narrowed }
  const judged = judgeGroups(answersIn({ eventClass, by }, account, of), question)
  return all && regions.length > 0 ? judged : every([judged, regionsNotKnown(of, account, regions.length)])
}

/** The judgement of regions with their answers. */
export function judgeGroups(groups: readonly Group[], question: Question): Judgement {
  const each = groups.map((group) => judgeGroup(group, question))
  const { truth, evidence, gaps, witness } = every(each)
  const why = sentences(groups.filter((_group, index) => each[index]?.truth === truth), question)
  return witness === undefined ? { truth, why, evidence, gaps } : { truth, why, evidence, gaps, witness }
}

function judgeGroup({ answer, here, regions }: Group, { word, words, account }: Question): Judgement {
  const { truthOf, counterexample, wanted } = askings[word]
  const truth = truthOf(answer)
  const shown = truth === false ? counterexample(answer) : undefined
  const judgement = {
    truth,
    why: [],
    evidence: [evidenceOf(words, answer, regions, wanted)],
    gaps: truth === undefined ? gapsOf(answer, account, regions) : [],
  }
  return shown === undefined ? judgement : Object.assign(judgement, { witness: here(shown) })
}

/** One sentence for all regions of which it is true, whatever trails stand by. */
function sentences(groups: readonly Group[], question: Question): readonly string[] {
  const { asked, narrowed } = question
  const [only] = groups
  if (only !== undefined && groups.length === 1) return [say(only, sayRegions(only.regions, asked, narrowed), question)]
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
