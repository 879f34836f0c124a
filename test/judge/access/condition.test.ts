/** The condition operators one by one, against what the IAM guide says of each. */
import { describe, expect, it } from 'vitest'
import { holds } from '../../../src/judge/access/condition.ts'
import type { RequestContext } from '../../../src/judge/access/request.ts'

const context: RequestContext = {
  text: 'Alpha',
  number: '10',
  time: '2026-11-01T00:00:00Z',
  address: '203.0.113.9',
  six: '2001:db8:1234::9',
  flag: 'true',
  several: ['a', 'b'],
  arn: 'arn:aws:sns:us-east-1:111122223333:topic:with:colons',
  none: null,
}

type Row = readonly [operator: string, key: string, values: readonly string[], truth: boolean | undefined]

const rows: readonly Row[] = [
  ['StringEquals', 'text', ['Beta', 'Alpha'], true],
  ['StringNotEquals', 'text', ['Beta', 'Alpha'], false],
  ['StringNotEquals', 'text', ['Beta'], true],
  ['StringNotEquals', 'none', ['Beta'], true],
  ['StringEqualsIgnoreCase', 'text', ['ALPHA'], true],
  ['StringNotEqualsIgnoreCase', 'text', ['ALPHA'], false],
  ['StringLike', 'text', ['Al*'], true],
  ['StringLike', 'text', ['al*'], false],
  ['StringNotLike', 'text', ['Al*'], false],
  ['ArnLike', 'arn', ['arn:aws:sns:*:*:topic:*'], true],
  ['ArnLike', 'arn', ['arn:aws:sns:*:topic:with:colons'], false],
  ['ArnNotEquals', 'arn', ['arn:aws:sns:*:999999999999:*'], true],
  ['NumericEquals', 'number', ['10.0'], true],
  ['NumericNotEquals', 'number', ['10'], false],
  ['NumericLessThan', 'number', ['10'], false],
  ['NumericLessThanEquals', 'number', ['10'], true],
  ['NumericGreaterThan', 'number', ['9'], true],
  ['NumericGreaterThanEquals', 'number', ['11'], false],
  ['NumericEquals', 'number', ['ten'], undefined],
  ['DateGreaterThan', 'time', ['2026-10-31T00:00:00Z'], true],
  ['DateLessThan', 'time', ['1793491200'], false],
  ['DateLessThanEquals', 'time', ['2026-11-01T00:00:00Z'], true],
  ['DateEquals', 'time', ['some day'], undefined],
  ['Bool', 'flag', ['True'], true],
  ['BinaryEquals', 'text', ['Alpha'], true],
  ['IpAddress', 'address', ['203.0.113.0/24'], true],
  ['IpAddress', 'address', ['203.0.113.8'], false],
  ['NotIpAddress', 'address', ['203.0.112.0/23'], false],
  ['IpAddress', 'six', ['2001:db8:1234::/48'], true],
  ['IpAddress', 'six', ['203.0.113.0/24'], false],
  ['IpAddress', 'address', ['203.0.113.0/33'], undefined],
  ['ForAnyValue:StringEquals', 'several', ['b', 'c'], true],
  ['ForAnyValue:StringNotEquals', 'several', ['b', 'c'], true],
  ['ForAllValues:StringEquals', 'several', ['b', 'c'], false],
  ['ForAllValues:StringNotEquals', 'several', ['c'], true],
  ['ForAllValues:StringNotEquals', 'none', ['c'], undefined],
  ['ForAnyValue:StringNotEquals', 'none', ['c'], false],
  ['StringEquals', 'several', ['a'], undefined],
  ['StringEquals', 'several', ['c'], false],
  ['StringLike', 'several', ['?'], true],
  ['NumericLessThanIfExists', 'none', ['1'], true],
  ['Null', 'none', ['true'], true],
  ['Null', 'text', ['true'], false],
  ['Null', 'text', ['perhaps'], undefined],
  ['Null', 'nowhere', ['true'], undefined],
  ['StringEquals', 'nowhere', ['x'], undefined],
]

describe('a condition', () => {
  it.each(rows)('%s of %s', (operator, key, values, truth) => {
    expect(holds({ [operator]: { [key]: values } }, context, true).truth).toBe(truth)
  })

  it('wants every entry, and names those that are open', () => {
    const open = { StringEquals: { text: ['Alpha'], nowhere: ['x'] } }
    expect(holds(open, context, true)).toEqual({ truth: undefined, open: ['StringEquals nowhere'] })
    expect(holds({ ...open, Bool: { flag: ['false'] } }, context, true)).toEqual({ truth: false, open: [] })
    expect(holds({}, context, true).truth).toBe(true)
  })
})
