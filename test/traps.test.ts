/**
 * Configurations on which tools of the field answer wrongly (numbers T1–T43 of the peers reference, section 5), asked through the
 * rules. Each has the right answer, and beside it the wrong one that somebody gives. Those about data events are asked of the
 * coverage engine itself, in test/judge/coverage/traps.test.ts.
 */
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRules } from '../src/gather/files/rules.ts'
import { sketchSnapshot } from '../src/gather/files/sketch.ts'
import { assess } from '../src/judge/evaluate/assess.ts'
import { defaultPolicy } from '../src/nouns/policy.ts'
import type { Sketch, SketchTrail } from '../src/nouns/sketch.ts'
import type { Outcome } from '../src/nouns/verdict.ts'

const read = await readRules(resolve(import.meta.dirname, '../rules'))
if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
const rules = read.value

interface Trap {
  readonly trap: string
  readonly what: string
  readonly sketch: Sketch
  readonly rule: string
  readonly subject?: string
  readonly right: Outcome
  readonly wrong: string
}

const account = '111122223333'
const member = '444455556666'
const select = (...fields: readonly object[]): object => ({ FieldSelectors: fields })
const management = { Field: 'eventCategory', Equals: ['Management'] }
const data = { Field: 'eventCategory', Equals: ['Data'] }
const objects = { Field: 'resources.type', Equals: ['AWS::S3::Object'] }
const readOnly = (value: string): object => ({ Field: 'readOnly', Equals: [value] })
const notFrom = (...sources: readonly string[]): object => ({ Field: 'eventSource', NotEquals: sources })
const one = (trail: SketchTrail): Sketch => ({ trails: [trail] })
const organization = (trails: readonly SketchTrail[], ofMember: object = {}): Sketch => ({
  organization: 'o-exampleorgid',
  accounts: [{ id: account, trails }, { id: member, ...ofMember }],
})

