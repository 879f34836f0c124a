/** Shows how far a reading has come, one live line on a terminal, elsewhere some fifty lines in all; and at its end what it lacks. */
import type { Progress } from '../../nouns/progress.ts'
import { isFooter, type Footer, type SnapshotLine } from '../../nouns/snapshot.ts'
import type { Advising } from './gap-causes.ts'
import { openGapSummary } from './gap-summary.ts'
import { openPace, sayTime, timeLeft } from './pace.ts'

/** What progress needs of a stream: stderr, or a list in a test. */
export interface ProgressStream {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

export interface ProgressOptions extends Advising {
  /** Milliseconds, on any clock that does not jump. */
  readonly now?: () => number
}

export interface Shown {
  readonly progress: (progress: Progress) => void
  /** Takes each line of the snapshot as it passes. */
  readonly line: (line: SnapshotLine) => void
  /** Wipes the live line, and sums up a reading that came to its end. */
  readonly end: () => void
}

/** To the start of the line, and erase it (ECMA-48 EL). */
const wipe = '\r\u001b[K'
/** A live line is drawn this often, so that it costs nothing; milliseconds. */
const between = 100

/** Where a reading stands, by the clock. */
interface Standing {
  readonly progress: Progress
  readonly gaps: number
  readonly rate: number
  readonly elapsed: number
}

export function progressTo(stream: ProgressStream, { now = () => performance.now(), ...advising }: ProgressOptions): Shown {
  const began = now()
  const summary = openGapSummary(advising)
  const pace = openPace()
  const draw = stream.isTTY === true ? liveLine(stream) : milestones(stream)
  let last: Progress = { accountsDone: 0, calls: 0, refusals: 0 }
  let footer: Footer | undefined
  return {
    progress(progress) {
      last = progress
      pace.note(now(), progress.calls)
      draw.show({ progress, gaps: summary.count(), rate: pace.rate(), elapsed: now() - began })
    },
    line(line) {
      summary.add(line)
      if (isFooter(line)) footer = line
    },
    end() {
      draw.wipe()
      if (footer === undefined) return
      const lines = [sayEnd(last, footer, now() - began), ...summary.lines().map((line) => `  ${visible(line)}`)]
      stream.write(`${lines.join('\n')}\n`)
      footer = undefined
    },
  }
}

interface Drawing {
  show(standing: Standing): void
  wipe(): void
}

function liveLine(stream: ProgressStream): Drawing {
  let drawnAt: number | undefined
  return {
    show(standing) {
      if (drawnAt !== undefined && standing.elapsed - drawnAt < between) return
      drawnAt = standing.elapsed
      stream.write(wipe + sayStanding(standing).slice(0, (stream.columns ?? 80) - 1))
    },
    wipe() {
      if (drawnAt !== undefined) stream.write(wipe)
      drawnAt = undefined
    },
  }
}

/** In how many lines a reading is told where no line can be redrawn. */
const mostLines = 50

/** A line for each account of a small organization; of a large one, for each fiftieth part of it. */
function milestones(stream: ProgressStream): Drawing {
  let next = 1
  return {
    show(standing) {
      const { done, accountsDone, accountsAll } = standing.progress
      if (done === undefined || accountsDone < next) return
      next = accountsAll === undefined ? afterwards(accountsDone) : accountsDone + Math.ceil(accountsAll / mostLines)
      const one = accountsAll !== undefined && accountsAll <= mostLines
      stream.write(`${one ? `${accountsDone}/${accountsAll} ${nameOf(done)}${andGaps(done.gaps)}` : sayStanding(standing)}\n`)
    },
    wipe() {},
  }
}

/** While nobody knows how many there are: 1, 2, 5, 10, 20, 50 and so on. */
function afterwards(done: number): number {
  const power = 10 ** Math.floor(Math.log10(done))
  return [2, 5, 10].map((step) => step * power).find((step) => step > done) ?? done + 1
}

/** `1,200 of 10,000 accounts, 412 calls/s, 3 gaps, 5 min left`. */
function sayStanding({ progress: { accountsDone, accountsAll }, gaps, rate, elapsed }: Standing): string {
  const all = accountsAll === undefined ? '' : ` of ${count(accountsAll)}`
  const left = timeLeft(elapsed, accountsDone, accountsAll)
  const rest = accountsDone === accountsAll ? ', now where they deliver' : left === undefined ? '' : `, ${sayTime(left)} left`
  return `${count(accountsDone)}${all} accounts, ${count(Math.round(rate))} calls/s${andGaps(gaps)}${rest}`
}

/** `read 12 accounts in 4 s by 345 calls, 18 gaps, by what they come from:`. */
function sayEnd({ calls }: Progress, { assessed, gaps }: Footer, elapsed: number): string {
  const told = `read ${count(assessed)} account${assessed === 1 ? '' : 's'} in ${sayTime(elapsed)} by ${count(calls)} calls`
  return gaps === 0 ? `${told}; no gaps` : `${told}${andGaps(gaps)}, by what they come from:`
}

function andGaps(gaps: number): string {
  return gaps === 0 ? '' : `, ${count(gaps)} gap${gaps === 1 ? '' : 's'}`
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function nameOf({ id, name }: NonNullable<Progress['done']>): string {
  return `${visible(id)}${name === undefined ? '' : ` (${visible(name)})`}`
}

/**
 * A name on one line, control characters and marks that reorder or hide text shown as U+FFFD. Rooms do not import each other, so
 * tell/report has its own, which does more.
 */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '\ufffd')
}
