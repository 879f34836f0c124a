import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeMarkdown, jsonBlock } from '../../../src/tell/report/markdown.ts'

describe('escapeMarkdown', () => {
  it('leaves no character that means something to Markdown', () => {
    expect(escapeMarkdown('<b>`x` [a](https://e.example) www.e.example @all | *y*\n# z')).toBe(
      '&lt;b&gt;\\`x\\` \\[a\\]\\(https\\://e.example\\) www\\.e.example \\@all \\| \\*y\\* \\# z',
    )
  })
})

describe('jsonBlock', () => {
  it('cannot be left from inside', () => {
    const text = fc.array(fc.constantFrom('`', '\n', '```', 'a', ' '), { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (value) => {
        const [fence = '', ...rest] = jsonBlock({ value }).split('\n')
        const end = rest.indexOf(fence.replace('json', ''))
        expect(end).toBe(rest.length - 1)
        expect(rest.slice(0, end).some((line) => line.includes(fence.replace('json', '')))).toBe(false)
        expect(JSON.parse(rest.slice(0, end).join('\n'))).toEqual({ value })
      }),
    )
  })
})
