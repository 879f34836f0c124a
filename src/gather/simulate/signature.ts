/**
 * AWS Signature Version 4, the verifier's side: what the Authorization header claims, and whether the secret made it
 * (AWS General Reference, "Create a signed AWS API request").
 */
import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** One HTTP request, its body read to the end; `url` is the path and query as they were sent. */
export interface WireRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** What the Authorization header says. */
export interface Claim {
  readonly accessKeyId: string
  /** YYYYMMDD. */
  readonly date: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const algorithm = 'AWS4-HMAC-SHA256'
const credential = String.raw`Credential=([^/,\s]+)/(\d{8})/([^/,\s]+)/([^/,\s]+)/aws4_request`
const form = new RegExp(String.raw`^${algorithm} ${credential},\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$`)

/** The claim of a request; undefined when it carries none, or one of another form. */
export function claimOf(request: WireRequest): Claim | undefined {
  const [, accessKeyId, date, region, service, headers, signature] = form.exec(request.headers.authorization ?? '') ?? []
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined) return undefined
  if (headers === undefined || signature === undefined) return undefined
  return { accessKeyId, date, region, service, signedHeaders: headers.split(';'), signature }
}

/** Whether this secret signed this request, its body included unless the request says UNSIGNED-PAYLOAD. */
export function isSignedBy(secret: string, claim: Claim, request: WireRequest): boolean {
  const time = String(request.headers['x-amz-date'] ?? '')
  const stated = request.headers['x-amz-content-sha256']
  const payload = stated === 'UNSIGNED-PAYLOAD' ? stated : sha256(request.body)
  if (stated !== undefined && stated !== payload) return false
  if (!time.startsWith(claim.date) || !claim.signedHeaders.includes('host')) return false
  const scope = [claim.date, claim.region, claim.service, 'aws4_request']
  const text = [algorithm, time, scope.join('/'), sha256(canonical(claim, request, payload))].join('\n')
  return hmac(signingKey(secret, scope), text).toString('hex') === claim.signature
}

const mostKeys = 4096
const signingKeys = new Map<string, string | Buffer>()

/** The key of one secret, day, region and service: four hashes that many requests share. */
function signingKey(secret: string, scope: readonly string[]): string | Buffer {
  const name = [secret, ...scope].join(' ')
  const known = signingKeys.get(name)
  if (known !== undefined) return known
  if (signingKeys.size >= mostKeys) signingKeys.clear()
  const key = scope.reduce<string | Buffer>((parent, part) => hmac(parent, part), `AWS4${secret}`)
  signingKeys.set(name, key)
  return key
}

function canonical(claim: Claim, request: WireRequest, payload: string): string {
  const [path = '/', query = ''] = request.url.split(/\?(.*)/s)
  const headers = claim.signedHeaders.map((name) => `${name}:${headerText(request.headers[name])}\n`)
  const lines = [canonicalPath(claim.service, path), canonicalQuery(query), headers.join(''), claim.signedHeaders.join(';'), payload]
  return [request.method, ...lines].join('\n')
}

/** Every service but S3 signs the path encoded once more than it was sent. */
function canonicalPath(service: string, path: string): string {
  return service === 's3' ? path : path.split('/').map(encode).join('/')
}

/** By name, then by text, both encoded: a name that begins another one comes first. */
function canonicalQuery(query: string): string {
  const pairs = [...new URLSearchParams(query.replaceAll('+', '%2B'))].map((pair) => pair.map(encode).join('\n'))
  return pairs.sort().map((pair) => pair.replace('\n', '=')).join('&')
}

function headerText(text: string | readonly string[] | undefined): string {
  return [text ?? ''].flat().join(',').trim().replace(/ +/g, ' ')
}

/** As encodeURIComponent, and the five characters that it leaves alone but AWS does not. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
