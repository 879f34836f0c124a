/** One question to AWS: a call, by whom, where and with what; what comes back is the answer or the gap in its place. */
import { setMaxListeners } from 'node:events'
import { calls, type Call, type CallName } from '../../nouns/call.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import type { Clients } from './clients.ts'
import { gapOf } from './gap.ts'
import type { Pace } from './pace.ts'
import { isStop, stop, type Credentials, type Passage } from './passing.ts'
import type { InputOf, Loaded, OutputOf, Service } from './services.ts'

/** An account that is read, and with what. `identity` is the ARN of who reads it. */
export interface Seat {
  readonly account: string
  readonly identity: string
  readonly credentials: () => Promise<Credentials>
}

/** The answer as the SDK reads it and as it came, or the gap. */
export type Answer<N extends CallName> =
  | { readonly output: OutputOf<N>; readonly body: string; readonly gap?: never }
  | { readonly gap: Gap; readonly output?: never; readonly body?: never }

/** Asks one call. Only errors of ours are thrown, and what comes after the run was ended. */
export type Ask = <N extends CallName>(call: N, seat: Seat, region: string, input: InputOf<N>) => Promise<Answer<N>>

export interface AskOptions {
  readonly clients: Clients
  readonly pace: Pace
  /** Ends every request that is under way. */
  readonly signal: AbortSignal
  /** Leave out the documented rates. */
  readonly unthrottled: boolean
  /** Told after each call, with its gap if it has one. */
  readonly onAnswer: (gap: Gap | undefined) => void
}

export function openAsk(options: AskOptions): Ask {
  const { clients, signal, onAnswer } = options
  setMaxListeners(0, signal) // one for each request in flight
  return async (call, seat, region, input) => {
    const loaded = await clients.of(call.split(':')[0] as Service, region)
    try {
      signal.throwIfAborted()
      const passage: Passage = { credentials: await seat.credentials(), paced: pacedBy(options, call, seat, region), body: '' }
      const output = await clients.passing(passage, () => send(loaded, call, input, signal))
      onAnswer(undefined)
      return { output, body: passage.body }
    } catch (error) {
      if (signal.aborted || isStop(error)) throw error
      const gap = gapOf(call, error)
      onAnswer(gap)
      return { gap }
    }
  }
}

async function send<N extends CallName>(loaded: Loaded, call: N, input: InputOf<N>, signal: AbortSignal): Promise<OutputOf<N>> {
  const Command = loaded.commands[`${call.split(':')[1]}Command`]
  if (Command === undefined) throw stop(`${call} is not a call of AWS`)
  return loaded.client.send(new Command(input), { abortSignal: signal }) as Promise<OutputOf<N>>
}

/** Calls of one service with the same documented rate share a bucket: AWS does not say that each has its own. */
function pacedBy({ pace, unthrottled }: AskOptions, name: CallName, { account }: Seat, region: string): Passage['paced'] {
  const rate = (calls[name] as Call | undefined)?.rate
  const key = [account, region, name.split(':')[0], rate?.perSecond, rate?.burst].join(' ')
  return (attempt) => pace.through(key, unthrottled ? undefined : rate, attempt)
}

/** The members of a raw JSON answer; none where the body holds no object. */
export function membersOf(body: string): Readonly<Record<string, unknown>> {
  const read: unknown = body === '' ? undefined : JSON.parse(body, withoutNulls)
  return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : {}
}

/** In AWS's JSON protocols a member that is null is not there; a null in a list is kept. */
function withoutNulls(this: unknown, _name: string, value: unknown): unknown {
  return value === null && !Array.isArray(this) ? undefined : value
}

/** Every page of a listing, or the gap of the first page that could not be had; `next` finds the token of the page after. */
export async function everyPage<N extends CallName>(
  page: (token: string | undefined) => Promise<Answer<N>>,
  next: (output: OutputOf<N>) => string | undefined,
): Promise<{ readonly pages: readonly OutputOf<N>[]; readonly gap?: never } | { readonly gap: Gap; readonly pages?: never }> {
  const pages: OutputOf<N>[] = []
  let token: string | undefined
  do {
    const answer = await page(token)
    if (answer.gap !== undefined) return { gap: answer.gap }
    pages.push(answer.output)
    token = next(answer.output)
  } while (token !== undefined && token !== '')
  return { pages }
}
