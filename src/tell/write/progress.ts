/** Shows how far a reading has come: one live line on a terminal, else a line per account. */
import type { Progress } from '../../nouns/progress.ts'

/** What progress needs of a stream: stderr, or a list in a test. */
export interface ProgressStream {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** Takes each piece of progress; `end` wipes the live line of a reading that stopped before its last account. */
export interface Shown {
  (progress: Progress): void
  readonly end: () => void
}

/** To the start of the line, and erase it (ECMA-48 EL). */
const wipe = '\r\u001b[K'

export function progressTo(stream: ProgressStream): Shown {
  return stream.isTTY === true ? liveLine(stream) : lines(stream)
}

function liveLine(stream: ProgressStream): Shown {
  let drawn = false
  let ended = false
  const end = (): void => {
    if (drawn) stream.write(wipe)
    drawn = false
  }
  const show = (progress: Progress): void => {
    if (ended) return
    ended = isLast(progress)
    if (ended) return end()
    drawn = true
    stream.write(wipe + sayProgress(progress).slice(0, (stream.columns ?? 80) - 1))
  }
  return Object.assign(show, { end })
}

function lines(stream: ProgressStream): Shown {
  const show = (progress: Progress): void => {
    const { done, accountsDone, accountsAll } = progress
    if (done === undefined) return
    const name = done.name === undefined ? '' : ` (${visible(done.name)})`
    const gaps = done.gaps === 0 ? '' : `, ${done.gaps} gap${done.gaps === 1 ? '' : 's'}`
    stream.write(`${accountsDone}${accountsAll === undefined ? '' : `/${accountsAll}`} ${visible(done.id)}${name}${gaps}\n`)
  }
  return Object.assign(show, { end: () => {} })
}

function isLast({ accountsDone, accountsAll }: Progress): boolean {
  return accountsAll !== undefined && accountsDone >= accountsAll
}

/** `12 of 40 accounts, 230 calls, 2 refused: 111122223333 (payments)`. */
function sayProgress({ accountsDone, accountsAll, calls, refusals, done }: Progress): string {
  const all = accountsAll === undefined ? '' : ` of ${accountsAll}`
  const refused = refusals === 0 ? '' : `, ${refusals} refused or failed`
  const last = done === undefined ? '' : `: ${visible(done.id)}${done.name === undefined ? '' : ` (${visible(done.name)})`}`
  return `${accountsDone}${all} accounts, ${calls} calls${refused}${last}`
}

/**
 * A name on one line, control characters and marks that reorder or hide text shown as U+FFFD. Rooms do not import each other, so
 * tell/report has its own, which does more.
 */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '\ufffd')
}
