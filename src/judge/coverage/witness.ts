/** One plausible event out of a product of languages, as a CloudTrail record that a reader recognises. */
import type { EventIdentity, EventResource, Witness } from '../../nouns/event.ts'
import type { Cell } from './cell.ts'
import { admits, type Language } from './language.ts'
import { exampleArn, exampleIdentity, freeName, knownOperations, type Operation, type Stage } from './plausible.ts'
import type { Slice } from './possible-events.ts'

/** The word in made-up ARNs that had to meet conditions, so that `restamp` leaves them alone. */
const boundName = 'another'

/** An event of the slice that happens at this place; pure, so it has no time and no id. */
export function witnessOf(slice: Slice, stage: Stage): Witness {
  const { category, cell } = slice
  const operation = operationFor(slice)
  const resources = resourcesFor(slice, operation, stage)
  const readOnly = pick(cell.readOnly, operation?.readOnly === undefined ? ['false'] : [String(operation.readOnly)], [])
  const eventType = pick(cell.eventType, [operation?.eventType, 'AwsApiCall', 'AwsVpceEvent'], [])
  const network = category === 'NetworkActivity'
  return {
    synthetic: true,
    eventVersion: '1.11',
    eventCategory: category,
    ...(network ? {} : { managementEvent: category === 'Management' }),
    eventSource: pick(cell.eventSource, [operation?.source], ['example.amazonaws.com', 'example']) ?? '',
    eventName: pick(cell.eventName, [operation?.name], ['ExampleOperation', 'Example']) ?? '',
    ...(eventType === undefined ? {} : { eventType }),
    ...(readOnly === undefined ? {} : { readOnly: readOnly === 'true' }),
    awsRegion: stage.region,
    recipientAccountId: stage.account,
    userIdentity: identityFor(cell, eventType, stage),
    ...(resources.length === 0 ? {} : { resources }),
    ...optionalMembers(cell),
  }
}

function optionalMembers(cell: Cell): Partial<Witness> {
  const errorCode = pick(cell.errorCode, [undefined, 'VpceAccessDenied', 'AccessDenied'], ['Example'])
  const vpcEndpointId = pick(cell.vpcEndpointId, [undefined, 'vpce-0123456789abcdef0'], ['0123456789abcdef0'])
  const fromConsole = pick(cell.sessionCredentialFromConsole, [undefined], [])
  return {
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorCode === 'VpceAccessDenied' ? { errorMessage: 'The request was denied due to a VPC endpoint policy' } : {}),
    ...(vpcEndpointId === undefined ? {} : { vpcEndpointId }),
    ...(fromConsole === undefined ? {} : { sessionCredentialFromConsole: fromConsole }),
  }
}

/** The first operation in the catalogue that fits, else one that fits but for its event type, else one of a service that fits. */
function operationFor({ category, cell, types }: Slice): Operation | undefined {
  const ofBucket = isOnlyBuckets(cell['resources.ARN'])
  const hasType = ({ type }: Operation) => type === undefined || (types?.includes(type) ?? admits(cell['resources.type'], type))
  const possible = knownOperations.filter(
    (known) =>
      known.category === category &&
      (known.type !== 'AWS::S3::Object' || (known.ofBucket === true) === ofBucket) &&
      admits(cell.eventSource, known.source) &&
      admits(cell.readOnly, known.readOnly === undefined ? undefined : String(known.readOnly)) &&
      hasType(known),
  )
  const ofService = types === undefined ? possible : possible.toSorted((left, right) => Number(right.type === types[1]) - Number(left.type === types[1]))
  const named = ofService.filter((known) => admits(cell.eventName, known.name))
  const usual = category === 'NetworkActivity' ? 'AwsVpceEvent' : 'AwsApiCall'
  return named.find((known) => admits(cell.eventType, known.eventType ?? usual)) ?? named[0] ?? ofService[0]
}

function resourcesFor({ category, cell, types }: Slice, operation: Operation | undefined, stage: Stage): readonly EventResource[] {
  const data = category === 'Data'
  const usual = types === undefined ? operation?.type : types[0]
  const type = pick(cell['resources.type'], data ? [usual] : [undefined], ['AWS::Example::Resource'])
  const arn = arnFor(cell['resources.ARN'], data || type !== undefined, type, stage)
  if (types !== undefined) return [resourceOf(type, arn), resourceOf(types[1], arnFor(cell['companion.ARN'], true, types[1], stage))]
  return type === undefined && arn === undefined ? [] : [resourceOf(type, arn)]
}

