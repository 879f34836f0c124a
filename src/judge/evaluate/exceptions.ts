/** Findings about the exceptions themselves: waivers and exclusions that are past their date, or that cover nothing. */
import { isOver, type Exclusion, type Waiver } from '../../nouns/policy.ts'
import type { Subject, Verdict } from '../../nouns/verdict.ts'
import type { Baseline } from './baseline.ts'
import type { Question } from './question.ts'
import type { Draft } from './run.ts'
import { accountsNotReadWhole, isWhole } from './scope.ts'
import { isAbout, type Judged } from './waiving.ts'
import { isFor } from './whom.ts'

/** What came of the exceptions of a policy, once `judged`; `rules`: the ids of those that were judged. */
export function exceptionFindings(
  question: Question,
  judged: readonly Judged[],
  rules: readonly string[],
  baseline: Baseline,
): readonly Draft[] {
  const { policy, asOf } = question
  const waivers = policy.waivers.filter(({ rule }) => rules.includes(rule))
  const over = [...waivers, ...policy.exclude].filter((exception) => isOver(exception, asOf))
  const idle = isWhole(question) ? [...unusedWaivers(question, judged, waivers, baseline), ...unusedExclusions(question, baseline)] : []
  return [...over.map(expired), ...idle]
}

type Exception = Waiver | Exclusion

function expired(exception: Exception): Draft {
  const { until, owner, because, place } = exception
  const counts = 'rule' in exception ? 'What it covered counts again' : 'Whom it left out is examined again'
  return {
    rule: 'waiver-expired',
    subject: subjectOf(exception),
    outcome: 'fail',
    message: `It ended with ${until} (${owner}: ${because}). ${counts}.`,
    evidence: [{ path: 'until', seen: until, wanted: 'a day that is not past' }],
    anchor: place,
  }
}

function unused(exception: Exception, message: string): Draft {
  return {
    rule: 'waiver-unused',
    subject: subjectOf(exception),
    outcome: 'fail',
    message,
    evidence: [{ path: 'covers', seen: null, wanted: 'rule' in exception ? 'a verdict to waive' : 'an account' }],
    anchor: exception.place,
  }
}

/** Whatever could not be told, or not be read, may be what a waiver is there for. */
function unusedWaivers(question: Question, judged: readonly Judged[], waivers: readonly Waiver[], baseline: Baseline): readonly Draft[] {
  if (waivers.length === 0) return []
  const used = new Set(judged.flatMap(({ waivedBy }) => waivedBy))
  const unread = accountsNotReadWhole(question.snapshot)
  const open = judged.flatMap(({ verdicts }) => verdicts.filter(({ outcome }) => outcome === 'unknown'))
  const mayMatch = (waiver: Waiver): boolean => {
    const isOpen = ({ rule, subject }: Verdict): boolean => rule === waiver.rule && isAbout(waiver, subject, question.snapshot, baseline)
    return unread.some((id) => isFor(waiver, id, baseline.units)) || open.some(isOpen)
  }
  const idle = waivers.filter((waiver) => !isOver(waiver, question.asOf) && !used.has(waiver) && !mayMatch(waiver))
  return idle.map((waiver) => unused(waiver, `Nothing that ${waiver.rule} finds is covered by it.`))
}

function unusedExclusions({ policy, snapshot, asOf }: Question, { units }: Baseline): readonly Draft[] {
  const ids = [...snapshot.accounts.keys()]
  const idle = policy.exclude.filter((exclusion) => !isOver(exclusion, asOf) && !ids.some((id) => isFor(exclusion, id, units)))
  return idle.map((exclusion) => unused(exclusion, 'There is no such account in the organization.'))
}

/** Named by what it is for: that stays the same when lines move, and so does an alert about it. */
function subjectOf(exception: Exception): Subject {
  const keys = ['account', 'ou', 'trail', 'region', 'bucket'] as const
  const parts = keys.flatMap((key) => {
    const value = (exception as Partial<Record<typeof key, string>>)[key]
    return value === undefined ? [] : [`${key} ${value}`]
  })
  if (!('rule' in exception)) return { kind: 'exclusion', id: parts.join(', ') }
  return { kind: 'waiver', id: `${exception.rule} for ${parts.join(', ')}` }
}
