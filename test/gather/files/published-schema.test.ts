/** The schemas that are published accept what the product accepts, and underline what is misspelt. */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readFrameworks } from '../../../src/gather/files/framework-file.ts'
import { publishedPolicySchema } from '../../../src/gather/files/published-schema.ts'
import { readRules } from '../../../src/gather/files/rules.ts'
import { ruleSchema } from '../../../src/nouns/rule-schema.ts'
import { subjectKinds } from '../../../src/nouns/rule.ts'
import { there } from './there.ts'

const root = resolve(import.meta.dirname, '../../..')
const ajv = new Ajv({ strict: true, allowUnionTypes: true })

function read(path: string): string {
  return readFileSync(resolve(root, path), 'utf8')
}

function published(path: string) {
  return ajv.compile(JSON.parse(read(`dist/${path}`)) as object)
}

const [rules, frameworks] = [await readRules(resolve(root, 'rules')), await readFrameworks(resolve(root, 'rules/frameworks'))]
if (!rules.ok || !frameworks.ok) throw new Error(JSON.stringify({ rules, frameworks }))
const policy = published('policy.schema.json')
const accepts = (written: unknown): readonly unknown[] => [policy(written), policy.errors]

describe('the published schema of a policy', () => {
  it('lies where the comment line of a policy names it, and with the others', () => {
    expect(read('dist/policy.schema.json')).toBe(read('dist/schemas/policy.schema.json'))
  })

  it('is made of the rules and frameworks of the folder', () => {
    const ids = frameworks.value.map(({ id }) => id)
    expect(policy.schema).toEqual(JSON.parse(JSON.stringify(publishedPolicySchema(rules.value, ids))))
  })

  it.each(['examples/demo/trailgate.yaml', 'test/commands/baseline.yaml'])('accepts %s', (path) => {
    expect(accepts(parse(read(path)))).toEqual([true, null])
  })

  it.each([
    { rules: ['recommended', 'cis-aws-foundations-5.0.0', 'kms-encryption', './our-rules', 'our-rule'] },
    { with: { 'network-activity-recorded': { eventSources: ['s3.amazonaws.com'], deniedOnly: true }, 'our-rule': { anything: 1 } } },
    { with: { 'network-activity-recorded': { eventSources: 'all' }, 's3-object-reads-recorded': { buckets: [] } } },
    { severity: { 'kms-encryption': 'off', 'waiver-unused': 'low', 'our-rule': 'high' } },
  ])('accepts %j', (written) => {
    expect(accepts(written)).toEqual([true, null])
  })

  it.each([
    { ruls: ['all'] },
    { with: { 'network-activity-recorded': { eventSource: ['s3.amazonaws.com'] } } },
    { with: { 'network-activity-recorded': { deniedOnly: 'yes' } } },
    { with: { 'network-activity-recorded': { eventSources: [] } } },
    { with: { 'network-activity-recorded': { eventSources: ['all'] } } },
    { with: { 'log-bucket-retention': { days: '90' } } },
    { with: { 'kms-encryption': { days: 1 } } },
    { severity: { 'kms-encryption': 'hihg' } },
  ])('refuses %j', (written) => {
    expect(accepts(written)[0]).toBe(false)
  })

  it('tells the default and the meaning of every parameter of every rule', () => {
    const given = Object.fromEntries(rules.value.map(({ id, parameters }) => [id, parameters]))
    expect(Object.keys(given).length).toBeGreaterThan(40)
    for (const [id, parameters] of Object.entries(given)) {
      for (const [name, { default: usual, meaning }] of Object.entries(parameters)) {
        expect(policy.schema).toHaveProperty(['properties', 'with', 'properties', id, 'properties', name, 'description'], meaning)
        expect(accepts({ with: { [id]: { [name]: usual } } })).toEqual([true, null])
      }
    }
  })
})

describe.each(subjectKinds)('the published schema of a rule about a subject of kind %s', (kind) => {
  const schema = published(`schemas/rule-${kind}.schema.json`)
  const files = readdirSync(resolve(root, 'rules', kind)).filter((file) => file.endsWith('.yaml'))

  it('is that by which rules are read', () => {
    expect(schema.schema).toEqual(JSON.parse(JSON.stringify(ruleSchema(kind))))
  })

  it.each(files)('accepts %s', (file) => {
    expect([schema(parse(read(`rules/${kind}/${file}`))), schema.errors]).toEqual([true, null])
  })

  it('refuses a misspelt key, a misspelt path and a misspelt parameter type', () => {
    const rule = parse(read(`rules/${kind}/${there(files[0])}`)) as object
    expect(schema({ ...rule, severty: 'high' })).toBe(false)
    expect(schema({ ...rule, must: { multiRegoin: true } })).toBe(false)
    expect(schema({ ...rule, parameters: { days: { type: 'integer', default: 1, meaning: 'Days.' } } })).toBe(false)
  })
})
