/** Random events that lie on, just inside and just outside the texts of random selectors and classes. */
import * as fc from 'fast-check'
import type { CloudTrailEvent } from '../../../src/nouns/event.ts'
import { category, closed, poolOf, texts } from './random.ts'

function around(text: string): readonly string[] {
  return [text, `${text}~`, `~${text}`, text.slice(0, -1), text.slice(1), `${text}${text}`]
}

/** Values that lie on, just inside and just outside every text of the pools; absence; a text of no pool. */
const values: Record<string, readonly (string | undefined)[]> = Object.fromEntries(
  Object.keys({ ...texts, ...closed }).map((field) => {
    const pool = poolOf(field)
    const joined = field in closed ? [] : pool.flatMap((left) => pool.map((right) => `${left}${right}`))
    return [
      field,
      [
        ...new Set([...(field in closed ? pool : pool.flatMap(around)), ...joined]),
        undefined,
        field in closed ? undefined : 'vpce-~fresh~',
      ],
    ]
  }),
)

function valueOf(field: string): fc.Arbitrary<string | undefined> {
  return fc.constantFrom(...(values[field] ?? []))
}

const freshArns = ['arn:aws:s3:::~', 'arn:aws:s3:::~/~', 'arn:aws:lambda:~', 'arn:aws:dynamodb:~', 'arn:aws:~']

/** Events of which many can happen: see the oracle's `canHappen`. */
export const events: fc.Arbitrary<CloudTrailEvent> = fc
  .record({
    eventCategory: category,
    eventSource: valueOf('eventSource'),
    eventName: valueOf('eventName'),
    eventType: fc.constantFrom('AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn', 'AwsVpceEvent', 'AwsVpceEvents'),
    readOnly: fc.constantFrom('true', 'false'),
    type: fc.constantFrom(...(closed['resources.type'] ?? []), 'AWS::Other::Type'),
    arn: fc.oneof(valueOf('resources.ARN'), fc.constantFrom(...freshArns)),
    identity: fc.oneof(valueOf('userIdentity.arn'), fc.constantFrom('arn:aws:~', undefined)),
    errorCode: fc.constantFrom('VpceAccessDenied', 'AccessDenied', '~', undefined),
    vpcEndpointId: fc.oneof(valueOf('vpcEndpointId'), fc.constantFrom('vpce-~', 'vpce-12')),
    sessionCredentialFromConsole: fc.constantFrom('true', undefined),
  })
  .map(eventOf)

function eventOf(made: Record<string, string | undefined>): CloudTrailEvent {
  const { type, arn, identity, readOnly, eventType, ...rest } = made
  const network = made.eventCategory === 'NetworkActivity'
  const plain = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...plain,
    eventType: network ? 'AwsVpceEvent' : eventType?.startsWith('AwsVpce') ? 'AwsApiCall' : (eventType ?? ''),
    ...(network ? {} : { readOnly: readOnly ?? 'true' }),
    ...(identity === undefined ? {} : { userIdentity: { arn: identity } }),
    ...(made.eventCategory === 'Data' ? { resources: [{ type: type ?? '', ...(arn === undefined ? {} : { ARN: arn }) }] } : {}),
  }
}
