/** The faults of one advanced selector (reference 3). */
import { eventFields, operators, type EventField, type Operator } from '../../nouns/event.ts'
import { isNothing, uselessValues } from './lint-matches.ts'
import { isBareBucket, isBucket, isSlashedFunction } from './lint-values.ts'
import { isRecord, isTexts, type Category } from './selector.ts'

export interface FieldSelector {
  readonly field: EventField
  readonly asked: readonly { readonly operator: Operator; readonly value: string }[]
}

const equal: readonly Operator[] = ['Equals']

interface Grammar {
  readonly may: { readonly [F in EventField]?: readonly Operator[] }
  readonly must: readonly EventField[]
}

/** What a selector of a trail may ask of each category, and what it must (API_AdvancedFieldSelector; reference 3.1). */
const grammar: Readonly<Record<Category, Grammar>> = {
  Management: { may: { eventCategory: equal, readOnly: equal, eventSource: ['NotEquals'] }, must: ['eventCategory'] },
  Data: {
    may: {
      eventCategory: equal,
      readOnly: equal,
      eventName: operators,
      eventSource: operators,
      eventType: operators,
      'resources.type': equal,
      'resources.ARN': operators,
      'userIdentity.arn': operators,
      sessionCredentialFromConsole: ['Equals', 'NotEquals'],
    },
    must: ['eventCategory', 'resources.type'],
  },
  NetworkActivity: {
    may: {
      eventCategory: equal,
      eventSource: equal,
      eventName: operators,
      'userIdentity.arn': operators,
      errorCode: equal,
      vpcEndpointId: operators,
    },
    must: ['eventCategory', 'eventSource'],
  },
}

/** The only values that AWS takes, by category and field. */
const onlyValues: Readonly<Record<string, readonly string[]>> = {
  'Management eventSource': ['kms.amazonaws.com', 'rdsdata.amazonaws.com'],
  'NetworkActivity errorCode': ['VpceAccessDenied'],
}

/** Predicates that fit after the selector's label. What cannot be read at all is a doubt, and none of these. */
export function advancedFaults(selector: Readonly<Record<string, unknown>>, partition: string): readonly string[] {
  const fields = fieldsOf(selector)
  const categories = fields.filter(({ field }) => field === 'eventCategory').flatMap(({ asked }) => asked.map(({ value }) => value))
  const [category] = categories
  if (category === undefined) return ['is refused by AWS: it does not name eventCategory']
  if (!isCategory(category) || categories.length > 1) {
    return [`is refused by AWS: a selector of a trail is for one category, not ${categories.join(', ')}`]
  }
  const written = [...refusals(category, fields), ...fields.flatMap(valueFaults)]
  if (written.length > 0 || !isRead(selector, fields)) return written
  const asked = { category, fields, partition }
  return isNothing(asked) ? ['can never match: no event meets all of its fields'] : uselessValues(asked)
}

/** Whether these fields are all that there is in the selector, each of them once; of others nobody knows what they do. */
function isRead({ FieldSelectors: written }: Readonly<Record<string, unknown>>, fields: readonly FieldSelector[]): boolean {
  const named = new Set(fields.map(({ field }) => field))
  const areAll = Array.isArray(written) && written.length === fields.length && named.size === fields.length
  return areAll && fields.every(({ asked }) => asked.length > 0)
}

function isCategory(value: string): value is Category {
  return Object.hasOwn(grammar, value)
}

function fieldsOf({ FieldSelectors: written }: Readonly<Record<string, unknown>>): readonly FieldSelector[] {
  return (Array.isArray(written) ? written : []).filter(isRecord).flatMap((entry) => {
    const field = eventFields.find((each) => each === entry['Field'])
    const asked = operators.flatMap((operator) => (isTexts(entry[operator]) ? entry[operator].map((value) => ({ operator, value })) : []))
    return field === undefined ? [] : [{ field, asked }]
  })
}

function refusals(category: Category, fields: readonly FieldSelector[]): readonly string[] {
  const { must } = grammar[category]
  const missing = must.filter((field) => !fields.some((each) => each.field === field))
  const several = fields.filter(({ field, asked }) => field === 'resources.type' && asked.length > 1)
  return [
    ...missing.map((field) => `is refused by AWS: ${category} selectors must name ${field}`),
    ...several.map(() => 'is refused by AWS: a selector takes one resources.type'),
    ...fields.flatMap((field) => fieldRefusals(category, field)),
  ]
}

function fieldRefusals(category: Category, { field, asked }: FieldSelector): readonly string[] {
  const allowed = grammar[category].may[field]
  if (allowed === undefined) return [`is refused by AWS: ${category} selectors of a trail do not have the field ${field}`]
  const wrong = [...new Set(asked.map(({ operator }) => operator))].filter((operator) => !allowed.includes(operator))
  const values = onlyValues[`${category} ${field}`]
  const strange = values === undefined || wrong.length > 0 ? [] : asked.filter(({ value }) => !values.includes(value))
  return [
    ...wrong.map((operator) => `is refused by AWS: ${field} of a ${category} selector takes ${allowed.join(', ')}, not ${operator}`),
    ...strange.map(({ value }) => `is refused by AWS: ${field} of a ${category} selector may be ${values?.join(' or ')}, not ${value}`),
  ]
}

function valueFaults({ field, asked }: FieldSelector): readonly string[] {
  return asked.flatMap(({ operator, value }) => valueFault(field, operator, value) ?? [])
}

function valueFault(field: EventField, operator: Operator, value: string): string | undefined {
  const effect = operator.startsWith('Not') ? 'excludes nothing' : 'can never match'
  const said = `by ${field} ${operator} ${value}`
  if (value.includes('*')) return `${effect} ${said}: a * is no wildcard`
  if (field !== 'resources.ARN') return undefined
  if (isSlashedFunction(value)) return `${effect} ${said}: the ARN of a function has function:, not function/`
  if ((operator === 'Equals' || operator === 'NotEquals') && isBucket(value)) return bucketFault(operator, value, effect)
  const reaches = operator === 'StartsWith' ? 'reaches' : operator === 'NotStartsWith' ? 'leaves out' : undefined
  if (reaches === undefined || !isBareBucket(value)) return undefined
  return `${reaches} every bucket whose name begins so ${said}: the slash after the bucket is missing`
}

/** With the slash it is what S3 records as `ARNPrefix` of calls about the bucket as a whole, and that counts as the ARN (A6). */
function bucketFault(operator: 'Equals' | 'NotEquals', value: string, effect: string): string {
  const said = `by resources.ARN ${operator} ${value}`
  const instead = `objects have longer ARNs; use ${operator === 'Equals' ? 'StartsWith' : 'NotStartsWith'} with the slash`
  if (!value.endsWith('/')) return `${effect} ${said}: that is a bucket, and ${instead}`
  const verb = operator === 'Equals' ? 'records' : 'excludes'
  return `${verb} no object ${said}, at most calls about the bucket as a whole such as ListObjects and DeleteObjects (A6): ${instead}`
}
