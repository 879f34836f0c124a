/** What every request of a client passes: the allow-list before it is signed, its turn, and the keeping of its raw answer. */
import type { AsyncLocalStorage } from 'node:async_hooks'
import { isAllowed } from '../../nouns/call.ts'
import type { Client, Service } from './services.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** What belongs to one call on its way through a client that all accounts share. */
export interface Passage {
  readonly credentials: Credentials
  /** Lets an attempt go when its turn has come. */
  readonly paced: <T>(attempt: () => Promise<T>) => Promise<T>
  /** The body of the last answer, as it came. */
  body: string
}

type Passages = AsyncLocalStorage<Passage>

/** An error of ours, not an answer: it ends the run and never becomes a gap. */
export function stop(message: string): Error {
  return Object.assign(new Error(message), { stops: true })
}

export function isStop(error: unknown): boolean {
  return (error as { stops?: unknown } | undefined)?.stops === true
}

/** Puts a client's requests under the run's rules. `service` is its name in nouns/call.ts. */
export function guard(client: Client, service: Service, passages: Passages): void {
  const stack = client.middlewareStack
  stack.add(
    (next, context) => async (args) => {
      refuseUnlisted(`${service}:${String(context['commandName']).replace(/Command$/, '')}`)
      return next(args)
    },
    { step: 'initialize', name: 'allowList' },
  )
  stack.add(
    (next) => async (args) => {
      const result = await next(args)
      passageOf(passages).body = await keepBody(result.response as Answer)
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'rawBody' },
  )
  const inTurn =
    <A, R>(next: (args: A) => Promise<R>) =>
    (args: A) =>
      passageOf(passages).paced(() => next(args))
  stack.addRelativeTo(inTurn, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'pace' })
}

/** The passage of the call that is under way; a request without one has no credentials either. */
export function passageOf(passages: Passages): Passage {
  const passage = passages.getStore()
  if (passage === undefined) throw stop('a request outside a call')
  return passage
}

function refuseUnlisted(name: string): void {
  if (!isAllowed(name)) throw stop(`${name} is not on the list of calls that may be made`)
}

interface Answer {
  readonly statusCode: number
  body: AsyncIterable<Uint8Array> | Uint8Array | undefined
}

/** Reads the whole body and leaves it readable for the SDK. A web page is never an answer of AWS, whatever its status says. */
async function keepBody(answer: Answer): Promise<string> {
  const bytes = await bytesOf(answer.body)
  const text = bytes.toString()
  if (/^\s*<(!doctype\s+)?html/i.test(text)) {
    throw Object.assign(new Error('a web page'), { $metadata: { httpStatusCode: answer.statusCode } })
  }
  answer.body = bytes
  return text
}

async function bytesOf(body: Answer['body']): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body)
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) chunks.push(chunk)
  return Buffer.concat(chunks)
}
