/** The schema of a rule file, from the vocabulary: what may stand in a rule about each kind of subject. */
import { catalogueNames } from './catalogue.ts'
import { pathTypes, type PathType } from './paths/path.ts'
import { severities, sources, subjectKinds, type SubjectKind } from './rule.ts'
import { listsOf, pathsOf } from './subject-paths.ts'
import { conditionName, eventClassParts, modifiers, wishes, words, type Schema, type WishEntry, type WordEntry } from './vocabulary.ts'

/** The schema of a condition about a subject of this kind; what it refers to stands in the `definitions` of ruleSchema. */
function conditionSchema(kind: SubjectKind): Schema {
  const paths = Object.entries(pathsOf(kind)).map(([path, { type, wording }]) => [
    path,
    { $ref: `#/definitions/wish-${type}`, description: wording },
  ])
  const asked = Object.entries<WordEntry>(words).filter(([, { kinds }]) => kinds?.includes(kind) ?? true)
  const hasCoverage = asked.some(([word]) => word === 'recorded')
  return {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(asked.map(([word, entry]) => [word, wordSchema(entry, kind)])),
      ...(hasCoverage ? modifierSchemas : {}),
      ...Object.fromEntries(paths),
    },
    ...(hasCoverage ? { if: { required: ['unrecorded'], properties: { unrecorded: true } },
          else: { dependencies: Object.fromEntries(Object.keys(modifiers).map((modifier) => [modifier, ['recorded']])) } } : {}),
  }
}

function wordSchema({ schema, wording }: WordEntry, kind: SubjectKind): Schema {
  return { ...(typeof schema === 'function' ? schema(kind) : schema), description: wording }
}

const modifierSchemas = Object.fromEntries(Object.entries(modifiers).map(([name, values]) => [name, { enum: Object.keys(values) }]))

/** What a value is written as, beside `$name` for a parameter. */
const written: Readonly<Partial<Record<PathType, Schema>>> = {
  boolean: { type: ['boolean', 'string'], pattern: '^\\$[A-Za-z]', description: 'write true or false, or a parameter as $name' },
  number: { type: ['number', 'string'], pattern: '^\\$[A-Za-z]', description: 'write a number, or a parameter as $name' },
  string: { type: 'string' },
}

/** A value to be equal to (lists and times have none), or one of the wish words that fit the type. */
function wishSchema(type: PathType): Schema {
  const fitting = Object.entries<WishEntry>(wishes).filter(([, { types }]) => types.includes(type))
  const properties = Object.fromEntries(fitting.map(([word, { schema, wording }]) => [word, { ...schema, description: wording }]))
  const worded = { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false, properties }
  const value = written[type]
  return value === undefined ? worded : { anyOf: [value, worded] }
}

const text: Schema = { type: 'string', minLength: 1 }
const sketches: Schema = { type: 'array', minItems: 1, items: { type: 'object' } }

/** The schema of a rule file about a subject of this kind. */
export function ruleSchema(kind: SubjectKind): Schema {
  const condition = { $ref: `#/definitions/${conditionName(kind)}` }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `A trailgate rule about ${/^[aeo]/.test(kind) ? 'an' : 'a'} ${kind.replaceAll('-', ' ')}`,
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
      references: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', pattern: '^https://', description: 'a reference begins with https://' },
      },
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
    definitions: {
      ...Object.fromEntries(kindsWithin(kind).map((each) => [conditionName(each), conditionSchema(each)])),
      ...Object.fromEntries(pathTypes.map((type) => [`wish-${type}`, wishSchema(type)])),
      ...eventClassParts,
    },
  }
}

/** The kind itself, and those of the members of its lists and of theirs. */
function kindsWithin(kind: SubjectKind): readonly SubjectKind[] {
  const found = new Set<SubjectKind>([kind])
  for (const each of found) for (const { of } of Object.values(listsOf(each))) found.add(of)
  return [...found]
}
