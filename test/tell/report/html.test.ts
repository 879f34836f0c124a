/** The page: whole, closed to strangers, within its size; what it shows of findings, maps, exceptions and controls. */
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoverageMap } from '../../../src/nouns/coverage.ts'
import type { Assessment, Verdict } from '../../../src/nouns/verdict.ts'
import { html } from '../../../src/tell/report/html.ts'
import { escapeHtml, prose, sayMoment } from '../../../src/tell/report/html/markup.ts'
import { gates, reasons, verdicts } from './arbitrary.ts'
import { about, assessmentOf, badMorning, empty, hostile, hostileText, witness } from './assessments.ts'
import { faultsOf, readPage, type PageRead } from './page-tags.ts'

function pageOf(assessment: Assessment): string {
  return [...html(assessment)].join('')
}

function read(assessment: Assessment): PageRead {
  return readPage(pageOf(assessment))
}

const answers = { 'management-writes': 'all', 'management-reads': 'some', data: 'none', 'network-activity': 'undecided' } as const

const coverage: CoverageMap = {
  rows: [
    { accounts: ['111122223333', '444455556666'], cells: [{ regions: ['eu-west-1', 'us-east-1'], answers }], all: true },
    { accounts: ['777788889999'], cells: [], all: false },
  ],
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`
}

function strange(verdict: Verdict, stranger: string): Verdict {
  const seen = { answer: stranger, shortfalls: [{ trail: stranger, selector: stranger, why: stranger }] }
  const evidence = [{ path: stranger, seen, wanted: stranger, source: stranger, regions: [stranger], assumed: [stranger] }]
  const waiver = { because: stranger, owner: stranger, until: stranger, was: 'fail' } as const
  return { ...verdict, evidence, message: stranger, witness: { ...witness, eventName: stranger, [stranger]: stranger }, ...(verdict.outcome === 'waived' ? { waiver } : {}) }
}

describe('the page', () => {
  it.each(Object.entries({ badMorning, empty, hostile, mapped: { ...badMorning, coverage } }))('is whole and alone: %s', (_, assessment) => {
    expect(faultsOf(read(assessment))).toEqual([])
  })

  it('is told in pieces', () => {
    expect([...html(badMorning)].length).toBeGreaterThan(20)
  })

  it('lets in its own style and script by their hashes, and nothing else', () => {
    const page = read(badMorning)
    const policy = page.tags.find(({ attributes }) => attributes.get('http-equiv') === 'Content-Security-Policy')?.attributes.get('content') ?? ''
    const hashes = page.inside.filter(({ tag }) => tag.attributes.get('type') !== 'application/json').map(({ tag, content }) => [tag.name, hashOf(content)] as const)
    const of = (name: string): string => hashes.filter(([tag]) => tag === name).map(([, hash]) => hash).join(' ')
    expect(policy).toBe(`default-src 'none'; style-src ${of('style')}; script-src ${of('script')}; img-src data:; base-uri 'none'; form-action 'none'`)
    const css = page.inside[0]?.content ?? ''
    expect(css).not.toMatch(/url\(|@import|@font-face/)
  })

  it('says how it ended, and that it is incomplete or narrowed, before everything else', () => {
    const { text } = read(badMorning)
    for (const said of ['Violations found', 'Incomplete.', 'Account 777788889999 could not be read.', 'Narrowed: only region', 'FAIL: ']) expect(text).toContain(said)
    expect(text.indexOf('Incomplete.')).toBeLessThan(text.indexOf('In numbers'))
  })

  it('says that it is complete only when it is', () => {
    expect(read(assessmentOf([about('sns-notification', '111122223333', 'pass')])).text).toContain('Complete.')
    expect(read(assessmentOf([about('sns-notification', '111122223333', 'unknown')])).text).not.toContain('Complete.')
  })

  it('shows every finding with its proof: event, values, gaps and what settles them, and where it lands', () => {
    const { text } = read(badMorning)
    for (const said of ['DisableKey at kms.amazonaws.com', 'synthetic', 'logFileValidation', 'allow cloudtrail:GetEventSelectors to the reading identity', 'trailgate.yaml:7:9', 'the SIEM polls the bucket', '2027-03-31', 'state SUSPENDED']) {
      expect(text).toContain(said)
    }
  })

  it('links only to the web, and shows other references as nothing', () => {
    const rules = badMorning.rules.map((rule) => Object.assign({}, rule, { references: ['javascript:alert(1)', 'https://docs.aws.amazon.com/a"b', 'https://docs.aws.amazon.com/x/y.html'] }))
    const links = read({ ...badMorning, rules }).tags.filter(({ name, attributes }) => name === 'a' && !(attributes.get('href') ?? '').startsWith('#'))
    expect(new Set(links.map(({ attributes }) => attributes.get('href')))).toEqual(new Set(['https://docs.aws.amazon.com/x/y.html']))
  })
})

describe('the map on the page', () => {
  const mapped = { ...badMorning, coverage }

  it('has a sign for each account, region and class, and the same in words', () => {
    const { tags, text } = read(mapped)
    const uses = tags.filter(({ name, attributes }) => name === 'use' && attributes.has('x')).map(({ attributes }) => attributes.get('href'))
    const count = (sign: string): number => uses.filter((use) => use === sign).length
    expect([count('#m-all'), count('#m-some'), count('#m-none'), count('#m-undecided')]).toEqual([4, 4, 4, 4 + 8])
    expect(text).toContain('partly recorded in all 2 regions')
    expect(text).toContain('which regions are enabled could not be seen')
  })

  it('is not there where nobody asked for it', () => {
    expect(read(badMorning).text).not.toContain('What is recorded, and where')
  })

  it('puts accounts together where they are many, and says so', () => {
    const accounts = Array.from({ length: 50 }, (_, at) => String(100000000000 + at))
    const { text } = read({ ...badMorning, coverage: { rows: [{ accounts, cells: [{ regions: ['us-east-1'], answers }], all: true }] } })
    expect(text).toContain('50 accounts are too many to draw one by one')
    expect(text).toContain('50 accounts, as 100000000000')
  })
})

describe('a page with too much to show', () => {
  const accounts = Array.from({ length: 300 }, (_, at) => String(100000000000 + at))
  const each = accounts.map((account, at) => about('sns-notification', account, at % 2 === 0 ? 'fail' : 'unknown', { message: `Something else in ${account}.` }))
  const page = pageOf(assessmentOf(each))

  it('counts what it leaves out, by outcome', () => {
    const { text, mistakes } = readPage(page)
    expect(mistakes).toEqual([])
    expect(text).toContain('90 more accounts, not shown one by one')
    expect(text).toContain('150 more accounts, not shown one by one')
    expect(text).toContain('The 200 worst of 304 accounts')
  })

  it('has every account in what it searches', () => {
    const data = dataOf(page)
    const found = data.findings.flatMap((ranges) => ranges.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number)
      return data.accounts.slice(from, to + 1).map(([id]) => id)
    }))
    expect(found.sort()).toEqual(accounts)
  })
})

describe('a page of 10,000 accounts that share nothing', () => {
  it('stays below 15 MB', () => {
    const ids = Array.from({ length: 10_000 }, (_, at) => String(100000000000 + at))
    const names = Object.fromEntries(ids.map((id) => [id, `a rather long name of account ${id}`]))
    const each = ['sns-notification', 'kms-events-recorded', 'log-file-validation'].flatMap((rule) => ids.map((id) => about(rule, id, 'fail', { message: `Its own story, ${id}.`, witness })))
    const base = assessmentOf(each)
    const rows = ids.map((id, at) => ({ accounts: [id], cells: [{ regions: ['us-east-1', `region-${at % 20}`], answers }], all: true }))
    const size = pageOf({ ...base, scope: { ...base.scope, accounts: { ...base.scope.accounts, assessed: ids, names } }, coverage: { rows } }).length
    expect(size).toBeLessThan(5_000_000)
  })
})

interface Data {
  readonly accounts: readonly (readonly [string, string, ...unknown[]])[]
  readonly findings: readonly string[]
}

function dataOf(page: string): Data {
  const content = readPage(page).inside.find(({ tag }) => tag.attributes.get('id') === 'data')?.content ?? ''
  expect(content).not.toMatch(/[<>&]/)
  return JSON.parse(content) as Data
}

describe('text of strangers', () => {
  const pieces = fc.constantFrom('<', '>', '"', "'", '&', '&lt;', '</script>', '<!--', '-->', '<img src=x onerror=alert(1)>', ']]>', '`', '=', '\u202e', '\u0000', '\ud800', ' ', 'a', '</td>', '\u2028')
  const text = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''))

  it('stays text wherever it stands', () => {
    fc.assert(
      fc.property(verdicts, gates, reasons, text, (all, gate, incomplete, stranger) => {
        const names = { '111122223333': stranger, '444455556666': stranger }
        const base = assessmentOf(all.map((verdict) => strange(verdict, stranger)), { gate, incomplete: [...incomplete, stranger] })
        const scope = { ...base.scope, caller: stranger, organization: stranger, accounts: { ...base.scope.accounts, names, skipped: { '999900001111': stranger } }, narrowed: { units: [stranger] } }
        const framework = { id: 'f', title: stranger, version: stranger, source: stranger, mapped: 1, of: 2 }
        const control = { framework: 'f', id: stranger, title: stranger, status: 'not met', rules: [stranger], note: stranger } as const
        const strangeMap = { rows: [{ accounts: ['111122223333', stranger], cells: [{ regions: [stranger], answers }], all: true }] }
        const told = { ...base, scope, asOf: stranger, policy: { ...base.policy, file: stranger }, frameworks: [framework], controls: [control], coverage: strangeMap }
        expect(faultsOf(read(told))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('is cut where a browser would choke on it', () => {
    const long = `<${'x'.repeat(2_000_000)}`
    const page = pageOf(assessmentOf([about('sns-notification', '111122223333', 'fail', { message: long })]))
    expect(page.length).toBeLessThan(100_000)
    expect(page).toContain('cut: 2000001 characters in all')
  })

  it('has nothing left that means something', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe('&#60;a href=&#34;x&#34; title=&#39;y&#39;&#62;&#38;amp;')
    expect(escapeHtml(hostileText)).not.toMatch(/[<>"'\p{Cc}\p{Cf}\p{Cs}]/u)
  })
})

describe('wording', () => {
  it('sets what is typed apart', () => {
    expect(prose('Turn it on: `aws x --y <z>`, then `b`.').markup).toBe('Turn it on: <code>aws x --y &#60;z&#62;</code>, then <code>b</code>.')
    expect(prose('An odd ` stays').markup).toBe('An odd ` stays')
  })

  it('says moments of UTC, and anything else as it is', () => {
    expect(sayMoment('2026-11-01T09:00:00.000Z').markup).toBe('<time datetime="2026-11-01T09:00:00.000Z">1 November 2026, 09:00 UTC</time>')
    for (const other of ['2026-13-01T09:00:00Z', '2026-11-01', '"><b>', '2026-11-01T25:00Z']) expect(sayMoment(other).markup).toBe(escapeHtml(other))
  })
})
