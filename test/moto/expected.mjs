/**
 * What the organization of organization.py has to be judged as, by the meaning of the rules: written before the tool was asked.
 *
 * Where moto is not AWS, and what that changes here:
 * - It shows an organization trail in the management account only, no member sees it. So "organization" reaches no member, and
 *   does not record its own deliveries into the log archive's bucket. (In AWS it would do both.)
 * - GetEventSelectors of a trail whose selectors were never set answers with two empty lists, where AWS answers with the default
 *   selector. That is undecided: the default, or nothing at all (assumption A8).
 * - It takes any field name in an advanced selector; AWS refuses those it does not know. Undecided as well (assumption A18).
 * - ListDelegatedAdministrators refuses cloudtrail.amazonaws.com.
 * - It has no account:ListRegions, so every account's regions come from ec2:DescribeRegions; that answers the regions of other
 *   partitions, too.
 * - A closed account is SUSPENDED; AWS would say CLOSED. RecursiveLogging is not known to it, and no role is ever refused.
 * - Members joined a moment ago: organization-trail-reaches-members is asked without its day of grace.
 * - A trail that logs has always just delivered, to its bucket and to nothing else: neither digests, nor to a log group.
 * - DescribeTrails says of every trail that it has neither Insights nor selectors of its own, so nobody asks it for Insights.
 * - No subscription to a topic is ever confirmed.
 * - GetBucketRequestPayment answers with the list of the bucket's objects: who pays is seen of no bucket.
 * - New buckets take ACLs and have no public access block; AWS sets one.
 * - Nobody checks at CreateTrail whether CloudTrail may use the bucket, the key, the log group or the role.
 */
import { ofTheRun } from './policy.mjs'

const [pass, fail, unknown, skip] = ['pass', 'fail', 'unknown', 'skip']

/** Rule, then the outcome for the accounts management, log-archive, payments, sandbox. The closed account has no verdict. */
const byAccount = [
  // The log archive has only single-region trails and a stopped one. The sandbox's two empty lists may be the default selector.
  ['multi-region-trail', pass, fail, pass, unknown],
  // Reads are missing in one region. Payments' reads and writes come from two trails.
  ['management-events-recorded', pass, fail, pass, unknown],
  // The trail of us-east-1 leaves global services out.
  ['regions-covered', pass, fail, pass, unknown],
  ['trail-reaches-account', pass, pass, pass, unknown],
  ['global-service-events-recorded', pass, fail, pass, unknown],
  // KMS left out in one region, its reads in the other; the reads of KMS left out by both trails.
  ['kms-events-recorded', pass, fail, fail, unknown],
  ['rds-data-api-events-recorded', pass, fail, pass, unknown],
  // The log archive selects network activity with a field that nobody knows, payments only denials of S3; none in either reading.
  ['network-activity-recorded', pass, unknown, fail, fail],
  // The organization trail has writes of all objects. Trails of one region, or of all but one bucket, are not enough.
  ['s3-object-reads-recorded', fail, fail, fail, fail],
  ['s3-object-writes-recorded', pass, fail, fail, fail],
  ['lambda-invocations-recorded', fail, fail, fail, fail],
  ['dynamodb-item-events-recorded', fail, fail, fail, fail],
  ['bedrock-events-recorded', fail, fail, fail, fail],
  ['insights-enabled', fail, fail, fail, fail],
  // Regions apart, reads and writes apart, one stopped: nothing twice.
  ['duplicate-management-events', pass, pass, pass, pass],
  // Filter and alarm are there, and nobody has confirmed that they want to be told.
  ['trail-change-alarm', fail, fail, fail, fail],
]

const byTrailRules = [
  'kms-encryption',
  'log-file-validation',
  'separate-data-event-bucket',
  'trail-logging',
  'trail-multi-region',
  'trail-tagged',
  'sns-notification',
  'cloudwatch-logs-integration',
  'trail-destinations-exist',
  'selectors-mean-what-they-say',
  'data-events-own-bucket',
]

