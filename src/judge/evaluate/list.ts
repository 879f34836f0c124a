/** The words `some` and `every`: a condition asked of the members of a list, which are subjects themselves. */
import type { Condition, OverList } from '../../nouns/rule.ts'
import type { Evidence, OpenGap, Subject } from '../../nouns/verdict.ts'
import { listsOf } from '../../nouns/subject-paths.ts'
import type { SubjectKind } from '../../nouns/rule.ts'
import { alikesOf, type Alike } from './alike.ts'
import { caseAbout, type Case } from './case.ts'
import { truthOf, type Judgement, type Truth } from './judgement.ts'
import { readList } from './lists.ts'
import { proofOf, sharedByAlike } from './sharing.ts'
import { sayGap } from './wording.ts'

type Judge = (condition: Condition, of: Case) => Judgement

interface Member {
  readonly subject: Subject
  /** Whether it is one of those that are asked about. */
  readonly chosen: Truth
  readonly judgement: Judgement
}

/** Members are told by name; sentences are cut after this many, and so is the evidence. */
const most = 6

/**
 * Kleene's conjunction or disjunction over the members that `where` chooses. Over nothing it is false, "there is none"; where `where`
 * leaves out every member there is, nobody can say. A list that was not seen whole may have another member of either kind.
 */
export function judgeList(word: 'some' | 'every', over: OverList, of: Case, judge: Judge): Judgement {
  const { members, gaps } = readList(of, over.in)
  const { where, holds } = over
  const asking: Asking = { ...(where === undefined ? {} : { where: asker(where, of, judge) }), holds: asker(holds, of, judge) }
  const alikes = alikesOf(members, of)
  const judged = members.map((subject, index) => judgeMember(word, subject, asking, alikes[index]))
  const asked = judged.filter(({ chosen }) => chosen !== false)
  const unseen = gaps.length === 0 ? [] : [{ truth: undefined }]
  const parts = [...asked.map(({ judgement }) => judgement), ...unseen]
  const truth = parts.length > 0 ? truthOf(word, parts) : members.length > 0 ? undefined : false
  const deciding = asked.filter(({ judgement }) => judgement.truth === truth)
  const leftOut = judged.filter(({ chosen }) => chosen === false)
  const wording = listsOf(of.subject.kind as SubjectKind)[over.in]?.wording ?? over.in
  return {
    truth,
    why: sentences({ word, truth, wording, asked: asked.length, deciding, leftOut, gaps }),
    evidence: [summary(word, over, asked, leftOut), ...deciding.slice(0, most).flatMap(({ judgement }) => judgement.evidence)],
    gaps: truth === undefined ? [...deciding.flatMap(({ judgement }) => judgement.gaps), ...gaps] : [],
    ...witnessOf(deciding),
  }
}

/** What is asked of each member. Those that are configured alike are judged once. */
interface Asking {
  readonly where?: Ask
  readonly holds: Ask
}

type Ask = (member: Subject, alike: Alike | undefined) => Judgement

function asker(condition: Condition, of: Case, judge: Judge): Ask {
  const find = sharedByAlike({ conditions: [condition], memory: of.memory, work: (subject) => judge(condition, caseAbout(of, subject)) })
  return (member, alike) => proofOf(find(member, alike))
}

/** A member that may not be one of those asked about can speak for neither side alone. */
function judgeMember(word: 'some' | 'every', subject: Subject, { where, holds }: Asking, alike: Alike | undefined): Member {
  const choice = where?.(subject, alike)
  if (choice?.truth === false) return { subject, chosen: false, judgement: choice }
  const judgement = holds(subject, alike)
  if (choice === undefined || choice.truth === true) return { subject, chosen: true, judgement }
  const harmless = judgement.truth === (word === 'every')
  return { subject, chosen: undefined, judgement: harmless ? judgement : { ...choice, truth: undefined } }
}

interface Telling {
  readonly word: 'some' | 'every'
  readonly truth: Truth
  /** What the members are, in the plural. */
  readonly wording: string
  readonly asked: number
  readonly deciding: readonly Member[]
  readonly leftOut: readonly Member[]
  readonly gaps: readonly OpenGap[]
}

function sentences(telling: Telling): readonly string[] {
  const { truth, wording, asked, deciding, leftOut, gaps } = telling
  const out = leftOut.length === 0 ? [] : [`left out: ${told(leftOut).join('; ')}`]
  if (asked === 0 && gaps.length === 0) {
    return leftOut.length === 0 ? [`there are no ${wording}`] : [`of ${wording}, it is not known what comes of those left out`, ...out]
  }
  const more = truth === undefined && gaps.length > 0 ? [`whether there are more ${wording} is not known${sayGap(gaps[0])}`] : []
  return [...(truth === true && telling.word === 'every' ? [sayAll(wording, deciding)] : told(deciding)), ...more, ...out]
}

/** Where the same is true of all of them, it is said once. */
function sayAll(wording: string, members: readonly Member[]): string {
  const reasons = new Set(members.map(({ judgement }) => judgement.why.map(unstopped).join('; ')))
  return `all ${members.length} ${wording}: ${reasons.size === 1 ? [...reasons].join('') : 'of each of them it holds'}`
}

/** `account 111122223333: reason; reason`. */
function told(members: readonly Member[]): readonly string[] {
  const said = members.slice(0, most).map(({ subject, judgement }) => `${sayMember(subject)}: ${judgement.why.map(unstopped).join('; ')}`)
  return members.length > most ? [...said, `and ${members.length - most} more`] : said
}

function unstopped(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

function sayMember({ kind, id, name }: Subject): string {
  if (kind === 'account') return `account ${id}${name === undefined ? '' : ` (${name})`}`
  return `${kind.replaceAll('-', ' ')} ${name ?? id}`
}

/** The list as a whole: every member that stands out, by id. */
function summary(word: 'some' | 'every', over: OverList, asked: readonly Member[], leftOut: readonly Member[]): Evidence {
  const ids = (truth: Truth): readonly string[] =>
    asked.filter(({ judgement }) => judgement.truth === truth).map(({ subject }) => subject.id)
  const [failing, open, out] = [ids(false), ids(undefined), leftOut.map(({ subject }) => subject.id)]
  const seen = {
    members: asked.length,
    holding: ids(true).length,
    ...(failing.length === 0 ? {} : { failing }),
    ...(open.length === 0 ? {} : { notKnown: open }),
    ...(out.length === 0 ? {} : { leftOut: out }),
  }
  return { path: over.in, seen, wanted: word === 'every' ? 'all of them hold' : 'at least one of them holds' }
}

function witnessOf(deciding: readonly Member[]): Pick<Judgement, 'witness'> {
  const witness = deciding.find(({ judgement }) => judgement.witness !== undefined)?.judgement.witness
  return witness === undefined ? {} : { witness }
}
