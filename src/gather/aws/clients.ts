/** One client per service and region, opened when first needed and shared by all accounts (reference 3.4 of the dependencies). */
import { AsyncLocalStorage } from 'node:async_hooks'
import { guard, passageOf, type Passage } from './passing.ts'
import { patience } from './retry.ts'
import { load, type Client, type Loaded, type Service, type Settings } from './services.ts'

export interface ClientOptions {
  /** Instead of AWS's own endpoints; without it the SDK honours AWS_ENDPOINT_URL. */
  readonly endpoint?: string
  /** Requests for one call, the first one included. */
  readonly attempts: number
  /** Milliseconds to wait for an answer. */
  readonly timeout: number
}

export interface Clients {
  /** Runs `work` so that requests are signed with, paced by and kept in this passage. */
  readonly passing: <T>(passage: Passage, work: () => Promise<T>) => Promise<T>
  readonly of: (service: Service, region: string) => Promise<Loaded>
  readonly close: () => void
}

/** Opens the clients of one run. They share one set of sockets, which `close` ends. */
export function openClients(options: ClientOptions): Clients {
  const passages = new AsyncLocalStorage<Passage>()
  const opened = new Map<string, Promise<Loaded>>()
  let sockets: Client['config']['requestHandler'] | undefined
  const open = async (service: Service, region: string): Promise<Loaded> => {
    // `memoized` keeps the SDK from caching an answer: without it all accounts would be read as the first that asked
    const credentials = Object.assign(async () => passageOf(passages).credentials, { memoized: true })
    const loaded = await load(service, settingsOf(options, { region, credentials, requestHandler: sockets ?? handlerOf(options) }))
    sockets ??= loaded.client.config.requestHandler
    guard(loaded.client, service, passages)
    straighten(loaded.client, service)
    return loaded
  }
  return {
    passing: (passage, work) => passages.run(passage, work),
    of: (service, region) => {
      const key = `${service} ${region}`
      const client = opened.get(key) ?? open(service, region)
      opened.set(key, client)
      return client
    },
    close: () => sockets?.destroy?.(),
  }
}

function settingsOf(options: ClientOptions, own: Pick<Settings, 'region' | 'credentials' | 'requestHandler'>): Settings {
  const endpoint = options.endpoint === undefined ? {} : { endpoint: options.endpoint }
  return { ...own, ...endpoint, retryStrategy: patience(options.attempts) }
}

function handlerOf({ timeout }: ClientOptions): Settings['requestHandler'] {
  const agent = { keepAlive: true, maxSockets: 256 }
  const waits = { connectionTimeout: Math.min(3000, timeout), requestTimeout: timeout, socketTimeout: timeout }
  return { ...waits, throwOnRequestTimeout: true, httpsAgent: agent, httpAgent: agent }
}

interface EndpointParameters {
  readonly Endpoint?: string
  readonly ForcePathStyle?: boolean
}

/**
 * Under an endpoint override S3 would put the bucket, and S3 Control the account, before the host (`http://bucket.127.0.0.1`);
 * here the override is asked as it was given.
 */
function straighten(client: Client, service: Service): void {
  if (service !== 's3' && service !== 's3control') return
  const config = client.config as unknown as { endpointProvider: (parameters: EndpointParameters, context?: unknown) => unknown }
  const usual = config.endpointProvider
  config.endpointProvider = (parameters, context) => {
    if (parameters.Endpoint === undefined) return usual(parameters, context)
    return service === 's3' ? usual({ ...parameters, ForcePathStyle: true }, context) : { url: new URL(parameters.Endpoint) }
  }
}
