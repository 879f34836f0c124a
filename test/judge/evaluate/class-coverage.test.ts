/** Answers over regions, and answers for whatever a file of selectors may hold. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectorsSnapshot } from '../../../src/gather/files/selectors-file.ts'
import { sketchSnapshot } from '../../../src/gather/files/sketch.ts'
import { coverageOf, overall } from '../../../src/judge/evaluate/class-coverage.ts'
import { tableOf } from '../../../src/judge/evaluate/coverage-table.ts'
import { explainerOf } from '../../../src/judge/evaluate/event-coverage.ts'
import type { Asked } from '../../../src/judge/evaluate/reached.ts'
import { statusOfAnswer, statusOfEvents, type CoverageAnswer, type CoverageRow, type EventOutcome } from '../../../src/nouns/coverage.ts'
import type { Witness } from '../../../src/nouns/event.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'

const event: Witness = { synthetic: true }
const all: CoverageAnswer = { answer: 'all', recorded: event, recordedBy: ['a'] }
const some: CoverageAnswer = { answer: 'some', recorded: event, recordedBy: ['b'], missed: event }
const none: CoverageAnswer = { answer: 'none', missed: event }
const undecided: CoverageAnswer = { answer: 'undecided', undecidedBy: [{ what: 'w', change: 'c' }] }

describe('an answer over regions', () => {
  it.each<[CoverageAnswer['answer'], readonly CoverageAnswer[]]>([
    ['all', [all, all]],
    ['none', [none, none]],
    ['some', [some, all]],
    ['some', [all, none]],
    ['some', [all, none, undecided]],
    ['some', [some, undecided]],
    ['undecided', [all, undecided]],
    ['undecided', [none, undecided]],
    ['undecided', []],
  ])('is %s', (answer, answers) => {
    for (const order of [answers, answers.toReversed()]) expect(overall(order, { extent: 'enabled' }).answer).toBe(answer)
  })

  it('is neither all nor none where there may be other regions', () => {
    expect(overall([all], { extent: 'seen' })).toMatchObject({ answer: 'undecided', undecidedBy: [{ what: expect.stringContaining('regions') as string }] })
    expect(overall([none], { extent: 'seen' }).answer).toBe('undecided')
    expect(overall([some], { extent: 'seen' }).answer).toBe('some')
  })

  it('names every recorder once, and every doubt', () => {
    expect(overall([all, some, all], { extent: 'enabled' }).recordedBy).toEqual(['a', 'b'])
    expect(overall([undecided, undecided, all], { extent: 'enabled' }).undecidedBy).toEqual(undecided.undecidedBy)
  })
})

describe('the status', () => {
  it('of an answer', () => {
    expect([all, some, none, undecided].map(statusOfAnswer)).toEqual([0, 1, 1, 3])
  })

  it.each<[number, readonly EventOutcome[]]>([
    [0, ['recorded', 'recorded']],
    [1, ['recorded', 'not-recorded', 'undecided']],
    [3, ['recorded', 'undecided']],
  ])('of events is %i', (status, outcomes) => {
    expect(statusOfEvents(outcomes.map((outcome) => ({ event, account: '', outcome, trails: [], stores: [] })))).toBe(status)
  })
})

function asked(sketch: Sketch, regions: readonly string[]): Asked {
  const snapshot = sketchSnapshot({ regions, ...sketch })
  return { snapshot, place: { account: '111122223333', partition: 'aws', regions, extent: 'enabled' } }
}

describe('regions', () => {
  it('of one configuration are one group, the leader region among them', () => {
    const told = coverageOf({ eventCategory: 'Management' }, asked({ trails: [{}] }, ['eu-west-1', 'eu-west-2', 'us-east-1']))
    expect(told.groups.map(({ regions }) => regions)).toEqual([['eu-west-1', 'eu-west-2', 'us-east-1']])
    expect(told).toMatchObject({ words: 'management events', trails: { answer: 'all' }, names: { 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main': 'main' } })
  })

  it('without stores say nothing of stores; with one somewhere, in each', () => {
    const place = ['eu-west-1', 'us-east-1']
    expect(coverageOf({ eventCategory: 'Management' }, asked({ trails: [{}] }, place)).stores).toBeUndefined()
    const lake = { accounts: [{ id: '111122223333', eventDataStores: [{ region: 'us-east-1', multiRegion: false }] }] }
    expect(coverageOf({ eventCategory: 'Management' }, asked(lake, place))).toMatchObject({ trails: { answer: 'none' }, stores: { answer: 'some', missed: { awsRegion: 'eu-west-1' } } })
  })
})

function rows(sketch: Sketch): readonly CoverageRow[] {
  return tableOf(asked(sketch, ['us-east-1'])).groups.flatMap((group) => group.rows)
}

function selector(field: string, value: string, category: string): unknown {
  return { FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }, { Field: field, Equals: [value] }] }
}

describe('the table', () => {
  it('has the six kinds of management events, whatever is recorded', () => {
    expect(rows({}).map(({ kind, trails }) => `${kind} ${trails.answer}`)).toEqual(Array.from({ length: 6 }, () => 'management none'))
  })

  it('names the data types and network sources of which something is recorded, and counts the others', () => {
    const advancedEventSelectors = [selector('resources.type', 'AWS::SQS::Queue', 'Data'), selector('eventSource', 'kms.amazonaws.com', 'NetworkActivity')]
    const [group] = tableOf(asked({ trails: [{ advancedEventSelectors }] }, ['us-east-1'])).groups
    const told = group?.rows.filter(({ kind }) => kind !== 'management').map(({ events, trails }) => `${events} ${trails.answer}`)
    expect(told).toEqual(['AWS::SQS::Queue all', 'kms.amazonaws.com all'])
    expect(group?.none.data).toHaveLength(249)
    expect(group?.none.data).not.toContain('AWS::SQS::Queue')
    expect(group?.none.network).toHaveLength(95)
  })
})

describe('whatever a file of selectors holds', () => {
  const member = fc.constantFrom('ReadWriteType', 'IncludeManagementEvents', 'DataResources', 'ExcludeManagementEventSources', 'FieldSelectors', 'Field', 'Equals', 'Type', 'Values', 'Name')
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 5 }, fc.constantFrom<unknown>('All', 'eventCategory', 'Data', 'Management', 'arn:aws:s3', true, null, 3, ''), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(member, tie('any'), { maxKeys: 4 })),
  })).any
  const printed = fc.record({ EventSelectors: fc.array(value, { maxLength: 3 }), AdvancedEventSelectors: fc.array(value, { maxLength: 3 }) }, { requiredKeys: ['EventSelectors'] })

  it('has an answer, and an explanation that agrees with it', () => {
    fc.assert(
      fc.property(fc.array(printed, { maxLength: 3 }), (selectors) => {
        const read = selectorsSnapshot(JSON.stringify(selectors), 'selectors.json')
        if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
        const place = { account: '000000000000', partition: 'aws', regions: ['us-east-1'], extent: 'any' } as const
        const { trails } = coverageOf({ eventCategory: 'Management' }, { snapshot: read.value, place })
        expect(['all', 'some', 'none', 'undecided']).toContain(trails.answer)
        const explain = explainerOf(read.value)
        const outcome = (witness: Witness | undefined): string | undefined => witness && explain(witness, { account: place.account, region: 'us-east-1', anywhere: true }).outcome
        expect([undefined, 'not-recorded']).toContain(outcome(trails.missed))
        expect([undefined, 'recorded', 'undecided']).toContain(outcome(trails.recorded))
      }),
      { numRuns: process.env['TRAILGATE_LONG'] === undefined ? 500 : 20_000 },
    )
  })
})
