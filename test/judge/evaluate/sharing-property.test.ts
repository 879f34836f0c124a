/** Sharing changes nothing: what is found of an organization whose accounts are much alike is found without any sharing as well. */
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRules } from '../../../src/gather/files/rules.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { assess } from '../../../src/judge/evaluate/assess.ts'
import { forgetting, remembering, type Memory } from '../../../src/judge/evaluate/memory.ts'
import { defaultPolicy } from '../../../src/nouns/policy.ts'
import type { Sketch, SketchAccount, SketchTrail } from '../../../src/nouns/sketch.ts'
import { randomSketch } from '../../gather/files/random-sketch.ts'

const read = await readRules(resolve(import.meta.dirname, '../../../rules'))
if (!read.ok) throw new Error('the rules can be read')
const rules = read.value

/** Numbers before, between and after those of the random sketches: what comes first decides who is judged for the others. */
const twins = ['00000000000', '30000000000', '99999999999']
const region = fc.constantFrom('us-east-1', 'eu-west-1', 'ap-east-1')
const objects = (operator: string, value: string) => [
  { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }, { Field: 'resources.ARN', [operator]: [value] }] },
]

/** What the selectors of the random sketches leave out: conditions on buckets and on other resources. */
const selectors = fc.oneof(
  fc.tuple(fc.constantFrom('StartsWith', 'NotStartsWith', 'EndsWith', 'Equals'), fc.constantFrom('arn:aws:s3:::', 'arn:aws:s3:::logs/', 'arn:aws:s3:::o', 'logs/', 'arn:aws:s3'))
    .map(([operator, value]): SketchTrail => ({ advancedEventSelectors: objects(operator, value) })),
  fc.constantFrom('arn:aws:s3', 'arn:aws:s3:::logs/', 'arn:aws:s3:::other/AWS').map((value): SketchTrail => ({
    eventSelectors: [{ ReadWriteType: 'All', DataResources: [{ Type: 'AWS::S3::Object', Values: [value] }] }],
  })),
  fc.constantFrom('us-east-1:111122223333', 'us-east-1:999999999990', 'eu-west-1:123').map((where): SketchTrail => ({
    advancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] }, { Field: 'resources.ARN', StartsWith: [`arn:aws:lambda:${where}`] }] },
    ],
  })),
  fc.constant<SketchTrail>({}),
)

/** How a twin's trails differ from those of the account that it is made after. */
const difference: fc.Arbitrary<SketchTrail> = fc.record(
  {
    homeRegion: region,
    name: fc.constantFrom('main', 'main-2', 'zz'),
    logging: fc.constantFrom<boolean | 'unseen'>(true, false, 'unseen'),
    kmsKeyId: fc.constant('arn:aws:kms:us-east-1:222233334444:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
    bucket: fc.constantFrom('logs', 'more-logs', 'own'),
    multiRegion: fc.boolean(),
  },
  { requiredKeys: [] },
)

const changes = fc.tuple(selectors, fc.array(fc.option(difference), { minLength: twins.length, maxLength: twins.length }))

/** Each member thrice more, under other numbers: once or twice changed, and otherwise the same. */
const organizationOfTwins = fc.tuple(randomSketch, fc.array(changes, { minLength: 4, maxLength: 4 })).map(([sketch, made]): Sketch => {
  const { accounts = [], trails = [] } = sketch
  const [management = { id: '111122223333', trails }, ...members] = accounts
  const changed = members.map((member, index) => withTrails(member, made[index]?.[0] ?? {}))
  const copies = changed.flatMap((member, index) =>
    twins.map((digits, twin) => withTrails({ ...member, id: `${digits}${index}` }, made[index]?.[1][twin] ?? {})),
  )
  return { ...sketch, accounts: [management, ...changed, ...copies] }
})

function withTrails(account: SketchAccount, change: SketchTrail): SketchAccount {
  const { trails = [] } = account
  return { ...account, trails: trails.map((trail) => ({ ...trail, ...change })) }
}

function verdictsOn(sketch: Sketch, memory: Memory): readonly string[] {
  const { verdicts } = assess(
    {
      snapshot: sketchSnapshot(sketch),
      policy: defaultPolicy('trailgate.yaml'),
      rules,
      only: ['all'],
      source: 'live',
      asOf: '2026-11-01T10:00:00Z',
      maxAge: 7,
      gate: { failOn: 'low', allowIncomplete: false, allowEmpty: false },
      tool: { name: 'trailgate', version: '0.0.0' },
    },
    memory,
  )
  return verdicts.map((verdict) => JSON.stringify(verdict))
}

describe('sharing', () => {
  it('changes no verdict', () => {
    const runs = process.env['TRAILGATE_LONG'] === undefined ? 60 : 1000
    const property = fc.property(organizationOfTwins, (sketch) => {
      expect(verdictsOn(sketch, remembering())).toEqual(verdictsOn(sketch, forgetting))
    })
    fc.assert(property, { numRuns: runs })
  })
})
