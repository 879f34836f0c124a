/** A server that gives one answer to all, and calls that are made to it, for the tests of this room. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openAsk, type Ask, type Reader } from '../../../src/gather/aws/ask.ts'
import { openClients } from '../../../src/gather/aws/clients.ts'
import { callerCredentials, type CredentialSource } from '../../../src/gather/aws/credentials.ts'
import { openRateLimit } from '../../../src/gather/aws/rate-limit.ts'
import type { Gap } from '../../../src/nouns/snapshot.ts'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

export interface OneAnswer {
  readonly status?: number
  readonly type?: string
  readonly body: string
}

export interface Asking {
  readonly ask: Ask
  /** What the server was asked. */
  readonly asked: IncomingMessage[]
  /** What each call came to. */
  readonly gaps: (Gap | undefined)[]
  readonly url: string
}

const opened: (() => void)[] = []

/** Ends every server and client; to be called after each test. */
export function closeAll(): void {
  for (const close of opened.splice(0)) close()
}

/** Starts a server that answers like this, and opens what asks it, with one attempt for each call. */
export async function asking(answer: OneAnswer | ((request: IncomingMessage) => OneAnswer)): Promise<Asking> {
  const asked: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.resume())
    const { status = 200, type = 'application/x-amz-json-1.1', body } = typeof answer === 'function' ? answer(request) : answer
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clients = openClients({ endpoint: url, attempts: 1, timeout: 2000 })
  opened.push(clients.close, () => server.close().closeAllConnections())
  const gaps: (Gap | undefined)[] = []
  const { signal } = new AbortController()
  const rateLimit = openRateLimit({ concurrency: 9 })
  const ask = openAsk({ clients, rateLimit, signal, unthrottled: true, onAnswer: (gap) => gaps.push(gap) })
  return { ask, asked, gaps, url }
}

/** A reader whose key names its account, or whose credentials come from this source. */
export function readerOf(account: string, source: CredentialSource = async () => keyOf(account)): Reader {
  return { account, identity: '', credentials: callerCredentials(source) }
}

export function keyOf(name: string): { accessKeyId: string; secretAccessKey: string } {
  return { accessKeyId: `AKIA${name}`, secretAccessKey: 'secret' }
}

/** The access key that signed a request. */
export function signerOf({ headers }: IncomingMessage): string {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''
}
