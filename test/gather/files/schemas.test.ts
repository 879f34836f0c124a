/** The schemas say what the types say, and each has its validator. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as validators from '#validators'
import { schemas } from '../../../src/gather/files/schemas.ts'
import type { Place } from '../../../src/nouns/place.ts'
import type { EventDataStore, Fact } from '../../../src/nouns/snapshot.ts'
import { severities } from '../../../src/nouns/rule.ts'
import { outcomes } from '../../../src/nouns/verdict.ts'
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
  { kind: fc.constantFrom('account', 'trail', 'organization', 'snapshot'), id: text, account: text, region: text, name: fc.string() },
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
  controls: fc.array(fc.record({ framework: text, id: text, status: text, rules: texts }), { maxLength: 2 }),
})

describe('the schemas', () => {
  it('have a validator each', () => {
    const names = Object.keys(schemas()).map((name) => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    expect(Object.keys(validators).filter((name) => name !== 'default').sort()).toEqual(names.sort())
  })
})

const store: fc.Arbitrary<EventDataStore> = fc.record(
  {
    EventDataStoreArn: text,
    Name: fc.string(),
    Status: fc.string(),
    MultiRegionEnabled: fc.boolean(),
    OrganizationEnabled: fc.boolean(),
    AdvancedEventSelectors: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 2 }),
    KmsKeyId: fc.string(),
    RetentionPeriod: count,
    TerminationProtectionEnabled: fc.boolean(),
    UnknownMember: fc.jsonValue({ maxDepth: 2 }),
  },
  { requiredKeys: ['EventDataStoreArn'] },
)

const storeFact: fc.Arbitrary<Fact<'event-data-store'>> = fc.oneof(
  fc.record({ fact: fc.constant('event-data-store'), account, region: text, id: text, value: store }),
  fc.record({ fact: fc.constant('event-data-store'), account, region: text, gap: gap.map(({ cause, call, message }) => ({ cause, call, message })) }),
)

describe('the schema of a snapshot', () => {
  it('accepts whatever the type of an event data store allows, and its gap', () => {
    fc.assert(
      fc.property(storeFact, (fact) => {
        expect([validators.snapshotLine(JSON.parse(JSON.stringify(fact))), validators.snapshotLine.errors]).toEqual([true, null])
      }),
    )
  })

  it('refuses one without its region, or one with a value and without its ARN', () => {
    const value = { EventDataStoreArn: 'arn' }
    const whole = { fact: 'event-data-store', account: '111122223333', region: 'us-east-1', id: 'arn', value }
    const { id: _, ...nameless } = whole
    const { region: __, ...homeless } = whole
    const wrongs = [nameless, homeless, { ...whole, value: {} }, { ...whole, value: { ...value, MultiRegionEnabled: 'yes' } }]
    expect([whole, ...wrongs].map((line) => validators.snapshotLine(line))).toEqual([true, false, false, false, false])
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
