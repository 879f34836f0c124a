/** Where a trail shows, with its status there: GetTrailStatus answers by account and region. */
import type { Gap, Reach, Snapshot, Trail, TrailStatus } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import { identify } from '../coverage/logging.ts'
import { openGap } from './fact-reading.ts'

/** A trail in one region of one account. Where the status could not be seen, the gap says why. */
export interface Showing {
  readonly account: string
  readonly region: string
  readonly status?: TrailStatus
  readonly gap?: OpenGap
}

const remembered = new WeakMap<Snapshot, ReadonlyMap<string, readonly Showing[]>>()

/** Every place where a trail shows, over the whole snapshot; worked out once for all trails. */
export function showingsOf(snapshot: Snapshot, arn: string): readonly Showing[] {
  const known = remembered.get(snapshot) ?? byTrail(snapshot)
  remembered.set(snapshot, known)
  return known.get(arn) ?? []
}

function byTrail(snapshot: Snapshot): ReadonlyMap<string, readonly Showing[]> {
  const found = new Map<string, Showing[]>()
  for (const [account, { reach }] of snapshot.accounts) {
    for (const [region, { value, unseen }] of reach) {
      for (const [arn, showing] of showingsIn(value, unseen ?? none, { account, region })) {
        const known = found.get(arn)
        if (known === undefined) found.set(arn, [showing])
        else known.push(showing)
      }
    }
  }
  return found
}

/** Most facts have none: then no path is put together. */
const none: Readonly<Record<string, Gap>> = {}

function showingsIn(
  reach: Reach | undefined,
  gaps: Readonly<Record<string, Gap>>,
  where: { readonly account: string; readonly region: string },
): readonly (readonly [string, Showing])[] {
  const { account, region } = where
  return Object.entries(reach?.trails ?? {}).map(([arn, status]) => {
    const gap = gaps === none ? undefined : (gaps[`trails.${arn}`] ?? gaps['trails'])
    return [arn, gap === undefined ? { account, region, status } : { account, region, gap: openGap(gap, where) }] as const
  })
}

/**
 * The trail in its home region: in the account that owns it, or, where that was not read, in the accounts that were (a copy of an
 * organization trail has a status of its own in each). The gap of the home region where it shows in none.
 */
export function showingsAtHome(snapshot: Snapshot, arn: string, trail: Trail | undefined): readonly Showing[] {
  const { owner, home } = identify(arn, trail)
  const where = { account: owner, region: home }
  const facts = snapshot.accounts.get(owner)
  const { value, unseen = none } = facts?.reach.get(home) ?? {}
  const own = showingsIn(value, unseen, where).filter(([id]) => id === arn).map(([, showing]) => showing)
  if (own.length > 0) return own
  const there = showingsOf(snapshot, arn).filter(({ region }) => region === home)
  if (there.length > 0) return there
  const gap = facts?.reach.get(home)?.gap ?? facts?.account?.unseen?.['identity'] ?? facts?.account?.gap
  return gap === undefined ? [] : [{ ...where, gap: openGap(gap, where) }]
}
