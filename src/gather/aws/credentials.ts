/** Credentials that outlast a run: renewed before they end, and when AWS says that they have expired. */
import { singleFlight } from './once.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** Where credentials come from. With `forceRefresh` the SDK's providers look past what they have cached. */
export type CredentialSource = (options?: { readonly forceRefresh?: boolean }) => Promise<Credentials>

/** The credentials of one reader. Both functions reject when there are none to be had. */
export interface RenewableCredentials {
  readonly current: () => Promise<Credentials>
  /** Others than these, which AWS says have expired; undefined when the source has no others. */
  readonly renewed: (expired: Credentials) => Promise<Credentials | undefined>
}

/** A session is renewed this long before it ends, so that none ends between retries. Milliseconds. */
const reserve = 5 * 60_000

/** The caller's own: when they have expired, the source is asked anew, once for all requests that met it. */
export function callerCredentials(source: CredentialSource): RenewableCredentials {
  const refresh = singleFlight(() => source({ forceRefresh: true }))
  return {
    current: () => source(),
    async renewed(expired) {
      const cached = await source()
      const fresh = isSame(cached, expired) ? await refresh() : cached
      return isSame(fresh, expired) ? undefined : fresh
    },
  }
}

/** Those of an assumed role: `assume` opens a new session, one at a time, when the one at hand is about to end or has expired. */
export function roleCredentials(first: Credentials, assume: () => Promise<Credentials>): RenewableCredentials {
  let session = first
  const renew = singleFlight(async () => {
    session = await assume()
    return session
  })
  return {
    current: async () => (isEnding(session) ? renew() : session),
    renewed: async (expired) => (session === expired ? renew() : session),
  }
}

function isEnding({ expiration }: Credentials): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() <= reserve
}

function isSame(one: Credentials, other: Credentials): boolean {
  const { accessKeyId, secretAccessKey, sessionToken } = one
  return accessKeyId === other.accessKeyId && secretAccessKey === other.secretAccessKey && sessionToken === other.sessionToken
}
