/** Where a trail shows, with its status there: GetTrailStatus answers by account and region. */
import type { Fact, Snapshot, Trail, TrailStatus } from '../../nouns/snapshot.ts'
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

interface Notes {
  /** Where each trail shows. */
  readonly facts: ReadonlyMap<string, readonly Fact<'reach'>[]>
  readonly showings: Map<string, readonly Showing[]>
}

const notebooks = new WeakMap<Snapshot, Notes>()

/** Every place where a trail shows, over the whole snapshot; worked out once for each trail. */
export function showingsOf(snapshot: Snapshot, arn: string): readonly Showing[] {
  const notes = notebooks.get(snapshot) ?? { facts: factsByTrail(snapshot), showings: new Map<string, readonly Showing[]>() }
  if (notes.showings.size === 0) notebooks.set(snapshot, notes)
  const known = notes.showings.get(arn) ?? (notes.facts.get(arn) ?? []).map((fact) => showingIn(fact, arn))
  notes.showings.set(arn, known)
  return known
}

function factsByTrail(snapshot: Snapshot): Notes['facts'] {
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

function showingIn({ account, region = '', value, unseen }: Fact<'reach'>, arn: string): Showing {
  const gap = unseen?.[`trails.${arn}`] ?? unseen?.['trails']
  if (gap !== undefined) return { account, region, gap: openGap(gap, { account, region }) }
  const status = value?.trails[arn]
  return { account, region, ...(status === undefined ? {} : { status }) }
}

/**
 * The trail in its home region: in the account that owns it, or, where that was not read, in the accounts that were (a copy of an
 * organization trail has a status of its own in each). The gap of the home region where it shows in none.
 */
export function showingsAtHome(snapshot: Snapshot, arn: string, trail: Trail | undefined): readonly Showing[] {
  const { owner, home } = identify(arn, trail)
  const where = { account: owner, region: home }
  const facts = snapshot.accounts.get(owner)
  const fact = facts?.reach.get(home)
  if (fact?.value?.trails[arn] !== undefined) return [showingIn(fact, arn)]
  const there = showingsOf(snapshot, arn).filter(({ region }) => region === home)
  if (there.length > 0) return there
  const gap = fact?.gap ?? facts?.account?.unseen?.['identity'] ?? facts?.account?.gap
  return gap === undefined ? [] : [{ ...where, gap: openGap(gap, where) }]
}