const traps: readonly Trap[] = [
  {
    trap: 'T7',
    what: 'reads by one basic selector, writes by another',
    sketch: one({ eventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }, { ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] }),
    rule: 'multi-region-trail',
    right: 'pass',
    wrong: 'fail: one selector must do both',
  },
  {
    trap: 'T8',
    what: 'reads by one advanced selector, writes by another',
    sketch: one({ advancedEventSelectors: [select(management, readOnly('true')), select(management, readOnly('false'))] }),
    rule: 'multi-region-trail',
    right: 'pass',
    wrong: 'fail: any readOnly field is taken for a hole',
  },
  {
    trap: 'T10',
    what: 'an advanced management selector without a name',
    sketch: one({ advancedEventSelectors: [select(management)] }),
    rule: 'multi-region-trail',
    right: 'pass',
    wrong: "fail: the console's default name is looked for",
  },
  {
    trap: 'T11',
    what: 'a data selector that bears the name of a management selector',
    sketch: one({ advancedEventSelectors: [{ Name: 'Management events selector', ...select(data, objects) }] }),
    rule: 'multi-region-trail',
    right: 'fail',
    wrong: 'pass: by its name',
  },
  {
    trap: 'T12',
    what: 'KMS excluded in the advanced form',
    sketch: one({ advancedEventSelectors: [select(management, notFrom('kms.amazonaws.com'))] }),
    rule: 'kms-events-recorded',
    right: 'fail',
    wrong: 'pass: exclusions are not looked at',
  },
  {
    trap: 'T12',
    what: 'KMS excluded in the basic form',
    sketch: one({ eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }] }),
    rule: 'kms-events-recorded',
    right: 'fail',
    wrong: 'pass: exclusions are not looked at',
  },
  {
    trap: 'T12',
    what: 'KMS and RDS Data API excluded, asked about everything else',
    sketch: one({ advancedEventSelectors: [select(management, notFrom('kms.amazonaws.com', 'rdsdata.amazonaws.com'))] }),
    rule: 'multi-region-trail',
    right: 'pass',
    wrong: 'fail: any eventSource field is taken for a hole',
  },
  {
    trap: 'T13',
    what: 'advanced selectors for S3 objects only',
    sketch: one({ advancedEventSelectors: [select(data, objects)] }),
    rule: 'multi-region-trail',
    right: 'fail',
    wrong: 'pass: no selector says readOnly',
  },
  {
    trap: 'T14',
    what: 'a basic selector without management events',
    sketch: one({ eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }] }),
    rule: 'multi-region-trail',
    right: 'fail',
    wrong: 'pass: ReadWriteType is All',
  },
  {
    trap: 'T15',
    what: 'management reads, and S3 objects without readOnly',
    sketch: one({ advancedEventSelectors: [select(management, readOnly('true')), select(data, objects)] }),
    rule: 'multi-region-trail',
    right: 'fail',
    wrong: 'pass: one selector has no readOnly',
  },
  {
    trap: 'T25',
    what: 'complete selectors on a stopped trail',
    sketch: one({ logging: false }),
    rule: 'multi-region-trail',
    right: 'fail',
    wrong: 'pass: the status is not looked at',
  },
  {
    trap: 'T26',
    what: 'a member that only the organization trail reaches',
    sketch: organization([{ organizationTrail: true }]),
    rule: 'multi-region-trail',
    subject: member,
    right: 'pass',
    wrong: 'fail: its status is unknown in the member',
  },
  {
    trap: 'T27',
    what: 'selectors of the organization trail refused, a complete trail of its own',
    sketch: organization([{ organizationTrail: true, eventSelectors: 'unseen' }], { trails: [{ name: 'own' }] }),
    rule: 'multi-region-trail',
    subject: member,
    right: 'pass',
    wrong: 'fail: one refusal ends the reading of the others',
  },
  {
    trap: 'T27',
    what: 'selectors of the organization trail refused, and no other trail',
    sketch: organization([{ organizationTrail: true, eventSelectors: 'unseen' }]),
    rule: 'multi-region-trail',
    subject: member,
    right: 'unknown',
    wrong: 'fail',
  },
  {
    trap: 'T28',
    what: 'DescribeTrails refused',
    sketch: { accounts: [{ id: account, refused: ['cloudtrail:DescribeTrails'] }] },
    rule: 'multi-region-trail',
    right: 'unknown',
    wrong: 'no finding at all, or fail',
  },
  {
    trap: 'T29',
    what: "an organization trail whose name contains the member's number",
    sketch: organization([{ name: `trail-of-${member}`, organizationTrail: true, logFileValidation: false }]),
    rule: 'log-file-validation',
    subject: `arn:aws:cloudtrail:us-east-1:${account}:trail/trail-of-${member}`,
    right: 'fail',
    wrong: "judged again as the member's own",
  },
  {
    trap: 'T30',
    what: 'an organization trail homed in an opt-in region that the member lacks',
    sketch: {
      organization: 'o-exampleorgid',
      accounts: [
        { id: account, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'me-south-1': 'ENABLED' }, trails: [{ organizationTrail: true, homeRegion: 'me-south-1' }] },
        { id: member, regions: { 'us-east-1': 'ENABLED_BY_DEFAULT', 'me-south-1': 'DISABLED' } },
      ],
    },
    rule: 'multi-region-trail',
    subject: member,
    right: 'fail',
    wrong: 'pass: a multi-region organization trail covers every member',
  },
  {
    trap: 'T37',
    what: 'a good multi-region trail and a further regional one',
    sketch: { trails: [{ name: 'main' }, { name: 'extra', multiRegion: false }] },
    rule: 'multi-region-trail',
    right: 'pass',
    wrong: 'fail: every trail must be multi-region',
  },
  {
    trap: 'T42',
    what: 'denied calls to one service only',
    sketch: one({
      advancedEventSelectors: [
        select({ Field: 'eventCategory', Equals: ['NetworkActivity'] }, { Field: 'eventSource', Equals: ['s3.amazonaws.com'] }, { Field: 'errorCode', Equals: ['VpceAccessDenied'] }),
      ],
    }),
    rule: 'network-activity-recorded',
    right: 'fail',
    wrong: 'pass: there is a network activity selector',
  },
]

function outcomesOf(trap: Trap): readonly Outcome[] {
  const assessment = assess({
    snapshot: sketchSnapshot(trap.sketch),
    policy: defaultPolicy('trailgate.yaml'),
    rules,
    source: 'live',
    asOf: '2026-11-01T10:00:00Z',
    maxAge: 7,
    gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
    tool: { name: 'trailgate', version: '0.0.0' },
  })
  const of = trap.subject ?? account
  return assessment.verdicts.filter(({ rule, subject }) => rule === trap.rule && subject.id === of).map(({ outcome }) => outcome)
}

describe('traps', () => {
  it.each(traps)('$trap $what: $right (elsewhere $wrong)', (trap) => {
    expect(outcomesOf(trap)).toEqual([trap.right])
  })

  it('T29: an organization trail is one subject, however many members show it', () => {
    const assessment = traps.find((trap) => trap.trap === 'T29')
    if (assessment === undefined) throw new Error('the table has T29')
    expect(sketchSnapshot(assessment.sketch).trails.size).toBe(1)
  })
})
