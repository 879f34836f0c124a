/** An independent reading of reference 2.2 and 3.2: one event against one raw selector, value by value, without any algebra. */
import type { CloudTrailEvent, EventClass } from '../../../src/nouns/event.ts'

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
  const resource = event.resources?.[0]
  const arn = resource?.ARN ?? resource?.ARNPrefix ?? ''
  for (const data of (selector.DataResources ?? []) as { Type: string; Values: string[] }[]) {
    if (data.Type !== resource?.type) continue
    for (const value of data.Values ?? []) if (valueMatches(data.Type, value, arn, reading, partition)) return true
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
  const names = [...new Set(fields.map((each) => String(each.Field)))]
  return names.every((name) => {
    const entries = fields.filter((each) => each.Field === name)
    const results = entries.map((each) => (known.includes(name) ? fieldHolds(each, fieldOf(event, name), reading) : reading.unknown))
    if (results.length === 1) return results[0]
    if (reading.twice === 'any') return results.some(Boolean)
    if (reading.twice === 'all') return results.every(Boolean)
    return reading.twice === 'last' ? results.at(-1) : results[0]
  })
}

const comparisons: Record<string, (value: string, text: string) => boolean> = {
  Equals: (value, text) => value === text,
  StartsWith: (value, text) => value.slice(0, text.length) === text,
  EndsWith: (value, text) => text === '' || value.slice(-text.length) === text,
}

function fieldHolds(entry: Raw, value: string | undefined, reading: Reading): boolean {
  let selects = 0
  let selected = false
  for (const [operator, texts] of Object.entries(entry)) {
    if (operator === 'Field') continue
    const negative = operator.startsWith('Not')
    const compare = comparisons[negative ? operator.slice(3) : operator]
    if (compare === undefined) return reading.unknown
    const hit = value !== undefined && (texts as string[]).some((text) => compare(value, text))
    if (negative && hit) return false
    if (!negative) {
      selects += 1
      selected ||= hit
    }
  }
  return selects === 0 || selected
}

function fieldOf(event: CloudTrailEvent, field: string): string | undefined {
  const resource = event.resources?.[0]
  const special: Record<string, unknown> = {
    'resources.type': resource?.type,
    'resources.ARN': resource?.ARN ?? resource?.ARNPrefix,
    'userIdentity.arn': event.userIdentity?.arn,
    'userIdentity.invokedBy': event.userIdentity?.invokedBy,
  }
  const value = field in special ? special[field] : event[field]
  return typeof value === 'boolean' ? `${value}` : (value as string | undefined)
}

/** Whether an event is of a class (design section 3). */
export function inClass(eventClass: EventClass, event: CloudTrailEvent): boolean {
  const wishes: Record<string, unknown> = { ...eventClass }
  if (!('userIdentity.invokedBy' in wishes)) wishes['userIdentity.invokedBy'] = { NotEquals: 'cloudtrail.amazonaws.com' }
  return Object.entries(wishes).every(([field, wish]) => wishHolds(wish, fieldOf(event, field)))
}

function wishHolds(wish: unknown, value: string | undefined): boolean {
  if (wish === null) return value === undefined
  if (typeof wish !== 'object') return value === (typeof wish === 'boolean' ? `${wish}` : wish)
  if (Array.isArray(wish)) return wish.some((each) => String(each) === value)
  const entry = Object.fromEntries(Object.entries(wish as Raw).map(([operator, texts]) => [operator, [texts].flat().map(String)]))
  return fieldHolds(entry, value, { twice: 'all', neither: 'nothing', bare: 'prefix', unknown: false })
}

/** Whether such an event can happen at all: reference 1.1, 1.2 and the ARN forms of 3.6. */
export function canHappen(event: CloudTrailEvent, partition = 'aws'): boolean {
  const resource = event.resources?.[0]
  const arn = resource?.ARN ?? resource?.ARNPrefix
  const forms: Record<string, string> = {
    'AWS::S3::Object': 's3:::',
    'AWS::Lambda::Function': 'lambda:',
    'AWS::DynamoDB::Table': 'dynamodb:',
  }
  const form = event.eventCategory === 'Data' ? forms[resource?.type ?? ''] : undefined
  if (event.eventSource === undefined || event.eventName === undefined) return false
  for (const each of [arn, event.userIdentity?.arn]) if (each !== undefined && !each.startsWith(`arn:${partition}:`)) return false
  if (event.vpcEndpointId !== undefined && !event.vpcEndpointId.startsWith('vpce-')) return false
  if (event.sessionCredentialFromConsole !== undefined && event.sessionCredentialFromConsole !== 'true') return false
  if (event.eventCategory === 'NetworkActivity') {
    const fits = event.eventType === 'AwsVpceEvent' || event.eventType === 'AwsVpceEvents'
    return fits && event.readOnly === undefined && resource === undefined && event.vpcEndpointId !== undefined
  }
  if (event.eventCategory !== 'Management' && event.eventCategory !== 'Data') return false
  if (!['true', 'false'].includes(String(event.readOnly))) return false
  if (!['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn'].includes(event.eventType ?? '')) return false
  if (event.eventCategory === 'Data' && resource?.type === undefined) return false
  return form === undefined || arn?.startsWith(`arn:${partition}:${form}`) === true
}
