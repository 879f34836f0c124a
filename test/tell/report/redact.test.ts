/** Redaction: nothing that identifies anybody is left, and equal things stay equal. */
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Assessment, Verdict } from '../../../src/nouns/verdict.ts'
import { formatNames, formats } from '../../../src/tell/report/formats.ts'
import { redacted } from '../../../src/tell/report/redact.ts'
import { about, assessmentOf, badMorning, witness } from './assessments.ts'

const numbers = fc.uniqueArray(fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }).map(String), { minLength: 3, maxLength: 3 })

/** Words of no language, as people put names together. */
const word = fc.constantFrom('zorblat', 'quxley', 'vintoor', 'mabbex', 'Ørbin', '本番', 'plonk7')
const name = fc.tuple(word, fc.constantFrom('-', ' ', '_', '.', '/'), word).map((parts) => parts.join(''))
const names = fc.uniqueArray(name, { minLength: 6, maxLength: 6 })
const organization = 'o-zq1234567890'

/** An assessment that mentions each of these wherever one may be mentioned. */
function mentioning([first = '', second = '', third = '']: readonly string[], [a = '', b = '', trail = '', bucket = '', role = '', owner = '']: readonly string[]): Assessment {
  const arn = `arn:aws:cloudtrail:us-east-1:${first}:trail/${trail}`
  const caller = `arn:aws:sts::${first}:assumed-role/${role}/${owner}`.replaceAll(' ', '-')
  const message = `Account ${second} (${b}) and ${a}: trail ${trail} delivers to bucket ${bucket}, says ${caller}. See ${arn}; ask AWSLogs/${organization}/${first}/.`
  const verdict: Verdict = {
    ...about('log-file-validation', first, 'fail', { message }),
    subject: { kind: 'trail', id: arn, account: first, region: 'us-east-1', name: trail },
    evidence: [{ path: `trail ${trail}`, seen: { [bucket]: [arn, second] }, wanted: third, assumed: [message] }],
    gaps: [{ cause: 'refused', call: 's3:ListBuckets', message, account: third }],
    waiver: { because: message, owner, until: '2027-01-01', was: 'fail' },
    anchor: { file: `accounts/${a}/trailgate.yaml`, line: 1, column: 1 },
    witness: { eventName: 'PutObject', synthetic: true, recipientAccountId: second, resources: [{ ARN: `arn:aws:s3:::${bucket}/AWSLogs/${second}` }] },
  }
  const account = about('kms-events-recorded', second, 'unknown', { message, subject: { kind: 'account', id: second, account: second, name: b } })
  const subject = { kind: 'bucket', id: bucket, account: third, name: bucket } as const
  const unsure = about('kms-events-recorded', third, 'waived', { subject, message, waiver: { because: message, owner, until: '2027-01-01', was: 'fail' } })
  const accounts = { listed: 3, assessed: [first, second], skipped: { [third]: `because of ${a}` }, unreadable: [third], names: { [first]: a, [second]: b } }
  const scope = { ...badMorning.scope, organization, caller, accounts, narrowed: { accounts: [second], units: ['ou-ab12-12345678'] } }
  const whole = assessmentOf([verdict, account, unsure, { ...verdict, outcome: 'waived' }], { scope, incomplete: [message], rules: [] })
  const answers = { 'management-writes': 'all', 'management-reads': 'none', data: 'some', 'network-activity': 'undecided' } as const
  const coverage = { rows: [{ accounts: [first, second], cells: [{ regions: ['us-east-1'], answers }], all: true }] }
  return { ...whole, coverage, policy: { ...whole.policy, file: `accounts/${b}/trailgate.yaml` } }
}

describe.each(formatNames)('%s of a redacted assessment', (format) => {
  it('names no account, organization, unit, trail or bucket', async () => {
    const report = await formats[format]()
    fc.assert(
      fc.property(numbers, names, (ids, called) => {
        const told = [...report(redacted(mentioning(ids, called)), { colour: false, width: 5000 })].join('')
        expect([...ids, ...called].filter((secret) => told.includes(secret))).toEqual([])
        expect(told).not.toMatch(/(?<![\dA-Fa-f-])\d{12}(?![\dA-Fa-f])|\bo-[a-z0-9]{10}|\bou-ab12/)
      }),
      { numRuns: 60 },
    )
  })
})

