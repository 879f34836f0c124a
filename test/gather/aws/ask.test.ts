/** What may be asked, with whose credentials, and what is kept of the answer. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openAsk, type Ask, type Seat } from '../../../src/gather/aws/ask.ts'
import { openClients } from '../../../src/gather/aws/clients.ts'
import { openEntrance, sessionPolicy } from '../../../src/gather/aws/entrance.ts'
import { openPace } from '../../../src/gather/aws/pace.ts'
import { memberActions, type CallName } from '../../../src/nouns/call.ts'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

interface Answer {
  readonly status?: number
  readonly type?: string
  readonly body: string
}

type AnyAsk = (...args: readonly unknown[]) => Promise<unknown>

interface Asking {
  readonly ask: Ask
  /** What the server was asked. */
  readonly asked: IncomingMessage[]
  readonly url: string
}

const opened: (() => void)[] = []
afterEach(() => {
  for (const close of opened.splice(0)) close()
})

/** A server that gives one answer to all, and the question of how to ask it. */
async function asking(answer: Answer | ((request: IncomingMessage) => Answer)): Promise<Asking> {
  const asked: IncomingMessage[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.resume())
    const { status = 200, type = 'application/x-amz-json-1.1', body } = typeof answer === 'function' ? answer(request) : answer
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clients = openClients({ endpoint: url, attempts: 1, timeout: 2000 })
  opened.push(clients.close, () => server.close().closeAllConnections())
  const { signal } = new AbortController()
  const ask = openAsk({ clients, pace: openPace({ concurrency: 9 }), signal, unthrottled: true, onAnswer: () => undefined })
  return { ask, asked, url }
}

function seat(account: string): Seat {
  return { account, identity: '', credentials: async () => ({ accessKeyId: `AKIA${account}`, secretAccessKey: 'secret' }) }
}

function signer({ headers }: IncomingMessage): string {
  return /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''
}

describe('the list of calls', () => {
  it.each(['cloudtrail:StopLogging', 's3:DeleteBucketPolicy', 'kms:Decrypt', 'sts:GetSessionToken'])(
    'keeps %s from being asked at all',
    async (call) => {
      const { ask, asked } = await asking({ body: '{}' })
      const input = { Name: 'x', Bucket: 'b', CiphertextBlob: new Uint8Array(1) }
      await expect((ask as AnyAsk)(call, seat('1'), 'us-east-1', input)).rejects.toThrow(`${call} is not on the list`)
      expect(asked).toEqual([])
    },
  )

  it('is what a session may do, in one policy that STS takes', () => {
    const { Statement } = JSON.parse(sessionPolicy()) as { Statement: readonly { Action: readonly string[] }[] }
    expect(Statement[0]?.Action).toEqual(memberActions())
    expect(sessionPolicy().length).toBeLessThanOrEqual(2048)
  })
})

describe('a client that all accounts share', () => {
  it('signs each request with the credentials of its own call', async () => {
    const { ask, asked } = await asking({ body: '{"trailList":[]}' })
    const accounts = Array.from({ length: 30 }, (_, index) => `account${index}`)
    await Promise.all(accounts.map((account) => ask('cloudtrail:DescribeTrails', seat(account), 'us-east-1', {})))
    expect(asked.map(signer).sort()).toEqual(accounts.map((account) => `AKIA${account}`).sort())
  })

  it('gives each call its own raw answer, unknown members included', async () => {
    const { ask } = await asking((request) => ({ body: JSON.stringify({ trailList: [], Unknown: signer(request) }) }))
    const bodies = await Promise.all(
      ['a', 'b', 'c'].map(async (account) => (await ask('cloudtrail:DescribeTrails', seat(account), 'us-east-1', {})).body),
    )
    expect(bodies.map((body) => (JSON.parse(body ?? '{}') as { Unknown: string }).Unknown)).toEqual(['AKIAa', 'AKIAb', 'AKIAc'])
  })

  it('asks an endpoint override as it was given, for buckets and for accounts', async () => {
    const { ask, asked, url } = await asking({ status: 404, type: 'application/xml', body: '<Error><Code>NoSuchBucket</Code></Error>' })
    await ask('s3:GetBucketPolicy', seat('1'), 'eu-west-1', { Bucket: 'the-bucket' })
    await ask('s3control:GetPublicAccessBlock', seat('1'), 'eu-west-1', { AccountId: '111111111111' })
    expect(asked.map(({ headers }) => `http://${headers.host}`)).toEqual([url, url])
    expect(asked[0]?.url).toMatch(/^\/the-bucket\/?\?policy/)
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
    expect(await (ask as AnyAsk)(call, seat('1'), 'us-east-1', input)).toEqual({
      gap: { cause: 'broken', call, message: 'HTTP 200, and not an answer of AWS' },
    })
  })
})

/** The way in, where STS answers for `account` with credentials that end at these times, one after the other. */
function entrance(account: string, expires: readonly Date[], asked: unknown[]): ReturnType<typeof openEntrance> {
  const ask = (async (...args: readonly unknown[]) => {
    asked.push(args)
    const ends = { Expiration: expires[asked.length - 1] }
    const Credentials = { AccessKeyId: `AKIA${asked.length}`, SecretAccessKey: 's', SessionToken: 't', ...ends }
    return { output: { Credentials, AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/r/trailgate` } }, body: '' }
  }) as unknown as Ask
  const options = { ask, caller: seat('111111111111'), partition: 'aws', region: 'us-east-1', roleName: 'r', externalId: 'e' }
  return openEntrance(options, new Set(['222222222222']))
}

describe('a role', () => {
  const far = new Date(Date.now() + 3_600_000)

  it('that answers for another account ends the run', async () => {
    await expect(entrance('333333333333', [far], [])('222222222222')).rejects.toThrow('answered as arn:aws:sts::333333333333')
  })

  it('is assumed once for all who ask, with its external id and the session policy', async () => {
    const asked: unknown[] = []
    const enter = entrance('222222222222', [far], asked)
    const entries = await Promise.all([enter('222222222222'), enter('222222222222')])
    for (const entry of entries) await entry?.seat?.credentials()
    expect(asked).toHaveLength(1)
    expect(JSON.stringify(asked[0])).toContain('"ExternalId":"e"')
    expect(JSON.stringify(asked[0])).toContain('2012-10-17')
  })

  it('is assumed again, once, before its credentials end', async () => {
    const asked: unknown[] = []
    const entry = await entrance('222222222222', [new Date(Date.now() + 60_000), far], asked)('222222222222')
    const used = await Promise.all([entry?.seat?.credentials(), entry?.seat?.credentials()])
    expect(asked).toHaveLength(2)
    expect(used.map((credentials) => credentials?.accessKeyId)).toEqual(['AKIA2', 'AKIA2'])
  })

  it('is not assumed in an account outside the run', async () => {
    const asked: unknown[] = []
    expect(await entrance('444444444444', [far], asked)('444444444444')).toBeUndefined()
    expect(asked).toEqual([])
  })
})
