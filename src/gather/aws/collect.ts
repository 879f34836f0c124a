/** An organization into the lines of a snapshot: a header, the facts as they arrive, a footer. */
import type { AnyFact, SnapshotLine } from '../../nouns/snapshot.ts'
import { openAsk, type Ask } from './ask.ts'
import { asCaller } from './caller.ts'
import { openCentralRegions } from './central-regions.ts'
import { openChannel, type Channel } from './channel.ts'
import { openClients } from './clients.ts'
import { headerOf } from './header.ts'
import { countProgress, type ProgressCount } from './progress.ts'
import { openRateLimit } from './rate-limit.ts'
import { gapsIn, readOrganization } from './read-organization.ts'
import { alwaysOnRegionFor } from './regions.ts'
import { attemptsFor } from './retry.ts'
import { openRoles } from './roles.ts'
import type { CollectOptions, Run } from './run.ts'
import { findScope, type Scope } from './scope.ts'
import { openTrailSightings } from './trail-sightings.ts'

export type { CollectOptions } from './run.ts'

/** Facts that may wait to be taken before the reading pauses. */
const capacity = 256

/**
 * Reads an organization. Throws mistakes (nouns/place.ts) before the first line when nobody may be asked, when another
 * organization answers than was expected, or when an account or unit that was named is not there. Later, whatever is refused or
 * broken is a gap on one fact; an error that is thrown then is a defect, such as an answer about another account.
 */
export async function* collect(options: CollectOptions): AsyncIterable<SnapshotLine> {
  const takenAt = options.now().toISOString()
  const progress = countProgress(options.onProgress)
  const { ask, close } = connect(options, progress)
  try {
    const scope = await findScope(ask, options)
    yield headerOf(options, scope, takenAt)
    yield* linesOf(options, ask, scope, progress)
  } finally {
    close()
  }
}

/** What asks AWS; `close` aborts what is under way and ends the sockets. */
function connect(options: CollectOptions, progress: ProgressCount): { readonly ask: Ask; readonly close: () => void } {
  const { timeout = 15_000, endpoint, concurrency, unthrottled = false } = options
  const aborter = new AbortController()
  const { signal } = aborter
  const clients = openClients({ attempts: attemptsFor(options.attempts), timeout, ...(endpoint === undefined ? {} : { endpoint }) })
  const rateLimit = openRateLimit({ concurrency, signal })
  const raw = options.onRaw === undefined ? {} : { raw: { keep: options.onRaw, now: options.now } }
  const ask = openAsk({ clients, rateLimit, signal, unthrottled, onAnswer: progress.answered, ...raw })
  const close = (): void => {
    aborter.abort()
    clients.close()
  }
  return { ask, close }
}

/** The facts, and the footer that counts them. An error of the reading ends the lines with it. */
async function* linesOf(options: CollectOptions, ask: Ask, scope: Scope, progress: ProgressCount): AsyncIterable<SnapshotLine> {
  const channel = openChannel<AnyFact>(capacity)
  await channel.put(scope.organization)
  const reading = readOrganization(runOf(options, ask, scope, channel), progress)
  reading.then(() => channel.close(), (error: unknown) => channel.close(error))
  const counts = { facts: 0, gaps: 0 }
  try {
    for await (const fact of channel) {
      counts.facts += fact.gap === undefined ? 1 : 0
      counts.gaps += gapsIn(fact)
      yield fact
    }
    yield { footer: options.segment, listed: scope.accounts.length, ...(await reading), ...counts }
  } finally {
    channel.close()
  }
}

function runOf(options: CollectOptions, ask: Ask, scope: Scope, channel: Channel<AnyFact>): Run {
  const { reader: caller, partition, region, accounts, organization, partial } = scope
  const readable = new Set(accounts.flatMap(({ Id, skipped }) => (skipped === undefined ? [Id] : [])))
  return {
    options,
    ask,
    partition,
    alwaysOnRegion: alwaysOnRegionFor(partition, region),
    organization: organization.value,
    partial,
    accounts,
    readerOf: openRoles({ ...options, ask, caller, partition, region }, readable),
    centralRegions: openCentralRegions(asCaller(ask, caller, region), accounts),
    sightings: openTrailSightings(accounts.map(({ Id }) => Id)),
    emit: (fact) => channel.put(fact),
  }
}
