/** The lines of a text are the same however it comes in. */
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEnded, lineEnd, linesIn, linesOf, type Lines } from '../../../src/gather/files/lines.ts'
import { withFiles } from './scratch-folder.ts'

async function linesFrom(blocks: AsyncIterable<Lines>): Promise<readonly (readonly [string, boolean])[]> {
  const all: (readonly [string, boolean])[] = []
  for await (const lines of blocks) {
    expect(lines.bytes.equals(Buffer.from(lines.view.buffer as ArrayBuffer, lines.view.byteOffset, lines.view.byteLength))).toBe(true)
    for (let at = 0; at < lines.bytes.length; ) {
      const end = lineEnd(lines, at)
      all.push([lines.bytes.toString('utf8', at, end), isEnded(lines, end)])
      at = end
    }
  }
  return all
}

function splitOf(text: string): readonly (readonly [string, boolean])[] {
  return text.split(/(?<=\n)/).flatMap((line) => (line === '' ? [] : [[line, line.endsWith('\n')] as const]))
}

const part = fc.constantFrom('\n', '\r\n', '\u0000', '\u2028', 'a', 'ä', '€', '😀', '{"fact"')
const text = fc.array(part, { maxLength: 60 }).map((parts) => parts.join(''))

describe('lines', () => {
  it('end at line feeds only, wherever the chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 50 }), async (whole, size) => {
        const bytes = Buffer.from(whole)
        const count = Math.ceil(bytes.length / size)
        const chunks = Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
        expect(await linesFrom(linesIn(chunks))).toEqual(splitOf(whole))
      }),
      { numRuns: 500 },
    )
  })

  it('of a file of several chunks are whole, plain and compressed', async () => {
    const whole = Array.from({ length: 300_000 }, (_, index) => `line ${index}`).join('\n')
    await withFiles({ 'a.txt': whole, 'a.gz': gzipSync(whole) }, async (folder) => {
      expect((await linesFrom(linesOf(`${folder}/a.txt`))).map(([line]) => line).join('') === whole).toBe(true)
      expect((await linesFrom(linesOf(`${folder}/a.gz`))).map(([line]) => line).join('') === whole).toBe(true)
    })
  })

  it('may be left before their end', async () => {
    await withFiles({ 'a.txt': 'a\n'.repeat(3_000_000) }, async (folder) => {
      for await (const { bytes } of linesOf(`${folder}/a.txt`)) {
        expect(bytes.length).toBeGreaterThan(0)
        break
      }
    })
  })
})
