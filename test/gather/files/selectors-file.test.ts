/** What `aws cloudtrail get-event-selectors` prints, as a snapshot of one account. */
import { describe, expect, it } from 'vitest'
import { readSelectorsFile, selectorsSnapshot } from '../../../src/gather/files/selectors-file.ts'
import type { Snapshot } from '../../../src/nouns/snapshot.ts'

const everything = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }
const printed = { TrailARN: 'arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/main', EventSelectors: [everything] }

function snapshot(data: unknown): Snapshot {
  const read = selectorsSnapshot(typeof data === 'string' ? data : JSON.stringify(data), 'selectors.json')
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  return read.value
}

function mistakes(data: unknown): readonly string[] {
  const read = selectorsSnapshot(typeof data === 'string' ? data : JSON.stringify(data), 'selectors.json')
  return read.ok ? [] : read.mistakes.map(({ what, place, instead }) => `${place?.line ?? ''} ${what} ${instead ?? ''}`)
}

describe('selectors of a trail', () => {
  it('say its partition, account, region and name', () => {
    const { accounts, trails, selectors, segments } = snapshot(printed)
    expect(segments[0]?.header.partition).toBe('aws-cn')
    expect([...accounts.keys()]).toEqual(['111122223333'])
    expect(accounts.get('111122223333')?.reach.get('cn-north-1')?.value?.trails).toEqual({ [printed.TrailARN]: { IsLogging: true } })
    expect(trails.get(printed.TrailARN)?.value).toMatchObject({ Name: 'main', HomeRegion: 'cn-north-1', IsMultiRegionTrail: true })
    expect(selectors.get(printed.TrailARN)?.value).toEqual({ EventSelectors: [everything] })
  })

  it('are the same in YAML', () => {
    expect(snapshot('TrailARN: arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/main\nEventSelectors:\n- ReadWriteType: All\n').selectors.size).toBe(1)
  })

  it('may be of nobody, and are named by position', () => {
    const { trails } = snapshot([{ EventSelectors: [everything] }, { AdvancedEventSelectors: [] }])
    expect([...trails.keys()]).toEqual(['arn:aws:cloudtrail:us-east-1:000000000000:trail/1', 'arn:aws:cloudtrail:us-east-1:000000000000:trail/2'])
  })

  it('without an ARN belong to the account of the others', () => {
    expect([...snapshot([{ EventSelectors: [] }, printed]).trails.keys()]).toEqual(['arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/1', printed.TrailARN])
  })

  it('keep members that nobody knows', () => {
    const strange = { EventSelectors: [{ ...everything, Newer: 1 }], SomethingElse: { a: [1] } }
    expect([...snapshot(strange).selectors.values()][0]?.value).toEqual(strange)
  })

  it('may be none, of an account without trails', () => {
    expect(snapshot([]).accounts.get('000000000000')?.reach.get('us-east-1')?.value).toEqual({ trails: {} })
  })

  it('printed twice are one trail; two answers for one trail are a mistake', () => {
    expect(snapshot([printed, printed]).trails.size).toBe(1)
    expect(mistakes([printed, { ...printed, EventSelectors: [] }])[0]).toMatch(/main twice, with different selectors/)
  })

  it.each([
    ['an empty object', {}, /1 these are not the selectors of a trail write an object with EventSelectors/],
    ['text', '"hello"', /not the selectors/],
    ['nothing', '', /not the selectors/],
    ['selectors without their list', [everything], /not the selectors/],
    ['a list that is none', { EventSelectors: everything }, /EventSelectors is not a list/],
    ['an ARN of something else', { ...printed, TrailARN: 'arn:aws:s3:::bucket' }, /TrailARN is not the ARN of a trail/],
    ['two partitions', [printed, { ...printed, TrailARN: printed.TrailARN.replace('aws-cn', 'aws') }], /partitions aws-cn and aws/],
    ['a torn file', '{"EventSelectors": [', /not valid YAML/],
  ])('are not %s', (_, data, said) => {
    expect(mistakes(data)[0]).toMatch(said)
  })

  it('are not in a file that is not there', async () => {
    expect(await readSelectorsFile('/nowhere/selectors.json')).toMatchObject({ ok: false, mistakes: [{ what: expect.stringContaining('there is no such file') as string }] })
  })
})
