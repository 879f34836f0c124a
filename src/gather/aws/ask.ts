/** One call to AWS: by whom, where and with what; what comes back is the answer or the gap in its place. */
import { calls, type Call, type CallName } from '../../nouns/call.ts'
import type { RawAnswer } from '../../nouns/raw-answer.ts'
import type { Gap } from '../../nouns/snapshot.ts'
import { relayAbort } from './abort.ts'
import type { Answer } from './answer.ts'
import type { Clients } from './clients.ts'
import type { Credentials, RenewableCredentials } from './credentials.ts'
import { fatalError, isFatal } from './fatal-error.ts'
import { gapOf, isExpiry } from './gap.ts'
import type { RequestContext } from './middleware.ts'
import type { RateLimit } from './rate-limit.ts'
import { openExchange, type Exchange } from './raw.ts'
import type { Command, InputOf, Loaded, OutputOf, Service } from './services.ts'

/** Who reads an account: `identity` is the ARN of the caller or of the role session. */
export interface Reader {
  readonly account: string
  readonly identity: string
  readonly credentials: RenewableCredentials
}

/** Asks one call. Only fatal errors are thrown, and what comes after the run was aborted. */
export type Ask = <N extends CallName>(call: N, reader: Reader, region: string, input: InputOf<N>) => Promise<Answer<N>>

export interface AskOptions {
  readonly clients: Clients
  readonly rateLimit: RateLimit
  /** Aborts every request that is under way. */
  readonly signal: AbortSignal
  /** Leave out the documented rates. */
  readonly unthrottled: boolean
  /** Told after each call, with its gap if it has one. */
  readonly onAnswer: (gap: Gap | undefined) => void
  /** Keeps what came over the wire, with the clock that it is noted by; the call is answered when it is kept. */
  readonly raw?: { readonly keep: (answer: RawAnswer) => Promise<void>; readonly now: () => Date }
}

interface Question<N extends CallName> {
  readonly loaded: Loaded
  readonly call: N
  readonly reader: Reader
  readonly region: string
  readonly input: InputOf<N>
  readonly exchange?: Exchange
}

interface Asking extends AskOptions {
  readonly abortSignal: AbortSignal
}

export function openAsk(options: AskOptions): Ask {
  const asking = { ...options, abortSignal: relayAbort(options.signal) }
  return async (call, reader, region, input) => {
    const loaded = await options.clients.of(call.split(':')[0] as Service, region)
    const exchange = options.raw === undefined ? {} : { exchange: openExchange(options.raw.now) }
    const answer = await orGap(options, call, () => askRenewing(asking, { loaded, call, reader, region, input, ...exchange }))
    options.onAnswer(answer.gap)
    const raw = exchange.exchange?.answer({ call, account: reader.account, region, input: input as object }, answer.gap)
    if (raw !== undefined) await options.raw?.keep(raw)
    return answer
  }
}

type Work<N extends CallName> = () => Promise<Answer<N>>

/** `signers`: the credentials that the work is signed with. */
async function orGap<N extends CallName>({ signal }: AskOptions, call: N, work: Work<N>, signers: readonly Credentials[] = []): Promise<Answer<N>> {
  try {
    signal.throwIfAborted()
    return await work()
  } catch (error) {
    if (signal.aborted || isFatal(error)) throw error
    return { gap: gapOf(call, error, signers) }
  }
}

/** When AWS says that the credentials have expired, they are renewed and the call is asked once more. */
async function askRenewing<N extends CallName>(options: Asking, question: Question<N>): Promise<Answer<N>> {
  const { current, renewed } = question.reader.credentials
  const credentials = await current()
  const answer = await askWith(options, question, credentials)
  if (answer.gap === undefined || !isExpiry(answer.gap)) return answer
  const others = await renewed(credentials)
  return others === undefined ? answer : askWith(options, question, others)
}

function askWith<N extends CallName>(options: Asking, question: Question<N>, credentials: Credentials): Promise<Answer<N>> {
  return orGap(options, question.call, () => send(options, question, credentials), [credentials])
}

async function send<N extends CallName>(options: Asking, question: Question<N>, credentials: Credentials): Promise<Answer<N>> {
  const { exchange } = question
  const kept = exchange === undefined ? {} : { exchange }
  const context: RequestContext = { credentials, rateLimited: rateLimitFor(options, question), body: '', ...kept }
  const command = commandOf(question)
  options.clients.bind(command, context)
  const output = (await question.loaded.client.send(command, { abortSignal: options.abortSignal })) as OutputOf<N>
  return { output, body: context.body }
}

function commandOf<N extends CallName>({ loaded, call, input }: Question<N>): Command {
  const Command = loaded.commands[`${call.split(':')[1]}Command`]
  if (Command === undefined) throw fatalError(`${call} is not a call of AWS`)
  return new Command(input)
}

/** Calls of one service with the same documented rate share a token bucket: AWS does not say that each has its own. */
function rateLimitFor<N extends CallName>(options: AskOptions, { call, reader, region }: Question<N>): RequestContext['rateLimited'] {
  const rate = (calls[call] as Call | undefined)?.rate
  const key = [reader.account, region, call.split(':')[0], rate?.perSecond, rate?.burst].join(' ')
  return (attempt) => options.rateLimit.run(key, options.unthrottled ? undefined : rate, attempt)
}
