/** Reports about coverage: harmless whatever trails are called, and no wider than the terminal. */
import { describe, expect, it } from 'vitest'
import type { ClassCoverage, CoverageAnswer, CoveragePlace, CoverageTable, EventCoverage } from '../../../src/nouns/coverage.ts'
import type { Witness } from '../../../src/nouns/event.ts'
import { classJson, classText } from '../../../src/tell/report/class-coverage.ts'
import { tableJson, tableText } from '../../../src/tell/report/coverage-table.ts'
import { explainJson, explainText } from '../../../src/tell/report/explain.ts'

const hostile = 'evil\u001b[31m\n::error::##[group]\u202ename'
const arn = `arn:aws:cloudtrail:us-east-1:111122223333:trail/${hostile}`
const names = { [arn]: hostile }
const place: CoveragePlace = { account: '111122223333', accountName: hostile, partition: 'aws', regions: ['eu-west-1', 'us-east-1'], extent: 'enabled' }
const catalogues = { 'data-resource-types': '2026-10', 'network-activity-sources': '2026-10' }
const missed: Witness = { synthetic: true, eventCategory: 'Data', eventSource: 's3.amazonaws.com', eventName: 'GetObject', resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${hostile}` }] }
const doubt = { what: `trail ${hostile} is odd`, change: hostile }
const silent = [{ arn, name: hostile, why: hostile }]

const some: CoverageAnswer = { answer: 'some', missed, recorded: missed, recordedBy: [arn], shortfalls: [{ trail: hostile, selector: `selector "${hostile}"`, why: hostile }], assumed: ['A3'] }
const undecided: CoverageAnswer = { answer: 'undecided', undecidedBy: [doubt] }
const groups = [
  { regions: ['eu-west-1'], trails: some, stores: undecided, silent },
  { regions: ['us-east-1'], trails: undecided, stores: undecided, silent: [] },
]
const told: ClassCoverage = { eventClass: { eventCategory: 'Data' }, words: `data events of ${hostile}`, place, trails: some, stores: undecided, silent, groups, names, catalogues }

const row = { kind: 'data', events: 'AWS::S3::Object', eventClass: { eventCategory: 'Data' }, trails: some, stores: undecided } as const
const table: CoverageTable = { place, names, catalogues, groups: [{ regions: place.regions, rows: [row, { ...row, events: 'AWS::SQS::Queue' }], none: { data: ['AWS::SNS::Topic'], network: [] }, storesUnseen: [doubt], silent }] }

const event: EventCoverage = {
  event: { ...missed, eventID: hostile },
  account: '111122223333',
  region: hostile,
  outcome: 'not-recorded',
  trails: [{ arn, name: hostile, outcome: 'not-recorded', selectors: [{ selector: hostile, outcome: 'not-recorded', field: 'readOnly', why: hostile }] }],
  stores: [{ arn, name: hostile, outcome: 'undecided', selectors: [], why: hostile }],
}

/** Escapes, marks that reorder text, and what CI systems obey. */
const escape = String.fromCodePoint(27)
const breaking = new RegExp(`[${escape}\u202e]|^\\s*::error|##\\[`, 'm')
const colours = new RegExp(`${escape}\\[[\\d;]*m`, 'g')

const plain = { colour: false, width: 100 }
const texts = [
  ['a class', (look = plain) => [...classText(told, look)].join('')],
  ['a table', (look = plain) => [...tableText(table, look)].join('')],
  ['an event', (look = plain) => [...explainText([event, event], look)].join('')],
] as const
const jsons = [
  ['a class', () => [...classJson(told)].join('')],
  ['a table', () => [...tableJson(table)].join('')],
  ['an event', () => [...explainJson([event])].join('')],
] as const

describe('the text of', () => {
  it.each(texts)('%s lets no name break out', (_, text) => {
    expect(text()).not.toMatch(breaking)
    expect(text()).toContain('evil')
    expect(text().endsWith('\n')).toBe(true)
  })

  it.each(texts)('%s is coloured only on request', (_, text) => {
    expect(text({ colour: true, width: 100 })).toContain(escape)
    expect(text({ colour: true, width: 100 }).replaceAll(colours, '')).toBe(text())
  })

  it.each(texts)('%s is no wider than the terminal, single words and records aside', (_, text) => {
    for (const width of [60, 80, 120]) {
      const wide = text({ colour: false, width }).split('\n').filter((line) => line.length > width && !/^ *["{}\]]/.test(line))
      expect(wide.filter((line) => line.trim().split(' ').length > 4)).toEqual([])
    }
  })
})

describe('the JSON of', () => {
  it.each(jsons)('%s holds every name as it is, in safe characters', (_, json) => {
    expect(json()).not.toMatch(breaking)
    expect(JSON.stringify(JSON.parse(json()))).toContain(JSON.stringify(hostile).slice(1, -1))
  })

  it('an answer begins with what the contract promises', () => {
    expect(Object.keys(JSON.parse([...classJson(told)].join('')) as object).slice(0, 4)).toEqual(['answer', 'missed', 'recorded', 'recordedBy'])
  })
})

function say(more: Partial<CoveragePlace>): string {
  return [...classText({ ...told, place: { ...place, ...more } }, { colour: false, width: 500 })].join('').split('\n')[0] ?? ''
}

function sentence(trails: CoverageAnswer): string {
  return [...classText({ ...told, trails }, plain)].join('').replaceAll(/\s+/g, ' ')
}

describe('the sentence', () => {
  it('says where: one region, every one, those that were seen', () => {
    expect(say({})).toContain('in all 2 enabled regions of account 111122223333 (evil')
    expect(say({ regions: ['us-east-1'], extent: 'chosen' })).toContain('in us-east-1 of account')
    expect(say({ regions: ['us-east-1'] })).toContain('in the only enabled region (us-east-1)')
    expect(say({ extent: 'seen' })).toContain('in 2 regions and others that nobody could list of account')
    expect(say({ extent: 'any' })).toContain('in any region of account')
  })

  it('says of an undecided answer what is certain all the same', () => {
    expect(sentence(undecided)).toMatch(/^UNDECIDED It cannot be told whether all data events/)
    expect(sentence({ ...undecided, missed })).toMatch(/^UNDECIDED Not all data events .*, and it cannot be told whether any are\./)
  })

  it('counts events where there are several', () => {
    expect([...explainText([event, { ...event, outcome: 'recorded' }], plain)].join('')).toMatch(/2 events: 1 recorded, 1 not recorded\n$/)
  })
})
