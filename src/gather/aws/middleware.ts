/** What every request of a client goes through: the allow-list before it is signed, the rate limit, and the keeping of its raw answer. */
import type { Readable } from 'node:stream'
import { isAllowed } from '../../nouns/call.ts'
import type { Credentials } from './credentials.ts'
import { fatalError } from './fatal-error.ts'
import type { Exchange } from './raw.ts'
import type { Client, Service } from './services.ts'

/** What belongs to one call on its way through a client that all accounts share. */
export interface RequestContext {
  readonly credentials: Credentials
  /** Sends an attempt as soon as the rate limit allows it. */
  readonly rateLimited: <T>(attempt: () => Promise<T>) => Promise<T>
  /** The body of the last answer, as it came. */
  body: string
  /** Told of every request and answer, where somebody keeps them. */
  readonly exchange?: Exchange
}

/** The context of a call, by its command; by what the SDK hands to the middleware of that command; and by each of its requests. */
export type RequestContexts = WeakMap<object, RequestContext>

/** Puts a client's requests under the run's rules. `service` is its name in nouns/call.ts. */
export function addMiddleware(client: Client, service: Service, contexts: RequestContexts): void {
  client.middlewareStack.remove('loggerMiddleware') // it copies every input and output for a log that nobody reads
  addContext(client, contexts)
  addAllowList(client, service)
  addRateLimit(client, contexts)
  addRawBody(client, contexts)
}

/** The context of the call that this belongs to; a request without one has no credentials either. */
export function contextOf(contexts: RequestContexts, belonging: object): RequestContext {
  const context = contexts.get(belonging)
  if (context === undefined) throw fatalError('a request outside a call')
  return context
}

/** Comes first, while what is handed on is the command itself. */
function addContext({ middlewareStack }: Client, contexts: RequestContexts): void {
  middlewareStack.add(
    (next, handling) => async (args) => {
      contexts.set(handling, contextOf(contexts, args))
      return next(args)
    },
    { step: 'initialize', priority: 'high', name: 'context' },
  )
}

function addAllowList({ middlewareStack }: Client, service: Service): void {
  middlewareStack.add(
    (next, { commandName }) => async (args) => {
      const call = `${service}:${String(commandName).replace(/Command$/, '')}`
      if (!isAllowed(call)) throw fatalError(`${call} is not on the list of calls that may be made`)
      return next(args)
    },
    { step: 'initialize', name: 'allowList' },
  )
}

/** Behind the SDK's retries, so that every attempt is counted; before it is signed. */
function addRateLimit({ middlewareStack }: Client, contexts: RequestContexts): void {
  const rateLimited =
    <A extends { readonly request: unknown }, R>(next: (args: A) => Promise<R>, handling: object) =>
    (args: A) => {
      const context = contextOf(contexts, handling)
      contexts.set(args.request as object, context)
      return context.rateLimited(() => next(args))
    }
  middlewareStack.addRelativeTo(rateLimited, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'rateLimit' })
}

function addRawBody({ middlewareStack }: Client, contexts: RequestContexts): void {
  middlewareStack.add(
    (next, handling) => async (args) => {
      const context = contextOf(contexts, handling)
      context.exchange?.sent(context.credentials)
      const result = await next(args)
      context.body = await readBody(result.response as HttpResponse, context.exchange)
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'rawBody' },
  )
}

interface HttpResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  body: Readable | Uint8Array | undefined
}

/** Reads the whole body and leaves it readable for the SDK. A web page is never an answer of AWS, whatever its status says. */
async function readBody(response: HttpResponse, exchange: Exchange | undefined): Promise<string> {
  const bytes = await bytesOf(response.body)
  const text = bytes.toString()
  exchange?.received(response, text)
  if (/^\s*<(!doctype\s+)?html/i.test(text)) {
    throw Object.assign(new Error('a web page'), { $metadata: { httpStatusCode: response.statusCode } })
  }
  response.body = bytes
  return text
}

/** By its events: an iterator over the stream costs several times as much. */
async function bytesOf(body: HttpResponse['body']): Promise<Buffer> {
  if (body === undefined || body instanceof Uint8Array) return Buffer.from(body ?? [])
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const cut = (): void => reject(Object.assign(new Error('the answer broke off'), { code: 'ERR_STREAM_PREMATURE_CLOSE' }))
    body.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject).once('close', cut)
    body.once('end', () => {
      body.off('close', cut)
      resolve(Buffer.concat(chunks))
    })
  })
}
