/** The dated catalogues, and the script that makes their next edition from saved pages. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueNames, catalogues, namesIn } from '../../src/nouns/catalogue.ts'

const script = resolve(import.meta.dirname, '../../.github/refresh-catalogues.mjs')

describe('the catalogues', () => {
  it.each(catalogueNames)('%s: a month, sorted names, none twice, none both there and removed', (name) => {
    const { date, removed } = catalogues[name]
    const names = namesIn(name)
    expect(date).toMatch(/^\d{4}-\d{2}$/)
    expect(new Set(names).size).toBe(names.length)
    expect([...names].map((each) => each.toLowerCase())).toEqual([...names].map((each) => each.toLowerCase()).sort())
    expect(removed.filter((each) => names.includes(each.name))).toEqual([])
  })

  it('hold the names that everybody knows, in both spellings where AWS has two', () => {
    expect(namesIn('data-resource-types')).toEqual(expect.arrayContaining(['AWS::S3::Object', 'AWS::Lambda::Function', 'AWS::DynamoDB::Table']))
    expect(namesIn('data-resource-types')).toEqual(expect.arrayContaining(['AWS::Quicksight::ActionConnector']))
    expect(namesIn('data-resource-types').some((name) => name.startsWith('AWS::QuickSight::'))).toBe(true)
    expect(namesIn('network-activity-sources')).toEqual(
      expect.arrayContaining(['cloudtrail', 'ec2', 'kms', 's3', 'secretsmanager'].map((service) => `${service}.amazonaws.com`)),
    )
  })
})

describe('the next edition', () => {
  let folder = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'trailgate-catalogue-'))
    write('data-resource-types.json', JSON.stringify(before))
    write('network-activity-sources.json', JSON.stringify({ ...before, entries: [{ name: 's3.amazonaws.com' }, { name: 'old.amazonaws.com' }] }))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const before = {
    date: '2026-10',
    source: 'a page',
    entries: [{ name: 'AWS::Gone::Thing' }, { name: 'AWS::S3::Object', arn: 'arn:P:s3:::BUCKET/KEY' }, { name: 'AWS::SQS::Queue' }],
    removed: [{ name: 'AWS::Back::Again', lastSeen: '2026-04' }],
  }

  function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  function read(name: string): unknown {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  }

  function refresh(...args: readonly string[]): string {
    return execFileSync(process.execPath, [script, '--folder', folder, ...args], { encoding: 'utf8' })
  }

  const html = `<h1>Logging data events</h1><p>For AWS::Prose::Only see elsewhere.</p><table>
    <tr><th>Resource type</th></tr>
    <tr><td><p>S3</p></td><td tabindex="-1"><p><code class="code">AWS::S3::Object</code></p></td></tr>
    <tr><td>SQS<td>AWS&#58;:SQS::Queue</td></tr>
    <tr><td>New</td><td>AWS::New::Thing</td></tr><tr><td>Back</td><td>AWS::Back::Again</td></tr></table>
    <pre>"resources.type", "Equals": ["AWS::Example::Only"]</pre>`

  it('comes from a page in HTML: what is new, what is gone, and what came back', () => {
    const told = refresh('--date', '2026-12', '--data-events', write('page.html', html))
    expect(told).toBe('data-resource-types: 2026-10 -> 2026-12, 4 names\n  + AWS::Back::Again\n  + AWS::New::Thing\n  - AWS::Gone::Thing\n')
    expect(read('data-resource-types.json')).toEqual({
      date: '2026-12',
      source: 'a page',
      entries: [{ name: 'AWS::Back::Again' }, { name: 'AWS::New::Thing' }, before.entries[1], before.entries[2]],
      removed: [{ name: 'AWS::Gone::Thing', lastSeen: '2026-10' }],
    })
    expect(read('network-activity-sources.json')).toMatchObject({ date: '2026-10' })
  })

  it('comes from a page in Markdown, tables and lists', () => {
    const table = '| type | value |\n| --- | --- |\n| S3 | `AWS::S3::Object` |\n| SQS | AWS::SQS::Queue |\n'
    const list = 'The sources, of `prose.amazonaws.com` and others:\n\n+ `s3.amazonaws.com`\n- new\\-one.amazonaws.com\n'
    refresh('--date', '2027-01', '--data-events', write('a.md', table), '--network-activity', write('b.md', list))
    expect(read('data-resource-types.json')).toMatchObject({ entries: before.entries.slice(1) })
    expect(read('network-activity-sources.json')).toMatchObject({
      entries: [{ name: 'new-one.amazonaws.com' }, { name: 's3.amazonaws.com' }],
      removed: [{ name: 'AWS::Back::Again' }, { name: 'old.amazonaws.com', lastSeen: '2026-10' }],
    })
  })

  it.each([
    ['another page', ['--date', '2026-12', '--data-events'], /0 of the 3 names.*Nothing was written/],
    ['a day instead of a month', ['--date', '2026-12-01', '--data-events'], /--date/],
  ])('is not made from %s', (_, args, said) => {
    const page = write('page.html', '<ul><li>Something else</li></ul>')
    const ran = spawnSync(process.execPath, [script, '--folder', folder, ...args, page], { encoding: 'utf8' })
    expect(ran).toMatchObject({ status: 2, stdout: '' })
    expect(ran.stderr).toMatch(said)
    expect(read('data-resource-types.json')).toEqual(before)
  })

  it('written over the real catalogue without a change gives the same bytes', () => {
    const real = resolve(import.meta.dirname, '../../src/nouns/catalogue/data-resource-types.json')
    write('data-resource-types.json', readFileSync(real, 'utf8'))
    const page = write('page.md', namesIn('data-resource-types').map((name) => `- ${name}`).join('\n'))
    refresh('--date', catalogues['data-resource-types'].date, '--data-events', page)
    expect(readFileSync(join(folder, 'data-resource-types.json'), 'utf8')).toBe(readFileSync(real, 'utf8'))
  })
})
