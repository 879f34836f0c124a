/** Texts in JSON that are their own letters: ASCII without escapes. */
import { pieceAt, standsAt, type BytePiece } from './byte-piece.ts'
import type { Lines } from './lines.ts'

const quote = 34
const backslash = 92
const space = 32
const rubout = 127

/** The text that begins at `at` and ends before a quote, or undefined where it is not plain. */
export function textAt({ bytes }: Lines, at: number): string | undefined {
  for (let end = at; ; end += 1) {
    const byte = bytes[end] as number
    if (byte === quote) return bytes.toString('latin1', at, end)
    if (!(byte >= space && byte < rubout && byte !== backslash)) return undefined
  }
}

const time = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/

/** The same for a time as JSON.stringify writes it. */
export function timeAt(lines: Lines, at: number): string | undefined {
  const text = textAt(lines, at)
  return text !== undefined && time.test(text) ? text : undefined
}

export const accountLength = 12

/** The account number of 12 digits that begins at `at`, or -1. */
export function accountAt({ bytes }: Lines, at: number): number {
  let number = 0
  for (let index = at; index < at + accountLength; index += 1) {
    const digit = (bytes[index] as number) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    number = number * 10 + digit
  }
  return number
}

/** A text that was met before, and the bytes that say so: it is made once, and held once. */
export interface HeldText {
  readonly text: string
  /** With the quote that ends it. */
  readonly piece: BytePiece
}

/** By a number of their bytes. Two texts may have the same: then the later is made each time. */
export type HeldTexts = Map<number, HeldText>

/** What repeats are few texts; with many that do not, the memory is better used. */
const mostHeld = 1024

/** The text that begins at `at` and ends before a quote; undefined where it is not plain, or not of this pattern. */
export function heldTextAt(lines: Lines, at: number, held: HeldTexts, pattern: RegExp): HeldText | undefined {
  const { bytes } = lines
  let number = 0
  for (let end = at; bytes[end] !== quote; end += 1) {
    if (end === bytes.length) return undefined
    number = (number * 31 + (bytes[end] as number)) | 0
  }
  const known = held.get(number)
  if (known !== undefined && standsAt(known.piece, lines, at)) return known
  const text = textAt(lines, at)
  if (text === undefined || !pattern.test(text)) return undefined
  const first = { text, piece: pieceAt(lines, at, at + text.length + 1) }
  if (held.size === mostHeld) held.clear()
  if (!held.has(number)) held.set(number, first)
  return first
}
