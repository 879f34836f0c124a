/** The faults of one basic selector (reference 2). */
import { isRecord, isTexts } from './selector.ts'
import { isBareBucket } from './lint-values.ts'

const excludable: ReadonlySet<string> = new Set(['kms.amazonaws.com', 'rdsdata.amazonaws.com'])

interface Form {
  readonly service: string
  readonly one: RegExp
}

const excludesNothing = 'excludes nothing by ExcludeManagementEventSources, since it has no management events'

/** The form of the ARNs that a basic selector may name, by type of resource; `all` stands for every one (reference 2.2). */
const forms: Readonly<Record<string, Form>> = {
  'AWS::S3::Object': { service: 's3', one: /^arn:[^:]+:s3:::[^*/]+/ },
  'AWS::Lambda::Function': { service: 'lambda', one: /^arn:[^:]+:lambda:[^:*]+:\d{12}:function:[^*/]+$/ },
  'AWS::DynamoDB::Table': { service: 'dynamodb', one: /^arn:[^:]+:dynamodb:[^:*]+:\d{12}:table\/[^*]+$/ },
}

/** Predicates that fit after the selector's label. */
export function basicFaults(selector: Readonly<Record<string, unknown>>, partition: string): readonly string[] {
  const { IncludeManagementEvents: management, ExcludeManagementEventSources: excluded, DataResources: data } = selector
  const resources = (Array.isArray(data) ? data : []).filter(isRecord)
  const values = resources.flatMap(({ Values }) => (isTexts(Values) ? Values : []))
  const exclusions = isTexts(excluded) ? excluded : []
  return [
    ...(management === false && values.length === 0 ? ['can never match: it selects neither management events nor any data resource'] : []),
    ...(management === false && exclusions.length > 0 ? [excludesNothing] : []),
    ...exclusions
      .filter((source) => !excludable.has(source))
      .map((source) => `is refused by AWS: management events of ${source} cannot be excluded`),
    ...resources.flatMap(({ Type, Values }) => resourceFaults(Type, isTexts(Values) ? Values : [], partition)),
  ]
}

function resourceFaults(type: unknown, values: readonly string[], partition: string): readonly string[] {
  if (typeof type !== 'string') return []
  const form = forms[type]
  if (form === undefined) return [`is refused by AWS: basic selectors do not have the type ${type}`]
  return values.flatMap((value) => valueFault(type, value, form, partition) ?? [])
}

function valueFault(type: string, value: string, { service, one }: Form, partition: string): string | undefined {
  const all = `arn:${partition}:${service}`
  if (value === all || (service === 's3' && value === `${all}:::`)) return undefined
  if (value.endsWith('*')) return `is refused by AWS: ${value} ends in a *, which is no wildcard; write ${all} for all of them`
  if (!value.startsWith(`${all}:`) || !one.test(value)) {
    return `can never match by ${value}, which is no ARN of the type ${type} in partition ${partition}`
  }
  if (type !== 'AWS::S3::Object' || !isBareBucket(value)) return undefined
  return `reaches every bucket whose name begins so by ${value}: the slash after the bucket is missing`
}
