/** Where a trail shows, with its status there: GetTrailStatus answers by account and region. */
import type { Fact, Gap, Snapshot, TrailStatus } from '../../nouns/snapshot.ts'
import type { OpenGap } from '../../nouns/verdict.ts'
import { identify, type TrailIdentity } from '../coverage/logging.ts'
import { openGap } from './fact-reading.ts'
import { onceIn } from './once-in.ts'

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

/** By `forEach`, which makes no object for each of hundreds of thousands of facts. */
function factsByTrail(snapshot: Snapshot): ReadonlyMap<string, readonly Fact<'reach'>[]> {
  const found = new Map<string, Fact<'reach'>[]>()
  snapshot.accounts.forEach(({ reach }) => reach.forEach((fact) => addTo(found, fact)))
  return found
}

function addTo(found: Map<string, Fact<'reach'>[]>, fact: Fact<'reach'>): void {
  for (const arn in fact.value?.trails) {
    const known = found.get(arn)
    if (known === undefined) found.set(arn, [fact])
    else known.push(fact)
  }
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

const homes = new WeakMap<Snapshot, Map<string, readonly Showing[]>>()

/**
 * The trail in its home region: in the account that owns it, or, where that was not read, in the accounts that were (a copy of an
 * organization trail has a status of its own in each). The gap of the home region where it shows in none. Looked up once for each trail.
 */
export function showingsAtHome(snapshot: Snapshot, arn: string): readonly Showing[] {
  const known = homes.get(snapshot) ?? new Map<string, readonly Showing[]>()
  if (known.size === 0) homes.set(snapshot, known)
  return onceIn(known, arn, () => findAtHome(snapshot, identify(arn, snapshot.trails.get(arn)?.value)))
}

function findAtHome(snapshot: Snapshot, { arn, owner, home }: TrailIdentity): readonly Showing[] {
  const facts = snapshot.accounts.get(owner)
  const fact = facts?.reach.get(home)
  if (fact?.value?.trails[arn] !== undefined) return [showingIn(fact, arn)]
  const there = factsAbout(snapshot, arn).filter(({ region = '' }) => region === home)
  if (there.length > 0) return there.map((each) => showingIn(each, arn))
  const gap = fact?.gap ?? facts?.account?.unseen?.['identity'] ?? facts?.account?.gap
  const where = { account: owner, region: home }
  return gap === undefined ? [] : [{ ...where, gap: openGap(gap, where) }]
}
