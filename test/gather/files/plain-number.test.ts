/** A number read from bytes is the number that JSON says, or none. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber } from '../../../src/gather/files/plain-number.ts'

/** What is read of the text, with something before it and after it; undefined where nothing is. */
function numberIn(text: string, after: string): { readonly number: number | undefined; readonly length: number } | undefined {
  const found: number[] = []
  const end = readNumber(Buffer.from(`:${text}${after}`), 1, found, 0)
  return end === 1 ? undefined : { number: found[0], length: end - 1 }
}

const digits = fc.stringMatching(/^[0-9]{1,18}$/)
const text = fc.oneof(digits, fc.tuple(digits, digits).map((parts) => parts.join('.')), fc.double({ noNaN: true }).map(String))

describe('a plain number', () => {
  it('is what JSON makes of it', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('', ',', '}'), (written, after) => {
        const read = numberIn(written, after)
        fc.pre(read?.length === written.length)
        expect(read?.number).toBe(JSON.parse(written))
      }),
      { numRuns: 5000 },
    )
  })

  const whole = ['1', '1793522190', '999999999999999']
  const right = [...whole, '1793522190.123', '1793522190.12345', '1793522190.1234567', '1.50', '10.00', '1.00000000000001']

  it.each(right)('is %s', (written) => {
    expect(numberIn(written, ',')).toEqual({ number: Number(written), length: written.length })
  })

  const others = ['', '0', '0.5', '01', '-1', '-0', '.5', '1.', '1.x', '1000000000000000', '9'.repeat(400)]

  it.each(others)('is not %j', (written) => {
    expect(numberIn(written, ',')).toBeUndefined()
  })

  it('ends where another begins to be written', () => {
    expect(numberIn('15', 'e3')).toEqual({ number: 15, length: 2 })
  })
})
