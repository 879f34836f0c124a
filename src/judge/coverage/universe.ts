/** Which events there can be, and which of them a class asks about. */
import { eventFields, type EventClass, type EventField, type FieldWish } from '../../nouns/event.ts'
import { conditionOf } from './advanced.ts'
import { anyText, narrow, oneOf, onlyAbsent, orAbsent, type Condition, type Language } from './language.ts'
import { withField, type Cell } from './product.ts'
import { equalTo, textsOf, type Category } from './selector.ts'

/** Some of the events of a class: those of one category, and among data events those whose ARNs have one form. */
export interface Slice {
  readonly category: Category
  readonly cell: Cell
}

export const cloudTrail = 'cloudtrail.amazonaws.com'

/** Data resource types whose ARNs always stand in the record, by the service in them (reference 3.6). */
const arnForms: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 's3:::',
  'AWS::Lambda::Function': 'lambda:',
  'AWS::DynamoDB::Table': 'dynamodb:',
}

/** Fields that any event may have or lack. One resource per event, of which `ARNPrefix` counts as the ARN (A4, A6). */
function commonFields(partition: string): Omit<Cell, 'eventCategory' | 'readOnly' | 'eventType'> {
  return {
    eventSource: anyText(),
    eventName: anyText(),
    'resources.type': orAbsent(anyText()),
    'resources.ARN': orAbsent(anyText(`arn:${partition}:`)),
    'userIdentity.arn': orAbsent(anyText(`arn:${partition}:`)),
    'userIdentity.invokedBy': orAbsent(anyText()),
    errorCode: orAbsent(anyText()),
    vpcEndpointId: orAbsent(anyText('vpce-')),
    sessionCredentialFromConsole: orAbsent(oneOf('true')),
  }
}

/** Reference 1.1 and 1.2. Management and data events are reads or writes even where the record does not say (A3). */
function apiEvents(category: Category, partition: string): Cell {
  return {
    ...commonFields(partition),
    eventCategory: oneOf(category),
    readOnly: oneOf('false', 'true'),
    eventType: oneOf('AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn'),
  }
}

function networkEvents(partition: string): Cell {
  return {
    ...commonFields(partition),
    eventCategory: oneOf('NetworkActivity'),
    readOnly: onlyAbsent,
    eventType: oneOf('AwsVpceEvent', 'AwsVpceEvents'),
    'resources.type': onlyAbsent,
    'resources.ARN': onlyAbsent,
    vpcEndpointId: anyText('vpce-'),
  }
}

function everySlice(partition: string): readonly Slice[] {
  const data = apiEvents('Data', partition)
  const formed = Object.entries(arnForms).map(([type, form]) =>
    withField(withField(data, 'resources.type', oneOf(type)), 'resources.ARN', anyText(`arn:${partition}:${form}`)),
  )
  const others = withField(data, 'resources.type', freely(narrow(anyText(), { none: textsOf(Object.keys(arnForms)) })))
  return [
    { category: 'Management', cell: apiEvents('Management', partition) },
    ...[...formed, others].map((cell) => ({ category: 'Data' as const, cell })),
    { category: 'NetworkActivity', cell: networkEvents(partition) },
  ]
}

function freely(language: Language = onlyAbsent): Language {
  return { ...language, free: true }
}

/** The condition that a wish says; `null` wishes the field absent. */
function conditionOfWish(wish: FieldWish): Condition {
  if (wish === null) return { absent: true }
  if (typeof wish !== 'object') return equalTo(String(wish))
  if (isList(wish)) return equalTo(...wish.map(String))
  return conditionOf(Object.fromEntries(Object.entries(wish).map(([operator, values]) => [operator, [values].flat().map(String)])))
}

function isList(wish: object): wish is readonly (string | boolean)[] {
  return Array.isArray(wish)
}

/**
 * The events of a class in one partition, slice by slice; empty when there are none. CloudTrail's own calls count only where
 * the class names `userIdentity.invokedBy` (design section 3).
 */
export function slicesOf(eventClass: EventClass, partition: string): readonly Slice[] {
  const known = remembered.get(eventClass) ?? new Map<string, readonly Slice[]>()
  const slices = known.get(partition) ?? cutOut(eventClass, partition)
  remembered.set(eventClass, known.set(partition, slices))
  return slices
}

/** A rule asks about the same class in every account and region. */
const remembered = new WeakMap<EventClass, Map<string, readonly Slice[]>>()

function cutOut(eventClass: EventClass, partition: string): readonly Slice[] {
  const conditions = conditionsOf(eventClass)
  return everySlice(partition).flatMap(({ category, cell }) => {
    const narrowed = conditions.reduce<Cell | undefined>(narrowField, cell)
    return narrowed === undefined ? [] : [{ category, cell: narrowed }]
  })
}

function narrowField(cell: Cell | undefined, [field, condition]: readonly [EventField, Condition]): Cell | undefined {
  const language = cell === undefined ? undefined : narrow(cell[field], condition)
  return cell === undefined || language === undefined ? undefined : withField(cell, field, language)
}

/** What a class asks of each field, in the order of the fields. */
function conditionsOf(eventClass: EventClass): readonly (readonly [EventField, Condition])[] {
  return eventFields.flatMap((field) => {
    const wish = eventClass[field]
    if (wish !== undefined) return [[field, conditionOfWish(wish)] as const]
    return field === 'userIdentity.invokedBy' ? [[field, { none: textsOf([cloudTrail]) }] as const] : []
  })
}

const partitions = ['aws', 'aws-us-gov', 'aws-cn', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f']

/** Why no event can be of this class, in a sentence without a full stop; undefined when one can. Without a partition: in none of them. */
export function emptyReason(eventClass: EventClass, partition?: string): string | undefined {
  const asked = partition === undefined ? partitions : [partition]
  if (asked.some((each) => slicesOf(eventClass, each).length > 0)) return undefined
  const [first = 'aws'] = asked
  const conditions = conditionsOf(eventClass)
  const failures = everySlice(first).map((slice) => ({
    slice,
    field: conditions.find(([field, condition]) => !narrow(slice.cell[field], condition))?.[0],
  }))
  const inCategory = failures.filter(({ field }) => field !== 'eventCategory')
  const telling = inCategory.find(({ field }) => field !== 'resources.type') ?? inCategory[0]
  if (telling?.field === undefined) return 'eventCategory must be Management, Data or NetworkActivity'
  return sayImpossible(telling.slice, telling.field, eventClass[telling.field])
}

function sayImpossible({ category, cell }: Slice, field: EventField, wish: FieldWish | undefined): string {
  const language = cell[field]
  if (!language.absent && wish === null) return `every ${category} event has ${field}`
  if (language.exact.length + language.open.length === 0) return `no ${category} event has ${field}`
  if (language.open.length === 0) return `${field} of a ${category} event is ${language.exact.join(' or ')}`
  const [{ prefix } = { prefix: '' }] = language.open
  return prefix === '' || narrow(anyText(), conditionOfWish(wish ?? {})) === undefined
    ? `no text can be what the class asks of ${field}`
    : `${field} of a ${category} event begins with ${prefix}`
}
