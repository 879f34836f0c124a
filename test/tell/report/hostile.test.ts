/** Nothing that a stranger can write gets out of its place, in any format: names, tags, policies, error texts. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment, Look, Report } from '../../../src/nouns/verdict.ts'
import { formatNames, formats } from '../../../src/tell/report/formats.ts'
import { about, assessmentOf, badMorning, rules, witness } from './assessments.ts'
import { faultsOf, readPage } from './page-tags.ts'
import { csvRows, elements, readMarkdown, workflowCommand } from './well-formed.ts'

const fragments = [
  '\u001b[31m', '\u001b]0;owned\u0007', '\u009b2J', '\u0000', '\b', ']]>', '</failure>', '</script>', '<script>alert(1)</script>', '<!--', '<img src=x>', '\r\n', '\n',
  '\r', '\u2028', '::error::owned', ' ::stop-commands::x', '##[error]', '##vso[task.x]', '%0A::error::x', '|', '\\', '\\|', '`', '```', '**', '[a](javascript:x)',
  'https://evil.example', '=cmd|x', '+1', '-1', '@SUM(1)', '\t=1', '"', '""', "'", ',', ';', '&amp;', '&#10;', '{0}', '${x}', '\u202e', '\u2066', '\ufeff', '\ud800',
  '\udc00', '\ufffe', '日本', '🙂', 'a', ' ', '..', '/', 'C:\\', 'arn:aws:iam::111122223333:role/x', '-->', '<?xml?>',
]

const text = fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))

const account = '111122223333'

/** Each place of an assessment that holds a stranger's text holds one of these. */
function hostileOf(all: readonly string[]): Assessment {
  const at = (index: number): string => all[index % all.length] ?? ''
  const subject = { kind: 'trail', id: `arn:aws:cloudtrail:us-east-1:${account}:trail/${at(0)}`, account, region: 'us-east-1', name: at(0) } as const
  const evidence = [{ path: at(1), seen: at(2), wanted: { tag: at(3) }, assumed: [at(4)], regions: [at(5)] }]
  const gaps = [{ cause: 'refused', call: 'sts:AssumeRole', code: at(6), message: at(7), region: at(8), account: at(9) }] as const
  const event = { ...witness, eventName: at(1), resources: [{ type: at(2), ARN: at(3) }] }
  const waiver = { because: at(4), owner: at(5), until: at(6), was: 'fail' } as const
  const anchor = { file: at(7), line: 3, column: 1 }
  const verdicts = [
    about('log-file-validation', account, 'fail', { subject, message: at(8), evidence, witness: event, anchor }),
    about('kms-events-recorded', account, 'unknown', { message: at(9), gaps, anchor }),
    about('sns-notification', account, 'waived', { subject: { ...subject, id: at(0) }, message: at(1), waiver }),
    about('organization-trail', account, 'pass', { subject: { kind: 'bucket', id: at(2), account: at(3), name: at(4) }, message: at(5) }),
    about('trail-reaches-account', account, 'skip', { message: at(6) }),
  ]
  const accounts = { ...badMorning.scope.accounts, names: { [account]: at(0) }, skipped: { '999900001111': at(1) } }
  const scope = { ...badMorning.scope, caller: at(2), accounts, narrowed: { regions: [at(3)], units: [at(4)] } }
  const texts = rules.map((rule) => Object.assign({}, rule, { title: at(5), why: at(6), fix: at(7) }))
  return { ...assessmentOf(verdicts, { scope, incomplete: [at(8)], rules: texts }), policy: { ...badMorning.policy, file: at(9) } }
}

const ordinary = hostileOf(['ordinary'])

/** What the readers of each format hold it to; a format that is not here is held to what holds for all. */
const wellFormed: Readonly<Record<string, (told: string) => void>> = {
  json: (told) => void JSON.parse(told),
  sarif: (told) => void JSON.parse(told),
  'sarif-archive': (told) => void JSON.parse(told),
  'gitlab-codequality': (told) => void JSON.parse(told),
  html: (told) => expect(faultsOf(readPage(told))).toEqual([]),
  ocsf: (told) => void JSON.parse(told),
  oscal: (told) => void JSON.parse(told),
  junit: (told) => void elements(told),
  markdown: readMarkdown,
  csv: (told) => {
    const rows = csvRows(told)
    expect(new Set(rows.map((row) => row.length)).size).toBe(1)
    expect(rows.flat().filter((cell) => /^[\s"]*[=+\-@\t]/.test(cell))).toEqual([])
  },
  github: (told) => {
    const lines = told.trimEnd().split('\n')
    const commands = lines.map(workflowCommand)
    expect(commands.filter((command) => command === undefined)).toHaveLength(1)
    expect(lines.at(-1)).toMatch(/^FAIL: /)
    for (const command of commands.slice(0, -1)) {
      expect(['error', 'warning', 'notice']).toContain(command?.level)
      expect([...(command?.properties.keys() ?? [])].filter((key) => !['file', 'line', 'col', 'title'].includes(key))).toEqual([])
    }
  },
}

function count(told: string, pattern: RegExp): number {
  return [...told.matchAll(pattern)].length
}

async function reportOf(format: (typeof formatNames)[number]): Promise<(assessment: Assessment) => string> {
  const report: Report = await formats[format]()
  const look: Look = { colour: false, width: 100 }
  return (assessment) => [...report(assessment, look)].join('')
}

describe.each(formatNames)('%s', (format) => {
  it('stays well-formed and inert, whatever strangers wrote', async () => {
    const tell = await reportOf(format)
    const plain = tell(ordinary)
    wellFormed[format]?.(plain)
    fc.assert(
      fc.property(fc.array(text, { minLength: 10, maxLength: 10 }), (all) => {
        const told = tell(hostileOf(all))
        wellFormed[format]?.(told)
        expect(told).not.toMatch(/(?![\r\n])[\p{Cc}\p{Cs}\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
        expect(told).not.toMatch(/##(?:vso)?\[/)
        // As many as when strangers write ordinary words: all of them our own.
        expect(count(told, /<\/?script/gi)).toBe(count(plain, /<\/?script/gi))
        // The grammar above holds the commands of the format that is made of them.
        expect(format === 'github' ? 0 : count(told, /^\s*::/gm)).toBe(0)
      }),
      { numRuns: 150 },
    )
  })
})

const huge = hostileOf([`${'<|"=\u001b'.repeat(400_000)}end`])

it('json, which is for programs, keeps a text of two megabytes whole', async () => {
  const tell = await reportOf('json')
  expect(JSON.parse(tell(huge))).toMatchObject({ policy: { file: huge.policy.file } })
})

describe.each(formatNames.filter((format) => format !== 'json'))('%s', (format) => {
  it('cuts a text of two megabytes and says so', async () => {
    const tell = await reportOf(format)
    const told = tell(huge)
    wellFormed[format]?.(told)
    expect(told).toMatch(/characters cut|…/)
    expect(told.length).toBeLessThan(1_500_000)
    expect(told).not.toContain('"cut":true')
  })
})
