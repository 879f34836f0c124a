/** Which events there can be in a partition. */
import { withField, type Cell } from './cell.ts'
import { companions } from './companion.ts'
import { anyText, narrow, oneOf, onlyAbsent, orAbsent, type Language } from './language.ts'
import { textsOf, type Category } from './selector.ts'

/** Some of the events of a class: those of one category, and among data events those whose ARNs have one form. */
export interface Slice {
  readonly category: Category
  readonly cell: Cell
  /** The types of both resources, where the events carry two. */
  readonly types?: readonly [string, string]
}

export const cloudTrail = 'cloudtrail.amazonaws.com'

/** Data resource types whose ARNs always stand in the record, by the service in them (reference 3.6). */
const arnForms: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 's3:::',
  'AWS::Lambda::Function': 'lambda:',
  'AWS::DynamoDB::Table': 'dynamodb:',
}

/** Fields that any event may have or lack; `ARNPrefix` counts as the ARN (A6). */
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
    'companion.ARN': onlyAbsent,
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

const universes = new Map<string, readonly Slice[]>()

export function everySlice(partition: string): readonly Slice[] {
  const known = universes.get(partition) ?? slicesIn(partition)
  universes.set(partition, known)
  return known
}

function slicesIn(partition: string): readonly Slice[] {
  const data = apiEvents('Data', partition)
  const formed = Object.entries(arnForms).map(([type, form]) => ofType(data, type, anyText(`arn:${partition}:${form}`)))
  const elsewhere = [...Object.keys(arnForms), ...Object.values(companions)]
  const others = withField(data, 'resources.type', freely(narrow(anyText(), { none: textsOf(elsewhere) })))
  return [
    { category: 'Management', cell: apiEvents('Management', partition) },
    ...[...formed, others].map((cell) => ({ category: 'Data' as const, cell })),
    ...Object.entries(companions).map((types) => ofTwo(data, types, partition)),
    { category: 'NetworkActivity', cell: networkEvents(partition) },
  ]
}

export function ofType(data: Cell, type: string, arn: Language): Cell {
  return withField(withField(data, 'resources.type', oneOf(type)), 'resources.ARN', arn)
}

function ofTwo(data: Cell, types: readonly [string, string], partition: string): Slice {
  const arn = anyText(`arn:${partition}:${arnForms[types[0]] ?? ''}`)
  return { category: 'Data', cell: withField(ofType(data, types[0], arn), 'companion.ARN', arn), types }
}

function freely(language: Language = onlyAbsent): Language {
  return { ...language, free: true }
}
