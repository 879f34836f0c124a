/** A piece of text, to be found in bytes without making text of them. */
import { viewed, type Lines } from './lines.ts'

/** Its UTF-8 bytes eight at a time, as numbers, which is several times as fast to compare as one by one. */
export interface BytePiece {
  readonly length: number
  readonly eights: readonly number[]
  /** The last eight once more: what is left over after the others is among them. */
  readonly lastEight: number
  /** All of them one by one, where there are fewer than eight. */
  readonly few: readonly number[]
}

/** The piece of a text that holds no NUL. */
export function pieceOf(text: string): BytePiece {
  const bytes = Buffer.from(text)
  return pieceAt(viewed(bytes), 0, bytes.length)
}

/**
 * The piece that stands from `at` to `end`, where there is UTF-8 without NUL. As numbers, eight bytes are then equal exactly when they are
 * the same: only zero, which would be NULs and at most one bit, equals another zero, and what is no number is not UTF-8.
 */
export function pieceAt({ bytes, view }: Lines, at: number, end: number): BytePiece {
  const length = end - at
  if (length < 8) return { length, eights: [], lastEight: 0, few: [...bytes.subarray(at, end)] }
  const eights: number[] = []
  for (let place = at; place + 8 <= end; place += 8) eights.push(view.getFloat64(place, true))
  return { length, eights, lastEight: view.getFloat64(end - 8, true), few: [] }
}

/** Whether the piece stands at `at`. */
export function standsAt(piece: BytePiece, lines: Lines, at: number): boolean {
  const { length, eights, lastEight } = piece
  // Beyond its end, a view throws.
  if (at + length > lines.bytes.length) return false
  if (length < 8) return areThere(piece, lines, at)
  const { view } = lines
  for (let index = 0; index < eights.length; index += 1) if (view.getFloat64(at + index * 8, true) !== eights[index]) return false
  return view.getFloat64(at + length - 8, true) === lastEight
}

function areThere({ few }: BytePiece, { bytes }: Lines, at: number): boolean {
  for (let index = 0; index < few.length; index += 1) if (bytes[at + index] !== few[index]) return false
  return true
}
