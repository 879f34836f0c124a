/** Signs every request with the credentials of the call it belongs to: one client serves all accounts. */
import { fatalError } from './fatal-error.ts'
import { contextOf, type RequestContexts } from './middleware.ts'
import type { Client } from './services.ts'

type Config = Client['config']
type Signer = Awaited<ReturnType<Config['signer']>>

/** What the SDK's configuration holds of how a service is signed: by which name, and (all but S3) with the path encoded once more. */
type Signing = Config & { readonly signingEscapePath: boolean; readonly signingName?: string; readonly defaultSigningName: string }

/** What the SDK takes for the client's credentials. Nobody may sign with them. */
const nobody = {
  get accessKeyId(): string {
    throw fatalError('a request outside a call')
  },
  get secretAccessKey(): string {
    throw fatalError('a request outside a call')
  },
}

/** The credentials of a client whose requests are signed by `signByCall`; `memoized` keeps the SDK from looking at them. */
export const noOnesCredentials = Object.assign(async () => nobody, { memoized: true })

/** Has the SDK's own signer take the credentials from the context of each request. The endpoint may name a region and a service. */
export async function signByCall(client: Client, contexts: RequestContexts): Promise<void> {
  const { SignatureV4 } = await import('@smithy/signature-v4')
  const { sha256, region: configured, signingEscapePath: uriEscapePath, signingName, defaultSigningName } = client.config as Signing
  client.config.signer = async (scheme) => {
    const { signingRegion: region = configured, signingName: service = signingName ?? defaultSigningName } = scheme ?? {}
    const sign: Sign = async (request, options) =>
      new SignatureV4({ sha256, uriEscapePath, region, service, credentials: contextOf(contexts, request).credentials }).sign(request, options)
    return { sign }
  }
}

type Sign = (request: Parameters<Signer['sign']>[0], options?: Parameters<Signer['sign']>[1]) => ReturnType<Signer['sign']>
