/** The schema of a policy file: what its shape must be. What it names is checked against the rules (policy-rules.ts). */
import { severities } from '../../nouns/rule.ts'
import type { Schema } from '../../nouns/vocabulary.ts'

/** The words that say what an account is for; a word of one's own begins with `x-`. */
export const accountWords = ['log-archive', 'audit', 'management', 'sandbox'] as const

const text: Schema = { type: 'string', minLength: 1 }
const parameter: Schema = { anyOf: [{ type: ['boolean', 'string', 'number'] }, { type: 'array', items: text }] }

export const policySchema: Schema = {
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
    rules: { type: 'array', minItems: 1, items: text },
    with: { type: 'object', additionalProperties: { type: 'object', additionalProperties: parameter } },
    severity: { type: 'object', additionalProperties: { enum: [...severities, 'off'] } },
    accounts: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: { type: 'string', pattern: '^[0-9]{12}$', description: 'an account id is 12 digits in quotes' },
          name: text,
          is: {
            type: 'array',
            items: {
              type: 'string',
              pattern: `^(${accountWords.join('|')}|x-.+)$`,
              description: `write ${accountWords.join(', ')}, or a word of your own beginning x-`,
            },
          },
        },
      },
    },
  },
}
