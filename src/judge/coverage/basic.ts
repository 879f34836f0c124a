/** Basic event selectors (reference 2): what each one records, with bounds where AWS does not say. */
import type { Doubt } from './answer.ts'
import type { Part, Product } from './cell.ts'
import type { Condition } from './condition.ts'
import { doubt, equalTo, isRecord, isTexts, labelOf, opaque, part, strangers, textsOf, type Category, type Selector } from './selector.ts'

const members = ['ReadWriteType', 'IncludeManagementEvents', 'ExcludeManagementEventSources', 'DataResources']

/** Data resource types that a basic selector may name, and the service in their ARNs (reference 2.1). */
const services: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 's3',
  'AWS::Lambda::Function': 'lambda',
  'AWS::DynamoDB::Table': 'dynamodb',
}

export const basicTypes: readonly string[] = Object.keys(services)

const newer = 'correct it, or use a newer trailgate'

/** The union of one kind of events that a selector records, between bounds. */
interface Bounds {
  readonly lower: readonly Product[]
  readonly upper: readonly Product[]
  readonly doubts: readonly Doubt[]
}

/** One basic selector as GetEventSelectors returned it. Absent members have AWS's defaults: All, true, none, none. */
export function readBasic(raw: unknown, index: number, partition: string): Selector {
  const label = labelOf(index)
  if (!isRecord(raw)) return opaque(label, 'is not a selector', newer)
  const wrong = whatIsWrong(raw)
  if (wrong !== undefined) return opaque(label, `${wrong} (A18)`, newer)
  const readOnly = readWrite(raw.ReadWriteType)
  const data = dataBounds(listIn(raw.DataResources), readOnly, partition)
  const management =
    raw.IncludeManagementEvents === false
      ? []
      : [managementProduct(readOnly, listIn(raw.ExcludeManagementEventSources) as readonly string[])]
  const upper = [...management, ...data.upper]
  return { label, lower: data.doubts.length === 0 ? upper : [...management, ...data.lower], upper, doubts: data.doubts, refuses: refusals(raw) }
}

function whatIsWrong(raw: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = strangers(raw, members)
  const { ReadWriteType: type, IncludeManagementEvents: management, ExcludeManagementEventSources: excluded, DataResources: data } = raw
  if (unknown.length > 0) return `has the member ${unknown.join(', ')}, which is not known here`
  if (!isAbsent(type) && type !== 'All' && type !== 'ReadOnly' && type !== 'WriteOnly') return 'has a ReadWriteType that is not known here'
  if (!isAbsent(management) && typeof management !== 'boolean') return 'has an IncludeManagementEvents that is neither true nor false'
  if (!isAbsent(excluded) && !isTexts(excluded)) return 'has an ExcludeManagementEventSources that is not a list of texts'
  return isAbsent(data) || Array.isArray(data) ? undefined : 'has a DataResources that is not a list'
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** ReadWriteType filters both the management and the data part (reference 2.1). */
function readWrite(type: unknown): readonly Part[] {
  return type === 'ReadOnly' || type === 'WriteOnly'
    ? [part('readOnly', equalTo(String(type === 'ReadOnly')), `ReadWriteType ${type}`, 'A3')]
    : []
}

function managementProduct(readOnly: readonly Part[], excluded: readonly string[]): Product {
  const exclusion = part('eventSource', { none: textsOf(excluded) }, `ExcludeManagementEventSources ${excluded.join(', ')}`)
  return [part('eventCategory', equalTo('Management')), ...readOnly, ...(excluded.length === 0 ? [] : [exclusion])]
}

function dataBounds(resources: readonly unknown[], readOnly: readonly Part[], partition: string): Bounds {
  const read = resources.map((resource) => resourceBounds(resource, partition))
  const common = [part('eventCategory', equalTo('Data')), ...readOnly]
  const withCommon = (products: readonly Product[]) => products.map((product) => [...common, ...product])
  return {
    lower: withCommon(read.flatMap(({ lower }) => lower)),
    upper: withCommon(read.flatMap(({ upper }) => upper)),
    doubts: read.flatMap(({ doubts }) => doubts),
  }
}

function resourceBounds(raw: unknown, partition: string): Bounds {
  if (
    !isRecord(raw) ||
    strangers(raw, ['Type', 'Values']).length > 0 ||
    typeof raw.Type !== 'string' ||
    !(isAbsent(raw.Values) || isTexts(raw.Values))
  ) {
    return { lower: [], upper: [[]], doubts: [doubt('has a data resource that cannot be read (A18)', newer)] }
  }
  const type = part('resources.type', equalTo(raw.Type), `DataResources of type ${raw.Type}`, 'A4')
  const service = services[raw.Type]
  if (service === undefined) {
    return {
      lower: [],
      upper: [[type]],
      doubts: [doubt(`has a data resource of type ${raw.Type}, which basic selectors do not have (A18)`, newer)],
    }
  }
  return valueBounds(type, raw.Type, raw.Values ?? [], `arn:${partition}:${service}`)
}

/** `all` is the ARN that stands for every resource of the type; S3 also spells it with three colons (A9). */
function valueBounds(type: Part, name: string, values: readonly string[], all: string): Bounds {
  if (values.length === 0) return { lower: [], upper: [], doubts: [] }
  const isS3 = name === 'AWS::S3::Object'
  const spelling = values.find((value) => value === all || (isS3 && value === `${all}:::`))
  if (spelling !== undefined) {
    const every = [[spelling === all ? type : { ...type, assumes: ['A4', 'A9'] }]]
    return { lower: every, upper: every, doubts: [] }
  }
  return isS3 ? prefixBounds(type, values) : sameBounds([type, arnPart(equalTo(...values), values)])
}

function sameBounds(product: Product): Bounds {
  return { lower: [product], upper: [product], doubts: [] }
}

/** S3 values are prefixes of object ARNs. Without a slash after the bucket, other buckets may or may not be meant as well (A10). */
function prefixBounds(type: Part, values: readonly string[]): Bounds {
  const bare = values.filter((value) => !value.split(':').slice(5).join(':').includes('/'))
  const upper: Product = [type, arnPart({ some: textsOf([], values) }, values)]
  if (bare.length === 0) return sameBounds(upper)
  const closed = values.map((value) => (bare.includes(value) ? `${value}/` : value))
  const lower: Product = [type, arnPart({ some: textsOf([], closed) }, values)]
  return { lower: [lower], upper: [upper], doubts: bare.map(bareBucket) }
}

function bareBucket(value: string): Doubt {
  return doubt(
    `names ${value} without a slash after the bucket, which may or may not reach other buckets whose names begin so (A10)`,
    `write ${value}/`,
  )
}

function arnPart(condition: Condition, values: readonly string[]): Part {
  const named = values.length > 3 ? `${values.slice(0, 3).join(', ')} and ${values.length - 3} more` : values.join(', ')
  return part('resources.ARN', condition, `DataResources ${named}`, 'A4', 'A6')
}

function refusals(raw: Readonly<Record<string, unknown>>): Readonly<Partial<Record<Category, string>>> {
  const types = listIn(raw.DataResources).filter((resource) => isRecord(resource) && listIn(resource.Values).length > 0)
  return {
    ...(raw.IncludeManagementEvents === false ? { Management: 'IncludeManagementEvents is false' } : {}),
    ...(types.length === 0 ? { Data: 'it names no data resources' } : {}),
    NetworkActivity: 'basic selectors never record network activity events',
  }
}
