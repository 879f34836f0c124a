/** The schema of a framework file. */
import { givenParameters } from './policy-schema.ts'
import type { Schema } from '../../nouns/vocabulary.ts'

const text: Schema = { type: 'string', minLength: 1 }

const control: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'shownByConfiguration'],
  properties: { id: text, title: { ...text, maxLength: 120 }, shownByConfiguration: { type: 'boolean' }, note: text },
}

export const frameworkSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A framework that trailgate reports by',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'version', 'source', 'loggingControls'],
  properties: {
    id: { type: 'string', pattern: '^[a-z][a-z0-9.-]*$', description: 'an id is lower-case letters, digits, hyphens and dots' },
    title: text,
    version: text,
    source: text,
    with: { type: 'object', additionalProperties: givenParameters },
    loggingControls: { type: 'array', minItems: 1, items: control },
  },
}
