/** Random selectors and classes. */
import * as fc from 'fast-check'
import type { EventClass, FieldWish } from '../../../src/nouns/event.ts'
import { closed, openFields, poolOf, type Category } from './pools.ts'

const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const

/** Made once for each key: an arbitrary costs more to make than a value of it. */
export function remembering<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    const made = known.get(key) ?? make(key)
    known.set(key, made)
    return made
  }
}

const conditionOn = remembering((field: string): fc.Arbitrary<Record<string, string[]>> => {
  const usable = field in closed ? ['Equals', 'NotEquals'] : [...operators]
  const entry = fc.tuple(fc.constantFrom(...usable), fc.uniqueArray(fc.constantFrom(...poolOf(field)), { minLength: 1, maxLength: 3 }))
  return fc.array(entry, { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries))
})

/** Some of the fields, most often one or two, each with a value of its own. */
function someOf<T>(fields: readonly string[], valueFor: (field: string) => fc.Arbitrary<T>): fc.Arbitrary<readonly (readonly [string, T])[]> {
  const distinct = [...new Set(fields)]
  const chance = distinct.map((field) => {
    const arbitrary = valueFor(field).map((value) => [[field, value] as const])
    return fc.oneof({ weight: distinct.length, arbitrary: fc.constant([]) }, { weight: fields.filter((each) => each === field).length * 2, arbitrary })
  })
  return fc.tuple(...chance).map((chosen) => chosen.flat())
}

const categories = Object.keys(openFields) as Category[]

const fieldSelector = remembering((field) => conditionOn(field).map((condition) => Object.assign({ Field: field }, condition)))

const newer = fc.constantFrom([{ Field: 'newField', Equals: ['x'] }], [{ Field: 'eventName', Contains: ['x'] }])

/** `mess` allows what AWS leaves open: a field twice, an unknown field, an unknown operator. */
function selectorOf(chosen: Category, mess: boolean): fc.Arbitrary<Record<string, unknown>> {
  const fields = openFields[chosen]
  const again = fc.oneof(...fields.map((field) => fieldSelector(field).map((each) => [each])))
  const odd = mess ? fc.oneof(fc.constant([]), again, newer) : fc.constant([])
  const first = { Field: 'eventCategory', Equals: [chosen] }
  return fc
    .tuple(someOf(fields, conditionOn), odd)
    .map(([own, more]) => ({ FieldSelectors: [first, ...own.map(([Field, condition]) => Object.assign({ Field }, condition)), ...more] }))
}

function advancedSelector(mess: boolean): fc.Arbitrary<Record<string, unknown>> {
  return fc.oneof(...categories.map((chosen) => selectorOf(chosen, mess)))
}

const dataResource = fc.oneof(
  fc.record({
    Type: fc.constant('AWS::S3::Object'),
    Values: fc.uniqueArray(fc.constantFrom('arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:s3:::b/', 'arn:aws:s3:::b/p', 'arn:aws:s3:::bb/'), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    Type: fc.constant('AWS::Lambda::Function'),
    Values: fc.constantFrom(['arn:aws:lambda'], ['arn:aws:lambda:us-east-1:111122223333:function:f']),
  }),
  fc.record({
    Type: fc.constant('AWS::DynamoDB::Table'),
    Values: fc.constantFrom(['arn:aws:dynamodb'], ['arn:aws:dynamodb:us-east-1:111122223333:table/t']),
  }),
)

const bareResource = fc
  .constantFrom(['arn:aws:s3:::b'], ['arn:aws:s3:::b', 'arn:aws:s3:::bb/'])
  .map((Values) => ({ Type: 'AWS::S3::Object', Values }))

function basicSelector(mess: boolean): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    {
      ReadWriteType: fc.constantFrom('All', 'ReadOnly', 'WriteOnly'),
      IncludeManagementEvents: fc.boolean(),
      ExcludeManagementEventSources: fc.subarray(['kms.amazonaws.com', 'rdsdata.amazonaws.com']),
      DataResources: fc.array(mess ? fc.oneof(dataResource, bareResource) : dataResource, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
}

function basicOnes(mess: boolean): fc.Arbitrary<Record<string, unknown[]>> {
  return fc.array(basicSelector(mess), { minLength: mess ? 0 : 1, maxLength: 4 }).map((EventSelectors) => ({ EventSelectors }))
}

export const basicTrails = basicOnes(false)

function selectorsOf(mess: boolean): fc.Arbitrary<Record<string, unknown[]>> {
  const advanced = fc.array(advancedSelector(mess), { minLength: mess ? 0 : 1, maxLength: 5 })
  return fc.oneof(basicOnes(mess), advanced.map((AdvancedEventSelectors) => ({ AdvancedEventSelectors })))
}

const messy = selectorsOf(true)
const tidy = selectorsOf(false)

/** What GetEventSelectors might return. */
export function selectors(mess: boolean): fc.Arbitrary<Record<string, unknown[]>> {
  return mess ? messy : tidy
}

const wishOn = remembering((field: string): fc.Arbitrary<FieldWish> => {
  const listed = fc.uniqueArray(fc.constantFrom(...poolOf(field)), { minLength: 1, maxLength: 2 })
  const plain = fc.oneof(fc.constantFrom(...poolOf(field)), listed)
  return fc.oneof(
    { weight: 4, arbitrary: plain },
    { weight: 3, arbitrary: conditionOn(field) },
    { weight: 1, arbitrary: fc.constant(null) },
  )
})

function classOf(chosen: Category): fc.Arbitrary<EventClass> {
  const wishes = someOf(openFields[chosen], wishOn)
  return fc
    .tuple(fc.boolean(), wishes)
    .map(([named, asked]) => Object.fromEntries(named ? [['eventCategory', chosen], ...asked] : asked))
}

/** A class that mostly has events. */
export const eventClasses: fc.Arbitrary<EventClass> = fc.oneof(...categories.map(classOf))