describe('redacted', () => {
  it('is a pure function, and what has no names stays as it is', () => {
    fc.assert(
      fc.property(numbers, names, (ids, called) => {
        const assessment = mentioning(ids, called)
        const before = JSON.stringify(assessment)
        const once = redacted(assessment)
        expect(redacted(assessment)).toEqual(once)
        expect(JSON.stringify(assessment)).toBe(before)
        expect([once.summary.outcomes, once.summary.status, once.complete, once.asOf]).toEqual([
          assessment.summary.outcomes, assessment.summary.status, assessment.complete, assessment.asOf,
        ])
      }),
      { numRuns: 30 },
    )
  })

  it('gives equal things equal pseudonyms, and different things different ones', () => {
    const [verdict] = redacted(mentioning(['300000000001', '100000000001', '200000000001'], ['alphaa', 'bravoo', 'traill', 'buckett', 'rolee', 'ownerr'])).verdicts
    expect(verdict?.subject).toEqual({ kind: 'trail', id: 'arn:aws:cloudtrail:us-east-1:account-003:trail/trail-001', account: 'account-003', region: 'us-east-1', name: 'trail-001' })
    expect(verdict?.message).toMatch(/^Account account-001 and account-003: trail trail-001 delivers to bucket bucket-001, says arn:aws:sts::account-003:assumed-role\/role-001\/\w+-001\./)
    expect(verdict?.message).toContain('See arn:aws:cloudtrail:us-east-1:account-003:trail/trail-001; ask AWSLogs/organization-001/account-003/.')
    expect(verdict?.evidence[0]).toMatchObject({ seen: { 'bucket-001': ['arn:aws:cloudtrail:us-east-1:account-003:trail/trail-001', 'account-001'] }, wanted: 'account-002' })
    expect(verdict?.witness).toMatchObject({ eventName: 'PutObject', recipientAccountId: 'account-001', resources: [{ ARN: 'arn:aws:s3:::bucket-001/AWSLogs/account-001' }] })
  })

  it('holds nothing of the assessment that it was made of, not even behind its events', () => {
    fc.assert(
      fc.property(numbers, names, (ids, called) => {
        const held = inspect(redacted(mentioning(ids, called)), { depth: null, showProxy: true, showHidden: true, maxStringLength: null, maxArrayLength: null })
        expect([...ids, ...called, organization].filter((secret) => held.includes(secret))).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  it('shares what the verdicts shared, and hides the names in it', () => {
    const account = '111122223333'
    const evidence = [{ path: 'bucket', seen: 'zorblat-logs', wanted: account }]
    const gaps = [{ cause: 'refused', call: 's3:ListBuckets', message: `no, zorblat-logs of ${account}`, account }] as const
    const anchor = { file: `accounts/${account}/trailgate.yaml`, line: 1, column: 1 }
    const subject = { kind: 'account', id: account, account, name: 'zorblat' } as const
    const rules = ['trail-reaches-account', 'kms-events-recorded'] as const
    const all = rules.map((rule) => about(rule, account, 'unknown', { subject, evidence, gaps, anchor, witness }))
    const [one, other] = redacted(assessmentOf(all), [{ kind: 'bucket', name: 'zorblat-logs' }]).verdicts
    for (const member of ['subject', 'evidence', 'gaps', 'anchor'] as const) expect(one?.[member]).toBe(other?.[member])
    expect(one).toEqual({
      ...all[0],
      subject: { kind: 'account', id: 'account-001', account: 'account-001' },
      evidence: [{ path: 'bucket', seen: 'bucket-001', wanted: 'account-001' }],
      gaps: [{ cause: 'refused', call: 's3:ListBuckets', message: 'no, bucket-001 of account-001', account: 'account-001' }],
      anchor: { file: 'accounts/account-001/trailgate.yaml', line: 1, column: 1 },
      witness: { ...witness, recipientAccountId: 'account-001', userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::account-001:assumed-role/role-002/session-002' } },
    })
  })

  it('takes a name that is an ordinary word for one only where it stands as one', () => {
    const message = 'Management events of account 111122223333 (management) are recorded by trail events.'
    const scope = { ...badMorning.scope, accounts: { ...badMorning.scope.accounts, names: { '111122223333': 'management' } } }
    const known = [{ kind: 'trail', name: 'events' }]
    const one = redacted(assessmentOf([about('management-events-recorded', '111122223333', 'fail', { message })], { scope }), known)
    expect(one.verdicts[0]?.message).toBe('Management events of account account-001 are recorded by trail trail-001.')
    expect(one.verdicts[0]?.rule).toBe('management-events-recorded')
  })
})
