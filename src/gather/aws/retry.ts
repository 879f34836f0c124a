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
const defaultAttempts = 8

/** Requests for one call: as the option says, else AWS_MAX_ATTEMPTS where it is a positive whole number, else 8. */
export function attemptsFor(option: number | undefined): number {
  const { AWS_MAX_ATTEMPTS = '' } = process.env
  return option ?? (/^0*[1-9]\d*$/.test(AWS_MAX_ATTEMPTS) ? Number(AWS_MAX_ATTEMPTS) : defaultAttempts)
}

/** Up to `attempts` requests for a call; throttles and broken or missing answers are tried again, refusals are not. */
export function retryStrategy(attempts: number): Strategy {
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

/** Doubling, bounded, and at random below that, so that accounts do not retry in step. */
function delayBefore(retry: number, first: number): number {
  return Math.random() * Math.min(longestDelay, first * 2 ** (retry - 1))
}

function token(count: number, delay: number): Token {
  return { getRetryCount: () => count, getRetryDelay: () => delay }
}
