/** What is known of the organization that a run was about: its id, and whether all of it was listed. */
import type { Snapshot } from '../../nouns/snapshot.ts'

/** The organization's id, undefined for an account in none, or where nobody told it. */
export function organizationOf(snapshot: Snapshot): string | undefined {
  return snapshot.organization?.value?.Id ?? snapshot.segments[0]?.header.organization ?? undefined
}

/** Whether the snapshot holds every account of an organization; a run of one account knows of no others. */
export function isListedWhole({ segments }: Snapshot): boolean {
  return segments.length > 0 && segments.every(({ header }) => header.organization !== null && header.narrowed === undefined)
}

/** The accounts that were not read, whether on purpose or not. */
export function unreadAccounts(snapshot: Snapshot): readonly string[] {
  return [...snapshot.accounts].filter(([, { account }]) => account?.value?.identity === undefined).map(([id]) => id)
}
