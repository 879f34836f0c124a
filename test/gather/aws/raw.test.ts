/** Answers as they came: what is handed over of each call, and that no credential is in it. */
import { afterEach, describe, expect, it } from 'vitest'
import { openAsk, type Reader } from '../../../src/gather/aws/ask.ts'
import { openClients } from '../../../src/gather/aws/clients.ts'
import { callerCredentials } from '../../../src/gather/aws/credentials.ts'
import { openRateLimit } from '../../../src/gather/aws/rate-limit.ts'
import type { RawAnswer } from '../../../src/nouns/raw-answer.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { asking, closeAll, type OneAnswer } from './one-answer.ts'
import { collected } from './simulated.ts'

afterEach(closeAll)

const caller = '111111111111'
const member = '222222222222'
const organization: Sketch = {
  organization: 'o-example0001',
  accounts: [
    { id: caller, trails: [{ name: 'org', organizationTrail: true }], buckets: [{ name: `${caller}-trail-logs` }] },
    { id: member, refused: ['cloudtrail:DescribeTrails@eu-west-1'] },
  ],
}

type Faults = NonNullable<NonNullable<Parameters<typeof collected>[2]>['faults']>

async function rawOf(sketch: Sketch, faults: Faults = [], externalId?: string) {
  const raw: RawAnswer[] = []
  const onRaw = async (answer: RawAnswer): Promise<void> => void raw.push(answer)
  const run = await collected(sketch, { onRaw, ...(externalId === undefined ? {} : { externalId }) }, { faults })
  const find = (call: string, account: string, region: string): RawAnswer | undefined =>
    raw.find((answer) => answer.call === call && answer.account === account && answer.region === region)
  return { raw, run, find }
}

const full = (): Promise<void> => Promise.reject(new Error('the disk is full'))

const describeTrails = { call: 'cloudtrail:DescribeTrails', account: member, region: 'us-east-1' } as const

describe('the answers of a run', () => {
  it('are handed over one by one, with who was asked, what, where and when', async () => {
    const { raw, run, find } = await rawOf(organization)
    expect(raw).toHaveLength(run.requests.length)
    const answer = find('cloudtrail:DescribeTrails', member, 'us-east-1')
    expect(answer).toMatchObject({ parameters: { includeShadowTrails: true }, status: 200, attempt: 1, sentAt: '2026-11-01T09:00:00.000Z' })
    expect(answer?.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(Date.parse(answer?.responseDate ?? '')).not.toBeNaN()
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ trailList: [{ Name: 'org' }] })
    expect(find('sts:GetCallerIdentity', caller, 'us-east-1')).toMatchObject({ status: 200 })
  })

  it('that are refusals are handed over as well', async () => {
    const { find } = await rawOf(organization)
    const refusal = find('cloudtrail:DescribeTrails', member, 'eu-west-1')
    expect(refusal).toMatchObject({ status: 403, attempt: 1 })
    expect(refusal?.body).toContain('AccessDenied')
  })

  it('count the attempts, and are the last of them', async () => {
    const { find } = await rawOf(organization, [{ ...describeTrails, answer: 'throttle', times: 1 }])
    expect(find(describeTrails.call, member, 'us-east-1')).toMatchObject({ status: 200, attempt: 2 })
  })

  it('that never came say so', async () => {
    const { find } = await rawOf(organization, [{ ...describeTrails, answer: 'reset' }])
    const answer = find(describeTrails.call, member, 'us-east-1')
    expect(answer).toMatchObject({ attempt: 2, error: 'the connection was cut' })
    expect(answer).not.toHaveProperty('status')
    expect(answer).not.toHaveProperty('body')
  })

  it('that are web pages are kept as they came', async () => {
    const { find } = await rawOf(organization, [{ ...describeTrails, answer: 'html-500' }])
    expect(find(describeTrails.call, member, 'us-east-1')).toMatchObject({ status: 500, body: expect.stringContaining('<html>') as string })
  })

  it('of a session that expired are those of the next one, and count both', async () => {
    const { find, run } = await rawOf(organization, [{ ...describeTrails, answer: 'expire', times: 1 }])
    expect(find(describeTrails.call, member, 'us-east-1')).toMatchObject({ status: 200, attempt: 2 })
    expect(run.requests.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(2)
  })

  it('end the run when they cannot be kept', async () => {
    await expect(collected(organization, { onRaw: full })).rejects.toThrow('the disk is full')
  })
})

