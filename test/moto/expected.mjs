/**
 * What the organization of organization.py has to be judged as, by the meaning of the rules: written before the tool was asked.
 *
 * Where moto is not AWS, and what that changes here:
 * - It shows an organization trail in the management account only, no member sees it. So "organization" reaches no member, and
 *   does not record its own deliveries into the log archive's bucket. (In AWS it would do both.)
 * - GetEventSelectors of a trail whose selectors were never set answers with two empty lists, where AWS answers with the default
 *   selector. That is undecided: the default, or nothing at all (assumption A8).
 * - It takes any field name in an advanced selector; AWS refuses those it does not know. Undecided as well (assumption A18).
 * - ListDelegatedAdministrators refuses cloudtrail.amazonaws.com: the one gap of every reading.
 * - It has no account:ListRegions, so every account's regions come from ec2:DescribeRegions; that answers the regions of other
 *   partitions, too.
 * - A closed account is SUSPENDED; AWS would say CLOSED. RecursiveLogging is not known to it, and no role is ever refused.
 */

/** Account, then multi-region-trail, kms-events-recorded, network-activity-recorded. The closed account has no verdict. */
const accounts = [
  ['management', 'pass', 'pass', 'pass'],
  // Only single-region trails and a stopped one; KMS left out in one region, its reads in the other; network activity is
  // selected with a field that nobody knows.
  ['log-archive', 'fail', 'fail', 'unknown'],
  // Reads and writes come from two trails; both leave out the reads of KMS; of S3's network activity only denials are recorded.
  ['payments', 'pass', 'fail', 'fail'],
  // Two empty lists may be the default selector; network activity is recorded in neither reading.
  ['sandbox', 'unknown', 'unknown', 'fail'],
]

/** Account, trail, home region, then kms-encryption, log-file-validation, separate-data-event-bucket. */
const trails = [
  ['management', 'organization', 'us-east-1', 'pass', 'pass', 'pass'],
  ['management', 'network', 'us-east-1', 'fail', 'fail', 'pass'],
  // It selects every object of the account, its own bucket included, and records nothing: it is stopped.
  ['log-archive', 'stopped', 'us-east-1', 'fail', 'pass', 'pass'],
  ['log-archive', 'regional-us', 'us-east-1', 'fail', 'fail', 'pass'],
  // Others record what it delivers, but it records nothing of theirs: a path, not a loop.
  ['log-archive', 'regional-eu', 'eu-west-1', 'fail', 'pass', 'pass'],
  ['log-archive', 'mutual-one', 'eu-west-1', 'fail', 'fail', 'fail'],
  ['log-archive', 'mutual-two', 'eu-west-1', 'fail', 'fail', 'fail'],
  ['log-archive', 'new-field', 'eu-west-1', 'fail', 'fail', 'pass'],
  ['payments', 'reads', 'us-east-1', 'fail', 'pass', 'pass'],
  ['payments', 'writes', 'eu-west-1', 'fail', 'pass', 'pass'],
  ['payments', 'denied-only', 'eu-west-1', 'fail', 'fail', 'pass'],
  ['payments', 'own-bucket', 'us-east-1', 'fail', 'fail', 'fail'],
  // Neither reading of its two empty lists holds data events.
  ['sandbox', 'never-set', 'us-east-1', 'pass', 'pass', 'pass'],
  ['sandbox', 'left-out', 'us-east-1', 'fail', 'fail', 'pass'],
  ['sandbox', 'kept', 'eu-west-1', 'fail', 'pass', 'fail'],
]

const accountRules = ['multi-region-trail', 'kms-events-recorded', 'network-activity-recorded']
const trailRules = ['kms-encryption', 'log-file-validation', 'separate-data-event-bucket']

/** Every verdict: its rule, the names of the account and the trail, and the outcome. */
export const verdicts = [
  ...accounts.flatMap(([account, ...outcomes]) => accountRules.map((rule, index) => ({ rule, account, outcome: outcomes[index] }))),
  ...trails.flatMap(([account, trail, home, ...outcomes]) => trailRules.map((rule, index) => ({ rule, account, trail, home, outcome: outcomes[index] }))),
]

