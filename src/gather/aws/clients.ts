/** One client per service and region, opened when first needed and shared by all accounts (reference 3.4 of the dependencies). */
import { keepOrder } from './kept-order.ts'
import { addMiddleware, type RequestContext, type RequestContexts } from './middleware.ts'
import { oncePerKey } from './once.ts'
import { retryStrategy } from './retry.ts'
import { load, type Client, type Command, type Loaded, type Service, type Settings } from './services.ts'
import { noOnesCredentials, signByCall } from './signing.ts'

export interface ClientOptions {
  /** Instead of AWS's own endpoints; without it the SDK honours AWS_ENDPOINT_URL. */
  readonly endpoint?: string
  /** Requests for one call, the first one included. */
  readonly attempts: number
  /** Milliseconds to wait for an answer. */
  readonly timeout: number
  /** Sockets to one host, as many as requests may be in flight: others would wait for one unseen. Default 256. */
  readonly sockets?: number
}

export interface Clients {
  /** From now on the requests of this command are signed with, limited by and kept in this context. */
  readonly bind: (command: Command, context: RequestContext) => void
  readonly of: (service: Service, region: string) => Promise<Loaded>
  readonly close: () => void
}

/** Opens the clients of one run. They share one set of sockets, which `close` ends. */
export function openClients(options: ClientOptions): Clients {
  // Not an AsyncLocalStorage: on Node 20 and 22 it would cost every promise of the SDK, a fifth of a call in all
  const contexts: RequestContexts = new WeakMap()
  let sockets: Client['config']['requestHandler'] | undefined
  const open = async (service: Service, region: string): Promise<Loaded> => {
    const requestHandler = sockets ?? socketSettings(options)
    const loaded = await load(service, settingsOf(options, { region, credentials: noOnesCredentials, requestHandler }))
    sockets ??= loaded.client.config.requestHandler
    await signByCall(loaded.client, contexts)
    addMiddleware(loaded.client, service, contexts)
    keepOrder(loaded.client)
    useEndpointAsGiven(loaded.client, service)
    return loaded
  }
  const clientsOf = oncePerKey((service: Service) => oncePerKey((region: string) => open(service, region)))
  return {
    bind: (command, context) => void contexts.set(command, context),
    of: (service, region) => clientsOf(service)(region),
    close: () => sockets?.destroy?.(),
  }
}

function settingsOf({ endpoint, attempts }: ClientOptions, own: Pick<Settings, 'region' | 'credentials' | 'requestHandler'>): Settings {
  return { ...own, ...(endpoint === undefined ? {} : { endpoint }), retryStrategy: retryStrategy(attempts) }
}

function socketSettings({ timeout, sockets = 256 }: ClientOptions): Settings['requestHandler'] {
  const agent = { keepAlive: true, maxSockets: sockets }
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
function useEndpointAsGiven(client: Client, service: Service): void {
  if (service !== 's3' && service !== 's3control') return
  const config = client.config as unknown as { endpointProvider: (parameters: EndpointParameters, context?: unknown) => unknown }
  const usual = config.endpointProvider
  config.endpointProvider = (parameters, context) => {
    if (parameters.Endpoint === undefined) return usual(parameters, context)
    return service === 's3' ? usual({ ...parameters, ForcePathStyle: true }, context) : { url: new URL(parameters.Endpoint) }
  }
}
