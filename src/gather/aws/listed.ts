/** The accounts of a run while they are being listed: those that this run reads, as they come, and where the list has each. */
import { shardOf, type Shard } from '../../nouns/shard.ts'
import type { Account } from '../../nouns/snapshot.ts'
import { openChannel } from './channel.ts'

export interface Listed {
  /** All accounts so far, in the order of the list. */
  readonly accounts: readonly Account[]
  /** Of those that this run reads. Ends with the list, also where the list breaks off. */
  readonly coming: AsyncIterable<Account>
  /** Whether an account is known, and may be entered. */
  readonly isReadable: (account: string) => boolean
  readonly positionOf: (account: string) => number
  /** Resolves to the accounts of this run when the list has come to its end; rejects when it broke off. */
  readonly whole: Promise<readonly string[]>
}

/** Listing runs ahead of the reading: 50,000 accounts are five minutes of pages (reference 5). */
const ahead = 50_000

/** Begins to take the pages. */
export function openListed(pages: AsyncIterable<readonly Account[]>, shard: Shard | undefined): Listed {
  const accounts: Account[] = []
  const positions = new Map<string, number>()
  const own: string[] = []
  const coming = openChannel<Account>(ahead)
  const take = async (): Promise<readonly string[]> => {
    for await (const page of pages) {
      for (const account of page) {
        positions.set(account.Id, accounts.push(account) - 1)
        if (shard !== undefined && shardOf(account.Id, shard.of) !== shard.index) continue
        own.push(account.Id)
        await coming.put(account)
      }
    }
    return own
  }
  const whole = take().finally(() => coming.close())
  whole.catch(() => undefined) // told by whoever waits for it, when what was listed is read
  return {
    accounts,
    coming,
    whole,
    isReadable: (account) => accounts[positions.get(account) ?? -1]?.skipped === undefined && positions.has(account),
    positionOf: (account) => positions.get(account) ?? accounts.length,
  }
}
