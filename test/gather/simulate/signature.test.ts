/** Signatures that another implementation than the SDK's made, and wrong ones. */
import { request } from 'node:http'
import aws4 from 'aws4'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Simulation } from '../../../src/gather/simulate/server.ts'
import { claimOf, isSignedBy } from '../../../src/gather/simulate/signature.ts'
import { enter, serve } from './clients.ts'
import { owner, served } from './organization.ts'

const describeTrails = {
  'X-Amz-Target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails',
  'Content-Type': 'application/x-amz-json-1.1',
}
type Keys = Parameters<typeof aws4.sign>[1]
type Change = (signed: aws4.Request) => aws4.Request

interface Heard {
  readonly status: number | undefined
  readonly id: unknown
  readonly body: string
}

/** Sends a request that aws4 signed with node's own http; `change` tampers with it after the signing. */
async function send(simulation: Simulation, asked: aws4.Request, keys: Keys, change: Change = (signed) => signed) {
  const { hostname, port, host } = new URL(simulation.url)
  const signed = aws4.sign({ region: 'us-east-1', ...asked, headers: { ...asked.headers, Host: host } }, keys)
  const { headers = {}, method = 'GET', path = '/', body } = change(signed)
  return new Promise<Heard>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: headers as Record<string, string>, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      const heard = { status: response.statusCode, id: response.headers['x-amzn-requestid'] }
      response.on('end', () => resolve({ ...heard, body: Buffer.concat(chunks).toString() }))
    })
    sent.on('error', reject).end(body)
  })
}

function abroad(signed: aws4.Request): string {
  return String(signed.headers?.['Authorization']).replace('us-east-1', 'eu-west-1')
}

const trails = { service: 'cloudtrail', method: 'POST', path: '/', headers: describeTrails, body: '{}' }

describe('a request that aws4 signed', () => {
  it('is accepted, with either form of the target, and has the same id each time', async () => {
    const simulation = await serve(served())
    const long = await send(simulation, trails, simulation.credentials)
    const headers = { ...describeTrails, 'X-Amz-Target': 'CloudTrail_20131101.DescribeTrails' }
    const short = await send(simulation, { ...trails, headers }, simulation.credentials)
    expect(long).toMatchObject({ status: 200, body: expect.stringContaining('trail/central') })
    expect(short).toEqual(long)
    const other = await send(simulation, { ...trails, body: '{"includeShadowTrails":false}' }, simulation.credentials)
    expect(other.id).not.toBe(long.id)
  })

  it('is accepted for S3, whose payload need not be signed', async () => {
    const simulation = await serve(served())
    const asked = { service: 's3', method: 'GET', path: '/?x-id=ListBuckets&max-buckets=1' }
    const listed = await send(simulation, asked, simulation.credentials)
    expect(listed).toMatchObject({ status: 200, body: expect.stringContaining('central-logs') })
    const headers = { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' }
    expect(await send(simulation, { ...asked, headers }, simulation.credentials)).toMatchObject({ status: 200 })
  })

  it('is refused with a wrong secret, a changed body or a changed region', async () => {
    const simulation = await serve(served())
    const wrong = await send(simulation, trails, { ...simulation.credentials, secretAccessKey: 'guessed' })
    expect(wrong).toMatchObject({ status: 403, body: expect.stringContaining('SignatureDoesNotMatch') })
    const changes: readonly Change[] = [
      (signed) => ({ ...signed, body: '{"includeShadowTrails":false}' }),
      (signed) => ({ ...signed, path: '/?x=1' }),
      (signed) => ({ ...signed, headers: { ...signed.headers, Authorization: abroad(signed) } }),
    ]
    for (const change of changes) {
      const answer = await send(simulation, { ...trails, body: '{"includeShadowTrails":true }' }, simulation.credentials, change)
      expect(answer.body).toContain('SignatureDoesNotMatch')
    }
    expect(simulation.requests()).toEqual([])
  })

  it('is refused without a signature, with an unknown key, and as a session without its token', async () => {
    const simulation = await serve(served())
    const { accessKeyId, secretAccessKey, sessionToken } = await enter(simulation, owner)
    expect(await send(simulation, trails, { accessKeyId, secretAccessKey, sessionToken })).toMatchObject({ status: 200 })
    const refusals = [{ accessKeyId, secretAccessKey }, { accessKeyId: 'AKIAUNKNOWN', secretAccessKey }]
    for (const keys of refusals) {
      expect((await send(simulation, trails, keys)).body).toContain('UnrecognizedClientException')
    }
    const bare = await send(simulation, trails, simulation.credentials, (signed) => ({ ...signed, headers: { Host: '127.0.0.1' } }))
    expect(bare).toMatchObject({ status: 403, body: expect.stringContaining('MissingAuthenticationToken') })
  })
})

const characters = ['a', 'B', '9', ' ', '+', '/', '=', '&', '~', '*', '!', "'", '(', 'é', '%']
const word = fc.string({ unit: fc.constantFrom(...characters), maxLength: 6 })
const query = fc.uniqueArray(fc.tuple(word, word), { maxLength: 4, selector: ([name]) => name })

it('agrees with aws4 about every query, body and header', () => {
  fc.assert(
    fc.property(query, word, word, fc.constantFrom('sts', 's3'), (pairs, body, header, service) => {
      const path = `/?${pairs.map(([name, text]) => `${encodeURIComponent(`k${name}`)}=${encodeURIComponent(text)}`).join('&')}`
      const headers = { Host: '127.0.0.1:1', 'X-Word': header.replace(/[^ -~]/g, '') }
      const asked = { service, region: 'r', method: 'POST', path, body, headers }
      const signed = aws4.sign(asked, { accessKeyId: 'A', secretAccessKey: 'S' })
      const lower = Object.fromEntries(Object.entries(signed.headers ?? {}).map(([name, text]) => [name.toLowerCase(), String(text)]))
      const wire = { method: 'POST', url: signed.path ?? '', headers: lower, body: Buffer.from(body) }
      const claim = claimOf(wire)
      expect(claim).toMatchObject({ accessKeyId: 'A', region: 'r', service })
      expect(['S', 'T'].map((secret) => claim !== undefined && isSignedBy(secret, claim, wire))).toEqual([true, false])
    }),
  )
})
