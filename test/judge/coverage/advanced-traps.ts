/** Traps of advanced event selectors (reference peers 5). */
import { advanced } from './reached.ts'
import { bucket, data, lambdas, managed, management, objectReads, objectWrites, objects, ofKms, type Trap } from './trap.ts'

export const advancedTraps: readonly Trap[] = [
  {
    trap: 'T8',
    what: 'two advanced selectors, reads and writes',
    trails: [advanced({ ...managed, readOnly: ['true'] }, { ...managed, readOnly: ['false'] })],
    asked: [[management, 'all']],
    wrong: 'prowler fails, custodian sees a violation, steampipe alarms',
  },
  {
    trap: 'T10',
    what: 'a management selector without the usual name',
    trails: [advanced(managed)],
    asked: [[management, 'all']],
    wrong: 'prowler fails in every region: it asks for the name that the console gives',
  },
  {
    trap: 'T11',
    what: 'a data selector named like a management selector',
    trails: [
      {
        ...advanced(data),
        selectors: {
          AdvancedEventSelectors: [
            {
              Name: 'Management events selector',
              FieldSelectors: [
                { Field: 'eventCategory', Equals: ['Data'] },
                { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
              ],
            },
          ],
        },
      },
    ],
    asked: [
      [management, 'none'],
      [objects, 'all'],
    ],
    wrong: 'prowler passes',
  },
  {
    trap: 'T12',
    what: 'KMS and the RDS Data API excluded, advanced',
    trails: [advanced({ ...managed, eventSource: { NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] } })],
    asked: [
      [management, 'some'],
      [ofKms, 'none'],
      [{ ...management, eventSource: 'rdsdata.amazonaws.com' }, 'none'],
      [{ ...management, eventSource: 'ec2.amazonaws.com' }, 'all'],
    ],
    wrong: 'prowler, custodian and panther pass',
  },
  {
    trap: 'T13',
    what: 'advanced selectors for S3 data only',
    trails: [advanced(data)],
    asked: [[management, 'none']],
    wrong: 'steampipe: fine; prowler passes',
  },
  {
    trap: 'T15',
    what: 'management reads beside S3 data',
    trails: [advanced({ ...managed, readOnly: ['true'] }, data)],
    asked: [
      [management, 'some'],
      [{ ...management, readOnly: false }, 'none'],
    ],
    wrong: 'steampipe: fine, since the data selector has no readOnly',
  },
  {
    trap: 'T16',
    what: 'S3 writes only, asked for reads, and the other way round',
    trails: [advanced({ ...data, readOnly: ['false'] })],
    asked: [
      [objectReads, 'none'],
      [objectWrites, 'all'],
    ],
    wrong: 'prowler passes both ways round',
  },
  {
    trap: 'T17',
    what: 'advanced selector for one bucket',
    trails: [advanced({ ...data, 'resources.ARN': { StartsWith: ['arn:aws:s3:::b/'] } })],
    asked: [
      [objects, 'some'],
      [bucket('b'), 'all'],
      [bucket('c'), 'none'],
    ],
    wrong: 'prowler passes for all buckets; cloudsploit fails even for that one',
  },
  {
    trap: 'T18',
    what: 'reads of every bucket but b',
    trails: [advanced({ ...data, readOnly: ['true'], 'resources.ARN': { NotStartsWith: ['arn:aws:s3:::b/'] } })],
    asked: [
      [bucket('b'), 'none'],
      [bucket('c', objectReads), 'all'],
      [bucket('c', objectWrites), 'none'],
    ],
    wrong: 'cloudsploit passes for b',
  },
  {
    trap: 'T19',
    what: 'one event name',
    trails: [advanced({ ...data, eventName: ['DeleteObject'] })],
    asked: [
      [objectReads, 'some'],
      [{ ...objects, eventName: 'GetObject' }, 'none'],
      [{ ...objects, eventName: 'DeleteObject' }, 'all'],
    ],
    wrong: 'prowler and cloudsploit pass for reads',
  },
  {
    trap: 'T24',
    what: 'a trail with advanced selectors only',
    trails: [advanced(managed, data)],
    asked: [
      [objects, 'all'],
      [management, 'all'],
      [lambdas, 'none'],
    ],
    wrong: 'ScoutSuite and custodian see no data events; cloudsploit cannot tell',
  },
  {
    trap: 'T42',
    what: 'network activity of one service, denials only',
    trails: [advanced({ eventCategory: ['NetworkActivity'], eventSource: ['kms.amazonaws.com'], errorCode: ['VpceAccessDenied'] })],
    asked: [
      [{ eventCategory: 'NetworkActivity' }, 'some'],
      [{ eventCategory: 'NetworkActivity', eventSource: 'kms.amazonaws.com' }, 'some'],
      [{ eventCategory: 'NetworkActivity', eventSource: 'kms.amazonaws.com', errorCode: 'VpceAccessDenied' }, 'all'],
      [{ eventCategory: 'NetworkActivity', eventSource: 's3.amazonaws.com' }, 'none'],
    ],
    wrong: 'stave is content that such a selector exists',
  },
]
