/** A line that repeats an earlier one's form is read as if it had been parsed and checked by itself. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesIn } from '../../../src/gather/files/lines.ts'
import { newReading, readLine, type ReadLine, type Reading } from '../../../src/gather/files/snapshot-line.ts'
import { reachOf, type Shown } from '../../../src/nouns/reach-by-region.ts'
import type { Fact } from '../../../src/nouns/snapshot.ts'
import { first, repeatedLines } from './repeated-lines.ts'
import { there } from './there.ts'

function newOpenReading(): Reading {
  const reading = newReading()
  reading.segments.add('segment')
  return reading
}

/** What the lines are read as that come in chunks of this size. */
async function readAll(file: Buffer, size: number, reading = newOpenReading()): Promise<readonly ReadLine[]> {
  return takeAll(file, size, reading, wholeOf)
}

/** The same, taken of each line before the next is read. */
async function takeAll<T>(file: Buffer, size: number, reading: Reading, take: (line: ReadLine) => T): Promise<readonly T[]> {
  const all: T[] = []
  for await (const some of linesIn(chunksOf(file, size))) {
    for (let at = 0; at < some.bytes.length; at = reading.forms.end) all.push(take(readLine(some, at, reading)))
  }
  return all
}

/** With a fact in two parts as one: there are as many times as it has members that are times. */
function wholeOf(line: ReadLine): ReadLine {
  if (!line.ok || !('shown' in line.value)) return line
  const value = reachOf(line.value)
  expect(line.value.times).toEqual(timesIn(value))
  return { ok: true, value }
}

function timesIn({ value }: Fact<'reach'>): readonly unknown[] {
  return Object.values(value?.trails ?? {}).flatMap((status) => Object.values(status).filter((member) => typeof member === 'number'))
}

/** What a line shows that was read by form. */
function shownBy(line: ReadLine): Shown | undefined {
  return line.ok && 'shown' in line.value ? line.value.shown : undefined
}

/** Each in the same buffer, as the chunks of a file are. */
function* chunksOf(file: Buffer, size: number): Generator<Buffer> {
  const buffer = Buffer.alloc(size)
  for (let at = 0; at < file.length; at += size) yield buffer.subarray(0, file.copy(buffer, 0, at, at + size))
}

function fileOf(texts: readonly (string | Buffer)[], ended = true): Buffer {
  const whole = Buffer.concat(texts.flatMap((text) => [Buffer.from(text as string), Buffer.from('\n')]))
  return ended ? whole : whole.subarray(0, -1)
}

const reach = (trails: string): string =>
  `{"fact":"reach","account":"${first}","region":"us-east-1","value":{"trails":${trails}}}`

const times = (delivered: string, error = 'none'): string =>
  reach(`{"arn:a":{"IsLogging":true,"LatestDeliveryTime":${delivered},"LatestDeliveryError":"${error}"}}`)

const accountLine = (name: string, joined = '2024-01-01T00:00:00.000Z'): string =>
  `{"fact":"account","account":"${first}","id":"${first}","value":{"Id":"${first}","Name":"${name}",` +
  `"State":"ACTIVE","JoinedTimestamp":"${joined}","Paths":["o-a/${first}/"]}}`

const owned = (value: string): string => `{"fact":"trail","account":"${first}","region":"us-east-1","id":"arn:${first}","value":${value}}`

const inKeys = owned(`{"TrailARN":"a","${first}":["${first}",1]}`)

/** Which of the lines were read without parsing them. */
async function readByForm(...texts: readonly string[]): Promise<readonly (readonly [boolean, unknown])[]> {
  const parse = JSON.parse
  let parsed = false
  JSON.parse = (text: string) => ((parsed = true), parse(text) as unknown)
  try {
    const reading = newOpenReading()
    const all: (readonly [boolean, unknown])[] = []
    for (const text of texts) {
      parsed = false
      const [read] = await readAll(fileOf([text]), 1 << 16, reading)
      all.push([!parsed, read?.ok === true ? read.value : undefined])
    }
    return all
  } finally {
    JSON.parse = parse
  }
}

