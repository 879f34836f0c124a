/** Traps of trails: status, regions, organizations, what could not be seen (reference peers 5). */
import type { Answer } from '../../../src/judge/coverage/answer.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { management, objects, s3 } from './trap.ts'

export interface TrailTrap {
  readonly trap: string
  readonly what: string
  readonly sketch: Sketch
  readonly account: string
  readonly region: string
  readonly asked: readonly (readonly [EventClass, Answer['answer']])[]
  /** What peers say. */
  readonly wrong: string
}

const owner = '111122223333'
const member = '444455556666'
const at = { account: owner, region: 'us-east-1' }
const everyObject = { eventSelectors: [{ DataResources: [s3('arn:aws:s3')] }] }

function organization(more: Partial<Sketch>, ofMember: object = {}): Sketch {
  return { organization: 'o-exampleorgid', accounts: [{ id: owner }, { id: member, ...ofMember }], ...more }
}

export const trailTraps: readonly TrailTrap[] = [
  {
    trap: 'T23',
    what: 'no log group beside S3 data events of every bucket',
    ...at,
    sketch: { trails: [everyObject] },
    asked: [[objects, 'all']],
    wrong: 'ScoutSuite: partial',
  },
  {
    trap: 'T25',
    what: 'complete selectors on a stopped trail',
    ...at,
    sketch: { trails: [{ logging: false, ...everyObject }] },
    asked: [
      [objects, 'none'],
      [management, 'none'],
    ],
    wrong: 'prowler and panther pass, steampipe: fine, cloud-audit is silent',
  },
  {
    trap: 'T26',
    what: 'a member that only the organization trail reaches',
    ...at,
    account: member,
    sketch: organization({ trails: [{ organizationTrail: true }] }),
    asked: [[management, 'all']],
    wrong: 'steampipe alarms (and is content in the same run), trivy drops the trail, custodian breaks down',
  },
  {
    trap: 'T27',
    what: 'selectors of the organization trail refused, a complete trail of its own',
    ...at,
    account: member,
    sketch: organization({ trails: [{ organizationTrail: true, eventSelectors: 'unseen' }] }, { trails: [{ name: 'own' }] }),
    asked: [
      [management, 'all'],
      [objects, 'undecided'],
    ],
    wrong: 'prowler fails: the refusal ends the reading of its own trail as well',
  },
  {
    trap: 'T28',
    what: 'DescribeTrails refused',
    ...at,
    sketch: { accounts: [{ id: owner, refused: ['cloudtrail:DescribeTrails'] }] },
    asked: [[management, 'undecided']],
    wrong: 'prowler says nothing, sra-verify fails, ScoutSuite: not configured',
  },
  {
    trap: 'T29',
    what: 'an organization trail whose name contains the member’s number',
    ...at,
    account: member,
    sketch: organization({ trails: [{ name: `trail-${member}`, organizationTrail: true }] }),
    asked: [[management, 'all']],
    wrong: 'custodian takes it for the member’s own, prowler then asks for its tags',
  },
  {
    trap: 'T30',
    what: 'homed in an opt-in region that the member has not enabled',
    account: member,
    region: 'us-east-1',
    sketch: {
      organization: 'o-exampleorgid',
      accounts: [
        { id: owner, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'ENABLED' } },
        { id: member, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'eu-south-1': 'DISABLED' } },
      ],
      trails: [{ homeRegion: 'eu-south-1', organizationTrail: true }],
    },
    asked: [[management, 'none']],
    wrong: 'every peer: a multi-region organization trail covers the member',
  },
  {
    trap: 'T38',
    what: 'arn:aws-us-gov:s3 in GovCloud',
    account: owner,
    region: 'us-gov-west-1',
    sketch: {
      partition: 'aws-us-gov',
      regions: ['us-gov-west-1'],
      trails: [{ homeRegion: 'us-gov-west-1', eventSelectors: [{ DataResources: [s3('arn:aws-us-gov:s3')] }] }],
    },
    asked: [
      [objects, 'all'],
      [{ ...objects, 'resources.ARN': { StartsWith: 'arn:aws-us-gov:s3:::b/' } }, 'all'],
    ],
    wrong: 'custodian: absent; steampipe alarms; ScoutSuite and elastic: no',
  },
  {
    trap: 'T41',
    what: 'a single-region trail outside the leader region with the global flag on',
    ...at,
    sketch: { trails: [{ multiRegion: false, homeRegion: 'eu-west-1' }] },
    asked: [
      [{ ...management, eventSource: 'iam.amazonaws.com' }, 'none'],
      [management, 'none'],
    ],
    wrong: 'cloudsploit, ScoutSuite and sra-verify count it as recording global services',
  },
]
