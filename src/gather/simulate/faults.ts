/** What a simulation does wrong on purpose: faults by request, and a rate beyond which it throttles. */
import { createHash } from 'node:crypto'
import { codes, type Protocol } from './answers.ts'
import { error, type Reply } from './reply.ts'

/** One thing that goes wrong; what it does not name, it does not ask for. */
export interface Fault {
  /** `service:Operation`, as in nouns/call.ts. */
  readonly call?: string
  /** The account whose credentials sign. */
  readonly account?: string
  readonly region?: string
  /** How many requests get it; default all. */
  readonly times?: number
  /** Which part of the requests gets it, 0 to 1; drawn by the request and its repetition, so that runs repeat. */
  readonly share?: number
  /** Another seed, another draw. */
  readonly seed?: number
  readonly answer: 'throttle' | 'html-500' | 'reset' | 'hang' | 'refuse' | 'expire'
  /** Instead of the protocol's own, for `throttle`, `refuse` and `expire`. */
  readonly code?: string
  readonly message?: string
}

/** Requests per second, and how many at once, for each account, region and service. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** What a fault may ask of a request; `id` is the same for each repetition of it. */
interface Request {
  readonly call: string
  readonly account: string
  readonly region: string
  readonly protocol: Protocol
  readonly id: string
}

/** The first fault that a request meets, counting as it goes; undefined where none does. */
export function faultFinder(faults: readonly Fault[]): (request: Request) => Reply | undefined {
  const left = faults.map((fault) => fault.times ?? Infinity)
  const repetitions = new Map<string, number>()
  return (request) => {
    if (faults.length === 0) return undefined
    const repetition = (repetitions.get(request.id) ?? 0) + 1
    repetitions.set(request.id, repetition)
    const isDue = (fault: Fault, index: number) => (left[index] ?? 0) > 0 && drawn(fault, index, request.id, repetition)
    const met = faults.findIndex((fault, index) => meets(fault, request) && isDue(fault, index))
    const fault = faults[met]
    if (fault === undefined) return undefined
    left[met] = (left[met] ?? 0) - 1
    return faultReply(fault, request.protocol)
  }
}

function meets({ call, account, region }: Fault, request: Request): boolean {
  const wishes = [[call, request.call], [account, request.account], [region, request.region]] as const
  return wishes.every(([wish, is]) => wish === undefined || wish === is)
}

function drawn({ share = 1, seed = 0 }: Fault, index: number, id: string, repetition: number): boolean {
  const draw = createHash('sha256').update([seed, index, id, repetition].join(' ')).digest().readUInt32BE()
  return draw / 2 ** 32 < share
}

function faultReply({ answer, code, message }: Fault, protocol: Protocol): Reply {
  if (answer === 'html-500') return { kind: 'html', status: 500 }
  if (answer === 'reset' || answer === 'hang') return { kind: answer }
  const { wording, says, status } = faultErrors[answer]
  return error(code ?? codes[protocol][wording], message ?? says, status)
}

const faultErrors = {
  throttle: { wording: 'throttled', says: 'Rate exceeded', status: 400 },
  refuse: { wording: 'refused', says: 'Refused by a fault of the simulation', status: undefined },
  expire: { wording: 'expired', says: 'The security token included in the request is expired', status: undefined },
} as const

/** Whether a request of this account, region and service is within the rate now: a token bucket for each. */
export function rateKeeper(limit: RateLimit | undefined): (key: string) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (key) => {
    if (limit === undefined) return true
    const now = performance.now()
    const { tokens, at } = buckets.get(key) ?? { tokens: limit.burst, at: now }
    const full = Math.min(limit.burst, tokens + ((now - at) / 1000) * limit.perSecond)
    buckets.set(key, { tokens: full < 1 ? full : full - 1, at: now })
    return full >= 1
  }
}
