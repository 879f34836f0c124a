/** Where a trail shows, with its status there: GetTrailStatus answers by account and region. */
import type { Fact, Gap, Snapshot, Trail, TrailStatus } from '../../nouns/snapshot.ts'
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

const notebooks = new WeakMap<Snapshot, ReadonlyMap<string, readonly Fact<'reach'>[]>>()

/** Every place where a trail shows, over the whole snapshot, as its `reach` fact; found for all trails at once. */
export function factsAbout(snapshot: Snapshot, arn: string): readonly Fact<'reach'>[] {
  const known = notebooks.get(snapshot)
  if (known !== undefined) return known.get(arn) ?? []
  notebooks.set(snapshot, factsByTrail(snapshot))
  return factsAbout(snapshot, arn)
}

function factsByTrail(snapshot: Snapshot): ReadonlyMap<string, readonly Fact<'reach'>[]> {
  const found = new Map<string, Fact<'reach'>[]>()
  for (const { reach } of snapshot.accounts.values()) {
    for (const fact of reach.values()) {
      for (const arn in fact.value?.trails) {
        const known = found.get(arn)
        if (known === undefined) found.set(arn, [fact])
        else known.push(fact)
      }
    }
  }
  return found
}

/** The status of a trail in a region, undefined where it could not be seen. */
export function statusIn({ value, unseen }: Fact<'reach'>, arn: string): TrailStatus | undefined {
  return unseen === undefined || gapIn({ unseen }, arn) === undefined ? value?.trails[arn] : undefined
}

function gapIn({ unseen }: Pick<Fact<'reach'>, 'unseen'>, arn: string): Gap | undefined {
  return unseen?.[`trails.${arn}`] ?? unseen?.['trails']
}

/** A trail in one region of one account. */
export function showingIn(fact: Fact<'reach'>, arn: string): Showing {
  const { account, region = '', unseen } = fact
  const gap = unseen === undefined ? undefined : gapIn(fact, arn)
  if (gap !== undefined) return { account, region, gap: openGap(gap, { account, region }) }
  const status = statusIn(fact, arn)
  return status === undefined ? { account, region } : { account, region, status }
}

/**
 * The trail in its home region: in the account that owns it, or, where that was not read, in the accounts that were (a copy of an
 * organization trail has a status of its own in each). The gap of the home region where it shows in none.
 */
export function showingsAtHome(snapshot: Snapshot, arn: string, trail: Trail | undefined): readonly Showing[] {
  const { owner, home } = identify(arn, trail)
  const facts = snapshot.accounts.get(owner)
  const fact = facts?.reach.get(home)
  if (fact?.value?.trails[arn] !== undefined) return [showingIn(fact, arn)]
  const there = factsAbout(snapshot, arn).filter(({ region = '' }) => region === home)
  if (there.length > 0) return there.map((each) => showingIn(each, arn))
  const gap = fact?.gap ?? facts?.account?.unseen?.['identity'] ?? facts?.account?.gap
  const where = { account: owner, region: home }
  return gap === undefined ? [] : [{ ...where, gap: openGap(gap, where) }]
}
