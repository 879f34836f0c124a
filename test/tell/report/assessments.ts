/** Assessments written by hand for the tests of reports: an ordinary bad morning, an empty run, and one full of hostile text. */
import type { Witness } from '../../../src/nouns/event.ts'
import type { Gate, RuleText, Scope, Verdict, Assessment, Outcome } from '../../../src/nouns/verdict.ts'
import { outcomes, statusOf } from '../../../src/nouns/verdict.ts'

const payments = '111122223333'
const sandbox = '444455556666'
const lost = '777788889999'
const names: Readonly<Record<string, string>> = { [payments]: 'payments', [sandbox]: 'sandbox', [lost]: 'lost' }

export const rules: readonly RuleText[] = [
  ruleText('trail-reaches-account', 'A logging trail reaches the account', 'critical'),
  ruleText('management-events-recorded', 'Every management event is recorded', 'high'),
  ruleText('log-file-validation', 'Log file validation is on', 'medium'),
  ruleText('kms-events-recorded', 'KMS management events are not excluded', 'medium'),
  ruleText('sns-notification', 'A topic is set', 'low'),
  ruleText('organization-trail', 'An organization trail exists', 'high'),
  ruleText('account-not-assessed', 'Every account in scope is assessed', 'high'),
]

function ruleText(id: string, title: string, severity: RuleText['severity']): RuleText {
  const why = `${title}: otherwise whoever takes over an account can work there for weeks and leave no record that anybody could read.`
  const fix = `Change the configuration so that this holds: ${title.toLowerCase()}.`
  return { id, title, severity, why, fix, references: ['https://docs.aws.amazon.com/awscloudtrail/latest/userguide/'] }
}

export const witness: Witness = {
  eventCategory: 'Management',
  eventSource: 'kms.amazonaws.com',
  eventName: 'DisableKey',
  readOnly: false,
  awsRegion: 'us-east-1',
  recipientAccountId: payments,
  userIdentity: { type: 'AssumedRole', arn: `arn:aws:sts::${payments}:assumed-role/admin/someone` },
  synthetic: true,
}

/** A verdict about an account; `more` overrides. */
export function about(rule: string, account: string, outcome: Outcome, more: Partial<Verdict> = {}): Verdict {
  const severity = rules.find((each) => each.id === rule)?.severity ?? 'low'
  const name = names[account]
  const subject = { kind: 'account', id: account, account, ...(name === undefined ? {} : { name }) } as const
  const anchor = { file: 'trailgate.yaml', line: 7, column: 9 }
  return { rule, severity, subject, outcome, message: `${rule} came to ${outcome}.`, evidence: [], anchor, ...more }
}

function aboutTrail(rule: string, trail: string, account: string, outcome: Outcome, more: Partial<Verdict> = {}): Verdict {
  const id = `arn:aws:cloudtrail:us-east-1:${account}:trail/${trail}`
  return about(rule, account, outcome, { subject: { kind: 'trail', id, account, region: 'us-east-1', name: trail }, ...more })
}

