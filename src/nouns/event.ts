/** An event, a class of events, and a witness: one event that shows a class is, or is not, recorded. */

/** A CloudTrail record, as far as selectors can see it; other members are kept. */
export interface CloudTrailEvent {
  readonly eventCategory?: string
  readonly eventSource?: string
  readonly eventName?: string
  readonly eventType?: string
  readonly readOnly?: boolean | string
  readonly awsRegion?: string
  readonly recipientAccountId?: string
  readonly userIdentity?: EventIdentity
  readonly resources?: readonly EventResource[]
  readonly errorCode?: string
  readonly vpcEndpointId?: string
  readonly sessionCredentialFromConsole?: string
  readonly [member: string]: unknown
}

export interface EventIdentity {
  readonly type?: string
  readonly arn?: string
  readonly accountId?: string
  readonly invokedBy?: string
  readonly [member: string]: unknown
}

export interface EventResource {
  readonly type?: string
  readonly ARN?: string
  readonly ARNPrefix?: string
  readonly accountId?: string
  readonly [member: string]: unknown
}

/** An event made up to prove a point: plausible, and marked so that nobody takes it for a log entry. */
export type Witness = CloudTrailEvent & { readonly synthetic: true }

/**
 * The CloudTrail fields a class or a selector may name.
 * Source: API_AdvancedFieldSelector (reference 3.1); `userIdentity.invokedBy` is ours, for RecursiveLogging (reference 2.6).
 */
export const eventFields = [
  'eventCategory',
  'eventSource',
  'eventName',
  'readOnly',
  'eventType',
  'resources.type',
  'resources.ARN',
  'userIdentity.arn',
  'userIdentity.invokedBy',
  'errorCode',
  'vpcEndpointId',
  'sessionCredentialFromConsole',
] as const

export type EventField = (typeof eventFields)[number]

/** The fields whose values are a closed list, with every value that a record can have there (reference 1.1, 1.2). */
export const closedValues = {
  eventCategory: ['Management', 'Data', 'NetworkActivity'],
  readOnly: ['true', 'false'],
  eventType: ['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn', 'AwsVpceEvent', 'AwsVpceEvents'],
  sessionCredentialFromConsole: ['true'],
} as const satisfies { readonly [F in EventField]?: readonly string[] }

/** The operators of an advanced field selector, in AWS's spelling. */
export const operators = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const

export type Operator = (typeof operators)[number]

/** A wish about one field, as AWS combines it: positive operators are ORed, negative ones ANDed, the two groups ANDed. */
export type Operators = { readonly [O in Operator]?: string | readonly string[] }

/** A value, a list of values, null (the field is absent), or operators. JSON booleans equal their strings. */
export type FieldWish = string | boolean | null | readonly (string | boolean)[] | Operators

/** A set of events, written like an advanced event selector. Fields not named are free. */
export type EventClass = { readonly [F in EventField]?: FieldWish }
