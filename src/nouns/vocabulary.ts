/** The words a rule may use: their schemas and their wording, and the paths of each kind of subject. Meanings live in judge/evaluate. */
import { catalogueNames } from './catalogue.ts'
import { eventFields, operators } from './event.ts'
import { severities, sources, subjectKinds, type SubjectKind } from './rule.ts'

/** A JSON Schema, as ajv takes it. */
export type Schema = { readonly [key: string]: unknown }

export interface WordEntry {
  /** Schema of the word's parameter. */
  readonly schema: Schema
  /** What it says, for `rules show` and the editor's completion. */
  readonly wording: string
}

const scalar: Schema = { type: ['string', 'number', 'boolean'] }
const condition: Schema = { $ref: '#/definitions/condition' }
/** What stands under `definitions` of every schema that has classes of events in it; by reference, or the validators grow tenfold. */
const eventClassParts = {
  oneOrMore: { anyOf: [{ type: ['string', 'boolean'] }, { type: 'array', minItems: 1, items: { type: ['string', 'boolean'] } }] },
  fieldWish: {
    anyOf: [
      { type: ['string', 'boolean', 'null'] },
      { type: 'array', minItems: 1, items: { type: ['string', 'boolean'] } },
      {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: Object.fromEntries(operators.map((operator) => [operator, { $ref: '#/definitions/oneOrMore' }])),
      },
    ],
  },
} as const satisfies Record<string, Schema>

const eventClass: Schema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: Object.fromEntries(eventFields.map((field) => [field, { $ref: '#/definitions/fieldWish' }])),
}

/** A class of events, as a rule or `--class` writes it (nouns/event.ts EventClass). */
export const eventClassSchema: Schema = { ...eventClass, definitions: eventClassParts }

/** The words that combine or ask; judge/evaluate gives each its meaning. */
export const words = {
  all: { schema: { type: 'array', minItems: 1, items: condition }, wording: 'every one of these holds' },
  any: { schema: { type: 'array', minItems: 1, items: condition }, wording: 'at least one of these holds' },
  not: { schema: condition, wording: 'this does not hold' },
  parameter: {
    schema: { type: 'object', minProperties: 1, additionalProperties: scalar },
    wording: 'the policy set this parameter to this value',
  },
  recorded: { schema: eventClass, wording: 'every event of this class is recorded, in every enabled region' },
  unrecorded: { schema: eventClass, wording: 'no event of this class is recorded, in any enabled region' },
} as const satisfies Record<string, WordEntry>

export type Word = keyof typeof words

/** What a path's value may be asked. */
export const wishes = {
  exists: { schema: { type: 'boolean' }, wording: 'is there (or, with false, is not)' },
  matches: { schema: { type: 'string', minLength: 1 }, wording: 'matches this pattern, where * stands for any text' },
} as const satisfies Record<string, WordEntry>

export type WishWord = keyof typeof wishes

/** A path of a subject: what stands there, in words that fit "… is <seen>, wanted <wanted>". */
export interface PathEntry {
  readonly type: 'boolean' | 'string' | 'number'
  readonly wording: string
}

/** The paths of each kind of subject. */
export const paths = {
  account: {},
  trail: {
    name: { type: 'string', wording: 'the name' },
    homeRegion: { type: 'string', wording: 'the home region' },
    multiRegion: { type: 'boolean', wording: 'multi-region' },
    organizationTrail: { type: 'boolean', wording: 'organization trail' },
    logFileValidation: { type: 'boolean', wording: 'log file validation' },
    kmsKeyId: { type: 'string', wording: 'the KMS key' },
    bucket: { type: 'string', wording: 'the bucket' },
    recordsOwnDeliveries: { type: 'boolean', wording: 'a delivery of this trail is recorded by itself, or by a trail that feeds back to it' },
  },
} as const satisfies Record<SubjectKind, Record<string, PathEntry>>

/** The schema of a condition about a subject of this kind. */
export function conditionSchema(kind: SubjectKind): Schema {
  const wish: Schema = {
    anyOf: [scalar, { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false, properties: schemasOf(wishes) }],
  }
  return {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: {
      ...schemasOf(words),
      by: { enum: ['trails', 'multi-region-trails'] },
      ...Object.fromEntries(Object.keys(paths[kind]).map((path) => [path, wish])),
    },
    if: { required: ['unrecorded'], properties: { unrecorded: true } },
    else: { dependencies: { by: ['recorded'] } },
  }
}

function schemasOf(entries: Readonly<Record<string, WordEntry>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, { ...entry.schema, description: entry.wording }]))
}

const text: Schema = { type: 'string', minLength: 1 }
const sketches: Schema = { type: 'array', minItems: 1, items: { type: 'object' } }

/** The schema of a rule file about a subject of this kind. */
export function ruleSchema(kind: SubjectKind): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `A trailgate rule about ${kind === 'account' ? 'an account' : `a ${kind}`}`,
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'severity', 'subject', 'must', 'why', 'fix', 'references', 'examples'],
    properties: {
      id: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', description: 'an id is lower-case letters, digits and hyphens' },
      title: { ...text, maxLength: 255 },
      severity: { enum: severities },
      recommended: { type: 'boolean' },
      subject: { enum: subjectKinds },
      sources: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: sources } },
      when: condition,
      must: condition,
      why: text,
      fix: text,
      references: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^https://', description: 'a reference begins with https://' } },
      parameters: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['type', 'default', 'meaning'],
          properties: { type: { enum: ['boolean', 'string', 'number', 'strings'] }, catalogue: { enum: catalogueNames }, default: {}, meaning: text },
        },
      },
      controls: { type: 'object', additionalProperties: { type: 'array', minItems: 1, items: { type: 'string' } } },
      examples: {
        type: 'object',
        additionalProperties: false,
        required: ['pass', 'fail', 'unknown'],
        properties: { pass: sketches, fail: sketches, unknown: sketches },
      },
    },
    definitions: { condition: conditionSchema(kind), ...eventClassParts },
  }
}
