/** The end of a run, told to all requests that are under way. */

/**
 * A signal for thousands of requests, as far as the SDK asks one: an AbortSignal of its own kind compares each listener with all that
 * it has, and a request adds one and takes it off again.
 */
export function relayAbort(signal: AbortSignal): AbortSignal {
  const listeners = new Set<() => void>()
  signal.addEventListener('abort', () => {
    for (const tell of listeners) tell()
  })
  const relay: Pick<AbortSignal, 'aborted' | 'reason' | 'addEventListener' | 'removeEventListener'> = {
    get aborted() {
      return signal.aborted
    },
    get reason(): unknown {
      return signal.reason
    },
    addEventListener: (_: string, listener: unknown) => void listeners.add(listener as () => void),
    removeEventListener: (_: string, listener: unknown) => void listeners.delete(listener as () => void),
  }
  return relay as AbortSignal
}
