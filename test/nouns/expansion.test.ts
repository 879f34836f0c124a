/** Parameters put into the text of a rule. */
import { describe, expect, it } from 'vitest'
import { parametersIn, withParameters } from '../../src/nouns/expansion.ts'

const parameters = { partition: 'aws-cn', buckets: ['orders', 'invoices'], days: 30, on: true, none: [], keys: ['a', 'b'], one: ['only'] }

describe('a $name', () => {
  it.each([
    ['$days', 30],
    ['$on', true],
    ['$buckets', ['orders', 'invoices']],
    ['arn:$partition:s3', 'arn:aws-cn:s3'],
    ['arn:$partition:s3:::$buckets/', ['arn:aws-cn:s3:::orders/', 'arn:aws-cn:s3:::invoices/']],
    ['$buckets/$keys', ['orders/a', 'orders/b', 'invoices/a', 'invoices/b']],
    ['x$one', ['xonly']],
    ['x$none', []],
    ['$daysAfter', '$daysAfter'],
    ['costs $5 and $days', 'costs $5 and 30'],
    ['$unknown', '$unknown'],
    ['a $unknown in $days', 'a $unknown in 30'],
    ['plain', 'plain'],
  ])('%s becomes %j', (text, value) => expect(withParameters(text, parameters)).toEqual(value))

  it('is put in at any depth, and lists in lists become one', () => {
    const written = { recorded: { eventSource: ['x', '$buckets'], 'resources.ARN': { StartsWith: ['arn:$partition:s3:::$keys/', 'z'] } }, in: 'every-region', deep: [{ days: '$days' }] }
    expect(withParameters(written, parameters)).toEqual({
      recorded: { eventSource: ['x', 'orders', 'invoices'], 'resources.ARN': { StartsWith: ['arn:aws-cn:s3:::a/', 'arn:aws-cn:s3:::b/', 'z'] } },
      in: 'every-region',
      deep: [{ days: 30 }],
    })
  })

  it('in a value that was put in stays text', () => expect(withParameters('a $x b $y', { x: '$y', y: 'Y' })).toBe('a $y b Y'))

  it('is found wherever it stands', () => expect(parametersIn('arn:$partition:s3:::$buckets/ $5')).toEqual(['partition', 'buckets']))
})
