/** Subtraction of products against every event of a small universe. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventField } from '../../../src/nouns/event.ts'
import { holds, type Condition } from '../../../src/judge/coverage/condition.ts'
import { admits, anyText, oneOf, onlyAbsent, orAbsent } from '../../../src/judge/coverage/language.ts'
import { intersect, meets, type Cell, type Part, type Product } from '../../../src/judge/coverage/cell.ts'
import { isSpent, leftOver, newBudget } from '../../../src/judge/coverage/product.ts'
import { equalTo, part, textsOf } from '../../../src/judge/coverage/selector.ts'
import { numRuns, timeout } from './long.ts'

const fields = ['eventSource', 'eventName', 'readOnly', 'errorCode'] as const

type Point = Readonly<Partial<Record<EventField, string>>>

const cell: Cell = {
  eventCategory: oneOf('Data'),
  eventType: oneOf('AwsApiCall'),
  eventSource: anyText(),
  eventName: anyText(),
  readOnly: oneOf('true', 'false'),
  errorCode: orAbsent(anyText()),
  'resources.type': onlyAbsent,
  'resources.ARN': onlyAbsent,
  'userIdentity.arn': onlyAbsent,
  'userIdentity.invokedBy': onlyAbsent,
  vpcEndpointId: onlyAbsent,
  sessionCredentialFromConsole: onlyAbsent,
  'companion.ARN': onlyAbsent,
}

/** Every value that the conditions below can tell apart: `~` stands for what no condition names. */
const values: Readonly<Record<(typeof fields)[number], readonly (string | undefined)[]>> = {
  eventSource: ['a', 'b', 'a~', '~b', 'a~b', '~', 'ab'],
  eventName: ['a', 'b', 'a~', '~b', 'a~b', '~', 'ab'],
  readOnly: ['true', 'false'],
  errorCode: [undefined, 'a', 'b', 'a~', '~b', 'a~b', '~', 'ab'],
}

const points: readonly Point[] = values.eventSource.flatMap((eventSource) =>
  values.eventName.flatMap((eventName) =>
    values.readOnly.flatMap((readOnly) =>
      values.errorCode.map((errorCode) => {
        const point = { eventSource, eventName, readOnly, errorCode }
        return Object.fromEntries(Object.entries(point).filter(([, value]) => value !== undefined))
      }),
    ),
  ),
)

const condition: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  equalTo('a'),
  equalTo('a', 'b'),
  { none: textsOf(['a']) },
  { some: textsOf([], ['a']) },
  { some: textsOf([], [], ['b']) },
  { none: textsOf([], ['a']) },
  { none: textsOf(['ab'], [], ['b']) },
  { some: textsOf([], ['a']), none: textsOf([], [], ['b']) },
  { some: textsOf(['b'], ['a']) },
)

const onText = fc.tuple(fc.constantFrom('eventSource', 'eventName', 'errorCode'), fc.array(condition, { minLength: 1, maxLength: 2 }))
const onFlag = fc.tuple(fc.constant('readOnly'), fc.constantFrom([equalTo('true')], [equalTo('false')]))
const somePart: fc.Arbitrary<Part> = fc.oneof(onText, onFlag).map(([field, anyOf]) => ({ field: field as EventField, anyOf }))
const products: fc.Arbitrary<readonly Product[]> = fc.array(fc.array(somePart, { minLength: 1, maxLength: 3 }), { maxLength: 7 })

function inside(product: Product, point: Point): boolean {
  return product.every(({ field, anyOf }) => anyOf.some((each) => holds(each, point[field as EventField])))
}

describe('what a union of products leaves over', () => {
  it('is something exactly when some event lies outside, and lies outside itself', { timeout }, () => {
    const told = new Set<boolean>()
    fc.assert(
      fc.property(products, (union) => {
        const left = leftOver(cell, union, newBudget())
        const found = left === undefined ? [] : points.filter((point) => fields.every((field) => admits(left[field], point[field])))
        told.add(left !== undefined)
        expect(left !== undefined).toBe(points.some((point) => !union.some((product) => inside(product, point))))
        expect(found.filter((point) => union.some((product) => inside(product, point)))).toEqual([])
      }),
      { numRuns },
    )
    expect(told.size).toBe(2)
  })

  it('intersects as every event tells', { timeout }, () => {
    fc.assert(
      fc.property(fc.array(somePart, { maxLength: 3 }), (product) => {
        const wanted = points.filter((point) => inside(product, point))
        const cells = [...intersect(cell, product)]
        expect(points.filter((point) => cells.some((each) => fields.every((field) => admits(each[field], point[field]))))).toEqual(wanted)
        expect([meets(cell, product), cells.length > 0]).toEqual([wanted.length > 0, wanted.length > 0])
      }),
      { numRuns },
    )
  })

  it('finds the one event that a full split leaves out, and that a full one leaves nothing', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const cells = names.flatMap((source) =>
      names.map((name): Product => [part('eventSource', equalTo(source)), part('eventName', equalTo(name))]),
    )
    const rest: Product[] = [[part('eventSource', { none: textsOf(names) })], [part('eventName', { none: textsOf(names) })]]
    expect(leftOver(cell, [...cells, ...rest], newBudget())).toBeUndefined()
    const left = leftOver(cell, [...cells.slice(0, 20), ...cells.slice(21), ...rest], newBudget())
    expect([left?.eventSource.exact, left?.eventName.exact]).toEqual([['d'], ['c']])
  })

  it('stops at the bound and says so', () => {
    const budget = { left: 3 }
    const union = ['a', 'b', 'c'].map((name): Product => [part('eventName', equalTo(name)), part('eventSource', equalTo(name))])
    expect(leftOver(cell, union, budget)).toBeUndefined()
    expect(isSpent(budget)).toBe(true)
  })
})