describe('lines read by form', () => {
  it('give what each would give alone: the same facts to the letter, and the same mistakes', async () => {
    await fc.assert(
      fc.asyncProperty(repeatedLines, fc.boolean(), fc.integer({ min: 1, max: 400 }), async (texts, ended, size) => {
        const files = texts.map((text, index) => fileOf([text], ended || index < texts.length - 1))
        const alone = (await Promise.all(files.map(async (file) => readAll(file, file.length + 1)))).flat()
        const together = await readAll(Buffer.concat(files), size)
        expect(together).toEqual(alone)
        expect(JSON.stringify(together)).toBe(JSON.stringify(alone))
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['another account', times('1'), times('2').replace(first, '000000000000')],
    ['another region and time', times('1700000000'), times('1700000001.25').replace('us-east-1', 'eu-west-1')],
    ['another trail', times('1'), times('2').replace('arn:a', 'arn:b')],
    ['more trails', times('1'), times('2').replace(/"arn:a":(\{.*\})\}\}\}/, '"arn:a":$1,"arn:b":$1}}}')],
    ['no trail', times('1'), times('1').replace(/\{"arn:a".*/, '{}}}')],
    ['a time of many digits', times('1'), times('1700000000.1234567')],
    ['another name and time of joining', accountLine('payments'), accountLine('log archive', '2025-01-01T11:12:13.456Z')],
    ['another account number throughout', accountLine('payments'), accountLine('payments').replaceAll(first, '222233334444')],
    ['that number in keys and lists', inKeys, inKeys.replaceAll(first, '000000000001')],
  ])('are those with %s', async (_what, known, other) => {
    const [, read] = await readByForm(known, other)
    expect(read).toEqual([true, JSON.parse(other)])
    expect(JSON.stringify(read?.[1])).toBe(other)
  })

  it.each([
    ['a name that JSON escapes', times('1').replace('us-east-1', 'us\\\\-east')],
    ['an account of 11 digits', times('1').replace('1111', '111')],
    ['a number that JSON refuses', times('01')],
    ['a number too large', times('9'.repeat(400))],
    ['a whole number of 16 digits', times('1234567890123456')],
    ['a point without digits', times('1.')],
    ['an exponent', times('1e5')],
    ['a key more', times('1,"StopLoggingTime":2')],
    ['another text', times('1', 'NoSuchBucket')],
    ['a trail twice', times('1').replace(/"arn:a":(\{.*\})\}\}\}/, '"arn:a":$1,"arn:a":$1}}}')],
    ['what is no ARN', times('1').replace('arn:a', '__proto__')],
    ['a gap', times('1').replace(/"value".*/, '"gap":{}}')],
    ['something after it', `${times('1')} `],
    ['a carriage return', `${times('1')}\r`],
    ['an escaped name', accountLine('a \\"b\\"')],
    ['no name', accountLine('')],
    ['a letter beyond ASCII', accountLine('Zoë')],
    ['a time in another form', accountLine('payments', '2024-01-01T00:00:00Z')],
    ['the number of another account', accountLine('payments').replace(`"Id":"${first}"`, '"Id":"222233334444"')],
    ['keys that become the same', owned(`{"TrailARN":"a","${first}":1,"222233334444":2}`).replaceAll(first, '222233334444')],
  ])('are not those with %s', async (_what, text) => {
    const known = [times('1'), accountLine('payments'), owned(`{"TrailARN":"a","${first}":1,"222233334444":2}`)]
    const read = await readByForm(...known, text)
    expect(read.map(([byForm]) => byForm)).toEqual([false, false, false, false])
  })

  it.each([
    ['a zero below zero', owned('{"TrailARN":"a","x":-0}'), owned('{"TrailARN":"a","x":0}')],
    ['a key twice', owned('{"TrailARN":"b","TrailARN":"a"}'), owned('{"TrailARN":"a"}')],
    ['a space', owned('{"TrailARN": "a"}'), owned('{"TrailARN":"a"}')],
    ['keys in another order', owned('{"TrailARN":"a","1":1}'), owned('{"1":1,"TrailARN":"a"}')],
  ])('are none like one with %s', async (_what, known, other) => {
    const [, read] = await readByForm(known, other)
    expect(read).toEqual([false, JSON.parse(other)])
  })

  it('hold what repeats once, whatever its times, and also when something else was shown since', async () => {
    const texts = [times('1'), times('2', 'other'), times('2'), times('2'), times('3'), times('3', 'other'), times('4')]
    const [, , second, third, fourth, other, last] = await takeAll(fileOf(texts), 1 << 16, newOpenReading(), shownBy)
    expect(there(second).times).toEqual([{ arn: 'arn:a', members: ['LatestDeliveryTime'] }])
    expect([third, fourth, last].map((shown) => shown === second)).toEqual([true, true, true])
    expect(there(other)).not.toBe(second)
  })

  it('are none where lines do not repeat themselves', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => owned(`{"TrailARN":"arn:${index}"}`))
    const read = await readByForm(...texts, texts[39] ?? '', texts[0] ?? '')
    expect(read.some(([byForm]) => byForm)).toBe(false)
  })
})
