/** Findings of the run itself: what it could not look at is a finding like any other, so that no alert closes for want of access. */
import type { OpenGap, RunFinding, Verdict } from '../../nouns/verdict.ts'
import type { Baseline } from './baseline.ts'
import { inventoryFindings } from './inventory.ts'
import type { Question } from './question.ts'
import { runRule } from './run-rules.ts'
import { isStale, takenAt, unreadable, unreadableAccounts } from './scope.ts'
import { accountSubject } from './subjects.ts'
import { waiveEach, type Judged } from './waiving.ts'

/** What is found, before the policy has its say about severity and place. */
export interface Draft extends Pick<Verdict, 'subject' | 'outcome' | 'message' | 'evidence' | 'anchor' | 'gaps'> {
  readonly rule: RunFinding
}

/** The findings of this run, those about exceptions aside, which are known last. */
export function judgeRun(question: Question, baseline: Baseline): Judged {
  const { snapshot } = question
  const unread = unreadableAccounts(snapshot).map((id) => notAssessed(id, question))
  const drafts = [...unread, ...stale(question), ...inventoryFindings(question)]
  return waiveEach(settle(drafts, baseline), (verdict) => verdict, snapshot, baseline)
}

/** The drafts as verdicts: with the severity that the policy gives them, and without those that it turns off. */
export function settle(drafts: readonly Draft[], { severityOf, anchorOf }: Baseline): readonly Verdict[] {
  return drafts.flatMap(({ rule, subject, outcome, message, evidence, anchor, gaps }) => {
    const severity = severityOf(runRule(rule))(subject.account)
    if (severity === 'off') return []
    const place = anchor ?? anchorOf(rule)(subject.account)
    return [{ rule, severity, subject, outcome, message, evidence, anchor: place, ...(gaps === undefined ? {} : { gaps }) }]
  })
}

function notAssessed(id: string, { snapshot }: Question): Draft {
  const fact = snapshot.accounts.get(id)?.account
  const gap = fact?.gap ?? fact?.unseen?.['identity']
  const gaps: readonly OpenGap[] = gap === undefined ? [] : [{ account: id, ...gap }]
  return {
    rule: 'account-not-assessed',
    subject: accountSubject(snapshot, id),
    outcome: 'unknown',
    message: `The account could not be read: ${unreadable(snapshot, id)}.`,
    evidence: [{ path: 'identity', seen: 'could not be seen', wanted: 'the reader role, assumed', source: 'sts:AssumeRole' }],
    ...(gaps.length === 0 ? {} : { gaps }),
  }
}

function stale({ snapshot, asOf, maxAge }: Question): readonly Draft[] {
  if (!isStale(snapshot, asOf, maxAge)) return []
  const taken = takenAt(snapshot)
  return [
    {
      rule: 'snapshot-stale',
      subject: { kind: 'snapshot', id: snapshot.segments[0]?.header.segment ?? '' },
      outcome: 'unknown',
      message: `The snapshot was taken at ${taken}, more than ${maxAge} days before ${asOf}. What it shows may no longer be so.`,
      evidence: [{ path: 'takenAt', seen: taken, wanted: `within ${maxAge} days of ${asOf}` }],
    },
  ]
}
