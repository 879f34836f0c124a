/** `trailgate coverage` from the outside: answers, witnesses, the table, bad input, and how it ends. */
import { describe, expect, it } from 'vitest'
import type { CoverageAnswer } from '../../src/nouns/coverage.ts'
import { snapshotFile } from './snapshot-file.ts'
import { trailgate, type Ran } from './trailgate.ts'

const golden = (name: string): string => `../golden/${name}`

const arn = (name: string): string => `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`
const everything = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }
const writes = { TrailARN: arn('writes'), EventSelectors: [{ ...everything, ReadWriteType: 'WriteOnly' }] }
const readsWithoutKms = { TrailARN: arn('reads'), EventSelectors: [{ ...everything, ReadWriteType: 'ReadOnly', ExcludeManagementEventSources: ['kms.amazonaws.com'] }] }

const management = { eventCategory: 'Management' }
const kmsReads = { ...management, readOnly: true, eventSource: 'kms.amazonaws.com' }

interface Told extends CoverageAnswer {
  readonly account: string
  readonly region?: string
  readonly regions?: readonly string[]
  readonly groups?: readonly (CoverageAnswer & { readonly regions: readonly string[] })[]
  readonly stores?: CoverageAnswer
  readonly catalogues: Readonly<Record<string, string>>
}

function ask(selectors: unknown, eventClass: unknown, ...more: readonly string[]): Promise<Ran> {
  return trailgate(['coverage', '--selectors', '-', '--class', JSON.stringify(eventClass), ...more], { stdin: JSON.stringify(selectors) })
}

async function told(selectors: unknown, eventClass: unknown): Promise<Told & { readonly status: number | null }> {
  const ran = await ask(selectors, eventClass, '--format', 'json')
  expect(ran.stderr).toBe('')
  return { ...(JSON.parse(ran.stdout) as Told), status: ran.status }
}

describe('a class against selectors', () => {
  it('is recorded by the union of trails that each fall short: all, status 0', async () => {
    const answer = await told([writes, { ...readsWithoutKms, EventSelectors: [{ ...everything, ReadWriteType: 'ReadOnly' }] }], management)
    expect(answer).toMatchObject({ status: 0, answer: 'all', recorded: { synthetic: true, eventCategory: 'Management' }, account: '111122223333', region: 'any' })
    expect(answer.recordedBy?.toSorted()).toEqual([arn('reads'), arn('writes')])
    expect(answer.missed).toBeUndefined()
  })

  it('is recorded in part: some, status 1, with an event that is missed', async () => {
    const answer = await told([writes, readsWithoutKms], management)
    expect(answer).toMatchObject({ status: 1, answer: 'some', missed: { eventSource: 'kms.amazonaws.com', readOnly: true, awsRegion: 'eu-west-1' } })
    expect(answer.shortfalls?.map(({ trail, field }) => [trail, field])).toEqual([['reads', 'eventSource'], ['writes', 'readOnly']])
    expect(answer.recorded).toBeDefined()
  })

  it('is recorded by nobody: none, status 1', async () => {
    const answer = await told([writes, readsWithoutKms], kmsReads)
    expect(answer).toMatchObject({ status: 1, answer: 'none', missed: { eventSource: 'kms.amazonaws.com' } })
    expect(answer.recorded).toBeUndefined()
    expect(await told([], management)).toMatchObject({ status: 1, answer: 'none', account: '000000000000' })
  })

  it.each([
    ['a member that nobody knows', { EventSelectors: [{ ...everything, ExcludeWeekends: true }] }, /ExcludeWeekends/],
    ['an operator that nobody knows', { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Contains: ['a'] }] }] }, /Contains/],
    ['both lists empty', { EventSelectors: [], AdvancedEventSelectors: [] }, /A8/],
    ['a key beside the lists', { EventSelectors: [everything], Newer: {} }, /Newer|all/],
  ])('with %s: an answer, not an error', async (_, selectors, why) => {
    const answer = await told(selectors, management)
    expect(`${JSON.stringify(answer.undecidedBy)} ${answer.answer}`).toMatch(why)
    expect(answer.status).toBe(answer.answer === 'all' ? 0 : 3)
  })

  it('carries the dates of the catalogues', async () => {
    expect((await told(writes, management)).catalogues).toEqual({ 'data-resource-types': expect.stringMatching(/^\d{4}-\d{2}$/), 'network-activity-sources': expect.stringMatching(/^\d{4}-\d{2}$/) })
  })

  it.each([
    ['all', [writes], { ...management, readOnly: false }],
    ['some', [writes, readsWithoutKms], management],
    ['none', [writes], { eventCategory: 'Data', 'resources.type': 'AWS::S3::Object' }],
    ['undecided', [{ EventSelectors: [] }], management],
  ])('%s, in words', async (name, selectors, eventClass) => {
    const ran = await ask(selectors, eventClass)
    expect(ran.stderr).toBe('')
    await expect(ran.stdout).toMatchFileSnapshot(golden(`coverage-${name}.text`))
  })
})

