/** Where the trails of a sketch deliver to: what their buckets, keys, log groups, topics and roles are drawn from. */
import type { Gap } from '../../nouns/snapshot.ts'
import { isReadable, refusedBy, type DrawnAccount } from './sketch-accounts.ts'
import type { PolicyWorld } from './sketch-cloudtrail-policies.ts'
import type { DrawnTrail } from './sketch-trails.ts'

export interface Destinations {
  readonly accounts: readonly DrawnAccount[]
  /** Every trail there is: the policies of destinations are made for them. */
  readonly drawn: readonly DrawnTrail[]
  /** The trails that the reading learned of: only their destinations are looked for. */
  readonly told: readonly DrawnTrail[]
  readonly world: PolicyWorld
}

/** The account that is asked about something of its own, or the gap where it cannot be, or refuses this call. */
export function ownerOf(
  accounts: readonly DrawnAccount[],
  account: string,
  call: string,
  region?: string,
): { readonly owner: DrawnAccount; readonly gap?: never } | { readonly gap: Gap; readonly owner?: never } {
  const owner = accounts.find(({ id }) => id === account)
  if (owner === undefined || !isReadable(owner)) {
    const notThere: Gap = { cause: 'refused', call, message: `account ${account} is not part of this run` }
    return { gap: { ...((owner?.skipped === undefined ? owner?.roleRefused : undefined) ?? notThere), account } }
  }
  const gap = refusedBy(owner, call, region)
  return gap === undefined ? { owner } : { gap }
}

/** The text of a policy as it is written in a sketch: a document, a text, null for none, or `cloudtrail` for the prescribed one. */
export function policyText(policy: unknown, prescribed: () => object): string | null {
  if (policy === null) return null
  if (policy === undefined || policy === 'cloudtrail') return JSON.stringify(prescribed())
  return typeof policy === 'string' ? policy : JSON.stringify(policy)
}
