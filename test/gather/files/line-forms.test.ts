/** A line that repeats an earlier one's form is read as if it had been parsed and checked by itself. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newForms, readByForm } from '../../../src/gather/files/line-forms.ts'
import { readLine } from '../../../src/gather/files/snapshot-line.ts'

const account = fc.constantFrom('111122223333', '222233334444', '000000000001')
const region = fc.constantFrom('us-east-1', 'eu-west-1', 'a"b', 'ö')
const arn = fc.constantFrom('arn:aws:cloudtrail:us-east-1:111122223333:trail/a', '12', '__proto__', '\u0000', 'b"\\', 'ä\u2028')
const time = fc.oneof(fc.integer({ min: 1_700_000_000, max: 1_700_000_003 }), fc.constantFrom(0, -1, 1.5, 1e21, 1e-7, 1_700_000_000.25))
const status = fc.record(
  {
    IsLogging: fc.boolean(),
    LatestDeliveryTime: time,
    LatestDeliveryError: fc.constantFrom('', '\u0000', ':1700000000,', '"'),
    LatestDigestDeliveryTime: time,
    StopLoggingTime: time,
  },
  { requiredKeys: [] },
)
const reach = fc.record({
  fact: fc.constant('reach'),
  account,
  region,
  value: fc.record({ trails: fc.array(fc.tuple(arn, status), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)) }),
})
const optIn = fc.constantFrom('ENABLED', 'DISABLED', 'ELSEWHERE')
const regions = fc.record({
  fact: fc.constant('regions'),
  account,
  value: fc.record({ source: fc.constant('account:ListRegions'), status: fc.dictionary(fc.constantFrom('us-east-1', 'eu-west-1'), optIn) }),
})
const line = fc.oneof({ weight: 4, arbitrary: reach }, regions).map((fact) => JSON.stringify(fact))

/** Pieces that a line may lose or gain: those that carry its meaning, and those that JSON refuses. */
const wound = fc.constantFrom('', '1', '0', '9'.repeat(400), '.', '.5', 'e5', '-', ' ', '"', '\\', ',', ':', '{', '}', '"x":1,', 'null', '\u0001', 'é')
const wounded = fc.tuple(line, fc.nat(), fc.nat({ max: 3 }), wound).map(([text, place, lost, gained]) => {
  const at = place % (text.length + 1)
  return text.slice(0, at) + gained + text.slice(at + lost)
})
const digitsChanged = fc.tuple(line, fc.nat({ max: 9 })).map(([text, digit]) => text.replaceAll(/[3-9](?=[0-9]*[,}"])/g, String(digit)))
const lines = fc.array(fc.oneof(line, digitsChanged, wounded), { minLength: 2, maxLength: 30 })

/** What each line is read as, by forms that are kept from line to line or not. */
function readAll(texts: readonly string[], kept: boolean) {
  let forms = newForms()
  return texts.map((text) => {
    if (!kept) forms = newForms()
    return readLine(text, true, new Set(['segment']), forms)
  })
}

const times = (delivered: string): string =>
  `{"fact":"reach","account":"111122223333","region":"us-east-1","value":{"trails":{"arn":{"IsLogging":true,"LatestDeliveryTime":${delivered}}}}}`

function formsAfter(...texts: readonly string[]) {
  const forms = newForms()
  for (const text of texts) readLine(text, true, new Set(['segment']), forms)
  return forms
}

describe('lines read by form', () => {
  it('give what each would give alone: the same facts to the letter, and the same mistakes', () => {
    fc.assert(
      fc.property(lines, (texts) => {
        const alone = readAll(texts, false)
        const together = readAll(texts, true)
        expect(together).toEqual(alone)
        expect(JSON.stringify(together)).toBe(JSON.stringify(alone))
      }),
      { numRuns: 300 },
    )
  })

  it('are those with other digits in the account, another region and other numbers', () => {
    const forms = formsAfter(times('1700000000'))
    const other = times('1700000001.25').replace('111122223333', '000000000000').replace('us-east-1', 'eu-west-1')
    expect(readByForm(other, forms)).toEqual(JSON.parse(other))
  })

  it.each([
    ['a name that JSON escapes', times('1').replace('us-east-1', 'us\\\\-east')],
    ['an account of 11 digits', times('1').replace('1111', '111')],
    ['a number that JSON refuses', times('01')],
    ['a number too large', times('9'.repeat(400))],
    ['a point without digits', times('1.')],
    ['a key more', times('1,"StopLoggingTime":2')],
    ['a gap', times('1').replace(/"value".*/, '"gap":{}}')],
    ['something after it', `${times('1')} `],
  ])('are not those with %s', (_what, text) => {
    expect(readByForm(text, formsAfter(times('1')))).toBeUndefined()
  })

  it('hold what repeats once', () => {
    const forms = formsAfter(times('1'))
    const [first, second] = [readByForm(times('2'), forms), readByForm(times('2'), forms)]
    expect(first?.value).toBe(second?.value)
    expect(first?.value).not.toBe(readByForm(times('3'), forms)?.value)
  })
})
