/** Chance that repeats: a number drawn from what a request is, not from when it came. */
import { createHash } from 'node:crypto'

/** From 0 up to 1, the same for the same parts. */
export function drawOf(...parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join(' ')).digest().readUInt32BE() / 2 ** 32
}