describe('a class in a snapshot', () => {
  const sketch = {
    regions: ['us-east-1', 'eu-west-1'],
    accounts: [{ id: '111122223333', trails: [{ multiRegion: false }], eventDataStores: [{ name: 'lake', region: 'eu-west-1', multiRegion: false }] }],
  }
  const asked = ['--class', JSON.stringify(management), '--format', 'json']

  it('is asked about in every enabled region, those alike together; stores apart', async () => {
    const ran = await trailgate(['coverage', '--snapshot', snapshotFile(sketch), ...asked])
    const answer = JSON.parse(ran.stdout) as Told
    expect(ran).toMatchObject({ status: 1, stderr: '' })
    expect(answer).toMatchObject({ answer: 'some', missed: { awsRegion: 'eu-west-1' }, recorded: { awsRegion: 'us-east-1' }, regions: ['eu-west-1', 'us-east-1'] })
    expect(answer.groups?.map(({ regions, answer: word }) => [regions, word])).toEqual([[['eu-west-1'], 'none'], [['us-east-1'], 'all']])
    expect(answer.stores).toMatchObject({ answer: 'some', missed: { awsRegion: 'us-east-1' } })
  })

  it('is asked about in one region', async () => {
    const file = snapshotFile(sketch)
    expect(await trailgate(['coverage', '--snapshot', file, '--account', '111122223333', '--region', 'us-east-1', ...asked])).toMatchObject({ status: 0 })
    expect(await trailgate(['coverage', '--snapshot', file, '--account', '111122223333', '--region', 'eu-west-1', ...asked])).toMatchObject({ status: 1 })
  })

  it('is undecided where something was refused, by the call that was', async () => {
    const file = snapshotFile({ accounts: [{ id: '111122223333', trails: [{ eventSelectors: 'unseen' }] }] })
    const ran = await trailgate(['coverage', '--snapshot', file, ...asked])
    expect(ran.status).toBe(3)
    expect((JSON.parse(ran.stdout) as Told).undecidedBy).toMatchObject([{ gap: { call: 'cloudtrail:GetEventSelectors' } }])
  })

  it('is never affirmed for regions that nobody could list', async () => {
    const file = snapshotFile({ accounts: [{ id: '111122223333', trails: [{}], refused: ['account:ListRegions', 'ec2:DescribeRegions'] }] })
    const ran = await trailgate(['coverage', '--snapshot', file, ...asked])
    expect(ran.status).toBe(3)
    expect(ran.stdout).toContain('which regions the account has enabled could not be seen')
  })
})

