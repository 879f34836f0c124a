/** A small organization, two rules and a way to judge them: what the tests of policies need. */
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { assess } from '../../../src/judge/evaluate/assess.ts'
import type { Question } from '../../../src/judge/evaluate/question.ts'
import { defaultPolicy, type Policy, type Reason } from '../../../src/nouns/policy.ts'
import type { Rule } from '../../../src/nouns/rule.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import type { Assessment, Verdict } from '../../../src/nouns/verdict.ts'

export const management = '111122223333'
export const payments = '222233334444'
export const experiments = '333344445555'

/** The trail of an account; each has one of its own. */
export function trailOf(account: string): string {
  return `arn:aws:cloudtrail:us-east-1:${account}:trail/main`
}

/** Payments is two units deep, experiments in a unit of its own; their trails do not validate, and record us-east-1 only. */
export const organization: Sketch = {
  organization: 'o-exampleorgid',
  regions: ['us-east-1', 'eu-west-1'],
  units: [
    { Id: 'r-ab12', Name: 'Root' },
    { Id: 'ou-ab12-workloads', Name: 'workloads', ParentId: 'r-ab12' },
    { Id: 'ou-ab12-production', Name: 'production', ParentId: 'ou-ab12-workloads' },
    { Id: 'ou-ab12-sandbox', Name: 'sandbox', ParentId: 'r-ab12' },
  ],
  accounts: [
    { id: management, name: 'management', trails: [{}] },
    { id: payments, name: 'payments', in: ['ou-ab12-workloads', 'ou-ab12-production'], trails: [{ multiRegion: false, logFileValidation: false }] },
    { id: experiments, name: 'experiments', in: ['ou-ab12-sandbox'], trails: [{ multiRegion: false, logFileValidation: false }] },
  ],
}

export const place = { file: 'trailgate.yaml', line: 7, column: 3 }

/** A reason that holds to the end of the year. */
export const reason: Reason = { because: 'it moves', owner: 'security', until: '2026-12-31' }

const words = { why: 'why', fix: 'fix', references: ['https://example.com'], parameters: {}, examples: { pass: [], fail: [], unknown: [] } } as const

export const validation: Rule = {
  ...words,
  id: 'validation',
  title: 'Validation is on',
  severity: 'medium',
  recommended: true,
  subject: 'trail',
  sources: ['live', 'template', 'plan'],
  must: { logFileValidation: true },
  controls: { standard: ['1', '2'] },
}

export const recording: Rule = {
  ...words,
  id: 'recording',
  title: 'Writes are recorded',
  severity: 'high',
  recommended: true,
  subject: 'account',
  sources: ['live', 'template', 'plan'],
  must: { recorded: { eventCategory: 'Management', readOnly: false } },
  controls: { standard: ['2'] },
}

/** What the organization comes to under this policy, on the day after it was read. */
export function judged(policy: Partial<Policy>, more: Partial<Question> & { readonly sketch?: Sketch } = {}): Assessment {
  const { sketch = organization, ...question } = more
  return assess({
    snapshot: sketchSnapshot(sketch),
    policy: { ...defaultPolicy('trailgate.yaml'), ...policy },
    rules: [recording, validation],
    source: 'live',
    asOf: '2026-11-02T09:00:00Z',
    maxAge: 7,
    gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
    tool: { name: 'trailgate', version: '0.0.0' },
    ...question,
  })
}

/** `rule account outcome`, sorted. */
export function outcomesOf({ verdicts }: Assessment, ...rules: readonly string[]): readonly string[] {
  const wanted = verdicts.filter(({ rule }) => rules.length === 0 || rules.includes(rule))
  return wanted.map(({ rule, subject, outcome }) => `${rule} ${subject.account ?? subject.id} ${outcome}`)
}

/** The only verdict of this rule about this account. */
export function verdictOf({ verdicts }: Assessment, rule: string, account: string): Verdict {
  const found = verdicts.filter((verdict) => verdict.rule === rule && verdict.subject.account === account)
  if (found.length !== 1) throw new Error(`${found.length} verdicts of ${rule} about ${account}`)
  return found[0] as Verdict
}
