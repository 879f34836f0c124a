/** Patterns of policies against texts, single ones and all of a form. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, matches } from '../../../src/judge/access/pattern.ts'

const letters = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 6 }).map((parts) => parts.join(''))
const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 6 }).map((parts) => parts.join(''))

/** The same by regular expression. */
function byExpression(written: string, text: string): boolean {
  return new RegExp(`^${written.replaceAll('?', '.').replaceAll('*', '.*')}$`, 's').test(text)
}

describe('a pattern', () => {
  it.each([
    ['a*c', 'abc', true],
    ['a?c', 'ac', false],
    ['*', '', true],
    [`logs/*`, `logs/${anyText}`, true],
    [`logs/a*`, `logs/${anyText}`, undefined],
    [`other/*`, `logs/${anyText}`, false],
    [`logs/?*`, `logs/${anyText}`, undefined],
    ['logs', `logs${anyText}`, undefined],
    ['log', `logs${anyText}`, false],
    [`*/us-east-1/*`, `logs/${anyText}/us-east-1/${anyText}`, true],
  ])('%s of %s', (written, text, truth) => {
    expect(matches(written, text)).toBe(truth)
  })

  it('takes single texts as a regular expression does', () => {
    fc.assert(
      fc.property(pattern, letters, (written, text) => {
        expect(matches(written, text)).toBe(byExpression(written, text))
      }),
    )
  })

  it('that takes every text of a form takes each, and none if none', () => {
    fc.assert(
      fc.property(pattern, letters, letters, letters, (written, before, filling, after) => {
        const whole = matches(written, `${before}${anyText}${after}`)
        expect([undefined, byExpression(written, before + filling + after)]).toContain(whole)
      }),
    )
  })

  it('does not take for ever', () => {
    expect(matches('*a'.repeat(500), 'b'.repeat(2000))).toBe(false)
  })

  it.each([
    ['${*}', '*', true],
    ['${*}', 'x', false],
    ['${aws:a}*', 'xyz', true],
    ['${aws:b}', 'xyz', undefined],
  ])('with variables: %s of %s', (written, text, truth) => {
    expect(matches(written, text, (name) => (name === 'aws:a' ? 'x' : undefined))).toBe(truth)
  })
})
