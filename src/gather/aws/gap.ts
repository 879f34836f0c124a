/** What a failed call becomes: a gap, with what AWS said or, where it was not AWS that answered, what happened. */
import type { CallName } from '../../nouns/call.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Credentials } from './credentials.ts'
import { withoutRepeated } from './withheld.ts'

/** What errors of the SDK and of the connection carry; none of it is sure to be there. */
interface Failure {
  readonly name?: string
  readonly message?: string
  /** The service's code in the query and S3 protocols. */
  readonly Code?: unknown
  /** The connection's code, such as ECONNRESET. */
  readonly code?: unknown
  /** Set on every error that a service answered. */
  readonly $fault?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly gap?: Gap
}

/** AWS's throttling codes (those the SDK retries as such). */
const throttles = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
])
const unsupported = new Set(['UnsupportedOperationException', 'UnknownOperationException'])
const timeouts = new Set(['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'])
const connectionCuts = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])
/** Of credentials, in JSON, in XML, and as EC2 says it. */
const expiries = new Set(['ExpiredTokenException', 'ExpiredToken', 'RequestExpired'])
/** The names the SDK gives an error answer that holds no code. */
const namesWithoutCode = new Set(['Error', 'Unknown', 'UnknownError'])
const longestMessage = 300
/** What Node tells of a `credential_process` that failed: the whole command, which may hold a password, and all that it printed. */
const command = /^(Command failed):.*/s

/**
 * The gap that stands for this failure of this call. Every failure has one; an error that carries a gap is that gap. What AWS repeats
 * of the `signers`, the credentials that the call was signed with, is left out.
 */
export function gapOf(call: CallName, error: unknown, signers: readonly Credentials[] = []): Gap {
  const failure: Failure = typeof error === 'object' && error !== null ? error : { message: String(error) }
  if (failure.gap !== undefined) return failure.gap
  if (isCut(failure)) return { cause: 'broken', call, message: 'the connection was cut' }
  if (isTimeout(failure)) return { cause: 'timed-out', call, message: 'no answer in time' }
  const code = codeOf(failure)
  const said = code === undefined ? whatHappened(failure) : (failure.message ?? code)
  const message = oneLine(withoutRepeated(said, signers).replace(command, '$1'))
  return code === undefined ? { cause: 'broken', call, message } : { cause: causeOf(code, statusOf(failure)), call, code, message }
}

/** Whether AWS said that the credentials have expired. */
export function isExpiry({ code = '' }: Gap): boolean {
  return expiries.has(code)
}

/** Whether this is a gap and not what should have been read. */
export function isGap(read: object): read is Gap {
  return 'cause' in read
}

/** The gap of a call that was not made, since nobody can enter its account: the role's, or that the account is not part of the run. */
export function notEntered(call: CallName, account: string, role: { readonly gap?: Gap } | undefined): Gap {
  return { ...(role?.gap ?? notInRun(call, account)), account }
}

/** The gap of a call that was not made, since its account does not belong to the run. */
export function notInRun(call: CallName, account: string): Gap {
  return { cause: 'refused', call, message: `account ${account} is not part of this run` }
}

/** Asked before `isTimeout`, since the SDK names a cut connection a timeout, too. */
function isCut({ code, message = '' }: Failure): boolean {
  return connectionCuts.has(String(code)) || /socket hang up/i.test(message)
}

function isTimeout({ name = '', code }: Failure): boolean {
  return timeouts.has(name) || timeouts.has(String(code))
}

/** The code that AWS gave, or undefined when it was not AWS that answered, or nobody. */
function codeOf(failure: Failure): string | undefined {
  if (failure.name === 'CredentialsProviderError') return failure.name // the caller's own login ended
  const code = typeof failure.Code === 'string' && failure.Code !== '' ? failure.Code : failure.name
  return failure.$fault === undefined || code === undefined || namesWithoutCode.has(code) ? undefined : code
}

function causeOf(code: string, status: number): Gap['cause'] {
  if (throttles.has(code) || status === 429) return 'throttled'
  if (unsupported.has(code)) return 'unsupported'
  return status >= 500 ? 'broken' : 'refused'
}

function whatHappened(failure: Failure): string {
  if (statusOf(failure) > 0) return `HTTP ${statusOf(failure)}, and not an answer of AWS`
  if (typeof failure.code === 'string') return `no connection: ${failure.code}`
  return `${failure.name ?? 'Error'}: ${failure.message ?? ''}`
}

function statusOf(failure: Failure): number {
  return failure.$metadata?.httpStatusCode ?? 0
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, longestMessage)
}
