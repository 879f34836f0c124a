/** An independent reading of reference 2.2 and 3.2: one event against one raw selector, value by value, without any algebra. */
import type { CloudTrailEvent, EventClass, EventResource } from '../../../src/nouns/event.ts'

/** How to read what AWS leaves open. */
export interface Reading {
  /** A field that is named twice (A7). */
  readonly twice: 'all' | 'any' | 'last' | 'first'
  /** Neither kind of selector (A8). */
  readonly neither: 'default' | 'nothing'
  /** An S3 value without a slash (A10). */
  readonly bare: 'prefix' | 'bucket'
  /** What is not known here (A18): it never holds, or always does. */
  readonly unknown: boolean
}

export const readings: readonly Reading[] = (['all', 'any', 'last', 'first'] as const).flatMap((twice) =>
  (['default', 'nothing'] as const).flatMap((neither) =>
    (['prefix', 'bucket'] as const).flatMap((bare) => [true, false].map((unknown) => ({ twice, neither, bare, unknown }))),
  ),
)

type Raw = Record<string, unknown>

/** Whether a trail with these selectors records the event. */
export function trailRecords(selectors: Raw, event: CloudTrailEvent, reading: Reading, partition = 'aws'): boolean {
  const basic = (selectors.EventSelectors ?? []) as Raw[]
  const advanced = (selectors.AdvancedEventSelectors ?? []) as Raw[]
  if (basic.length === 0 && advanced.length === 0) return reading.neither === 'default' && event.eventCategory === 'Management'
  return (
    basic.some((each) => basicMatches(each, event, reading, partition)) || advanced.some((each) => advancedMatches(each, event, reading))
  )
}

function basicMatches(selector: Raw, event: CloudTrailEvent, reading: Reading, partition: string): boolean {
  if (event.eventCategory === 'NetworkActivity') return false
  const kind = String(event.readOnly) === 'true' ? 'ReadOnly' : 'WriteOnly'
  const wanted = selector.ReadWriteType ?? 'All'
  if (wanted !== 'All' && wanted !== kind) return false
  if (event.eventCategory === 'Management') {
    const excluded = (selector.ExcludeManagementEventSources ?? []) as string[]
    return selector.IncludeManagementEvents !== false && !excluded.includes(event.eventSource ?? '')
  }
  for (const resource of event.resources ?? []) {
    for (const data of (selector.DataResources ?? []) as { Type: string; Values: string[] }[]) {
      if (data.Type !== resource.type) continue
      const arn = resource.ARN ?? resource.ARNPrefix ?? ''
      for (const value of data.Values ?? []) if (valueMatches(data.Type, value, arn, reading, partition)) return true
    }
  }
  return false
}

function valueMatches(type: string, value: string, arn: string, reading: Reading, partition: string): boolean {
  if (type === 'AWS::Lambda::Function') return value === `arn:${partition}:lambda` || value === arn
  if (type === 'AWS::DynamoDB::Table') return value === `arn:${partition}:dynamodb` || value === arn
  if (value === `arn:${partition}:s3` || value === `arn:${partition}:s3:::`) return true
  const bare = !value.slice(value.lastIndexOf(':')).includes('/')
  return arn.startsWith(bare && reading.bare === 'bucket' ? `${value}/` : value)
}

const known = [
  'eventCategory readOnly eventSource eventName eventType resources.type resources.ARN',
  'userIdentity.arn sessionCredentialFromConsole errorCode vpcEndpointId',
]
  .join(' ')
  .split(' ')

function advancedMatches(selector: Raw, event: CloudTrailEvent, reading: Reading): boolean {
  const fields = selector.FieldSelectors as Raw[]
  const ofName = (name: string) => fields.filter((each) => each.Field === name)
  const holdFor = (name: string, values: Values) => combined(ofName(name).map((each) => entryHolds(name, each, values, reading)), reading)
  // A5: a condition on the ARN is about the resources of the selector's type.
  const isOfType = ({ type }: EventResource) => ofName('resources.type').length === 0 || holdFor('resources.type', [type])
  const names = [...new Set(fields.map((each) => String(each.Field)))]
  return names.every((name) => holdFor(name, valuesIn(event, name, isOfType)))
}

/** A field that is named once, or more than once. */
function combined(results: readonly boolean[], { twice }: Reading): boolean {
  if (twice === 'any') return results.some(Boolean)
  if (twice === 'all') return results.every(Boolean)
  return (twice === 'last' ? results.at(-1) : results[0]) ?? false
}

function entryHolds(name: string, entry: Raw, values: Values, reading: Reading): boolean {
  return known.includes(name) ? fieldHolds(entry, values, reading) : reading.unknown
}

const comparisons: Record<string, (value: string, text: string) => boolean> = {
  Equals: (value, text) => value === text,
  StartsWith: (value, text) => value.slice(0, text.length) === text,
  EndsWith: (value, text) => text === '' || value.slice(-text.length) === text,
}

/** What stands in a field: one text, none where it is absent, or one for each resource. */
type Values = readonly (string | undefined)[]

/** A4: a positive operator needs one value that it hits, a negative one may hit none. */
function fieldHolds(entry: Raw, values: Values, reading: Reading): boolean {
  let selects = 0
  let selected = false
  for (const [operator, texts] of Object.entries(entry)) {
    if (operator === 'Field') continue
    const negative = operator.startsWith('Not')
    const compare = comparisons[negative ? operator.slice(3) : operator]
    if (compare === undefined) return reading.unknown
    const hit = values.some((value) => value !== undefined && (texts as string[]).some((text) => compare(value, text)))
    if (negative && hit) return false
    if (!negative) {
      selects += 1
      selected ||= hit
    }
  }
  return selects === 0 || selected
}

function valuesIn(event: CloudTrailEvent, field: string, isOfType: (resource: EventResource) => boolean): Values {
  const resources = event.resources ?? []
  if (field === 'resources.type') return resources.map(({ type }) => type)
  if (field === 'resources.ARN') return resources.filter(isOfType).map(({ ARN, ARNPrefix }) => ARN ?? ARNPrefix)
  if (field === 'userIdentity.arn') return [event.userIdentity?.arn]
  if (field === 'userIdentity.invokedBy') return [event.userIdentity?.invokedBy]
  const value = event[field]
  return [typeof value === 'boolean' ? `${value}` : (value as string | undefined)]
}

/** Whether an event is of a class (design section 3). */
export function inClass(eventClass: EventClass, event: CloudTrailEvent): boolean {
  const wishes: Record<string, unknown> = { ...eventClass }
  if (!('userIdentity.invokedBy' in wishes)) wishes['userIdentity.invokedBy'] = { NotEquals: 'cloudtrail.amazonaws.com' }
  const isOfType = ({ type }: EventResource) => !('resources.type' in wishes) || wishHolds(wishes['resources.type'], [type])
  return Object.entries(wishes).every(([field, wish]) => wishHolds(wish, valuesIn(event, field, isOfType)))
}

function wishHolds(wish: unknown, values: Values): boolean {
  if (wish === null) return values.every((value) => value === undefined)
  if (typeof wish !== 'object') return values.includes(typeof wish === 'boolean' ? `${wish}` : (wish as string))
  if (Array.isArray(wish)) return wish.some((each) => values.includes(String(each)))
  const entry = Object.fromEntries(Object.entries(wish as Raw).map(([operator, texts]) => [operator, [texts].flat().map(String)]))
  return fieldHolds(entry, values, { twice: 'all', neither: 'nothing', bare: 'prefix', unknown: false })
}
