/** Traps of basic event selectors (reference peers 5). */
import { basic } from './reached.ts'
import { bucket, lambdas, management, objects, ofKms, s3, type Trap } from './trap.ts'

export const basicTraps: readonly Trap[] = [
  {
    trap: 'T1',
    what: 'basic selector with arn:aws:s3',
    trails: [basic({ DataResources: [s3('arn:aws:s3')] })],
    asked: [
      [objects, 'all'],
      [bucket('b'), 'all'],
    ],
    wrong: 'custodian: absent for every bucket; cfn-guard: fails, the literal must have three colons',
  },
  {
    trap: 'T2',
    what: 'basic selector with arn:aws:s3:::',
    trails: [basic({ DataResources: [s3('arn:aws:s3:::')] })],
    asked: [
      [objects, 'all'],
      [bucket('b'), 'all'],
    ],
    wrong: 'steampipe alarms, cloudsploit fails, ScoutSuite says partial',
  },
  {
    trap: 'T3',
    what: 'basic selector for one bucket',
    trails: [basic({ DataResources: [s3('arn:aws:s3:::b/')] })],
    asked: [
      [objects, 'some'],
      [bucket('b'), 'all'],
      [bucket('c'), 'none'],
    ],
    wrong: 'elastic passes for all buckets, since the value begins with arn:aws:s3',
  },
  {
    trap: 'T4',
    what: 'basic selector for bucket b-prod',
    trails: [basic({ DataResources: [s3('arn:aws:s3:::b-prod/')] })],
    asked: [
      [bucket('b'), 'none'],
      [bucket('b-prod'), 'all'],
    ],
    wrong: 'steampipe: fine for b',
  },
  {
    trap: 'T5',
    what: 'basic selector for a prefix of b',
    trails: [basic({ DataResources: [s3('arn:aws:s3:::b/p/')] })],
    asked: [
      [bucket('b'), 'some'],
      [bucket('b/p'), 'all'],
    ],
    wrong: 'steampipe: fine for the whole bucket; custodian: absent',
  },
  {
    trap: 'T6',
    what: 'basic selector for b without a slash',
    trails: [basic({ DataResources: [s3('arn:aws:s3:::b')] })],
    asked: [
      [bucket('b'), 'all'],
      [bucket('b-prod'), 'undecided'],
      [bucket('c'), 'none'],
      [objects, 'some'],
    ],
    wrong: 'custodian: b only; cloudsploit cuts the last character of the name',
  },
  {
    trap: 'T7',
    what: 'two basic selectors, reads and writes',
    trails: [
      basic({ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }, { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }),
    ],
    asked: [[management, 'all']],
    wrong: 'prowler fails, custodian sees a violation, steampipe alarms',
  },
  {
    trap: 'T9',
    what: 'all of S3 by a selector for reads and one for writes',
    trails: [
      basic(
        { ReadWriteType: 'ReadOnly', DataResources: [s3('arn:aws:s3')] },
        { ReadWriteType: 'WriteOnly', DataResources: [s3('arn:aws:s3')] },
      ),
    ],
    asked: [[objects, 'all']],
    wrong: 'steampipe alarms: it wants one selector for both',
  },
  {
    trap: 'T12 (basic)',
    what: 'KMS excluded, basic',
    trails: [basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] })],
    asked: [
      [management, 'some'],
      [ofKms, 'none'],
    ],
    wrong: 'prowler, custodian and steampipe pass',
  },
  {
    trap: 'T14',
    what: 'basic selector without management events',
    trails: [basic({ ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [s3('arn:aws:s3')] })],
    asked: [
      [management, 'none'],
      [objects, 'all'],
    ],
    wrong: 'steampipe: fine',
  },
  {
    trap: 'T20',
    what: 'two basic selectors, for b and for c',
    trails: [basic({ DataResources: [s3('arn:aws:s3:::b/')] }, { DataResources: [s3('arn:aws:s3:::c/')] })],
    asked: [
      [bucket('b'), 'all'],
      [bucket('c'), 'all'],
      [bucket('d'), 'none'],
    ],
    wrong: 'cloudsploit fails for b: the last selector overwrites the list',
  },
  {
    trap: 'T21',
    what: 'data in the first selector, management in the second',
    trails: [basic({ IncludeManagementEvents: false, DataResources: [s3('arn:aws:s3')] }, { IncludeManagementEvents: true })],
    asked: [
      [objects, 'all'],
      [management, 'all'],
    ],
    wrong: 'ScoutSuite: no data events, the last selector wins',
  },
  {
    trap: 'T22',
    what: 'every function, no bucket',
    trails: [basic({ DataResources: [{ Type: 'AWS::Lambda::Function', Values: ['arn:aws:lambda'] }] })],
    asked: [
      [lambdas, 'all'],
      [objects, 'none'],
    ],
    wrong: 'ScoutSuite takes any wildcard for all data events',
  },
]
