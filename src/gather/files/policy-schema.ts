/** The schema of a policy file: what its shape must be. What it names is checked against the rules (policy-rules.ts). */
import { severities } from '../../nouns/rule.ts'
import type { Schema } from '../../nouns/vocabulary.ts'

/** The words that say what an account is for; a word of one's own begins with `x-`. */
export const accountWords = ['log-archive', 'audit', 'management', 'sandbox'] as const

/** The sets of rules that there are besides frameworks and single ids. */
export const ruleSets = ['recommended', 'all']

export const text: Schema = { type: 'string', minLength: 1 }
const parameter: Schema = { anyOf: [{ type: ['boolean', 'string', 'number'] }, { type: 'array', items: text }] }
export const grading: Schema = { enum: [...severities, 'off'] }
/** What somebody gives to a rule: values by the parameter's name. */
export const givenParameters: Schema = { type: 'object', additionalProperties: parameter }
const accountId: Schema = { type: 'string', pattern: '^[0-9]{12}$', description: 'an account id is 12 digits in quotes' }

const whom = {
  account: accountId,
  ou: {
    type: 'string',
    pattern: '^(ou|r)-[a-z0-9-]+$',
    description: 'a unit is named by its id, which begins with ou- (or r- for the root)',
  },
} as const satisfies Record<string, Schema>

/** Who answers for an exception. All of it is required: an exception that nobody owns, or that never ends, is a hole. */
const reason = {
  because: text,
  owner: text,
  until: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'write the last day as 2026-12-31' },
} as const satisfies Record<string, Schema>

const account: Schema = entry(['id'], {
  id: accountId,
  name: text,
  is: {
    type: 'array',
    items: {
      type: 'string',
      pattern: `^(${accountWords.join('|')}|x-.+)$`,
      description: `write ${accountWords.join(', ')}, or a word of your own beginning x-`,
    },
  },
})

/** A mapping with these keys and no others. */
function entry(required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', additionalProperties: false, required, properties }
}

function waiverOf(rule: Schema): Schema {
  return entry(['rule', 'because', 'owner', 'until'], {
    rule,
    ...whom,
    trail: {
      type: 'string',
      pattern: '^arn:[a-z-]+:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/.+$',
      description: 'a trail is named by its ARN, arn:aws:cloudtrail:<region>:<account>:trail/<name>',
    },
    region: { type: 'string', pattern: '^[a-z]{2,}(-[a-z]+)+-[0-9]+$', description: 'a region is written like eu-west-1' },
    bucket: text,
    ...reason,
    accepts: { enum: ['unknown'] },
  })
}

/** What depends on which rules there are. */
interface Named {
  /** An entry of `rules`. */
  readonly chosen: Schema
  /** The rule of a waiver. */
  readonly waived: Schema
  /** Parameters by rule id. */
  readonly given: Readonly<Record<string, Schema>>
  /** Severities by rule id. */
  readonly graded: Readonly<Record<string, Schema>>
}

/** The schema of policies, as strict about the names of rules as these are. */
export function policySchemaOf({ chosen, waived, given, graded }: Named): Schema {
  const gradings = { type: 'object', properties: graded, additionalProperties: grading }
  const parameters = { type: 'object', properties: given, additionalProperties: givenParameters }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A trailgate policy',
    type: 'object',
    additionalProperties: false,
    properties: {
      organization: {
        type: 'string',
        pattern: '^o-[a-z0-9]{10,32}$',
        description: 'an organization id is o- and 10 to 32 lower-case letters or digits',
      },
      rules: { type: 'array', minItems: 1, items: chosen },
      with: parameters,
      severity: gradings,
      overrides: { type: 'array', items: entry(['severity'], { ...whom, severity: { ...gradings, minProperties: 1 } }) },
      accounts: { type: 'array', items: account },
      exclude: { type: 'array', items: entry(['because', 'owner', 'until'], { ...whom, ...reason }) },
      waivers: { type: 'array', items: waiverOf(waived) },
    },
  }
}

/** By which policies are checked: any name will do, since which rules there are is known only when the policy is read. */
export const policySchema: Schema = policySchemaOf({ chosen: text, waived: text, given: {}, graded: {} })
