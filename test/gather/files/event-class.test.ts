/** Classes of events are read from JSON text, and refused with one line. */
import { describe, expect, it } from 'vitest'
import { readEventClass } from '../../../src/gather/files/event-class.ts'
import { emptyReason } from '../../../src/judge/coverage/universe.ts'
import { closedValues } from '../../../src/nouns/event.ts'
import { sayMistake } from '../../../src/nouns/place.ts'

describe('a class of events', () => {
  it('is read', () => {
    const value = { eventCategory: 'Management', readOnly: false, 'resources.ARN': { StartsWith: ['arn:aws:s3:::a'] }, errorCode: null }
    expect(readEventClass(JSON.stringify(value), '--class')).toEqual({ ok: true, value })
  })

  it('may have any value in a field whose values are no closed list, and every value in one whose are', () => {
    expect(readEventClass('{"eventSource": "s4.amazonaws.com", "resources.type": "AWS::New::Thing", "errorCode": "Oops"}', '--class').ok).toBe(true)
    for (const [field, values] of Object.entries(closedValues)) {
      for (const value of values) {
        expect(readEventClass(JSON.stringify({ [field]: value }), '--class').ok).toBe(true)
        expect(emptyReason({ [field]: value }, 'aws')).toBeUndefined()
      }
    }
  })

  it.each([
    ['{"eventcategory": "Data"}', "--class:1:2: unknown key 'eventcategory' in the class; did you mean 'eventCategory'?"],
    ['{"eventSource": {"StartWith": "a"}}', "--class:1:18: unknown key 'StartWith' in eventSource; did you mean 'StartsWith'?"],
    ['{"eventSource": []}', '--class:1:17: eventSource is empty'],
    ['{"eventSource": 1}', '--class:1:17: eventSource is 1, not text; write it in quotes: "1"'],
    ['{"eventCategory": "Managment"}', "--class:1:19: eventCategory is never 'Managment'; did you mean 'Management'? (write Management, Data or NetworkActivity)"],
    ['{"eventCategory": ["Data", "Insight"]}', "--class:1:28: eventCategory is never 'Insight'; write Management, Data or NetworkActivity"],
    ['{"readOnly": "yes"}', "--class:1:14: readOnly is never 'yes'; write true or false"],
    ['{"readOnly": {"NotEquals": ["ture"]}}', "--class:1:29: readOnly is never 'ture'; did you mean 'true'? (write true or false)"],
    ['{"eventType": {"StartsWith": "AwsVpc", "EndsWith": "Calls"}}', "--class:1:52: no value of eventType ends with 'Calls'; write AwsApiCall, AwsServiceEvent, AwsConsoleAction, AwsConsoleSignIn, AwsVpceEvent or AwsVpceEvents"],
    ['{"sessionCredentialFromConsole": false}', "--class:1:34: sessionCredentialFromConsole is never 'false'; write true"],
    ['{}', '--class:1:1: the class is empty'],
    ['{"eventSource": ', '--class:1:17: not valid YAML: Flow map must end with a }'],
  ])('%s is refused', (text, line) => {
    const read = readEventClass(text, '--class')
    expect(read.ok ? [] : read.mistakes.map(sayMistake)).toEqual([line])
  })
})
