/** The schemas say what the types say, and each has its validator. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as validators from '#validators'
import { schemas } from '../../../src/gather/files/schemas.ts'
import { controlStatuses } from '../../../src/nouns/framework.ts'
import type { Place } from '../../../src/nouns/place.ts'
import { severities, subjectKinds } from '../../../src/nouns/rule.ts'
import type { Bucket, EventDataStore, Insights, Key, LifecycleRule, LogGroup, Role, Topic } from '../../../src/nouns/snapshot.ts'
import { outcomes, runSubjectKinds } from '../../../src/nouns/verdict.ts'
import type { Assessment, Evidence, OpenGap, Scope, Subject, Verdict } from '../../../src/nouns/verdict.ts'
import { there } from './there.ts'

const text = fc.string({ minLength: 1 })
const texts = fc.array(text, { maxLength: 2 })
const count = fc.nat(100)
const account = fc.stringMatching(/^[0-9]{12}$/)
const time = fc.constantFrom('2026-11-01T09:00:00Z', '2026-11-01T09:00:00.123Z')
const severity = fc.constantFrom(...severities)
const place: fc.Arbitrary<Place> = fc.record({ file: text, line: fc.integer({ min: 1 }), column: fc.integer({ min: 1 }) })
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Evidence['seen']>

const evidence: fc.Arbitrary<Evidence> = fc.record(
  { path: text, seen: json, wanted: json, source: text, regions: texts, assumed: texts },
  { requiredKeys: ['path', 'seen', 'wanted'] },
)

const subject: fc.Arbitrary<Subject> = fc.record(
  { kind: fc.constantFrom(...subjectKinds, ...runSubjectKinds), id: text, account: text, region: text, name: fc.string() },
  { requiredKeys: ['kind', 'id'] },
)

const gap: fc.Arbitrary<OpenGap> = fc.record(
  {
    cause: fc.constantFrom('refused', 'throttled', 'unsupported', 'timed-out', 'broken'),
    call: fc.constantFrom('s3:ListBuckets', 'sts:AssumeRole'),
    message: fc.string(),
    code: fc.string(),
    account,
    region: text,
  },
  { requiredKeys: ['cause', 'call', 'message'] },
)

const verdict: fc.Arbitrary<Verdict> = fc.record(
  {
    rule: text,
    severity,
    subject,
    outcome: fc.constantFrom(...outcomes),
    message: text,
    evidence: fc.array(evidence, { maxLength: 2 }),
    witness: fc.record({ synthetic: fc.constant<true>(true), eventName: text }),
    anchor: place,
    gaps: fc.array(gap, { maxLength: 2 }),
    waiver: fc.record({ because: text, owner: text, until: text, was: fc.constantFrom<'fail' | 'unknown'>('fail', 'unknown') }),
  },
  { requiredKeys: ['rule', 'severity', 'subject', 'outcome', 'message', 'evidence'] },
)

const scope: fc.Arbitrary<Scope> = fc.record(
  {
    organization: fc.constantFrom(null, 'o-exampleorgid'),
    partition: text,
    source: fc.constantFrom('live', 'template', 'plan'),
    takenAt: time,
    caller: fc.string(),
    accounts: fc.record({
      listed: count,
      assessed: fc.array(account, { maxLength: 2 }),
      skipped: fc.dictionary(account, fc.string(), { maxKeys: 2 }),
      unreadable: fc.array(account, { maxLength: 2 }),
      names: fc.dictionary(account, fc.string(), { maxKeys: 2 }),
    }),
    narrowed: fc.record(
      { thisAccount: fc.constant<true>(true), accounts: fc.array(account, { maxLength: 2 }), units: texts, regions: texts, rules: texts },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['organization', 'partition', 'source', 'takenAt', 'caller', 'accounts'] },
)

const references = fc.array(fc.string(), { maxLength: 2 })
const rule = fc.record({ id: text, title: text, severity, why: fc.string(), fix: fc.string(), references })

const control = fc.record(
  { framework: text, id: text, title: text, status: fc.constantFrom(...controlStatuses), rules: texts, note: text },
  { requiredKeys: ['framework', 'id', 'status', 'rules'] },
)

const assessment: fc.Arbitrary<Assessment> = fc.record({
  format: fc.constant('trailgate-assessment/1'),
  tool: fc.record({ name: text, version: text }),
  complete: fc.boolean(),
  asOf: time,
  scope,
  policy: fc.record({
    file: text,
    written: fc.boolean(),
    gate: fc.record({ failOn: fc.constantFrom(...severities, 'never'), allowIncomplete: fc.boolean(), allowEmpty: fc.boolean() }),
  }),
  summary: fc.record({
    outcomes: fc.record({ pass: count, fail: count, unknown: count, skip: count, waived: count }),
    status: fc.constantFrom(0, 1, 3),
    incomplete: texts,
  }),
  rules: fc.array(rule, { maxLength: 2 }),
  verdicts: fc.array(verdict, { maxLength: 2 }),
  controls: fc.array(control, { maxLength: 2 }),
})

describe('the schemas', () => {
  it('have a validator each', () => {
    const names = Object.keys(schemas()).map((name) => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    expect(Object.keys(validators).filter((name) => name !== 'default').sort()).toEqual(names.sort())
  })
})

describe('the schema of an assessment', () => {
  it('accepts whatever the type allows', () => {
    fc.assert(
      fc.property(assessment, (value) => {
        expect([validators.assessment(JSON.parse(JSON.stringify(value))), validators.assessment.errors]).toEqual([true, null])
      }),
    )
  })

  it('accepts the frameworks that were asked for', () => {
    const value = there(fc.sample(assessment, { numRuns: 1, seed: 1 })[0])
    const framework = { id: 'standard', title: 'A standard', version: '1', source: 'The standard', mapped: 2, of: 4 }
    expect(validators.assessment({ ...value, frameworks: [framework] })).toBe(true)
    expect(validators.assessment({ ...value, frameworks: [{ ...framework, mapped: '2' }] })).toBe(false)
  })

  it('misses every member of the top that is left out, and refuses one that is not known', () => {
    const value = there(fc.sample(assessment, { numRuns: 1, seed: 1 })[0])
    for (const key of Object.keys(value)) {
      const rest = Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
      expect([key, validators.assessment(rest)]).toEqual([key, false])
    }
    expect(validators.assessment({ ...value, extra: 1 })).toBe(false)
    expect(validators.assessment({ ...value, summary: { ...value.summary, status: 2 } })).toBe(false)
  })
})

const flags = fc.record(
  { BlockPublicAcls: fc.boolean(), IgnorePublicAcls: fc.boolean(), BlockPublicPolicy: fc.boolean(), RestrictPublicBuckets: fc.boolean() },
  { requiredKeys: [] },
)
const lifecycleRule: fc.Arbitrary<LifecycleRule> = fc.record(
  {
    id: fc.string(),
    enabled: fc.boolean(),
    prefix: fc.string(),
    narrowed: fc.boolean(),
    expirationDays: count,
    expirationDate: time,
    noncurrentDays: count,
  },
  { requiredKeys: ['enabled', 'prefix', 'narrowed'] },
)
const bucket: fc.Arbitrary<Bucket> = fc.record(
  {
    Name: text,
    owner: fc.option(account),
    region: text,
    policy: fc.option(fc.string()),
    publicAccessBlock: fc.option(flags),
    accountPublicAccessBlock: fc.option(flags),
    acl: fc.record({ owner: fc.string(), grants: fc.array(fc.record({ grantee: text, permission: text }), { maxLength: 2 }) }),
    versioning: fc.record({ status: fc.constantFrom('Enabled', 'Suspended', 'Never'), mfaDelete: fc.boolean() }),
    accessLogBucket: fc.option(text),
    objectLock: fc.option(fc.record({ mode: fc.constantFrom('COMPLIANCE', 'GOVERNANCE'), days: fc.integer({ min: 1 }) })),
    lifecycle: fc.array(lifecycleRule, { maxLength: 2 }),
    payer: fc.constantFrom('BucketOwner', 'Requester'),
  },
  { requiredKeys: ['Name', 'owner'] },
)
const key: fc.Arbitrary<Key> = fc.record(
  { Arn: text, KeyState: text, KeySpec: text, KeyManager: text, policy: fc.string(), rotationEnabled: fc.boolean(), Unknown: json },
  { requiredKeys: ['Arn'] },
)
const alarm = fc.record({ name: text, actionsEnabled: fc.boolean(), actions: texts })
const metricFilter = fc.record({ name: text, pattern: fc.string(), alarms: fc.array(alarm, { maxLength: 2 }) })
const logGroup: fc.Arbitrary<LogGroup> = fc.record(
  {
    arn: text,
    name: text,
    retentionInDays: fc.option(fc.integer({ min: 1 })),
    kmsKeyId: text,
    metricFilters: fc.array(metricFilter, { maxLength: 2 }),
  },
  { requiredKeys: ['arn', 'name', 'retentionInDays'] },
)
const topic: fc.Arbitrary<Topic> = fc.record({ arn: text, policy: fc.string(), subscriptions: count }, { requiredKeys: ['arn'] })
const role: fc.Arbitrary<Role> = fc.record({ arn: text })
const insights: fc.Arbitrary<Insights> = fc.option(
  fc.record({ InsightSelectors: fc.array(fc.record({ InsightType: text }), { maxLength: 2 }), Unknown: json }, { requiredKeys: [] }),
)

const eventDataStore: fc.Arbitrary<EventDataStore> = fc.record(
  {
    EventDataStoreArn: text,
    Name: text,
    Status: text,
    MultiRegionEnabled: fc.boolean(),
    OrganizationEnabled: fc.boolean(),
    AdvancedEventSelectors: fc.array(json, { maxLength: 2 }),
    KmsKeyId: text,
    RetentionPeriod: count,
    TerminationProtectionEnabled: fc.boolean(),
    Unknown: json,
  },
  { requiredKeys: ['EventDataStoreArn'] },
)

/** A fact line of each kind whose value is written in AWS's or our own words; the others are proven by any sketch (sketch.test.ts). */
const values = { bucket, key, 'log-group': logGroup, topic, role, insights, 'event-data-store': eventDataStore } as const
const closed = ['bucket', 'log-group', 'topic', 'role'] as const

