/** The way to AWS for one run: clients, rates and retries. */
import { openAsk, type Ask } from './ask.ts'
import { openClients } from './clients.ts'
import type { ProgressCount } from './progress.ts'
import { openRateLimit } from './rate-limit.ts'
import { attemptsFor } from './retry.ts'
import type { CollectOptions } from './run.ts'

/** What asks AWS; `close` aborts what is under way and ends the sockets. */
export function connect(options: CollectOptions, progress: ProgressCount): { readonly ask: Ask; readonly close: () => void } {
  const { timeout = 15_000, endpoint, concurrency, unthrottled = false } = options
  const aborter = new AbortController()
  const { signal } = aborter
  const sockets = { attempts: attemptsFor(options.attempts), timeout, sockets: concurrency }
  const clients = openClients({ ...sockets, ...(endpoint === undefined ? {} : { endpoint }) })
  const rateLimit = openRateLimit({ concurrency, signal })
  const raw = options.onRaw === undefined ? {} : { raw: { keep: options.onRaw, now: options.now } }
  const ask = openAsk({ clients, rateLimit, signal, unthrottled, onAnswer: progress.answered, ...raw })
  const close = (): void => {
    aborter.abort()
    clients.close()
  }
  return { ask, close }
}
