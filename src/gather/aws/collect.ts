/** An organization into the lines of a snapshot: a header, the facts as they arrive, a footer. */
import { factsIn, type AnyFact, type SnapshotLine } from '../../nouns/snapshot.ts'
import type { Ask } from './ask.ts'
import { openChannel, type Channel } from './channel.ts'
import { connect } from './connect.ts'
import { headerOf } from './header.ts'
import { openListed, type Listed } from './listed.ts'
import { countProgress, type ProgressCount } from './progress.ts'
import { readOrganization } from './read-organization.ts'
import { alwaysOnRegionFor, listRegions } from './regions.ts'
import { openResumed, refuseOtherRun } from './resumed.ts'
import { openRoles } from './roles.ts'
import type { CollectOptions, Run } from './run.ts'
import { findScope, type Scope } from './scope.ts'
import { openTally } from './tally.ts'
import { openTrailSightings } from './trail-sightings.ts'

export type { CollectOptions, Excluded } from './run.ts'

/** Facts that may wait to be taken before the reading pauses. */
const capacity = 256

/**
 * Reads an organization, or goes on reading one: then there is no header, and only what is not known. Throws mistakes
 * (nouns/place.ts) before the first line when nobody may be asked, when another organization answers than was expected, or when an
 * account or unit that was named is not there; later one alone: the list of accounts broke off, and then there is no footer. Else
 * whatever is refused or broken is a gap on one fact; an error that is thrown then is a defect, such as an answer about another account.
 */
export async function* collect(options: CollectOptions): AsyncIterable<SnapshotLine> {
  const takenAt = options.now().toISOString()
  const progress = countProgress(options.onProgress)
  const { ask, close } = connect(options, progress)
  try {
    const scope = await findScope(ask, options)
    const header = headerOf(options, scope, takenAt)
    if (options.resume === undefined) yield header
    else refuseOtherRun(options.resume.header, header)
    yield* linesOf(options, ask, scope, progress)
  } finally {
    close()
  }
}

/** The facts, and the footer that counts them. An error of the reading ends the lines with it. */
async function* linesOf(options: CollectOptions, ask: Ask, scope: Scope, progress: ProgressCount): AsyncIterable<SnapshotLine> {
  const channel = openChannel<AnyFact>(capacity)
  const listed = openListed(scope.accounts, options.shard)
  const run = runOf(options, ask, scope, listed, channel)
  const reading = readAll(run, scope, listed, progress)
  reading.then(() => channel.close(), (error: unknown) => channel.close(error))
  const tally = openTally(factsIn(run.resumed.known), run.resumed.again)
  try {
    for await (const fact of channel) {
      tally.add(fact)
      yield fact
    }
    const takenUntil = options.now().toISOString()
    yield { ...tally.footer(options.resume?.header.segment ?? options.segment, await listed.whole), takenUntil }
  } finally {
    channel.close()
  }
}

/** The organization and its accounts, side by side: the tree of its units may take minutes at Organizations' rates. */
async function readAll(run: Run, { describe }: Scope, listed: Listed, progress: ProgressCount): Promise<void> {
  listed.whole.then((accounts) => progress.listed(accounts.length), () => undefined)
  const isTold = run.resumed.known.organization !== undefined || (run.options.shard?.index ?? 1) !== 1
  const organization = isTold ? undefined : describe().then(run.emit)
  await Promise.all([organization, readOrganization(run, listed.coming, progress)])
  await listed.whole
}

function runOf(options: CollectOptions, ask: Ask, scope: Scope, listed: Listed, channel: Channel<AnyFact>): Run {
  const { reader: caller, partition, region, organization, partial, ownRegions } = scope
  return {
    options,
    ask,
    caller,
    partition,
    alwaysOnRegion: alwaysOnRegionFor(partition, region),
    organization: organization.value,
    partial,
    accounts: listed.accounts,
    readerOf: openRoles({ ...options, ask, caller, partition, region }, listed.isReadable),
    listRegions: async (reader, other) =>
      ownRegions !== undefined && reader === caller && other === undefined ? ownRegions : listRegions(ask, reader, region, other),
    resumed: openResumed(options.resume),
    sightings: openTrailSightings(listed.positionOf),
    emit: (fact) => channel.put(fact),
  }
}
