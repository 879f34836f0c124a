/** What a simulation does wrong on purpose: faults by request, the same ones in every run. */
import { codes, type Protocol } from './answers.ts'
import { drawOf } from './draw.ts'
import { error, type Reply } from './reply.ts'

/** One thing that goes wrong; what it does not name, it does not ask for. */
export interface Fault {
  /** `service:Operation`, as in nouns/call.ts. */
  readonly call?: string
  /** The account whose credentials sign. */
  readonly account?: string
  readonly region?: string
  /** How many requests go unharmed before the first that gets it; default none. */
  readonly after?: number
  /** How many requests get it; default all. */
  readonly times?: number
  /** Which part of the requests gets it, 0 to 1; drawn by the request and its repetition, so that runs repeat. */
  readonly share?: number
  /** Another seed, another draw. */
  readonly seed?: number
  /** `delay` answers as always, but late; `end-sessions` ends every session that was issued so far, and answers the request with that, where it came in one. */
  readonly answer: 'throttle' | 'html-500' | 'reset' | 'hang' | 'refuse' | 'expire' | 'delay' | 'end-sessions'
  /** Instead of the protocol's own, for `throttle`, `refuse` and `expire`. */
  readonly code?: string
  readonly message?: string
  /** Milliseconds, for `delay`; default 30,000. */
  readonly delay?: number
}

/** What a fault may ask of a request; `id` is the same for each repetition of it, which count from 1. */
interface Request {
  readonly call: string
  readonly account: string
  readonly region: string
  readonly id: string
  readonly repetition: number
}

/** The first fault that a request meets, counting as it goes; undefined where none does. */
export function faultFinder(faults: readonly Fault[]): (request: Request) => Fault | undefined {
  const left = faults.map((fault) => fault.times ?? Infinity)
  const spared = faults.map((fault) => fault.after ?? 0)
  return (request) => {
    const met = faults.findIndex((fault, index) => {
      if ((left[index] ?? 0) <= 0 || !meets(fault, request)) return false
      spared[index] = (spared[index] ?? 0) - 1
      return (spared[index] ?? 0) < 0 && isDrawn(fault, index, request)
    })
    if (met >= 0) left[met] = (left[met] ?? 0) - 1
    return faults[met]
  }
}

function meets({ call, account, region }: Fault, request: Request): boolean {
  const wishes = [[call, request.call], [account, request.account], [region, request.region]] as const
  return wishes.every(([wish, is]) => wish === undefined || wish === is)
}

function isDrawn({ share = 1, seed = 0 }: Fault, index: number, { id, repetition }: Request): boolean {
  return share >= 1 || drawOf(seed, index, id, repetition) < share
}

/** What a fault answers; undefined for one that only delays. */
export function faultReply({ answer, code, message }: Fault, protocol: Protocol): Reply | undefined {
  if (answer === 'delay') return undefined
  if (answer === 'html-500') return { kind: 'html', status: 500 }
  if (answer === 'reset' || answer === 'hang') return { kind: answer }
  const { wording, says, status } = faultErrors[answer]
  return error(code ?? codes[protocol][wording], message ?? says, status)
}

const expired = { wording: 'expired', says: 'The security token included in the request is expired', status: undefined } as const

const faultErrors = {
  throttle: { wording: 'throttled', says: 'Rate exceeded', status: 400 },
  refuse: { wording: 'refused', says: 'Refused by a fault of the simulation', status: undefined },
  expire: expired,
  'end-sessions': expired,
} as const

/** Milliseconds that a fault adds before the answer. */
export function delayOf(fault: Fault | undefined): number {
  return fault?.answer === 'delay' ? (fault.delay ?? 30_000) : 0
}
