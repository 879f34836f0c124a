/** Findings of the run itself: what it could not look at is a finding like any other, so that no alert closes for want of access. */
import type { OpenGap, RuleText, Verdict } from '../../nouns/verdict.ts'
import { anchorOf } from './anchor.ts'
import type { Question } from './question.ts'
import { isStale, takenAt, unreadable, unreadableAccounts } from './scope.ts'
import { accountSubject } from './subjects.ts'

const identityHelp = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html'

/** The words of these findings. */
export const runRules = [
  {
    id: 'account-not-assessed',
    title: 'Every active account can be read',
    severity: 'high',
    why: 'An account that nobody could look into may record nothing at all.',
    fix: 'Create the reader role in the account and let the caller assume it; then run again.',
    references: [identityHelp],
  },
  {
    id: 'snapshot-stale',
    title: 'The snapshot is recent',
    severity: 'high',
    why: 'A verdict is about the moment the configuration was read, and that moment is long past.',
    fix: 'Collect again, or accept the age with --max-age.',
    references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html'],
  },
] as const satisfies readonly RuleText[]

/** The findings of this run; both are "could not tell", never a fail. */
export function judgeRun(question: Question): readonly Verdict[] {
  return [...unreadableAccounts(question.snapshot).map((id) => notAssessed(id, question)), ...stale(question)]
}

function notAssessed(id: string, { snapshot, policy }: Question): Verdict {
  const fact = snapshot.accounts.get(id)?.account
  const gap = fact?.gap ?? fact?.unseen?.['identity']
  const gaps: readonly OpenGap[] = gap === undefined ? [] : [{ account: id, ...gap }]
  const subject = accountSubject(snapshot, id)
  return {
    rule: 'account-not-assessed',
    severity: 'high',
    subject,
    outcome: 'unknown',
    message: `The account could not be read: ${unreadable(snapshot, id)}.`,
    evidence: [{ path: 'identity', seen: 'could not be seen', wanted: 'the reader role, assumed', source: 'sts:AssumeRole' }],
    anchor: anchorOf(policy, 'account-not-assessed', id),
    ...(gaps.length === 0 ? {} : { gaps }),
  }
}

function stale({ snapshot, policy, asOf, maxAge }: Question): readonly Verdict[] {
  if (!isStale(snapshot, asOf, maxAge)) return []
  const taken = takenAt(snapshot)
  return [
    {
      rule: 'snapshot-stale',
      severity: 'high',
      subject: { kind: 'snapshot', id: snapshot.segments[0]?.header.segment ?? '' },
      outcome: 'unknown',
      message: `The snapshot was taken at ${taken}, more than ${maxAge} days before ${asOf}. What it shows may no longer be so.`,
      evidence: [{ path: 'takenAt', seen: taken, wanted: `within ${maxAge} days of ${asOf}` }],
      anchor: anchorOf(policy, 'snapshot-stale', undefined),
    },
  ]
}
