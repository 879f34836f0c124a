/** Gaps told together, with what to do about them. */
import { describe, expect, it } from 'vitest'
import type { AnyFact, Gap } from '../../../src/nouns/snapshot.ts'
import { openGapSummary } from '../../../src/tell/write/gap-summary.ts'
import { sayTime } from '../../../src/tell/write/pace.ts'

function linesOf(...facts: readonly AnyFact[]): readonly string[] {
  const summary = openGapSummary({ roleName: 'reader' })
  for (const fact of facts) summary.add(fact)
  return summary.lines()
}

const refused = (call: string, message: string, code = 'AccessDeniedException'): Gap => ({ cause: 'refused', call, code, message })
const reach = (account: string, region: string, gap: Gap): AnyFact => ({ fact: 'reach', account, region, gap })
const role = refused('sts:AssumeRole', 'not authorized', 'AccessDenied')

describe('the gaps of a reading', () => {
  it('of a role that is missing are one line for all its accounts, and name the command that helps', () => {
    const account: AnyFact = { fact: 'account', account: '1', value: { Id: '1', State: 'ACTIVE' }, unseen: { identity: role } }
    expect(linesOf(account, reach('1', 'a', role), reach('1', 'b', role), reach('2', 'a', role))).toEqual([
      '2 accounts: the role reader is missing, or does not trust whoever runs this: deploy it with `trailgate role`',
    ])
  })

  it('of a service control policy are counted in regions', () => {
    const denied = refused('cloudtrail:DescribeTrails', 'with an explicit deny in a service control policy')
    expect(linesOf(reach('1', 'a', denied), reach('1', 'b', denied), reach('2', 'a', denied))).toEqual([
      '3 regions of accounts: refused by a service control policy (cloudtrail:DescribeTrails): ' +
        'exempt the role reader in it, or leave those regions out with --region',
    ])
  })

  const one: readonly (readonly [string, Gap, RegExp])[] = [
    ['an action that no policy allows', refused('s3:GetPublicAccessBlock', 'no'), /^1 fact: s3:GetBucketPublicAccessBlock is not allowed: deploy what `trailgate role`/],
    ['a destination that is gone', refused('kms:DescribeKey', 'no', 'NotFoundException'), /^1 fact: named by a trail, and not there/],
    ['an account outside the run', { cause: 'refused', call: 'kms:DescribeKey', message: 'account 2 is not part of this run' }, /^1 fact: in accounts outside this run/],
    ['a login that ended', refused('cloudtrail:ListTags', 'no', 'ExpiredTokenException'), /^1 fact: the login ended: log in again/],
    ['a region that is not enabled', refused('cloudtrail:DescribeTrails', 'no', 'UnrecognizedClientException'), /^1 region of an account: the credentials do not count there/],
    ['no answer', { cause: 'timed-out', call: 'cloudtrail:ListTags', message: 'no answer in time' }, /^1 fact: cloudtrail:ListTags was not answered as it should be \(no answer in time\): run again/],
    ['a call that is not there', { cause: 'unsupported', call: 'cloudtrail:ListTags', message: 'no' }, /^1 fact: AWS does not offer cloudtrail:ListTags there/],
  ]

  it.each(one)('of %s say what to do', (_, gap, expected) => {
    expect(linesOf(reach('1', 'a', gap))).toEqual([expect.stringMatching(expected)])
  })

  it('are in the order of their number', () => {
    const throttled: Gap = { cause: 'throttled', call: 'cloudtrail:ListTags', message: 'slow' }
    const lines = linesOf(reach('1', 'a', role), reach('1', 'b', throttled), reach('1', 'c', throttled))
    expect(lines.map((line) => line.split(':')[0])).toEqual(['2 facts', '1 account'])
  })
})

describe('a time', () => {
  it.each([[400, '0 s'], [89_000, '89 s'], [90_000, '2 min'], [3_540_000, '59 min'], [3_900_000, '1 h 5 min']])('of %i ms is %s', (time, said) => {
    expect(sayTime(time)).toBe(said)
  })
})