/** Account, trail, home region, then the outcomes of those rules. Events never reached any log group, even where there is one. */
const byTrail = [
  ['management', 'organization', 'us-east-1', pass, pass, pass, pass, pass, pass, pass, fail, pass, pass, fail],
  // It has a tag, and not the one.
  ['management', 'network', 'us-east-1', fail, fail, pass, pass, pass, fail, fail, fail, pass, pass, skip],
  // It selects every object of the account, its own bucket included, and records nothing: it is stopped.
  ['log-archive', 'stopped', 'us-east-1', fail, pass, pass, fail, pass, fail, fail, fail, pass, pass, skip],
  ['log-archive', 'regional-us', 'us-east-1', fail, fail, pass, pass, fail, fail, fail, fail, pass, pass, skip],
  // Others record what it delivers, but it records nothing of theirs: a path, not a loop.
  ['log-archive', 'regional-eu', 'eu-west-1', fail, pass, pass, pass, fail, fail, fail, fail, pass, pass, skip],
  // It shares the bucket with regional-eu's management events.
  ['log-archive', 'mutual-one', 'eu-west-1', fail, fail, fail, pass, fail, fail, fail, fail, pass, pass, fail],
  ['log-archive', 'mutual-two', 'eu-west-1', fail, fail, fail, pass, fail, fail, fail, fail, pass, pass, pass],
  // Nobody made its log group, nor its role.
  ['log-archive', 'new-field', 'eu-west-1', fail, fail, pass, pass, pass, fail, fail, fail, fail, unknown, skip],
  // It names a topic that was deleted.
  ['payments', 'reads', 'us-east-1', fail, pass, pass, pass, pass, fail, pass, fail, fail, pass, skip],
  ['payments', 'writes', 'eu-west-1', pass, pass, pass, pass, pass, pass, fail, fail, pass, pass, skip],
  ['payments', 'denied-only', 'eu-west-1', fail, fail, pass, pass, pass, fail, fail, fail, pass, pass, skip],
  ['payments', 'own-bucket', 'us-east-1', pass, fail, fail, pass, fail, fail, fail, fail, pass, pass, pass],
  // Neither reading of its two empty lists holds data events.
  ['sandbox', 'never-set', 'us-east-1', pass, pass, pass, pass, pass, fail, fail, fail, pass, unknown, skip],
  ['sandbox', 'left-out', 'us-east-1', fail, fail, pass, pass, fail, fail, fail, fail, pass, pass, pass],
  // NotEquals of a bucket with its slash leaves no object out.
  ['sandbox', 'kept', 'eu-west-1', fail, pass, fail, pass, fail, fail, fail, fail, pass, fail, pass],
]

const byBucketRules = [
  'log-bucket-owner',
  'log-bucket-not-public',
  'log-bucket-accepts-delivery',
  'log-bucket-policy-source-arn',
  'log-bucket-versioning',
  'log-bucket-mfa-delete',
  'log-bucket-object-lock',
  'log-bucket-retention',
  'log-bucket-access-logging',
  'log-bucket-tampering-recorded',
]

/**
 * Account, bucket, its region, then the outcomes of those rules. A bucket whose policy lets everything in is unknown as to deliveries,
 * since it may be that the requester pays. Object lock turns versioning on.
 */
const byBucket = [
  ['management', 'management-network-logs', 'us-east-1', fail, pass, unknown, pass, fail, fail, fail, pass, fail, pass],
  ['log-archive', 'organization-logs', 'us-east-1', pass, pass, unknown, pass, pass, fail, pass, pass, pass, fail],
  ['log-archive', 'archive-logs', 'us-east-1', pass, pass, unknown, fail, pass, fail, fail, fail, fail, fail],
  // The two trails of the log archive record the objects of these two.
  ['log-archive', 'archive-logs-one', 'eu-west-1', pass, pass, fail, skip, fail, fail, fail, pass, fail, pass],
  ['log-archive', 'archive-logs-two', 'eu-west-1', pass, pass, unknown, pass, pass, fail, fail, pass, fail, pass],
  // denied-only is not let in. What own-bucket records is another region.
  ['payments', 'payments-logs', 'eu-west-1', fail, pass, fail, pass, fail, fail, fail, pass, fail, fail],
  ['payments', 'payments-object-logs', 'us-east-1', fail, pass, fail, pass, fail, fail, fail, pass, fail, pass],
  ['sandbox', 'sandbox-logs', 'us-east-1', fail, fail, unknown, fail, fail, fail, fail, fail, fail, pass],
  ['sandbox', 'sandbox-left-out-logs', 'us-east-1', fail, pass, fail, skip, fail, fail, fail, pass, fail, fail],
  // DeleteObjects is recorded with the bucket and its slash as ARNPrefix, which counts as the ARN (assumption A6): kept leaves it out.
  ['sandbox', 'sandbox-kept-logs', 'eu-west-1', fail, fail, fail, skip, fail, fail, fail, pass, fail, fail],
]

