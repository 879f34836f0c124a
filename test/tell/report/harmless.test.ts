import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { harmless, harmlessJson } from '../../../src/tell/report/harmless.ts'

/** Any UTF-16 text, lone surrogates and control characters included. */
const anyText = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) })
/** What is told as it is, and the characters that make commands of it. */
const nearlyPlain = fc.string({ unit: fc.constantFrom('a', 'vso', ':', '::', '#', '[', '-', ' ', '\n', '\u00a0') })

describe('harmless', () => {
  it('leaves ordinary text, in any script, as it is', () => {
    const text = 'arn:aws:iam::111122223333:role/é 日本 می‌خواهم 👩‍💻'
    expect(harmless(text)).toBe(text)
  })

  it('shows what it disarms and drops nothing after it', () => {
    const text = 'a\u001b[31mb\u001b]0;title\u0007 \u202ec\u0000 \ud800 d\r\n\te'
    expect(harmless(text)).toBe('a\ufffd[31mb\ufffd]0;title\ufffd \ufffdc\ufffd \ufffd d e')
  })

  it('disarms what CI systems obey in a log', () => {
    expect(harmless(':::: a::b')).toBe(': : : : a::b')
    expect(harmless('x\n::error::y ##[error]z ##vso[task.setvariable]q')).toBe('x : :error::y # #[error]z # #vso[task.setvariable]q')
  })

  it('never lets a control character, an invisible mark, a lone surrogate or a command through', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nearlyPlain), (text) => {
        expect(harmless(text)).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(harmless(text)).not.toMatch(/(^| )::|##(vso)?\[/)
        expect(harmless(harmless(text))).toBe(harmless(text))
        expect(harmless(text)).not.toMatch(/^ | $| {2}/)
      }),
    )
  })
})

describe('harmlessJson', () => {
  it('is JSON of the same value, but for lone surrogates, and holds only harmless characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = harmlessJson({ text: `##[${text}` })
        expect(JSON.parse(json)).toEqual({ text: `##[${text.replaceAll(/\p{Cs}/gu, '\ufffd')}` })
        expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\\ud[89a-f]..(?!\\ud)|##(vso)?\[/u)
      }),
    )
  })

  it('leaves a backslash before the letters of a surrogate alone', () => {
    expect(JSON.parse(harmlessJson('\\ud800'))).toBe('\\ud800')
  })
})
