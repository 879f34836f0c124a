/** The words a rule may use: their schemas and their wording. Meanings live in judge/evaluate. */
import { eventFields, operators } from './event.ts'
import { pathTypes, type PathType } from './paths/path.ts'
import type { SubjectKind } from './rule.ts'
import { listsOf } from './subject-paths.ts'

/** A JSON Schema, as ajv takes it. */
export type Schema = { readonly [key: string]: unknown }

export interface WordEntry {
  /** Schema of the word's parameter; of those that hold conditions it hangs on the kind of subject. */
  readonly schema: Schema | ((kind: SubjectKind) => Schema)
  /** What it says, for `rules show` and the editor's completion. */
  readonly wording: string
  /** The kinds of subject that it can be asked of; of all where absent. */
  readonly kinds?: readonly SubjectKind[]
}

/** A parameter in place of a value. */
const parameterInstead = (of: string): Schema => ({
  type: 'string',
  pattern: '^\\$[A-Za-z]',
  description: `write ${of}, or a parameter as $name`,
})
const scalar: Schema = { type: ['string', 'number', 'boolean'] }
const scalars: Schema = { type: 'array', items: scalar }
/** What stands under `definitions` of every schema that has classes of events in it; by reference, or the validators grow tenfold. */
export const eventClassParts = {
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

/** Where the condition schema of a kind stands among the `definitions` of a rule's schema. */
export function conditionName(kind: SubjectKind): string {
  return `condition-${kind}`
}

function conditionOf(kind: SubjectKind): Schema {
  return { $ref: `#/definitions/${conditionName(kind)}` }
}

function conditions(kind: SubjectKind): Schema {
  return { type: 'array', minItems: 1, items: conditionOf(kind) }
}

/** A list of the subject, the condition that its members must meet (`holds`), and perhaps another that chooses them (`where`). */
function overList(kind: SubjectKind): Schema {
  const anyOf = Object.entries(listsOf(kind)).map(([name, { of, wording }]) => ({
    type: 'object',
    required: ['in', 'holds'],
    additionalProperties: false,
    properties: { in: { const: name, description: wording }, holds: conditionOf(of), where: conditionOf(of) },
  }))
  return anyOf.length === 1 ? (anyOf[0] as Schema) : { anyOf }
}

const withLists = ['organization', 'account', 'bucket', 'key', 'log-group'] as const

/** The words that combine or ask; judge/evaluate gives each its meaning. */
export const words = {
  all: { schema: conditions, wording: 'every one of these holds' },
  any: { schema: conditions, wording: 'at least one of these holds' },
  not: { schema: conditionOf, wording: 'this does not hold' },
  some: { schema: overList, wording: 'of at least one of them this holds', kinds: withLists },
  every: { schema: overList, wording: 'there are some, and of every one of them this holds', kinds: withLists },
  parameter: {
    schema: {
      type: 'object',
      minProperties: 1,
      additionalProperties: {
        anyOf: [
          scalar,
          scalars,
          { type: 'object', required: ['not'], additionalProperties: false, properties: { not: { anyOf: [scalar, scalars] } } },
        ],
      },
    },
    wording: 'the policy set this parameter to this value',
  },
  recorded: { schema: eventClass, wording: 'every event of this class is recorded, in every enabled region', kinds: ['account'] },
  unrecorded: { schema: eventClass, wording: 'no event of this class is recorded, in any enabled region', kinds: ['account'] },
  alarmed: {
    schema: { anyOf: [{ type: 'array', minItems: 1, items: { type: 'string' } }, parameterInstead('a list')] },
    wording: 'somebody is notified of these calls to CloudTrail, by a metric filter and an alarm on the log group of a trail',
    kinds: ['account'],
  },
} as const satisfies Record<string, WordEntry>

export type Word = keyof typeof words

/** What a coverage word may say beside its class: whose recording counts, and where the question is asked. */
export const modifiers = {
  by: {
    trails: 'counting every trail that reaches the account',
    'multi-region-trails': 'counting only multi-region trails',
    stores: 'counting event data stores in place of trails',
  },
  in: {
    'every-region': 'in every enabled region',
    'some-region': 'in at least one enabled region',
    'leader-region': 'in the region that records the events of global services',
  },
} as const

export interface WishEntry {
  readonly schema: Schema
  readonly wording: string
  /** The types of value that may be asked so. */
  readonly types: readonly PathType[]
}

const numberOrName: Schema = { anyOf: [{ type: 'number' }, parameterInstead('a number')] }
const scalarsOrName: Schema = { anyOf: [{ ...scalars, minItems: 1 }, parameterInstead('a list')] }
const single = ['boolean', 'string', 'number'] as const

/** What a path's value may be asked, beside being a given one. */
export const wishes = {
  exists: { schema: { type: 'boolean' }, wording: 'is there (or, with false, is not)', types: pathTypes },
  matches: { schema: { type: 'string', minLength: 1 }, wording: 'matches this pattern, where * stands for any text', types: ['string'] },
  oneOf: { schema: scalarsOrName, wording: 'is one of these', types: single },
  includes: { schema: scalarsOrName, wording: 'holds all of these', types: ['strings'] },
  atLeast: { schema: numberOrName, wording: 'is at least', types: ['number'] },
  atMost: { schema: numberOrName, wording: 'is at most', types: ['number'] },
  within: {
    schema: {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: { hours: numberOrName, days: numberOrName },
    },
    wording: 'lies no further before the moment of the reading than',
    types: ['time'],
  },
} as const satisfies Record<string, WishEntry>

export type WishWord = keyof typeof wishes
