/** An organization into the lines of a snapshot: who asks, then a header, the facts as they arrive, a footer. */
import { snapshotFormat, type AnyFact, type Header, type Narrowing, type SnapshotLine } from '../../nouns/snapshot.ts'
import { openAsk, type Ask } from './ask.ts'
import { openChannel, type Channel } from './channel.ts'
import { openClients } from './clients.ts'
import { openEntrance } from './entrance.ts'
import { openGallery } from './gallery.ts'
import { meet, type Meeting } from './meeting.ts'
import { openPace } from './pace.ts'
import { gapsIn, readAll } from './reading.ts'
import { leaderFor } from './regions.ts'
import type { CollectOptions, Run } from './run.ts'
import { openWatch, type Watch } from './watch.ts'

export type { CollectOptions } from './run.ts'

/** Facts that may wait for the reader before the asking pauses. */
const room = 256

/**
 * Reads an organization. Throws mistakes (nouns/place.ts) before the first line when nobody may be asked, when another
 * organization answers than was expected, or when an account or unit that was named is not there. Later, whatever is refused or
 * broken is a gap on one fact; an error that is thrown then is a defect, such as an answer about another account.
 */
export async function* collect(options: CollectOptions): AsyncIterable<SnapshotLine> {
  const takenAt = options.now().toISOString()
  const { attempts = 8, timeout = 15_000, endpoint, concurrency } = options
  const ending = new AbortController()
  const clients = openClients({ attempts, timeout, ...(endpoint === undefined ? {} : { endpoint }) })
  const watch = openWatch(options.onProgress)
  const { signal } = ending
  const unthrottled = options.unthrottled === true
  const ask = openAsk({ clients, pace: openPace({ concurrency, signal }), signal, unthrottled, onAnswer: watch.answered })
  try {
    const meeting = await meet(ask, options)
    yield headerOf(options, meeting, takenAt)
    yield* linesOf(options, ask, meeting, watch)
  } finally {
    ending.abort()
    clients.close()
  }
}

function headerOf(options: CollectOptions, { caller, partition, organization }: Meeting, takenAt: string): Header {
  const { segment, tool } = options
  const narrowed = narrowingOf(options)
  return {
    format: snapshotFormat,
    segment,
    takenAt,
    tool,
    caller,
    partition,
    organization: options.thisAccount === true ? null : (organization.value.Id ?? null),
    ...(Object.keys(narrowed).length === 0 ? {} : { narrowed }),
  }
}

function narrowingOf({ thisAccount, accounts, units, regions }: CollectOptions): Narrowing {
  return {
    ...(thisAccount === true ? { thisAccount } : {}),
    ...(accounts === undefined ? {} : { accounts }),
    ...(units === undefined ? {} : { units }),
    ...(regions === undefined ? {} : { regions }),
  }
}

/** The facts, and the footer that counts them. An error of the reading ends the lines with it. */
async function* linesOf(options: CollectOptions, ask: Ask, meeting: Meeting, watch: Watch): AsyncIterable<SnapshotLine> {
  const channel = openChannel<AnyFact>(room)
  const reading = readAll(runOf(options, ask, meeting, channel), watch)
  reading.then(() => channel.close(), (error: unknown) => channel.close(error))
  const counts = { facts: 0, gaps: 0 }
  const count = (fact: AnyFact): AnyFact => {
    counts.facts += fact.gap === undefined ? 1 : 0
    counts.gaps += gapsIn(fact)
    return fact
  }
  try {
    yield count(meeting.organization)
    for await (const fact of channel) yield count(fact)
    yield { footer: options.segment, listed: meeting.accounts.length, ...(await reading), ...counts }
  } finally {
    channel.close()
  }
}

function runOf(options: CollectOptions, ask: Ask, meeting: Meeting, channel: Channel<AnyFact>): Run {
  const { seat: caller, partition, region, accounts, organization, partial } = meeting
  const mayEnter = new Set(accounts.flatMap(({ Id, skipped }) => (skipped === undefined ? [Id] : [])))
  return {
    options,
    ask,
    partition,
    region,
    leader: leaderFor(partition, region),
    caller,
    organization: organization.value,
    partial,
    accounts,
    enter: openEntrance({ ...options, ask, caller, partition, region }, mayEnter),
    gallery: openGallery(accounts.map(({ Id }) => Id)),
    tell: (fact) => channel.put(fact),
  }
}
