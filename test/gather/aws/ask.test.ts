/** What may be asked, with whose credentials, and what is kept of the answer. */
import { afterEach, describe, expect, it } from 'vitest'
import { membersOf } from '../../../src/gather/aws/answer.ts'
import type { CallName } from '../../../src/nouns/call.ts'
import { asking, closeAll, keyOf, readerOf, signerOf } from './one-answer.ts'

type AnyAsk = (...args: readonly unknown[]) => Promise<unknown>

afterEach(closeAll)

describe('the list of calls', () => {
  it.each(['cloudtrail:StopLogging', 's3:DeleteBucketPolicy', 'kms:Decrypt', 'sts:GetSessionToken'])(
    'keeps %s from being asked at all',
    async (call) => {
      const { ask, asked } = await asking({ body: '{}' })
      const input = { Name: 'x', Bucket: 'b', CiphertextBlob: new Uint8Array(1) }
      await expect((ask as AnyAsk)(call, readerOf('1'), 'us-east-1', input)).rejects.toThrow(`${call} is not on the list`)
      expect(asked).toEqual([])
    },
  )
})

describe('a client that all accounts share', () => {
  it('signs each request with the credentials of its own call', async () => {
    const { ask, asked } = await asking({ body: '{"trailList":[]}' })
    const accounts = Array.from({ length: 30 }, (_, index) => `account${index}`)
    await Promise.all(accounts.map((account) => ask('cloudtrail:DescribeTrails', readerOf(account), 'us-east-1', {})))
    expect(asked.map(signerOf).sort()).toEqual(accounts.map((account) => `AKIA${account}`).sort())
  })

  it('gives each call its own raw answer, unknown members included', async () => {
    const { ask } = await asking((request) => ({ body: JSON.stringify({ trailList: [], Unknown: signerOf(request) }) }))
    const bodies = await Promise.all(
      ['a', 'b', 'c'].map(async (account) => (await ask('cloudtrail:DescribeTrails', readerOf(account), 'us-east-1', {})).body),
    )
    expect(bodies.map((body) => (JSON.parse(body ?? '{}') as { Unknown: string }).Unknown)).toEqual(['AKIAa', 'AKIAb', 'AKIAc'])
  })

  it('asks an endpoint override as it was given, for buckets and for accounts', async () => {
    const { ask, asked, url } = await asking({ status: 404, type: 'application/xml', body: '<Error><Code>NoSuchBucket</Code></Error>' })
    await ask('s3:GetBucketPolicy', readerOf('1'), 'eu-west-1', { Bucket: 'the-bucket' })
    await ask('s3control:GetPublicAccessBlock', readerOf('1'), 'eu-west-1', { AccountId: '111111111111' })
    expect(asked.map(({ headers }) => `http://${headers.host}`)).toEqual([url, url])
    expect(asked[0]?.url).toMatch(/^\/the-bucket\/?\?policy/)
  })
})

describe('the raw members of an answer', () => {
  it('that are null are absent, at any depth, and a null in a list is kept', async () => {
    const trail = { TrailARN: 'arn', KmsKeyId: null, New: { deep: null, list: [null, { gone: null }] } }
    const { ask } = await asking({ body: JSON.stringify({ trailList: [trail], NextToken: null }) })
    const { body } = await ask('cloudtrail:DescribeTrails', readerOf('1'), 'us-east-1', {})
    const members = membersOf(body ?? '')
    expect(members).toEqual({ trailList: [{ TrailARN: 'arn', New: { list: [null, {}] } }] })
    expect(JSON.stringify(members)).toBe('{"trailList":[{"TrailARN":"arn","New":{"list":[null,{}]}}]}')
  })

  it.each(['', 'null', '7', '"text"'])('are none where the body is %j', (body) => {
    expect(membersOf(body)).toEqual({})
  })
})

describe('a refusal that repeats what it was asked with', () => {
  it.each([false, true])('is a gap without the credentials, also when they were renewed: %s', async (renewed) => {
    const sent: string[] = []
    const { ask } = await asking((request) => {
      sent.push(signerOf(request))
      const code = renewed && sent.length === 1 ? 'ExpiredTokenException' : 'InvalidSignatureException'
      return { status: 403, body: JSON.stringify({ __type: code, message: `Credential=${signerOf(request)}/20261101` }) }
    })
    const source = async (): Promise<ReturnType<typeof keyOf>> => keyOf(`OFTHECALLER${sent.length}`)
    const { gap } = await ask('cloudtrail:DescribeTrails', readerOf('1', source), 'us-east-1', {})
    expect(sent).toHaveLength(renewed ? 2 : 1)
    expect(gap).toMatchObject({ code: 'InvalidSignatureException', message: 'Credential=[withheld]/20261101' })
  })
})

describe('an answer that is not AWS’s', () => {
  const page = '<!DOCTYPE html><html><body>Sign in to the network</body></html>'
  const calls: readonly (readonly [CallName, object])[] = [
    ['cloudtrail:DescribeTrails', {}],
    ['s3:ListBuckets', {}],
    ['s3:GetBucketPolicy', { Bucket: 'b' }],
    ['sts:GetCallerIdentity', {}],
    ['ec2:DescribeRegions', {}],
  ]

  it.each(calls)('is a gap of %s, even with a status that says all is well', async (call, input) => {
    const { ask } = await asking({ type: 'text/html', body: page })
    expect(await (ask as AnyAsk)(call, readerOf('1'), 'us-east-1', input)).toEqual({
      gap: { cause: 'broken', call, message: 'HTTP 200, and not an answer of AWS' },
    })
  })
})