/** What a verdict must show besides its outcome. */
export const proofs = [
  {
    rule: 'kms-events-recorded',
    account: 'payments',
    shows: 'a read of KMS that goes unrecorded, marked synthetic',
    holds: ({ witness }) => witness?.eventSource === 'kms.amazonaws.com' && String(witness.readOnly) === 'true' && witness.synthetic === true,
  },
  {
    rule: 'kms-events-recorded',
    account: 'payments',
    shows: 'both trails that leave those reads out',
    holds: ({ message }) => /\btrail reads\b/i.test(message) && /\btrail writes\b/i.test(message),
  },
  {
    rule: 'kms-events-recorded',
    account: 'log-archive',
    shows: 'an event of KMS: any in us-east-1, a read in eu-west-1',
    holds: ({ witness }) =>
      witness?.eventSource === 'kms.amazonaws.com' &&
      (witness.awsRegion === 'us-east-1' || (witness.awsRegion === 'eu-west-1' && String(witness.readOnly) === 'true')),
  },
  {
    rule: 'multi-region-trail',
    account: 'log-archive',
    shows: 'a management event of the account itself, in a region that was asked for',
    holds: ({ witness, subject }) =>
      witness?.eventCategory === 'Management' &&
      witness.recipientAccountId === subject.id &&
      ['us-east-1', 'eu-west-1'].includes(witness.awsRegion),
  },
  {
    rule: 'network-activity-recorded',
    account: 'payments',
    shows: 'a call to S3 that the endpoint policy did not deny',
    holds: ({ witness }) =>
      witness?.eventCategory === 'NetworkActivity' && witness.eventSource === 's3.amazonaws.com' && witness.errorCode !== 'VpceAccessDenied',
  },
  {
    rule: 'network-activity-recorded',
    account: 'log-archive',
    shows: 'the field that nobody knows, and no witness',
    holds: (verdict) => verdict.witness === undefined && verdict.message.includes('someNewField'),
  },
  {
    rule: 'multi-region-trail',
    account: 'sandbox',
    shows: 'the trail whose selectors are empty, and no witness',
    holds: (verdict) => verdict.witness === undefined && verdict.message.includes('never-set'),
  },
  {
    rule: 'multi-region-trail',
    account: 'payments',
    shows: 'both trails that share the work',
    holds: ({ evidence }) => ['trail/reads', 'trail/writes'].every((name) => JSON.stringify(evidence).includes(name)),
  },
  {
    rule: 'kms-encryption',
    account: 'payments',
    trail: 'reads',
    shows: 'that there is no key',
    holds: ({ evidence }) => evidence.some(({ path, source }) => path === 'kmsKeyId' && source === 'cloudtrail:DescribeTrails'),
  },
  {
    rule: 'log-file-validation',
    account: 'management',
    trail: 'network',
    shows: 'false beside true',
    holds: ({ evidence }) => evidence.some(({ seen, wanted }) => seen === false && wanted === true),
  },
  {
    rule: 'separate-data-event-bucket',
    account: 'payments',
    trail: 'own-bucket',
    shows: 'true beside false',
    holds: ({ evidence }) => evidence.some(({ seen, wanted }) => seen === true && wanted === false),
  },
]

/** The buckets that trails deliver to: the account that owns them, and their region. */
export const buckets = {
  'management-network-logs': ['management', 'us-east-1'],
  'organization-logs': ['log-archive', 'us-east-1'],
  'archive-logs': ['log-archive', 'us-east-1'],
  'archive-logs-one': ['log-archive', 'eu-west-1'],
  'archive-logs-two': ['log-archive', 'eu-west-1'],
  'payments-logs': ['payments', 'eu-west-1'],
  'payments-object-logs': ['payments', 'us-east-1'],
  'sandbox-logs': ['sandbox', 'us-east-1'],
  'sandbox-left-out-logs': ['sandbox', 'us-east-1'],
  'sandbox-kept-logs': ['sandbox', 'eu-west-1'],
}

/** The tags of the trails that have any. */
export const tags = {
  organization: [
    { Key: 'owner', Value: 'platform-security' },
    { Key: 'purpose', Value: 'audit' },
  ],
  writes: [{ Key: 'owner', Value: 'payments' }],
}
