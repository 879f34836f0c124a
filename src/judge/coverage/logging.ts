/** Who a trail is, and whether it is logging in a region: its status there, else in its home region. */
import type { Shown } from '../../nouns/reach-by-region.ts'
import type { Gap, Snapshot, Trail } from '../../nouns/snapshot.ts'
import type { Doubt } from './answer.ts'
import { doubt } from './selector.ts'

export interface Logging {
  /** Why it records nothing. */
  readonly silent?: string
  readonly doubts: readonly Doubt[]
  readonly assumed: readonly string[]
}

/** A trail's name, the account that owns it, its home region and partition, all of which stand in its ARN. */
export interface TrailIdentity {
  readonly arn: string
  readonly name: string
  readonly owner: string
  readonly home: string
  readonly partition: string
}

const identities = new WeakMap<Trail, TrailIdentity>()

/**
 * From `arn:<partition>:cloudtrail:<home region>:<owner>:trail/<name>`, and its body where that was seen. Remembered by the body: a large
 * organization asks a million times.
 */
export function identify(arn: string, trail: Trail | undefined): TrailIdentity {
  if (trail === undefined) return identityIn(arn, trail)
  const known = identities.get(trail)
  if (known?.arn === arn) return known
  const identity = identityIn(arn, trail)
  identities.set(trail, identity)
  return identity
}

function identityIn(arn: string, trail: Trail | undefined): TrailIdentity {
  const [, partition = 'aws', , home = '', owner = ''] = arn.split(':')
  return { arn, owner, home: trail?.HomeRegion ?? home, name: trail?.Name ?? arn.split(':trail/')[1] ?? arn, partition }
}

/** A copy logs where the trail logs at home (A15, reference 4.3), so home is asked where the status of the region is not known. */
export function loggingOf(snapshot: Snapshot, { arn, name, owner, home }: TrailIdentity, here: Shown | undefined): Logging {
  const atHome = snapshot.accounts.get(owner)?.reach.at(home)?.shown
  const [local, distant] = [statusIn(here, arn), statusIn(atHome, arn)]
  const logging = local ?? distant
  if (logging === false) return { silent: 'it is stopped', doubts: [], assumed: [] }
  if (logging === true) return { doubts: [], assumed: local === undefined ? ['A15'] : [] }
  const gap = gapIn(here, arn) ?? gapIn(atHome, arn)
  const change = 'let cloudtrail:GetTrailStatus be called in its home region'
  return { doubts: [doubt(`whether trail ${name} is logging could not be seen`, change, gap)], assumed: [] }
}

function statusIn(reach: Shown | undefined, arn: string): boolean | undefined {
  const unseen = reach?.unseen?.[`trails.${arn}`] ?? reach?.unseen?.[`trails.${arn}.IsLogging`]
  return unseen === undefined ? reach?.value?.trails[arn]?.IsLogging : undefined
}

function gapIn(reach: Shown | undefined, arn: string): Gap | undefined {
  return reach?.unseen?.[`trails.${arn}`] ?? reach?.unseen?.[`trails.${arn}.IsLogging`] ?? reach?.gap
}
