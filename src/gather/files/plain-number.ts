/** Numbers that JSON text and arithmetic give the same value. */

const zero = 48
const point = 46

/** Whole numbers of so many digits are exact. */
const mostDigits = 15

/** Each is exact, and so its quotients are rounded once, as those of JSON are. */
const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14] as const

/**
 * Where the number ends that begins at `at`, which is put into `found` at `index`: some digits, no zero first and no more than are exact,
 * and perhaps a fraction. `at` where another number stands there, or none.
 */
export function readNumber(bytes: Buffer, at: number, found: number[], index: number): number {
  let number = 0
  let end = at
  for (let digit = digitAt(bytes, end); isDigit(digit); digit = digitAt(bytes, end)) {
    number = number * 10 + digit
    end += 1
  }
  if (end === at || bytes[at] === zero || end - at > mostDigits) return at
  found[index] = number
  return bytes[end] === point ? readFraction(bytes, at, end + 1, found, index) : end
}

/** The same for the digits behind the point; `from` is where they begin. */
function readFraction(bytes: Buffer, at: number, from: number, found: number[], index: number): number {
  let number = found[index] as number
  let end = from
  for (let digit = digitAt(bytes, end); isDigit(digit); digit = digitAt(bytes, end)) {
    number = number * 10 + digit
    end += 1
  }
  if (end === from) return at
  const isExact = end - at - 1 <= mostDigits
  found[index] = isExact ? number / (powersOfTen[end - from] as number) : Number(bytes.toString('latin1', at, end))
  return end
}

/** Below 0 or above 9 where no digit stands. */
function digitAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) - zero
}

function isDigit(digit: number): boolean {
  return digit >= 0 && digit <= 9
}
