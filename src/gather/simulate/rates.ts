/** The rate beyond which a simulation throttles: one for all, or the rates that AWS documents (nouns/call.ts). */
import { calls, type Call, type CallName, type Rate } from '../../nouns/call.ts'

/**
 * Requests per second, and how many at once, for each account, region and service; or `documented`: each API of each account and
 * region at its own rate, those of STS together (reference 5), and no limit where AWS documents none.
 */
export type RateLimit = Rate | 'documented'

interface Request {
  /** `service:Operation`, as in nouns/call.ts. */
  readonly call: string
  readonly account: string
  readonly region: string
}

/** How many buckets are held before those that are full again are dropped. */
const mostBuckets = 65_536

/**
 * Whether a request is within the rate now: a token bucket for each. A bucket is one number, the moment it will be full again
 * (absent: it is full). `now` is in milliseconds, of any clock that does not jump.
 */
export function rateKeeper(limit: RateLimit | undefined, now: () => number = () => performance.now()): (request: Request) => boolean {
  const buckets = new Map<string, number>()
  return (request) => {
    const rate = limit === 'documented' ? (calls[request.call as CallName] as Call | undefined)?.rate : limit
    if (rate === undefined) return true
    const [perToken, time] = [1000 / rate.perSecond, now()]
    if (buckets.size >= mostBuckets) dropFull(buckets, time)
    const key = keyOf(request, limit === 'documented')
    const fullAt = Math.max(buckets.get(key) ?? time, time) + perToken
    if (fullAt - time > rate.burst * perToken + 1e-6) return false
    buckets.set(key, fullAt)
    return true
  }
}

function keyOf({ call, account, region }: Request, eachApi: boolean): string {
  const service = call.split(':', 1)[0]
  return [account, region, eachApi && service !== 'sts' ? call : service].join(' ')
}

function dropFull(buckets: Map<string, number>, now: number): void {
  for (const [key, fullAt] of buckets) if (fullAt <= now) buckets.delete(key)
}