describe('the table', () => {
  it.each(['444455556666', '333344445555', '888899990000', '666677778888'])('of account %s of the demo', async (account) => {
    const ran = await trailgate(['coverage', '--demo', '--account', account])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden(`coverage-demo-${account}.text`))
  })

  it('as JSON', async () => {
    const ran = await trailgate(['coverage', '--demo', '--account', '444455556666', '--format', 'json'])
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    await expect(ran.stdout).toMatchFileSnapshot(golden('coverage-demo-444455556666.json'))
    expect(JSON.parse(ran.stdout)).toMatchObject({ account: '444455556666', catalogues: {}, groups: [{ rows: expect.any(Array) as unknown }] })
  })

  it('has event data stores in columns of their own', async () => {
    const lakes = [{ name: 'lake', multiRegion: false }, { name: 'old-lake', status: 'STOPPED_INGESTION' }]
    const file = snapshotFile({ accounts: [{ id: '111122223333', trails: [{ eventSelectors: [{ ...everything, ReadWriteType: 'WriteOnly' }] }], eventDataStores: lakes }] })
    const ran = await trailgate(['coverage', '--snapshot', file])
    await expect(ran.stdout).toMatchFileSnapshot(golden('coverage-stores.text'))
  })

  it('of selectors is that of any region', async () => {
    const ran = await trailgate(['coverage', '--selectors', '-', '--format', 'json'], { stdin: JSON.stringify(writes) })
    expect(ran).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(ran.stdout)).toMatchObject({ account: '111122223333', regions: 'any', groups: [{ regions: 'any' }] })
  })
})

describe('bad input', () => {
  const selectors = ['coverage', '--selectors', '-']
  const cases: readonly (readonly [string, readonly string[], RegExp, string?])[] = [
    ['no source', ['coverage', '--class', '{}'], /selectors/],
    ['two sources', ['coverage', '--demo', '--selectors', '-'], /demo|selectors/],
    ['a class that is not JSON', [...selectors, '--class', '{eventCategory: Data}'], /--class is not JSON; write an object, such as/],
    ['a class with an unknown field', [...selectors, '--class', '{"eventNaem":"x"}'], /eventNaem.*eventName/],
    ['a class that is empty', [...selectors, '--class', '{}'], /the class is empty/],
    ['a class of another type', [...selectors, '--class', '[]'], /the class is a list/],
    ['a value that no field has', [...selectors, '--class', '{"readOnly":3}'], /readOnly is 3, not text/],
    ['a category that there is not', [...selectors, '--class', '{"eventCategory":"Managment"}'], /--class:1:18: eventCategory is never 'Managment'; did you mean 'Management'\?/],
    ['a class that no event can be of', [...selectors, '--class', '{"eventCategory":"NetworkActivity","readOnly":true}'], /no NetworkActivity event has readOnly/],
    ['a format that there is not', [...selectors, '--format', 'yaml'], /text, json/],
    ['an account beside selectors', [...selectors, '--account', '111122223333'], /--account and --region choose from a snapshot/],
    ['selectors that are none', selectors, /stdin:1:1: these are not the selectors of a trail; write an object/, '{"hello": 1}'],
    ['selectors that are torn', selectors, /stdin:1:\d+: not valid YAML/, '{"EventSelectors": ['],
    ['selectors that are not there', ['coverage', '--selectors', 'nowhere.json'], /nowhere\.json/],
    ['a snapshot that is not there', ['coverage', '--snapshot', 'nowhere.ndjson'], /nowhere\.ndjson/],
    ['no account among several', ['coverage', '--demo'], /several accounts; name one with --account: 111122223333/],
    ['an account that is not there', ['coverage', '--demo', '--account', '1'], /no account 1; it has 111122223333/],
    ['an account that was not examined', ['coverage', '--demo', '--account', '777788889999'], /777788889999 was not examined: suspended/],
    ['a region that is not enabled', ['coverage', '--demo', '--account', '888899990000', '--region', 'af-south-1'], /af-south-1 is not enabled.*eu-central-1/],
  ]

  const named = cases.map(([name, args, said, stdin = JSON.stringify(writes)]) => ({ name, args, said, stdin }))

  it.each(named)('$name: one line on stderr, status 2, nothing on stdout', async ({ args, said, stdin }) => {
    const ran = await trailgate(args, { stdin })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(said)
    expect(ran.stderr.trim().split('\n').length).toBe(1)
  })
})
