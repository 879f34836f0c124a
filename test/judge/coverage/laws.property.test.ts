/** Laws that answers obey whatever the configuration: more never records less, order is nothing, parts add up, names are only names. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/judge/coverage/answer.ts'
import { decide } from '../../../src/judge/coverage/decide.ts'
import { emptyReason } from '../../../src/judge/coverage/universe.ts'
import type { EventClass } from '../../../src/nouns/event.ts'
import { numRuns, timeout } from './long.ts'
import { eventClasses, selectors } from './random.ts'
import { hangsOnStreams, reachedBy, trailWith } from './reached.ts'
import { renamed } from './rename.ts'
import { splits } from './split.ts'

type Raw = Readonly<Record<string, readonly unknown[]>>

function ask(eventClass: EventClass, trails: readonly Raw[]): Answer {
  return decide(eventClass, reachedBy(...trails.map((trail, index) => trailWith(trail, { name: `trail-${index}` }))))
}

/** Trails with selectors; with none at all, one more would take the place of the default. */
const filled = fc.oneof(selectors(true), selectors(false)).filter((trail) => Object.values(trail).flat().length > 0)
const trails = fc.array(filled, { minLength: 1, maxLength: 3 })

/** One more selector on the first trail. */
function longer([first = {}, ...others]: readonly Raw[], more: Raw): readonly Raw[] {
  return [Object.fromEntries(Object.entries(first).map(([kind, list]) => [kind, [...list, ...(more[kind] ?? [])]])), ...others]
}

/** What was lost between two answers. */
function lost(before: Answer, after: Answer): readonly string[] {
  const losses = {
    all: before.answer === 'all' && after.answer !== 'all',
    none: after.answer === 'none' && before.answer !== 'none',
    recorded: before.recorded !== undefined && after.recorded === undefined,
    missed: after.missed !== undefined && before.missed === undefined,
  }
  return Object.entries(losses).flatMap(([what, is]) => (is ? [what] : []))
}

describe('adding never loses coverage', () => {
  it('be it a trail', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, trails, filled, (eventClass, some, more) => {
        expect(lost(ask(eventClass, some), ask(eventClass, [...some, more]))).toEqual([])
      }),
      { numRuns },
    )
  })

  it('or a selector', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, trails, filled, (eventClass, some, more) => {
        expect(lost(ask(eventClass, some), ask(eventClass, longer(some, more)))).toEqual([])
      }),
      { numRuns },
    )
  })
})

/** The same with every list turned round: trails, selectors, the fields of each, and values. A field named twice stays in its order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).toReversed()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reversed(each)]))
}

describe('order', () => {
  it('of trails, selectors, fields and values does not matter', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, trails, (eventClass, some) => {
        const [straight, round] = [ask(eventClass, some), ask(reversed(eventClass) as EventClass, reversed(some) as Raw[])]
        expect(round.answer).toBe(straight.answer)
        expect([round.missed === undefined, round.recorded === undefined]).toEqual([straight.missed === undefined, straight.recorded === undefined])
        expect(round.undecidedBy?.length).toBe(straight.undecidedBy?.length)
      }),
      { numRuns },
    )
  })
})

/** What is to be answered about a class of which these are the parts. */
function together(parts: readonly Answer[]): Answer['answer'] {
  if (parts.every(({ answer }) => answer === 'all')) return 'all'
  if (parts.every(({ answer }) => answer === 'none')) return 'none'
  const seen = parts.some(({ missed }) => missed !== undefined) && parts.some(({ recorded }) => recorded !== undefined)
  return seen ? 'some' : 'undecided'
}

describe('a class', () => {
  it('is answered as its parts are, split by readOnly, by a value, or by a prefix', { timeout }, () => {
    const told = new Set<string>()
    fc.assert(
      fc.property(eventClasses, trails, fc.nat(), (eventClass, some, seed) => {
        const parts = splits(eventClass, seed).filter((part) => emptyReason(part, 'aws') === undefined)
        fc.pre(parts.length > 0)
        const asked = parts.map((part) => ask(part, some))
        const whole = ask(eventClass, some)
        fc.pre(![whole, ...asked].some(hangsOnStreams))
        told.add(whole.answer)
        expect(whole.answer).toBe(together(asked))
      }),
      { numRuns },
    )
    expect([...told].sort()).toEqual(['all', 'none', 'some', 'undecided'])
  })

  it('is answered alike when every name is another', { timeout }, () => {
    fc.assert(
      fc.property(eventClasses, trails, (eventClass, some) => {
        const other = renamed({ eventClass, some }) as { eventClass: EventClass; some: readonly Raw[] }
        const [before, after] = [ask(eventClass, some), ask(other.eventClass, other.some)]
        expect([after.answer, after.missed === undefined, after.recorded === undefined]).toEqual([
          before.answer,
          before.missed === undefined,
          before.recorded === undefined,
        ])
      }),
      { numRuns },
    )
  })
})
