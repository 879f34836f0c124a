/** Which shard of a run reads an account: the same whoever asks, and whatever else the organization holds. */

/** One of several runs that read an organization together: 1 to `of`. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** The shard, 1 to `of`, that reads this account: by a hash of its number (FNV-1a, 32 bits), so that no list decides it. */
export function shardOf(account: string, of: number): number {
  let hash = 0x811c9dc5
  for (const character of account) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % of + 1
}
