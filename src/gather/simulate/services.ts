/** The services that a simulation answers for, and which operation of theirs a request asks, with what. */
import type { Protocol } from './answers.ts'
import { cloudtrail } from './cloudtrail.ts'
import { kms } from './kms.ts'
import { organizations } from './organizations.ts'
import { account, ec2 } from './regions.ts'
import type { Reply } from './reply.ts'
import { s3, s3control } from './s3.ts'
import type { WireRequest } from './signature.ts'
import { sts } from './sts.ts'
import { cloudwatch, iam, logs, sns } from './watchers.ts'
import type { Ask } from './world.ts'

interface Service {
  readonly protocol: Protocol
  readonly operations: Readonly<Record<string, (ask: Ask) => Reply>>
  /** Whether the region called must be one that the account has. */
  readonly regional: boolean
}

/** By the name that nouns/call.ts uses. */
const services: Readonly<Record<string, Service>> = {
  sts: { protocol: 'query', operations: sts, regional: true },
  organizations: { protocol: 'json', operations: organizations, regional: false },
  account: { protocol: 'rest-json', operations: account, regional: false },
  ec2: { protocol: 'ec2', operations: ec2, regional: true },
  cloudtrail: { protocol: 'json', operations: cloudtrail, regional: true },
  s3: { protocol: 's3', operations: s3, regional: false },
  s3control: { protocol: 's3control', operations: s3control, regional: false },
  kms: { protocol: 'json', operations: kms, regional: true },
  logs: { protocol: 'json', operations: logs, regional: true },
  cloudwatch: { protocol: 'json', operations: cloudwatch, regional: true },
  sns: { protocol: 'query', operations: sns, regional: true },
  iam: { protocol: 'query', operations: iam, regional: false },
}

/** What a request asks. */
export interface Question {
  readonly name: string
  readonly service: Service
  readonly operation: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * The question of a request signed for this service; undefined when there is no such service, or the body cannot be read.
 * S3 Control signs as `s3`: its path tells it apart. CloudWatch signs as `monitoring`.
 */
export function questionOf(signedFor: string, request: WireRequest): Question | undefined {
  const name = nameOf(signedFor, request)
  const service = Object.hasOwn(services, name) ? services[name] : undefined
  if (service === undefined) return undefined
  const asked = readers[service.protocol](request)
  return asked === undefined ? undefined : { name, service, ...asked }
}

function nameOf(signedFor: string, { url }: WireRequest): string {
  if (signedFor === 's3' && url.startsWith('/v20180820/')) return 's3control'
  return signedFor === 'monitoring' ? 'cloudwatch' : signedFor
}

type Reader = (request: WireRequest) => Pick<Question, 'operation' | 'parameters'> | undefined

const readers: Readonly<Record<Protocol, Reader>> = {
  json: (request) => readJson(request, String(request.headers['x-amz-target']).split('.').at(-1) ?? ''),
  'rest-json': (request) => readJson(request, capitalized(request.url.slice(1))),
  query: readQuery,
  ec2: readQuery,
  s3: readS3,
  s3control: (request) => ({
    operation: isGet(request, '/v20180820/configuration/publicAccessBlock') ? 'GetPublicAccessBlock' : `${request.method} ${request.url}`,
    parameters: { AccountId: request.headers['x-amz-account-id'] },
  }),
}

function readJson(request: WireRequest, operation: string): ReturnType<Reader> {
  try {
    const parameters: unknown = JSON.parse(request.body.toString() || '{}')
    return isRecord(parameters) ? { operation, parameters } : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readQuery(request: WireRequest): ReturnType<Reader> {
  const parameters = Object.fromEntries(new URLSearchParams(request.body.toString()))
  return { operation: String(parameters['Action']), parameters }
}

/** Which sub-resource of a bucket each operation reads. */
const subresources = {
  location: 'GetBucketLocation',
  policy: 'GetBucketPolicy',
  publicAccessBlock: 'GetPublicAccessBlock',
  acl: 'GetBucketAcl',
  versioning: 'GetBucketVersioning',
  logging: 'GetBucketLogging',
  'object-lock': 'GetObjectLockConfiguration',
  lifecycle: 'GetBucketLifecycleConfiguration',
  requestPayment: 'GetBucketRequestPayment',
}

function readS3(request: WireRequest): ReturnType<Reader> {
  const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1')
  const parameters = { ...Object.fromEntries(searchParams), Bucket: decodeURIComponent(pathname.slice(1).replace(/\/$/, '')) }
  if (isGet(request, '/')) return { operation: 'ListBuckets', parameters }
  const isBucket = isGet(request, pathname) && !parameters.Bucket.includes('/')
  const read = Object.entries(subresources).find(([name]) => isBucket && searchParams.has(name))
  return { operation: read?.[1] ?? `${request.method} ${pathname}`, parameters }
}

function isGet({ method, url }: WireRequest, path: string): boolean {
  return method === 'GET' && url.split('?', 1)[0] === path
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
