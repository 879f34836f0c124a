/** Credentials that expire in the middle of a run: renewed once and asked again; only then a gap. */
import { afterEach, describe, expect, it } from 'vitest'
import { roleCredentials, type CredentialSource } from '../../../src/gather/aws/credentials.ts'
import type { Sketch } from '../../../src/nouns/sketch.ts'
import { factsIn, isFooter } from '../../../src/nouns/snapshot.ts'
import { asking, closeAll, keyOf, readerOf, signerOf, type Asking } from './one-answer.ts'
import { collected, type Collected } from './simulated.ts'

afterEach(closeAll)

const caller = '111111111111'
const member = '222222222222'
const organization: Sketch = {
  organization: 'o-example0001',
  accounts: [
    { id: caller, trails: [{ name: 'org', organizationTrail: true }], buckets: [{ name: `${caller}-trail-logs` }] },
    { id: member, trails: [{ name: 'own', tags: { a: '1' } }], buckets: [{ name: `${member}-trail-logs` }] },
  ],
}

type Fault = Readonly<Record<'call' | 'account' | 'code', string>>

function expire(fault: Partial<Fault>, times?: number): Promise<Collected> {
  return collected(organization, {}, { faults: [{ answer: 'expire', ...fault, ...(times === undefined ? {} : { times }) }] })
}

function rolesAssumed({ requests }: Collected): number {
  return requests.filter(({ operation }) => operation === 'AssumeRole').length
}

describe('a session of the reader role that expires', () => {
  it.each([
    ['cloudtrail:DescribeTrails', 'ExpiredTokenException'],
    ['cloudtrail:ListTags', 'ExpiredTokenException'],
    ['s3:ListBuckets', 'ExpiredToken'],
    ['s3control:GetPublicAccessBlock', 'ExpiredToken'],
    ['cloudtrail:GetTrailStatus', 'RequestExpired'],
  ])('at %s (%s) is renewed, and costs no fact', async (call, code) => {
    const run = await expire({ call, account: member, code }, 1)
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(run.lines.find(isFooter)).toEqual((await collected(organization)).lines.find(isFooter))
    expect(rolesAssumed(run)).toBe(2)
  })

  it('is renewed once for all requests that met its end', async () => {
    const run = await expire({ call: 'cloudtrail:DescribeTrails', account: member }, 2)
    expect(factsIn(run.got)).toEqual(factsIn(run.wanted))
    expect(rolesAssumed(run)).toBe(2)
  })

  it('for good is a gap on each fact it was needed for, and no other', async () => {
    const run = await expire({ call: 'cloudtrail:ListTags', account: member })
    const gaps = factsIn(run.got).filter(({ gap }) => gap !== undefined)
    expect(gaps.map(({ fact, gap }) => [fact, gap?.cause, gap?.code])).toEqual([['tags', 'refused', 'ExpiredTokenException']])
    expect(run.lines.find(isFooter)).toMatchObject({ gaps: 1, unreadable: 0 })
    expect(rolesAssumed(run)).toBe(2)
  })

  it('and cannot be renewed is the gap of the role', async () => {
    const { ask } = await expiring('first')
    const gap = { cause: 'refused', call: 'sts:AssumeRole', code: 'AccessDenied', message: 'the role is gone' } as const
    const credentials = roleCredentials(keyOf('first'), () => Promise.reject(Object.assign(new Error(), { gap })))
    expect(await ask('cloudtrail:DescribeTrails', { ...readerOf('1'), credentials }, 'us-east-1', {})).toEqual({ gap })
  })
})

/** A server for which the credentials with these names have expired. */
function expiring(...names: readonly string[]): Promise<Asking> {
  const expired = JSON.stringify({ __type: 'ExpiredTokenException', message: 'The security token included in the request is expired' })
  const isExpired = (signer: string): boolean => names.some((name) => signer === `AKIA${name}`)
  return asking((request) => (isExpired(signerOf(request)) ? { status: 400, body: expired } : { body: '{"trailList":[]}' }))
}

/** A source that gives these credentials, the next ones each time it was made to look past its cache, which takes a while. */
function sourceOf(...names: readonly string[]): { readonly source: CredentialSource; readonly count: { refreshes: number } } {
  const count = { refreshes: 0 }
  let cached = 0
  const source: CredentialSource = async (options) => {
    if (options?.forceRefresh === true) {
      count.refreshes += 1
      await new Promise((resolve) => setTimeout(resolve, 50))
      cached += 1
    }
    return keyOf(names[cached] ?? names.at(-1) ?? '')
  }
  return { source, count }
}

describe('the caller’s own credentials that expire', () => {
  it('are asked for anew, once for all requests that met their end', async () => {
    const { ask, asked, gaps } = await expiring('first')
    const { source, count } = sourceOf('first', 'second')
    const reader = readerOf('1', source)
    const answers = await Promise.all([1, 2, 3].map(() => ask('cloudtrail:DescribeTrails', reader, 'us-east-1', {})))
    expect(answers.map(({ gap }) => gap)).toEqual([undefined, undefined, undefined])
    expect(asked.filter((request) => signerOf(request) === 'AKIAsecond')).toHaveLength(3)
    expect(count.refreshes).toBe(1)
    expect(gaps).toEqual([undefined, undefined, undefined])
  })

  it('are the gap when the new ones have expired, too', async () => {
    const { ask, asked } = await expiring('first', 'second')
    const { gap } = await ask('cloudtrail:DescribeTrails', readerOf('1', sourceOf('first', 'second', 'third').source), 'us-east-1', {})
    expect(gap).toMatchObject({ cause: 'refused', code: 'ExpiredTokenException' })
    expect(asked).toHaveLength(2)
  })

  it('are the gap at once when they come back unchanged', async () => {
    const { ask, asked, gaps } = await expiring('first')
    const { gap } = await ask('cloudtrail:DescribeTrails', readerOf('1', sourceOf('first').source), 'us-east-1', {})
    expect(gap).toMatchObject({ cause: 'refused', code: 'ExpiredTokenException' })
    expect(asked).toHaveLength(1)
    expect(gaps).toEqual([gap])
  })

  it('are the gap of one fact, and the rest is read', async () => {
    const { got, lines } = await expire({ call: 'cloudtrail:ListTags', account: caller }, 1)
    const gaps = factsIn(got).filter(({ gap }) => gap !== undefined)
    expect(gaps.map(({ fact, account, gap }) => [fact, account, gap?.code])).toEqual([['tags', caller, 'ExpiredTokenException']])
    expect(lines.find(isFooter)).toMatchObject({ gaps: 1 })
  })
})
