/** The words of the findings of the run itself. */
import { runFindings, type RunFinding, type RuleText } from '../../nouns/verdict.ts'

const accountsHelp = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts.html'

/** By id; a finding without words does not compile. */
const words = {
  'account-not-assessed': {
    title: 'Every active account can be read',
    severity: 'high',
    why: 'An account that nobody could look into may record nothing at all.',
    fix: 'Create the reader role in the account and let the caller assume it; then run again.',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html'],
  },
  'snapshot-stale': {
    title: 'The snapshot is recent',
    severity: 'high',
    why: 'A verdict is about the moment the configuration was read, and that moment is long past.',
    fix: 'Collect again, or accept the age with --max-age.',
    references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html'],
  },
  'account-not-in-inventory': {
    title: 'Every account of the organization is in the inventory',
    severity: 'medium',
    why: 'Nobody has said what this account is for or who answers for it; it may be one that nobody knows of.',
    fix: 'Add its number to `accounts` in the policy, or to `exclude`; if nobody knows it, find out who created it.',
    references: [accountsHelp],
  },
  'inventory-account-missing': {
    title: 'Every account of the inventory is in the organization',
    severity: 'low',
    why: 'An account that left the organization, or whose number is mistyped, is judged by nobody although the policy seems to cover it.',
    fix: 'Correct the number under `accounts` in the policy, or take the entry out if the account has gone for good.',
    references: [accountsHelp],
  },
  'waiver-expired': {
    title: 'No waiver or exclusion is past its date',
    severity: 'low',
    why: 'The exception ended on the day that its owner agreed to; what it covered counts again.',
    fix: 'Mend what it covered and take it out of the policy, or have its owner agree to a new `until`.',
    references: [],
  },
  'waiver-unused': {
    title: 'Every waiver and exclusion has something to cover',
    severity: 'low',
    why: 'An exception that covers nothing is a mistyped one, or one left behind that will hide the next failure.',
    fix: 'Take it out of the policy, or correct whom it names.',
    references: [],
  },
} as const satisfies Readonly<Record<RunFinding, Omit<RuleText, 'id'>>>

/** The texts of these findings, as reports carry them. */
export const runRules: readonly RuleText[] = runFindings.map(runRule)

/** The text of one of them. */
export function runRule(id: RunFinding): RuleText {
  return { id, ...words[id] }
}
