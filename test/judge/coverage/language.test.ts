/** Languages of one field against every short string over a small alphabet. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complement, holds, type Condition } from '../../../src/judge/coverage/condition.ts'
import { admits, anyText, narrow, oneOf, orAbsent, type Language } from '../../../src/judge/coverage/language.ts'
import { numRuns, timeout } from './long.ts'

/** `~` is in no condition. */
const alphabet = ['a', 'b', '~']

function stringsOf(length: number): readonly string[] {
  return length === 0 ? [''] : stringsOf(length - 1).flatMap((start) => alphabet.map((letter) => start + letter))
}

/** Long enough for two characters, one that no condition names, and two more. */
const universe: readonly (string | undefined)[] = [undefined, ...[0, 1, 2, 3, 4, 5].flatMap(stringsOf)]

const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 })
const texts = fc.record({
  equals: fc.array(text, { maxLength: 2 }).map((values) => new Set(values)),
  prefixes: fc.array(text, { maxLength: 2 }),
  suffixes: fc.array(text, { maxLength: 2 }),
})
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ some: texts, none: texts }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.constant({ absent: true as const }) },
)
const start = fc.constantFrom<Language>(orAbsent(anyText()), anyText(), anyText('a'), oneOf('a', 'ab', 'bb'))
describe('a language', () => {
  it('has exactly the values that meet every condition, and is undefined when there are none', { timeout }, () => {
    fc.assert(
      fc.property(start, fc.array(condition, { maxLength: 4 }), (from, conditions) => {
        const language = conditions.reduce<Language | undefined>((left, each) => left && narrow(left, each), from)
        const meant = universe.filter((value) => admits(from, value) && conditions.every((each) => holds(each, value)))
        const had = language === undefined ? [] : universe.filter((value) => admits(language, value))
        expect(had).toEqual(meant)
        expect(language === undefined).toBe(meant.length === 0)
      }),
      { numRuns },
    )
  })

  it('is split by a condition and its complement', { timeout }, () => {
    fc.assert(
      fc.property(
        condition.filter((each) => each.absent === undefined),
        fc.constantFrom(...universe),
        (each, value) => {
          expect(complement(each).some((failing) => holds(failing, value))).toBe(!holds(each, value))
        },
      ),
      { numRuns },
    )
  })
})