const regions = ['ap-south-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'sa-east-1', 'us-east-1', 'us-west-2']
const read = 'cloudtrail:GetEventSelectors'
const notRecorded = { path: 'management events', seen: 'some go unrecorded', wanted: 'all recorded', source: read, regions }
const oneRegion = [{ ...notRecorded, regions: ['us-east-1'] }]
const off = { path: 'logFileValidation', seen: false, wanted: true, source: 'cloudtrail:DescribeTrails' }
const refused = { cause: 'refused', call: read, code: 'AccessDeniedException', message: 'not authorized to perform this' } as const
const many = Array.from({ length: 12 }, (_, at) => String(222200000000 + at))

const morning: readonly Verdict[] = [
  about('trail-reaches-account', payments, 'pass'),
  about('trail-reaches-account', sandbox, 'fail', {
    message: 'No logging trail reaches this account. Nobody would see what happens in it.',
    evidence: oneRegion,
  }),
  about('management-events-recorded', payments, 'unknown', {
    message: 'It hangs on the selectors of trail main, which could not be read.',
    gaps: [
      { ...refused, account: payments, region: 'us-east-1' },
      { ...refused, account: payments, region: 'eu-west-1' },
    ],
  }),
  about('management-events-recorded', sandbox, 'skip', { message: 'Judged by trail-reaches-account.' }),
  aboutTrail('log-file-validation', 'archive', payments, 'fail', { message: 'Log file validation is off.', evidence: [off] }),
  aboutTrail('log-file-validation', 'main', payments, 'fail', {
    message: 'Log file validation is off.',
    evidence: [off],
    anchor: { file: './infra/log trails.tf', line: 3, column: 1 },
  }),
  aboutTrail('log-file-validation', 'spare', payments, 'unknown', {
    message: 'The trail could not be read.',
    gaps: [{ ...refused, call: 'cloudtrail:DescribeTrails', account: payments }],
  }),
  about('kms-events-recorded', payments, 'fail', { message: 'KMS events go unrecorded in 8 regions.', evidence: [notRecorded], witness }),
  ...many.map((account) => {
    const message = 'KMS events go unrecorded in 1 region.'
    const own = { ...witness, recipientAccountId: account }
    return about('kms-events-recorded', account, 'fail', { message, evidence: oneRegion, witness: own })
  }),
  about('sns-notification', payments, 'waived', {
    message: 'No topic is set.',
    waiver: { because: 'the SIEM polls the bucket', owner: 'platform-security', until: '2027-03-31', was: 'fail' },
  }),
  about('organization-trail', payments, 'pass', { subject: { kind: 'organization', id: 'o-exampleorgid' } }),
  about('account-not-assessed', lost, 'unknown', {
    message: 'The reading role could not be assumed.',
    gaps: [{ ...refused, call: 'sts:AssumeRole', code: 'AccessDenied', account: lost }],
  }),
]

const gate: Gate = { failOn: 'low', allowIncomplete: false, allowEmpty: false }

const wholeScope: Scope = {
  organization: 'o-exampleorgid',
  partition: 'aws',
  source: 'live',
  takenAt: '2026-11-01T09:00:00Z',
  caller: `arn:aws:sts::${payments}:assumed-role/gate/ci`,
  accounts: {
    listed: 4,
    assessed: [payments, sandbox],
    skipped: { '999900001111': 'state SUSPENDED' },
    unreadable: [lost],
    names: { ...names, '999900001111': 'retired' },
  },
}

interface Circumstances {
  readonly gate?: Gate
  readonly scope?: Scope
  readonly incomplete?: readonly string[]
  readonly rules?: readonly RuleText[]
}

function numbers(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const count = (outcome: Outcome): number => verdicts.filter((verdict) => verdict.outcome === outcome).length
  return Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>
}

/** An assessment of these verdicts, its summary computed as the contract says. */
export function assessmentOf(verdicts: readonly Verdict[], more: Circumstances = {}): Assessment {
  const incomplete = more.incomplete ?? []
  const used = more.gate ?? gate
  return {
    format: 'trailgate-assessment/1',
    tool: { name: 'trailgate', version: '0.1.0' },
    complete: incomplete.length === 0 && !verdicts.some((verdict) => verdict.outcome === 'unknown'),
    asOf: '2026-11-01T10:00:00Z',
    scope: more.scope ?? wholeScope,
    policy: { file: 'trailgate.yaml', written: true, gate: used },
    summary: { outcomes: numbers(verdicts), status: statusOf(verdicts, used, incomplete), incomplete },
    rules: more.rules ?? rules,
    verdicts,
    controls: [{ framework: 'cis-aws-foundations-3.0.0', id: '3.2', status: 'not met', rules: ['log-file-validation'] }],
  }
}

/** Fails at every severity, unknowns, a waiver, a skip, passes, an account that could not be read, and a narrowed scope. */
export const badMorning = assessmentOf(morning, {
  scope: { ...wholeScope, narrowed: { regions: ['us-east-1', 'eu-west-1'], rules: ['recommended'] } },
  incomplete: ['Account 777788889999 could not be read.'],
})

/** Nothing was judged. */
export const empty = assessmentOf([], { rules: [] })

/** What an attacker would call a trail: ways out of a terminal, XML, HTML, Markdown, workflow commands, and text that hides. */
export const hostileText =
  'evil\u001b[31m\u001b]0;owned\u0007\u0000\u009b2J]]></failure></script><img src=x onerror=alert(1)>\r\n::error::owned\n| a | b |\n' +
  '```\n[click](https://evil.example) **b** {0} @all \u202egpj.exe\u2066 \ud800 \ufffe "q" \'s\' &amp;'

const hostileWitness: Witness = { ...witness, eventName: hostileText, resources: [{ type: hostileText, ARN: hostileText }] }

const hostileAccounts = { ...wholeScope.accounts, skipped: { '999900001111': hostileText }, names: { [payments]: hostileText } }

/** Every text that a stranger may have written is hostile. */
export const hostile = assessmentOf(
  [
    about('log-file-validation', payments, 'fail', {
      subject: { kind: 'account', id: payments, account: payments, name: hostileText },
      message: `Trail ${hostileText} is bad.`,
      evidence: [
        { ...off, path: hostileText, seen: hostileText, wanted: { a: hostileText }, regions: [hostileText], assumed: [hostileText] },
      ],
      witness: hostileWitness,
      anchor: { file: '/abs\\..\\' + hostileText, line: 1, column: 1 },
    }),
    aboutTrail('log-file-validation', hostileText, payments, 'unknown', {
      message: hostileText,
      gaps: [{ ...refused, code: hostileText, message: hostileText, region: hostileText }],
    }),
    about('sns-notification', payments, 'waived', {
      message: hostileText,
      waiver: { because: hostileText, owner: hostileText, until: '2027-01-01', was: 'fail' },
    }),
    about('kms-events-recorded', payments, 'skip', { message: hostileText }),
  ],
  {
    incomplete: [hostileText],
    scope: { ...wholeScope, caller: hostileText, accounts: hostileAccounts },
    rules: rules.map((rule) => Object.assign({}, rule, { why: hostileText, fix: hostileText })),
  },
)
