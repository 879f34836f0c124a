/** Random questions that turn on little: a class and selectors about the same one or two fields and few texts, so that unions come near to it. */
import * as fc from 'fast-check'
import type { EventClass } from '../../../src/nouns/event.ts'
import type { Trails } from './contradictions.ts'
import { closed, narrowPools, openFields, type Category } from './pools.ts'
import { basicTrails, remembering } from './random.ts'

export interface Question {
  readonly eventClass: EventClass
  readonly trails: Trails
}

const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith']

const conditionOn = remembering((field: string): fc.Arbitrary<Record<string, string[]>> => {
  const usable = field in closed ? ['Equals', 'NotEquals'] : operators
  const value = fc.constantFrom(...(narrowPools[field] ?? ['x']))
  const values = fc.oneof({ weight: 3, arbitrary: fc.tuple(value) }, { weight: 1, arbitrary: fc.tuple(value, value) })
  const one = fc.tuple(fc.constantFrom(...usable), values).map(([operator, texts]) => ({ [operator]: [...new Set(texts)] }))
  const two = fc.tuple(one, one).map(([first, second]) => Object.assign({}, first, second))
  return fc.oneof({ weight: 4, arbitrary: one }, { weight: 1, arbitrary: two })
})

type Conditions = readonly (readonly [string, Record<string, string[]>])[]

function on(field: string): fc.Arbitrary<Conditions[number]> {
  return conditionOn(field).map((condition) => [field, condition])
}

/** A condition on the first of the fields, on the second, on both, or on none. */
function conditionsOn([first, second]: readonly [string, string]): fc.Arbitrary<Conditions> {
  const both = fc.tuple(on(first), on(second))
  return fc.oneof(
    { weight: 3, arbitrary: on(first).map((each) => [each]) },
    { weight: 2, arbitrary: on(second).map((each) => [each]) },
    { weight: 3, arbitrary: both },
    { weight: 1, arbitrary: fc.constant([]) },
  )
}

function selectorOf(category: Category, conditions: Conditions): Record<string, unknown> {
  const fields = conditions.map(([Field, condition]) => Object.assign({ Field }, condition))
  return { FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }, ...fields] }
}

/** A condition that cuts a field in two. */
function cutOn(field: string): fc.Arbitrary<Conditions[number]> {
  const value = fc.constantFrom(...(narrowPools[field] ?? []).slice(0, 2))
  return fc.tuple(fc.constantFrom('Equals', 'NotEquals'), value).map(([operator, text]) => [field, { [operator]: [text] }])
}

/** Selectors that cut two fields into the same few boxes: only here must a search try more than one way out of a selector. */
function boxesOn(category: Category, fields: readonly [string, string]): fc.Arbitrary<Question> {
  const selector = fc.tuple(cutOn(fields[0]), cutOn(fields[1])).map((conditions) => selectorOf(category, conditions))
  const trail = fc.array(selector, { minLength: 3, maxLength: 6, size: 'max' }).map((AdvancedEventSelectors) => ({ AdvancedEventSelectors }))
  return fc.record({ eventClass: fc.constant({ eventCategory: category }), trails: fc.tuple(trail) })
}

function questionOn(category: Category, fields: readonly [string, string]): fc.Arbitrary<Question> {
  // A selector of everything would leave nothing to ask.
  const selector = conditionsOn(fields)
    .filter((conditions) => conditions.length > 0)
    .map((conditions) => selectorOf(category, conditions))
  const trail = fc.array(selector, { minLength: 2, maxLength: 8, size: 'max' }).map((AdvancedEventSelectors) => ({ AdvancedEventSelectors }))
  return fc.record({
    eventClass: conditionsOn(fields).map((conditions) => Object.fromEntries([['eventCategory', category], ...conditions])),
    trails: fc.array(trail, { minLength: 1, maxLength: 2 }),
  })
}

function pairsOf(fields: readonly string[]): readonly (readonly [string, string])[] {
  const distinct = [...new Set(fields)]
  return distinct.flatMap((first, index) => distinct.slice(index + 1).map((second) => [first, second] as const))
}

const pairs = Object.entries(openFields).flatMap(([category, fields]) =>
  pairsOf(fields).map((pair) => questionOn(category as Category, pair)),
)
const resources = questionOn('Data', ['resources.ARN', 'resources.type'])
const boxes = fc.oneof(boxesOn('Management', ['eventSource', 'eventName']), boxesOn('NetworkActivity', ['eventName', 'vpcEndpointId']))
const arns = ['arn:aws:s3:::b/', 'arn:aws:s3:::b/p', 'arn:aws:s3:::bb/', 'arn:aws:lambda:us-east-1:111122223333:function:f', 'arn:aws:dynamodb:us-east-1']
const types = ['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']

/** Classes about what basic selectors can choose. */
const basicClasses: fc.Arbitrary<EventClass> = fc.oneof(
  fc.constantFrom('StartsWith', 'Equals').chain((operator) =>
    fc.record({ eventCategory: fc.constant('Data'), 'resources.ARN': fc.constantFrom(...arns.map((arn) => ({ [operator]: arn }))) }),
  ),
  fc.record({ eventCategory: fc.constant('Data'), 'resources.type': fc.constantFrom(...types) }),
  fc.record(
    { eventCategory: fc.constant('Management'), eventSource: fc.constantFrom('kms.amazonaws.com', 'ec2.amazonaws.com'), readOnly: fc.boolean() },
    { requiredKeys: ['eventCategory'] },
  ),
)
const basic = fc.record({ eventClass: basicClasses, trails: fc.array(basicTrails, { minLength: 1, maxLength: 2 }) })

export const focused: fc.Arbitrary<Question> = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(...pairs) },
  { weight: 2, arbitrary: resources },
  { weight: 2, arbitrary: basic },
  { weight: 2, arbitrary: boxes },
)
