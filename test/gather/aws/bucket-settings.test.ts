/** What S3 tells of a bucket in forms that no simulation has, and what is no answer at all. */
import { describe, expect, it } from 'vitest'
import { aclIn, lifecycleIn, objectLockIn, payerIn, versioningIn } from '../../../src/gather/aws/bucket-settings.ts'
import type { Answer } from '../../../src/gather/aws/answer.ts'
import type { CallName } from '../../../src/nouns/call.ts'
import type { OutputOf } from '../../../src/gather/aws/services.ts'

function answer<N extends CallName>(output: Omit<OutputOf<N>, '$metadata'>): Answer<N> {
  return { output: { ...output, $metadata: {} } as unknown as OutputOf<N>, body: '' }
}

type Rules = OutputOf<'s3:GetBucketLifecycleConfiguration'>['Rules']

function ruleOf(rule: NonNullable<Rules>[number]) {
  return lifecycleIn(answer<'s3:GetBucketLifecycleConfiguration'>({ Rules: [rule] })).value?.[0]
}

describe('a lifecycle rule', () => {
  it.each([
    [{}, { prefix: '', narrowed: false }],
    [{ Prefix: 'old/' }, { prefix: 'old/', narrowed: false }],
    [{ Filter: { Prefix: '' } }, { prefix: '', narrowed: false }],
    [{ Filter: { Tag: { Key: 'a', Value: 'b' } } }, { prefix: '', narrowed: true }],
    [{ Filter: { ObjectSizeGreaterThan: 5 } }, { prefix: '', narrowed: true }],
    [{ Filter: { And: { Prefix: 'p/', Tags: [{ Key: 'a', Value: 'b' }] } } }, { prefix: 'p/', narrowed: true }],
    [{ Filter: { And: { Prefix: 'p/' } } }, { prefix: 'p/', narrowed: false }],
  ])('%j is for %j', (rule, wanted) => {
    expect(ruleOf({ Status: 'Enabled', ...rule })).toEqual({ enabled: true, ...wanted })
  })

  it('tells when objects and their old versions go, and nothing of what only moves them', () => {
    const date = new Date('2030-01-01T00:00:00Z')
    const moved = ruleOf({
      Status: 'Disabled',
      Transitions: [{ Days: 1, StorageClass: 'GLACIER' }],
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    })
    expect(moved).toEqual({ enabled: false, prefix: '', narrowed: false })
    expect(ruleOf({ Status: 'Enabled', Expiration: { Date: date }, NoncurrentVersionExpiration: { NoncurrentDays: 9 } })).toMatchObject({
      expirationDate: '2030-01-01T00:00:00.000Z',
      noncurrentDays: 9,
    })
    expect(ruleOf({ Status: 'Enabled', Expiration: { ExpiredObjectDeleteMarker: true } })).not.toHaveProperty('expirationDays')
  })
})

function lock(DefaultRetention?: { Mode: 'COMPLIANCE' | 'GOVERNANCE'; Days?: number; Years?: number }) {
  const rule = DefaultRetention === undefined ? {} : { Rule: { DefaultRetention } }
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled' as const, ...rule }
  return objectLockIn(answer<'s3:GetObjectLockConfiguration'>({ ObjectLockConfiguration }))
}

describe('an object lock', () => {
  it('in years is told in days; one without a default is none', () => {
    expect(lock({ Mode: 'COMPLIANCE', Years: 2 })).toEqual({ value: { mode: 'COMPLIANCE', days: 730 } })
    expect(lock({ Mode: 'GOVERNANCE', Days: 30 })).toEqual({ value: { mode: 'GOVERNANCE', days: 30 } })
    expect(lock()).toEqual({ value: null })
  })
})

describe('an answer', () => {
  it('without what it must hold is a gap', () => {
    expect(aclIn(answer<'s3:GetBucketAcl'>({})).gap).toMatchObject({ cause: 'broken', call: 's3:GetBucketAcl' })
    expect(payerIn(answer<'s3:GetBucketRequestPayment'>({})).gap).toMatchObject({ cause: 'broken' })
  })

  it('of versioning without a status says that it never was on', () => {
    expect(versioningIn(answer<'s3:GetBucketVersioning'>({}))).toEqual({ value: { status: 'Never', mfaDelete: false } })
  })
})