function lineOf(fact: keyof typeof values, value: unknown): object {
  return { fact, account: '111122223333', region: 'us-east-1', id: 'an-id', value }
}

function sampleOf(fact: keyof typeof values): object {
  return there(fc.sample<object | null>(values[fact], { numRuns: 20, seed: 7 }).find((value) => value !== null))
}

describe('the schema of a snapshot line', () => {
  it.each(Object.keys(values) as (keyof typeof values)[])('accepts whatever the type of a %s allows', (fact) => {
    fc.assert(
      fc.property(values[fact] as fc.Arbitrary<unknown>, (value) => {
        const line = JSON.parse(JSON.stringify(lineOf(fact, value))) as unknown
        expect([validators.snapshotLine(line), validators.snapshotLine.errors]).toEqual([true, null])
      }),
    )
  })

  it.each(closed)('refuses a member of a %s that nobody knows', (fact) => {
    expect(validators.snapshotLine(lineOf(fact, { ...sampleOf(fact), extra: 1 }))).toBe(false)
  })

  it.each(['key', 'insights', 'event-data-store'] as const)('keeps a member of a %s that AWS has added since', (fact) => {
    expect(validators.snapshotLine(lineOf(fact, { ...sampleOf(fact), extra: 1 }))).toBe(true)
  })

  it.each([
    ['bucket', { Name: 'b', owner: null, versioning: { status: 'On', mfaDelete: false } }],
    ['bucket', { Name: 'b', owner: null, acl: { owner: 'x' } }],
    ['bucket', { Name: 'b', owner: null, objectLock: { mode: 'GOVERNANCE', days: 0 } }],
    ['bucket', { Name: 'b', owner: null, lifecycle: [{ enabled: true, prefix: '' }] }],
    ['bucket', { Name: 'b', owner: null, payer: 'Somebody' }],
    ['key', { Arn: 'a', rotationEnabled: 'yes' }],
    ['log-group', { arn: 'a', name: 'n' }],
    ['log-group', { arn: 'a', name: 'n', retentionInDays: null, metricFilters: [{ name: 'f', pattern: '' }] }],
    ['topic', { arn: 'a', subscriptions: -1 }],
    ['role', {}],
    ['insights', { InsightSelectors: 'all' }],
  ] as const)('refuses a %s like %j', (fact, value) => {
    expect(validators.snapshotLine(lineOf(fact, value))).toBe(false)
  })
})
