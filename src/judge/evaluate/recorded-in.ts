/** Where the word `recorded` is asked: in every enabled region, in some region, or in the region of global services. */
import { isLeaderRegion } from '../coverage/trail.ts'
import type { EventClass } from '../../nouns/event.ts'
import type { Condition } from '../../nouns/rule.ts'
import { sayClass } from './class-wording.ts'
import { caseAbout, type Case } from './case.ts'
import { some, type Judgement } from './judgement.ts'
import { judgeRecorded, type RecordedWord } from './recorded.ts'
import { regionsAskedIn } from './regions.ts'
import { narrowedRegions } from './subjects.ts'

type By = NonNullable<Condition['by']>

/** Whether every event of a class is recorded, there where it is asked. */
export function judgeRecordedIn(word: RecordedWord, eventClass: EventClass, by: By, where: NonNullable<Condition['in']>, of: Case): Judgement {
  return askings[where](word, eventClass, by, of)
}

const askings = {
  'every-region': judgeRecorded,
  'some-region': inSomeRegion,
  'leader-region': inLeaderRegion,
} as const satisfies Record<NonNullable<Condition['in']>, typeof judgeRecorded>

/** The regions that decide are told together: those of a yes, else those of a doubt, else all of them. */
function inSomeRegion(word: RecordedWord, eventClass: EventClass, by: By, of: Case): Judgement {
  const { regions, all } = regionsAskedIn(of, accountOf(of))
  const everywhere = judgeRecorded(word, eventClass, by, of)
  if (everywhere.truth === true) return everywhere
  const each = regions.map((region) => ({ region, truth: judgeRecorded(word, eventClass, by, onlyIn(of, [region])).truth }))
  const that = (truth: boolean | undefined): readonly string[] => each.filter((one) => one.truth === truth).map(({ region }) => region)
  const deciding = [that(true), that(undefined)].find((found) => found.length > 0) ?? regions
  const told = judgeRecorded(word, eventClass, by, onlyIn(of, deciding))
  if (regions.length === 0) return others(eventClass, of)
  return all ? told : some([told, others(eventClass, of)])
}

/** Regions that could not be seen may record what those that were seen do not. */
function others(eventClass: EventClass, of: Case): Judgement {
  const account = accountOf(of)
  const gap = of.snapshot.accounts.get(account)?.regions?.gap
  return {
    truth: undefined,
    why: [`Whether ${sayClass(eventClass)} are recorded in some other region is not known, since not all regions could be seen`],
    evidence: [],
    gaps: gap === undefined ? [] : [{ account, ...gap }],
  }
}

function inLeaderRegion(word: RecordedWord, eventClass: EventClass, by: By, of: Case): Judgement {
  const { partition = 'aws' } = of.snapshot.segments[0]?.header ?? {}
  const { regions } = regionsAskedIn(of, accountOf(of))
  const leader = regions.filter((region) => isLeaderRegion({ partition, region }))
  if (leader.length > 0) return judgeRecorded(word, eventClass, by, onlyIn(of, leader))
  if (of.regions !== undefined) return waived(eventClass)
  return narrowedRegions(of.snapshot) === undefined ? notFound(eventClass, partition) : notAsked(eventClass)
}

/** A waiver has taken the region out of the question. */
function waived(eventClass: EventClass): Judgement {
  return { truth: true, why: [`The region in which ${sayClass(eventClass)} are recorded is not asked about`], evidence: [], gaps: [] }
}

/** A run that was narrowed to other regions proves nothing of this one. */
function notAsked(eventClass: EventClass): Judgement {
  const why = `Whether all ${sayClass(eventClass)} are recorded is not known: the region that records them was not asked for`
  return { truth: undefined, why: [why], evidence: [], gaps: [] }
}

function notFound(eventClass: EventClass, partition: string): Judgement {
  const why = `In which region of partition ${partition} ${sayClass(eventClass)} are recorded, or whether the account has it, is not known`
  return { truth: undefined, why: [why], evidence: [], gaps: [] }
}

function onlyIn(of: Case, only: readonly string[]): Case {
  return caseAbout(of, of.subject, { ...of.regions, only })
}

function accountOf({ subject }: Case): string {
  return subject.account ?? subject.id
}
