/** The policy that the organization of organization.py is judged by. */

/** Rules whose verdict would say something about moto only. */
export const leftOut = [
  // The times and errors of deliveries, which moto makes up or does not have.
  'trail-delivers',
  'trail-digest-delivered',
  // It has no event data stores.
  'event-data-store-encryption',
  'event-data-store-retention',
]

/** A finding of the run itself, beside the rules of the catalogue. */
export const ofTheRun = 'account-not-in-inventory'

/** The policy of a run: every rule that is not left out, what they are asked with, and every account but the sandbox. */
export function policyFor({ accounts }) {
  return [
    'rules: [all]',
    'with:',
    '  trail-tagged: {required: [owner]}',
    '  organization-trail-reaches-members: {graceHours: 0}',
    `severity: {${leftOut.map((rule) => `${rule}: 'off'`).join(', ')}}`,
    'accounts:',
    `  - {id: '${accounts.management}'}`,
    `  - {id: '${accounts['log-archive']}', is: [log-archive]}`,
    `  - {id: '${accounts.payments}'}`,
    `  - {id: '${accounts.retired}'}`,
    '',
  ].join('\n')
}
