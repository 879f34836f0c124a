/** A piece of text, to be found in bytes without making text of them. */
import type { Lines } from './lines.ts'

/** Its UTF-8 bytes; also eight at a time as numbers, which is several times as fast to compare as one by one. */
export interface BytePiece {
  readonly length: number
  readonly bytes: Uint8Array
  readonly eights: Float64Array
  /** The last eight once more: what is left over after the others is among them. */
  readonly lastEight: number
}

/**
 * The piece of a text that holds no NUL. As numbers, eight bytes are then equal exactly when they are the same: only zero, which would
 * be NULs and at most one bit, equals another zero, and what is no number is not UTF-8.
 */
export function pieceOf(text: string): BytePiece {
  const bytes = Buffer.from(text)
  const { length } = bytes
  const eights = new Float64Array(length >> 3)
  for (let index = 0; index < eights.length; index += 1) eights[index] = bytes.readDoubleLE(index * 8)
  return { length, bytes, eights, lastEight: length < 8 ? 0 : bytes.readDoubleLE(length - 8) }
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

function areThere({ bytes }: BytePiece, lines: Lines, at: number): boolean {
  for (let index = 0; index < bytes.length; index += 1) if (lines.bytes[at + index] !== bytes[index]) return false
  return true
}
