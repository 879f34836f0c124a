/** What an operation replies before it takes a protocol's form: a value, an error of AWS's, or no answer of AWS's at all. */
import type { Gap } from '../../nouns/snapshot.ts'

type Headers = Readonly<Record<string, string>>

export type Reply =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly status?: number; readonly headers?: Headers }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' }

export function value(of: unknown): Reply {
  return { kind: 'value', value: of }
}

/** An error in AWS's form; without a status, the protocol and the code decide it. */
export function error(code: string, message: string, status?: number): Reply {
  return { kind: 'error', code, message, ...(status === undefined ? {} : { status }) }
}

const gapReplies: Readonly<Record<Gap['cause'], (gap: Gap) => Reply>> = {
  refused: ({ code = 'AccessDenied', message }) => error(code, message),
  throttled: ({ code = 'ThrottlingException', message }) => error(code, message, 400),
  unsupported: ({ code = 'UnsupportedOperationException', message }) => error(code, message, 400),
  'timed-out': () => ({ kind: 'hang' }),
  broken: ({ code, message }) => (code === undefined ? brokenReply(message) : error(code, message, 500)),
}

/** What made this gap when it was collected, so that collecting again leaves the same one. */
export function gapReply(gap: Gap): Reply {
  return gapReplies[gap.cause](gap)
}

/** A message that begins with an HTTP status tells of a page that was not AWS's; any other, of a connection that ended. */
function brokenReply(message: string): Reply {
  const status = /^HTTP (\d{3})\b/.exec(message)?.[1]
  return status === undefined ? { kind: 'reset' } : { kind: 'html', status: Number(status) }
}

/** The answer where the snapshot says nothing: a refusal, for an invented value would be worse. */
export function notHeld(what: string): Reply {
  return error('AccessDeniedException', `the snapshot behind this simulation does not hold ${what}`)
}
