/** How far a run has come: counted, and told to whoever listens. */
import type { Progress } from '../../nouns/progress.ts'
import type { Account, Gap } from '../../nouns/snapshot.ts'

export interface ProgressCount {
  readonly answered: (gap: Gap | undefined) => void
  readonly listed: (accounts: number) => void
  readonly done: (account: Account, gaps: number) => void
}

/** Between accounts, progress is told once in so many calls. */
const callsBetween = 50

export function countProgress(onProgress: ((progress: Progress) => void) | undefined): ProgressCount {
  let count: Progress = { accountsDone: 0, calls: 0, refusals: 0 }
  return {
    answered(gap) {
      count = { ...count, calls: count.calls + 1, refusals: count.refusals + (gap === undefined ? 0 : 1) }
      if (count.calls % callsBetween === 0) onProgress?.(count)
    },
    listed(accountsAll) {
      count = { ...count, accountsAll }
      onProgress?.(count)
    },
    done({ Id: id, Name: name }, gaps) {
      count = { ...count, accountsDone: count.accountsDone + 1 }
      onProgress?.({ ...count, done: { id, gaps, ...(name === undefined ? {} : { name }) } })
    },
  }
}
