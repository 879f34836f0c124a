/**
 * When a request is sent again. The SDK's own standard strategy draws on one allowance per client, so that one throttled account
 * would end the retries of every account that shares the client (reference 3.2 of the dependencies); here each call has its own.
 */
import type { Settings } from './services.ts'

type Strategy = Extract<Settings['retryStrategy'], { acquireInitialRetryToken: unknown }>
type Token = Awaited<ReturnType<Strategy['acquireInitialRetryToken']>>

/** Milliseconds, as the SDK's standard mode has them. */
const firstDelay = { THROTTLING: 500, TRANSIENT: 100 }
const longestDelay = 20_000

/** Up to `attempts` requests for a call; throttles and broken or missing answers are tried again, refusals are not. */
export function patience(attempts: number): Strategy {
  return {
    acquireInitialRetryToken: () => Promise.resolve(token(0, 0)),
    refreshRetryTokenForRetry: (spent, { errorType, retryAfterHint }) => {
      const count = spent.getRetryCount() + 1
      if ((errorType !== 'THROTTLING' && errorType !== 'TRANSIENT') || count >= attempts) return Promise.reject(new Error('no retry'))
      const hint = retryAfterHint === undefined ? 0 : retryAfterHint.getTime() - Date.now()
      return Promise.resolve(token(count, Math.max(delayBefore(count, firstDelay[errorType]), Math.min(hint, longestDelay))))
    },
    recordSuccess: () => undefined,
  }
}

/** Doubling, bounded, and at random below that, so that accounts do not knock in step. */
function delayBefore(retry: number, first: number): number {
  return Math.random() * Math.min(longestDelay, first * 2 ** (retry - 1))
}

function token(count: number, delay: number): Token {
  return { getRetryCount: () => count, getRetryDelay: () => delay }
}