/** An answer to a signed request, as it would be kept. */
async function kept(call: 'sts:AssumeRole' | 's3:ListBuckets', answer: OneAnswer, signer: Reader): Promise<RawAnswer | undefined> {
  const { url } = await asking(answer)
  const clients = openClients({ endpoint: url, attempts: 1, timeout: 2000 })
  const raw: RawAnswer[] = []
  const ask = openAsk({
    clients,
    rateLimit: openRateLimit({ concurrency: 1 }),
    signal: new AbortController().signal,
    unthrottled: true,
    onAnswer: () => undefined,
    raw: { keep: async (one) => void raw.push(one), now: () => new Date(0) },
  })
  const input = call === 'sts:AssumeRole' ? { RoleArn: 'arn:aws:iam::2:role/r', RoleSessionName: 's', ExternalId: 'between us' } : {}
  await ask(call, signer, 'us-east-1', input as never)
  clients.close()
  return raw[0]
}

const credentials = { accessKeyId: 'ASIAEXAMPLEOFAKEY000', secretAccessKey: 'secret/of+this==', sessionToken: 'token/of+this==' }
const signer: Reader = { account: caller, identity: '', credentials: callerCredentials(async () => credentials) }
const issued = '<AccessKeyId>ASIAISSUED</AccessKeyId><SecretAccessKey>s3cr3t</SecretAccessKey><SessionToken>t0k3n</SessionToken>'
const secrets = /ASIAISSUED|s3cr3t|t0k3n|secret|token[/%]|ASIAEXAMPLE|between us|abcdef0123/

describe('what is kept of an answer', () => {
  it('holds no credentials that AssumeRole issued, and says so', async () => {
    const body = `<AssumeRoleResponse><AssumeRoleResult><Credentials>${issued}</Credentials><A/></AssumeRoleResult></AssumeRoleResponse>`
    const answer = await kept('sts:AssumeRole', { type: 'text/xml', body }, signer)
    expect(JSON.stringify(answer)).not.toMatch(secrets)
    expect(answer?.withheld).toEqual(['Credentials', 'ExternalId'])
    expect(answer?.body).toContain('<A/>')
  })

  it('is nothing of an answer that holds them in another form', async () => {
    const answer = await kept('sts:AssumeRole', { body: '{"Credentials":{"SecretAccessKey":"s3cr3t"}}' }, signer)
    expect(answer).toMatchObject({ body: '[withheld]', withheld: ['Credentials', 'ExternalId'] })
  })

  it('holds none of those that signed it, when an error repeats them', async () => {
    const echo = `<Token-0>${credentials.sessionToken}</Token-0> ${encodeURIComponent(credentials.sessionToken)} ${credentials.accessKeyId}`
    const signed = `Authorization: AWS4-HMAC-SHA256 Signature=${'abcdef0123456789'.repeat(4)}`
    const body = `<Error><Code>ExpiredToken</Code><Message>${echo} ${signed}</Message></Error>`
    const answer = await kept('s3:ListBuckets', { status: 400, type: 'application/xml', body }, signer)
    expect(JSON.stringify(answer)).not.toMatch(secrets)
    expect(answer?.withheld).toEqual(["the caller's credentials"])
    expect(answer?.body).toContain('<Code>ExpiredToken</Code>')
  })

  it('holds none of them in bytes either, as S3 shows the request of a wrong signature', async () => {
    const bytes = Buffer.from(`x-amz-security-token:${credentials.sessionToken}`).toString('hex').replaceAll(/(..)(?!$)/g, '$1 ')
    const shown = `<SignatureProvided>${'abcdef0123456789'.repeat(4)}</SignatureProvided><CanonicalRequestBytes>${bytes}</CanonicalRequestBytes>`
    const body = `<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>${credentials.accessKeyId}</AWSAccessKeyId>${shown}</Error>`
    const answer = await kept('s3:ListBuckets', { status: 403, type: 'application/xml', body }, signer)
    expect(answer?.body).not.toMatch(secrets)
    expect(answer?.body).not.toContain(bytes.slice(-20))
    expect(answer?.body).toContain('<Code>SignatureDoesNotMatch</Code>')
  })
})