/** Account, trail, then key-rotation, trail-key-usable, key-policy-source-arn: one key is disabled, one knows nothing of CloudTrail. */
const byKey = [
  ['management', 'organization', pass, pass, pass],
  ['payments', 'writes', pass, pass, fail],
  ['payments', 'own-bucket', fail, fail, pass],
  ['sandbox', 'never-set', fail, fail, skip],
]

/** Account, trail, home region, then log-group-retention: 400 days, 30 days, and a group that is not there. */
const byLogGroup = [
  ['management', 'organization', 'us-east-1', pass],
  ['log-archive', 'regional-eu', 'eu-west-1', fail],
  ['log-archive', 'new-field', 'eu-west-1', unknown],
]

const byOrganization = [
  ['organization-trail', pass],
  ['organization-trail-reaches-members', fail],
  ['delegated-administrator', unknown],
]

const accountNames = ['management', 'log-archive', 'payments', 'sandbox']
const keyRules = ['key-rotation', 'trail-key-usable', 'key-policy-source-arn']
const trailArn = (account, name, home, { accounts }) => `arn:aws:cloudtrail:${home}:${accounts[account]}:trail/${name}`

/** One verdict for each rule about a subject. */
function each(rules, outcomes, subject) {
  return rules.map((rule, index) => ({ rule, ...subject, outcome: outcomes[index] }))
}

/** Every verdict of a run: its rule, the names of the account and of the subject, the subject's id, and the outcome. */
export function verdictsOf(built) {
  const { accounts, keys, organization } = built
  const group = (account, name, home) => `arn:aws:logs:${home}:${accounts[account]}:log-group:trail-${name}:*`
  return [
    ...byAccount.flatMap(([rule, ...outcomes]) =>
      accountNames.map((account, index) => ({ rule, account, name: account, id: accounts[account], outcome: outcomes[index] })),
    ),
    ...byTrail.flatMap(([account, name, home, ...outcomes]) =>
      each(byTrailRules, outcomes, { account, name, id: trailArn(account, name, home, built) }),
    ),
    ...byBucket.flatMap(([account, name, , ...outcomes]) => each(byBucketRules, outcomes, { account, name, id: name })),
    ...byKey.flatMap(([account, name, ...outcomes]) => each(keyRules, outcomes, { account, name, id: keys[name] })),
    ...byLogGroup.flatMap(([account, name, home, outcome]) =>
      each(['log-group-retention'], [outcome], { account, name, id: group(account, name, home) }),
    ),
    { rule: ofTheRun, account: 'sandbox', name: 'sandbox', id: accounts.sandbox, outcome: fail },
    ...byOrganization.map(([rule, outcome]) => ({ rule, account: 'organization', name: 'organization', id: organization, outcome })),
  ]
}

/** The buckets that trails deliver to: the account that owns them, and their region. */
export const buckets = Object.fromEntries(byBucket.map(([account, name, region]) => [name, [account, region]]))

/** The tags of the trails that have any. */
export const tags = {
  organization: [
    { Key: 'owner', Value: 'platform-security' },
    { Key: 'purpose', Value: 'audit' },
  ],
  network: [{ Key: 'purpose', Value: 'audit' }],
  writes: [{ Key: 'owner', Value: 'payments' }],
}

/** Every gap, each on one fact, with the names of accounts for their numbers. */
export const gaps = [
  ...Object.keys(buckets).map((name) => `bucket ${name} payer: s3:GetBucketRequestPayment an answer without a payer`),
  'organization delegatedAdministrators: organizations:ListDelegatedAdministrators InvalidInputException',
  'log-group arn:aws:logs:eu-west-1:<log-archive>:log-group:trail-new-field:*: logs:DescribeLogGroups ResourceNotFoundException',
  'role arn:aws:iam::<log-archive>:role/trail-new-field: iam:GetRole NoSuchEntity',
  'topic arn:aws:sns:us-east-1:<payments>:trail-reads: sns:GetTopicAttributes NotFound',
].sort()
