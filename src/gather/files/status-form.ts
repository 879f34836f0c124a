/** The form of a trail's status: its JSON text with gaps where times stand, and the statuses that have this text with other times. */
import type { TrailStatus } from '../../nouns/fact.ts'
import { timeMembers } from '../../nouns/reach-by-region.ts'
import { pieceOf, standsAt, type BytePiece } from './byte-piece.ts'
import type { Lines } from './lines.ts'
import { readNumber } from './plain-number.ts'

export interface StatusForm {
  /** What tells it from others. */
  readonly text: string
  /** The text around the times, from the colon before the status to its closing brace. */
  readonly pieces: readonly BytePiece[]
  /** With some times or other. */
  readonly status: TrailStatus
  /** The members that are times, in the order of the text. */
  readonly times: readonly string[]
}

/** Stands for a time while the text is cut. A text that is this by itself is cut too often, and so gives a form that fits nothing. */
const mark = '\u0000'

/** The form of a right status. Its numbers are times, and the schema allows any. */
export function statusFormOf(status: TrailStatus): StatusForm {
  const text = `:${JSON.stringify(status, (_key, value: unknown) => (typeof value === 'number' ? mark : value))}`
  return { text, pieces: text.split(JSON.stringify(mark)).map(pieceOf), status, times: timeMembers(status) }
}

/** Where the status ends that begins at `at`, with its times in `found` from `from` on; -1 where it is of another form. */
export function endOfStatus({ pieces }: StatusForm, lines: Lines, at: number, found: number[], from: number): number {
  let end = at
  for (let index = 0; index < pieces.length; index += 1) {
    if (index > 0) {
      const begin = end
      end = readNumber(lines.bytes, begin, found, from + index - 1)
      if (end === begin) return -1
    }
    const piece = pieces[index] as BytePiece
    if (!standsAt(piece, lines, end)) return -1
    end += piece.length
  }
  return end
}
