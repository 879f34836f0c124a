/** Raw answers as files: their names, and that answers of two runs never mix. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mistakesOf } from '../../../src/nouns/place.ts'
import type { RawAnswer } from '../../../src/nouns/raw-answer.ts'
import { openRawFolder } from '../../../src/tell/write/raw.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailgate-raw-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function answerTo(call: string, parameters: RawAnswer['parameters'] = {}, more: Partial<RawAnswer> = {}): RawAnswer {
  return { call, account: '111122223333', region: 'us-east-1', parameters, attempt: 1, sentAt: '2026-11-01T09:00:00.000Z', status: 200, body: '{}', ...more }
}

function files(): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
}

describe('the name of a file', () => {
  it('tells the account, the region or that there is none, the call and its parameters', async () => {
    const keep = await openRawFolder(folder)
    await keep(answerTo('cloudtrail:GetTrailStatus', { Name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/org' }))
    await keep(answerTo('organizations:DescribeOrganization'))
    await keep(answerTo('ec2:DescribeRegions'))
    expect(files()).toEqual([
      '111122223333/global/ec2-DescribeRegions.json',
      '111122223333/global/organizations-DescribeOrganization.json',
      expect.stringMatching(/^111122223333\/us-east-1\/cloudtrail-GetTrailStatus-[0-9a-f]{12}\.json$/) as string,
    ])
  })

  it('is the same for the same parameters in another order, and another one for others', async () => {
    const keep = await openRawFolder(folder)
    await keep(answerTo('s3:GetBucketPolicy', { Bucket: 'a', Other: { x: 1, y: [2] } }))
    await keep(answerTo('s3:GetBucketPolicy', { Other: { y: [2], x: 1 }, Bucket: 'a' }, { attempt: 2 }))
    await keep(answerTo('s3:GetBucketPolicy', { Bucket: 'b', Other: { x: 1, y: [2] } }))
    expect(files()).toHaveLength(2)
    const attempts = files().map((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as RawAnswer).attempt)
    expect(new Set(attempts)).toEqual(new Set([1, 2]))
  })

  it('counts pages, and a page that is asked for again is the same one', async () => {
    const keep = await openRawFolder(folder)
    for (const NextToken of [undefined, 'two', 'three', 'two']) {
      await keep(answerTo('organizations:ListAccounts', NextToken === undefined ? {} : { NextToken }, { body: String(NextToken) }))
    }
    const name = '111122223333/global/organizations-ListAccounts'
    expect(files()).toEqual([`${name}-page-2.json`, `${name}-page-3.json`, `${name}.json`])
    expect(readFileSync(join(folder, `${name}-page-3.json`), 'utf8')).toContain('"three"')
  })

  it('stays in the folder, whatever AWS calls a region', async () => {
    const keep = await openRawFolder(folder)
    await keep(answerTo('cloudtrail:DescribeTrails', {}, { region: '../../etc' }))
    expect(files()).toEqual(['111122223333/______etc/cloudtrail-DescribeTrails.json'])
  })
})

describe('a folder for raw answers', () => {
  it('must be empty, unless an interrupted run goes on', async () => {
    writeFileSync(join(folder, 'old.json'), '{}')
    const error: unknown = await openRawFolder(folder).catch((thrown: unknown) => thrown)
    expect(mistakesOf(error)?.[0]).toMatchObject({ what: `${folder} is not empty` })
    await (await openRawFolder(folder, { resumed: true }))(answerTo('ec2:DescribeRegions'))
    expect(files()).toHaveLength(2)
  })

  it('that cannot be made is a mistake', async () => {
    writeFileSync(join(folder, 'file'), '')
    const error: unknown = await openRawFolder(join(folder, 'file', 'below')).catch((thrown: unknown) => thrown)
    expect(mistakesOf(error)?.[0]?.what).toMatch(/^cannot write .*below: ENOTDIR/)
  })
})
