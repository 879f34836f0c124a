/** Events that lie on, just inside and just outside every text of one question, and where the texts meet. */
import type { CloudTrailEvent, EventResource } from '../../../src/nouns/event.ts'
import type { Trails } from './contradictions.ts'

/** Numbers below a bound, from a seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

type Texts = Map<string, Set<string>>

/** Every text of a question, by the field that it is compared with. */
function textsIn(value: unknown, field: string, found: Texts): Texts {
  if (typeof value === 'string' && field !== '') found.set(field, (found.get(field) ?? new Set()).add(value))
  if (typeof value !== 'object' || value === null) return found
  const own = 'Field' in value ? String(value.Field) : field
  for (const [key, each] of Object.entries(value)) {
    if (key !== 'Field' && key !== 'Type') textsIn(each, fieldNamed[key] ?? (own === '' && !Array.isArray(value) ? key : own), found)
  }
  return found
}

const containers = ['eventClass', 'trails', 'EventSelectors', 'AdvancedEventSelectors', 'FieldSelectors', 'DataResources']
const fieldNamed: Readonly<Record<string, string>> = {
  ...Object.fromEntries(containers.map((name) => [name, ''])),
  Values: 'resources.ARN',
  ExcludeManagementEventSources: 'eventSource',
}

function around(text: string): readonly string[] {
  return [text, text, `${text}~`, `~${text}`, text.slice(0, -1), text.slice(1)]
}

/** Two texts one after the other, and laid over each other as far as they fit. */
function joined(left: string, right: string): readonly string[] {
  const overlaps = left.split('').flatMap((_, index) => (right.startsWith(left.slice(index)) ? [left.slice(0, index) + right] : []))
  return [`${left}${right}`, `${left}~${right}`, ...overlaps]
}

const forms: Readonly<Record<string, string>> = {
  'AWS::S3::Object': 'arn:aws:s3:::',
  'AWS::Lambda::Function': 'arn:aws:lambda:',
  'AWS::DynamoDB::Table': 'arn:aws:dynamodb:',
  'AWS::DynamoDB::Stream': 'arn:aws:dynamodb:',
}
const types = [...Object.keys(forms), 'AWS::SNS::Topic', 'AWS::Other::Type']
const eventTypes = ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn']

/** So many events of which most can happen, about one question. */
export function eventsAround(question: { readonly eventClass: unknown; readonly trails: Trails }, count: number, seed: number): readonly CloudTrailEvent[] {
  const roll = dice(seed)
  const texts = textsIn(question, '', new Map())
  const categories = [...(texts.get('eventCategory') ?? ['Management', 'Data', 'NetworkActivity'])]
  const pick = <T>(items: readonly T[]): T => items[roll(items.length)] as T
  const valueOf = (field: string, start = ''): string => {
    const known = [...(texts.get(field) ?? [])]
    if (known.length === 0 || roll(6) === 0) return `${start}~`
    const value = roll(2) === 0 ? pick(around(pick(known))) : pick(joined(pick(known), pick(known)))
    return value.startsWith(start) || roll(8) === 0 ? value : `${start}${value}`
  }
  const orAbsent = (value: string): string | undefined => (roll(4) === 0 ? undefined : value)
  return Array.from({ length: count }, () => {
    const category = pick(categories)
    const network = category === 'NetworkActivity'
    const identity = orAbsent(valueOf('userIdentity.arn', 'arn:aws:'))
    const errorCode = pick(['VpceAccessDenied', 'AccessDenied', '~', undefined])
    const vpcEndpointId = network ? valueOf('vpcEndpointId', 'vpce-') : orAbsent(valueOf('vpcEndpointId', 'vpce-'))
    const fromConsole = orAbsent('true')
    const resource = (type: string): EventResource => ({ type, ARN: valueOf('resources.ARN', forms[type] ?? 'arn:aws:') })
    const type = pick([...(texts.get('resources.type') ?? []), ...types])
    const both = [resource('AWS::DynamoDB::Table'), resource('AWS::DynamoDB::Stream')]
    return {
      eventCategory: category,
      eventSource: valueOf('eventSource'),
      eventName: valueOf('eventName'),
      eventType: network ? 'AwsVpceEvent' : pick(eventTypes),
      ...(network ? {} : { readOnly: pick(['true', 'false']) }),
      ...(identity === undefined ? {} : { userIdentity: { arn: identity } }),
      ...(errorCode === undefined ? {} : { errorCode }),
      ...(vpcEndpointId === undefined ? {} : { vpcEndpointId }),
      ...(fromConsole === undefined ? {} : { sessionCredentialFromConsole: fromConsole }),
      ...(category === 'Data' ? { resources: type === 'AWS::DynamoDB::Stream' ? (roll(2) === 0 ? both : both.toReversed()) : [resource(type)] } : {}),
    }
  })
}
