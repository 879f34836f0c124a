/** Replies in the form of each of AWS's wire protocols: values, errors, and the codes that every service of a protocol shares. */
import type { Reply } from './reply.ts'
import { xml } from './xml.ts'

export type Protocol = 'json' | 'rest-json' | 'query' | 'ec2' | 's3' | 's3control'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

type Wording = 'throttled' | 'expired' | 'unknownCredentials' | 'unknownOperation' | 'refused'

const jsonCodes: Readonly<Record<Wording, string>> = {
  throttled: 'ThrottlingException',
  expired: 'ExpiredTokenException',
  unknownCredentials: 'UnrecognizedClientException',
  unknownOperation: 'UnknownOperationException',
  refused: 'AccessDeniedException',
}
const queryCodes: Readonly<Record<Wording, string>> = {
  throttled: 'Throttling',
  expired: 'ExpiredToken',
  unknownCredentials: 'InvalidClientTokenId',
  unknownOperation: 'InvalidAction',
  refused: 'AccessDenied',
}
const s3Codes: Readonly<Record<Wording, string>> = {
  ...queryCodes,
  throttled: 'SlowDown',
  unknownCredentials: 'InvalidAccessKeyId',
  unknownOperation: 'NotImplemented',
}

/** The same trouble has another code in each protocol. */
export const codes: Readonly<Record<Protocol, Readonly<Record<Wording, string>>>> = {
  json: jsonCodes,
  'rest-json': jsonCodes,
  query: queryCodes,
  ec2: { ...queryCodes, unknownCredentials: 'AuthFailure', refused: 'UnauthorizedOperation' },
  s3: s3Codes,
  s3control: s3Codes,
}

interface Form {
  readonly type: string
  value(operation: string, value: unknown, id: string): string
  error(code: string, message: string, id: string): string
}

const json: Form = {
  type: 'application/x-amz-json-1.1',
  value: (_operation, value) => JSON.stringify(value),
  error: (code, message) => JSON.stringify({ __type: code, message }),
}
const rest: Form = {
  type: 'application/xml',
  value: (_operation, value) => (typeof value === 'string' ? value : xml(value)),
  error: (Code, Message, RequestId) => xml({ Error: { Code, Message, RequestId } }),
}

const forms: Readonly<Record<Protocol, Form>> = {
  json,
  'rest-json': { ...json, type: 'application/json' },
  query: {
    type: 'text/xml',
    value: (operation, value, RequestId) =>
      xml({ [`${operation}Response`]: { [`${operation}Result`]: value, ResponseMetadata: { RequestId } } }),
    error: (Code, Message, RequestId) => xml({ ErrorResponse: { Error: { Type: 'Sender', Code, Message }, RequestId } }),
  },
  ec2: {
    type: 'text/xml',
    value: (operation, value, requestId) => xml({ [`${operation}Response`]: { requestId, ...(value as object) } }),
    error: (Code, Message, RequestID) => xml({ Response: { Errors: { Error: { Code, Message } }, RequestID } }),
  },
  s3: rest,
  s3control: { ...rest, error: (Code, Message, RequestId) => xml({ ErrorResponse: { Error: { Code, Message }, RequestId } }) },
}

const proxyPage = '<html><body><h1>This is a proxy, not AWS</h1></body></html>'

/** The HTTP answer of a reply that is one. */
export function answerOf(protocol: Protocol, operation: string, reply: Exclude<Reply, { kind: 'reset' | 'hang' }>, id: string): Answer {
  const form = forms[protocol]
  const headers = { 'content-type': form.type, [protocol === 's3' ? 'x-amz-request-id' : 'x-amzn-requestid']: id }
  if (reply.kind === 'html') return { status: reply.status, headers: { 'content-type': 'text/html' }, body: proxyPage }
  if (reply.kind === 'value') return { status: 200, headers, body: form.value(operation, reply.value, id) }
  return {
    status: reply.status ?? statusOf(protocol, reply.code),
    headers: { ...headers, ...reply.headers, ...(protocol === 'rest-json' ? { 'x-amzn-errortype': headerSafe(reply.code) } : {}) },
    body: form.error(reply.code, reply.message, id),
  }
}

function statusOf(protocol: Protocol, code: string): number {
  if (protocol === 's3' || protocol === 's3control') return code.startsWith('NoSuch') ? 404 : 403
  return protocol === 'query' || /^(AccessDenied|Unauthorized|SignatureDoesNotMatch|Expired)/.test(code) ? 403 : 400
}

/** A code comes from a snapshot, which may hold anything; a header may not. */
function headerSafe(code: string): string {
  return code.replace(/[^\w.:#-]/g, '')
}
