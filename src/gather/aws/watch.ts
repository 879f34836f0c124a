/** How far a reading has come, told to whoever watches. */
import type { Progress } from '../../nouns/progress.ts'
import type { Account, Gap } from '../../nouns/snapshot.ts'

export interface Watch {
  readonly answered: (gap: Gap | undefined) => void
  readonly listed: (accounts: number) => void
  readonly done: (account: Account, gaps: number) => void
}

/** Between accounts, progress is told once in so many calls. */
const callsBetween = 50

export function openWatch(onProgress: ((progress: Progress) => void) | undefined): Watch {
  let seen: Progress = { accountsDone: 0, calls: 0, refusals: 0 }
  return {
    answered(gap) {
      seen = { ...seen, calls: seen.calls + 1, refusals: seen.refusals + (gap === undefined ? 0 : 1) }
      if (seen.calls % callsBetween === 0) onProgress?.(seen)
    },
    listed(accountsAll) {
      seen = { ...seen, accountsAll }
      onProgress?.(seen)
    },
    done({ Id: id, Name: name }, gaps) {
      seen = { ...seen, accountsDone: seen.accountsDone + 1 }
      onProgress?.({ ...seen, done: { id, gaps, ...(name === undefined ? {} : { name }) } })
    },
  }
}
