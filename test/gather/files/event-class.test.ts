/** Classes of events are read from JSON text, and refused with one line. */
import { describe, expect, it } from 'vitest'
import { readEventClass } from '../../../src/gather/files/event-class.ts'
import { sayMistake } from '../../../src/nouns/place.ts'

describe('a class of events', () => {
  it('is read', () => {
    const value = { eventCategory: 'Management', readOnly: false, 'resources.ARN': { StartsWith: ['arn:aws:s3:::a'] }, errorCode: null }
    expect(readEventClass(JSON.stringify(value), '--class')).toEqual({ ok: true, value })
  })

  it.each([
    ['{"eventcategory": "Data"}', "--class:1:2: unknown key 'eventcategory' in the class; did you mean 'eventCategory'?"],
    ['{"eventSource": {"StartWith": "a"}}', "--class:1:18: unknown key 'StartWith' in eventSource; did you mean 'StartsWith'?"],
    ['{"eventSource": []}', '--class:1:17: eventSource is empty'],
    ['{"eventSource": 1}', '--class:1:17: eventSource is 1, not text; write it in quotes: "1"'],
    ['{}', '--class:1:1: the class is empty'],
    ['{"eventSource": ', '--class:1:17: not valid YAML: Flow map must end with a }'],
  ])('%s is refused', (text, line) => {
    const read = readEventClass(text, '--class')
    expect(read.ok ? [] : read.mistakes.map(sayMistake)).toEqual([line])
  })
})