/** A bucket and its slash are no object with an empty key: S3 records them as `ARNPrefix`, which counts as the ARN (A6). */
function resourceOf(type: string | undefined, arn: string | undefined): EventResource {
  const member = type === 'AWS::S3::Object' && arn !== undefined && isWholeBucket(arn) ? 'ARNPrefix' : 'ARN'
  return { ...(type === undefined ? {} : { type }), ...(arn === undefined ? {} : { [member]: arn }) }
}

function isWholeBucket(arn: string): boolean {
  return /^arn:[^:]+:s3:::[^/]+\/$/.test(arn)
}

function isOnlyBuckets({ exact, open, absent }: Language): boolean {
  return !absent && open.length === 0 && exact.length > 0 && exact.every(isWholeBucket)
}

function arnFor(language: Language, wanted: boolean, type: string | undefined, stage: Stage): string | undefined {
  if (!wanted && language.absent) return undefined
  const listed = language.exact.find((arn) => !isWholeBucket(arn))
  const preferred = [exampleArn(type, language.free ? freeName : boundName, stage), ...(listed === undefined ? [] : [listed])]
  return pick(language, preferred, arnFillers(language, type))
}

/** What follows a prefix of an ARN; an object's key needs a bucket before it. */
function arnFillers({ open: [open] }: Language, type: string | undefined): readonly string[] {
  const prefix = open?.prefix ?? ''
  if (type !== 'AWS::S3::Object') return [boundName, `/${boundName}`]
  if (prefix.includes('/')) return ['any-key']
  return prefix.endsWith(':') ? [`${boundName}-bucket/${boundName}-key`] : ['/any-key', '-any/any-key']
}

/** An assumed role, unless the fields say a service, or someone of another account whose ARN is not told (reference 1.2). */
function identityFor(cell: Cell, eventType: string | undefined, stage: Stage): EventIdentity {
  const invokedBy = pick(cell['userIdentity.invokedBy'], [undefined, 'cloudtrail.amazonaws.com'], ['example.amazonaws.com'])
  const byService = invokedBy !== undefined || eventType === 'AwsServiceEvent'
  const language = cell['userIdentity.arn']
  const made = exampleIdentity(language.free ? freeName : boundName, stage)
  const arn = pick(language, byService ? [undefined, made] : [made], [`${boundName}-role/${boundName}-session`, boundName])
  if (arn === undefined && byService) return { type: 'AWSService', ...(invokedBy === undefined ? {} : { invokedBy }) }
  if (arn === undefined) return { type: 'AWSAccount', accountId: '999999999999' }
  return { type: identityType(arn), arn, accountId: arn.split(':')[4] ?? stage.account, ...(invokedBy === undefined ? {} : { invokedBy }) }
}

function identityType(arn: string): string {
  const resource = arn.split(':').slice(5).join(':')
  if (resource === 'root') return 'Root'
  if (resource.startsWith('user/')) return 'IAMUser'
  if (resource.startsWith('federated-user/')) return 'FederatedUser'
  return resource.startsWith('role/') ? 'Role' : 'AssumedRole'
}

/**
 * A value of the language (undefined: absent): a preferred one, a listed one, or a prefix and a suffix with a filler between
 * them. A character that no text contains is the last filler; it always fits (see `narrow`).
 */
function pick(language: Language, preferred: readonly (string | undefined)[], fillers: readonly string[]): string | undefined {
  const liked = preferred.findIndex((value) => admits(language, value))
  if (liked >= 0) return preferred[liked]
  const [open] = language.open
  if (language.exact.length > 0 || open === undefined) return language.exact[0]
  for (const filler of everyFiller(fillers)) {
    const value = `${open.prefix}${filler}${open.suffix}`
    if (admits(language, value)) return value
  }
  return undefined
}

/** Private-use characters of Unicode. */
const unassigned = { first: 0xe000, last: 0xf8ff }

function* everyFiller(fillers: readonly string[]): Iterable<string> {
  yield* fillers
  for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789'.split('')) yield `${letter}-${freeName}-${letter}`
  for (let code = unassigned.first; code <= unassigned.last; code += 1) yield String.fromCodePoint(code)
}
