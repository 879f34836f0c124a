/** A piece of text stands where its bytes are, and nowhere else. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pieceOf, standsAt } from '../../../src/gather/files/byte-piece.ts'

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((each) => !each.includes('\u0000'))

/** Some bytes, the piece and some more, of which one byte may be another. */
const place = fc.record({
  text: anyText,
  before: fc.uint8Array({ maxLength: 9 }),
  after: fc.uint8Array({ maxLength: 9 }),
  changed: fc.option(fc.tuple(fc.nat(), fc.oneof(fc.constantFrom(0, 0x80, 0x7f, 0xf0, 0xff), fc.nat({ max: 255 })))),
})

it('stands where every byte is the same', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: -1, max: 1 }), ({ text, before, after, changed }, shift) => {
      const own = Buffer.from(text)
      const bytes = Buffer.concat([before, own, after])
      if (changed !== null && bytes.length > 0) bytes[changed[0] % bytes.length] = changed[1]
      const at = Math.max(0, before.length + shift)
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
      expect(standsAt(pieceOf(text), { bytes, view }, at)).toBe(bytes.subarray(at, at + own.length).equals(own))
    }),
    { numRuns: 5000 },
  )
})
