/** What each failure becomes. */
import { describe, expect, it } from 'vitest'
import { gapOf } from '../../../src/gather/aws/gap.ts'

const call = 'cloudtrail:DescribeTrails'

/** An error as the SDK throws it for an answer of a service. */
function answered(name: string, status: number, message = 'said so'): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: status } })
}

function connection(code: string, name = 'Error'): Error {
  return Object.assign(new Error(`connect ${code}`), { code, name })
}

describe('gapOf', () => {
  it.each([
    ['AccessDeniedException', 400, 'refused'],
    ['TrailNotFoundException', 400, 'refused'],
    ['UnrecognizedClientException', 400, 'refused'],
    ['ThrottlingException', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['SlowDown', 503, 'throttled'],
    ['UnsupportedOperationException', 400, 'unsupported'],
    ['UnknownOperationException', 404, 'unsupported'],
    ['InternalFailure', 500, 'broken'],
  ])('%s with HTTP %d is %s, with its code', (code, status, cause) => {
    expect(gapOf(call, answered(code, status))).toEqual({ cause, call, code, message: 'said so' })
  })

  it('prefers the code of the wire to the name of the SDK', () => {
    const error = Object.assign(answered('PackedPolicyTooLargeException', 400), { Code: 'PackedPolicyTooLarge' })
    expect(gapOf(call, error)).toMatchObject({ code: 'PackedPolicyTooLarge' })
  })

  it('keeps a message on one line, and short', () => {
    const { message } = gapOf(call, answered('AccessDenied', 403, `one\n  two ${'x'.repeat(400)}`))
    expect(message).toMatch(/^one two x+$/)
    expect(message).toHaveLength(300)
  })

  it.each([
    ['a page instead of JSON', Object.assign(new SyntaxError('Unexpected token <'), { $metadata: { httpStatusCode: 500 } }), 500],
    ['an error answer without a code', answered('UnknownError', 403), 403],
    ['a page that says all is well', Object.assign(new Error('a web page'), { $metadata: { httpStatusCode: 200 } }), 200],
  ])('%s is not an answer of AWS', (_, error, status) => {
    expect(gapOf(call, error)).toEqual({ cause: 'broken', call, message: `HTTP ${status}, and not an answer of AWS` })
  })

  it.each([
    [connection('ECONNRESET', 'TimeoutError')],
    [connection('EPIPE')],
    [new Error('socket hang up')],
  ])('%s is a cut connection', (error) => {
    expect(gapOf(call, error)).toEqual({ cause: 'broken', call, message: 'the connection was cut' })
  })

  it.each([[connection('ETIMEDOUT')], [Object.assign(new Error('late'), { name: 'TimeoutError' })]])('%s is no answer in time', (error) => {
    expect(gapOf(call, error)).toEqual({ cause: 'timed-out', call, message: 'no answer in time' })
  })

  it('says what it knows of anything else', () => {
    expect(gapOf(call, connection('ENOTFOUND'))).toEqual({ cause: 'broken', call, message: 'no connection: ENOTFOUND' })
    expect(gapOf(call, new TypeError('odd'))).toEqual({ cause: 'broken', call, message: 'TypeError: odd' })
    expect(gapOf(call, 'text')).toMatchObject({ cause: 'broken' })
  })

  describe('holds nothing of the credentials that the call was signed with', () => {
    const signer = { accessKeyId: 'ASIAEXAMPLEOFAKEY000', secretAccessKey: 'a secret of forty letters', sessionToken: `IQoJ${'token/'.repeat(80)}=` }
    const canonical = `POST\n/\n\ncontent-type:application/x-www-form-urlencoded\nhost:sts.amazonaws.com\nx-amz-date:20261101T090000Z`
    const tokenHeader = `x-amz-security-token:${signer.sessionToken}\n`
    const wrongSignature = `The Canonical String for this request should have been\n'${canonical}\n${tokenHeader}'`

    it.each([
      ['the canonical request of a wrong signature', wrongSignature],
      ['the same, cut by AWS within the token', wrongSignature.slice(0, wrongSignature.indexOf('IQoJ') + 40)],
      ['the header of a signature that was not understood', `in 'AWS4-HMAC-SHA256 Credential=${signer.accessKeyId}/20261101, Signature=${'0123456789abcdef'.repeat(4)}'`],
      ['a key that is not known', `The access key ID ${signer.accessKeyId} does not exist`],
      ['a token in a URL', `no such token: ${encodeURIComponent(signer.sessionToken)}`],
    ])('%s', (_, message) => {
      const gap = gapOf(call, answered('SignatureDoesNotMatch', 403, message), [signer])
      expect(gap.message).toContain('[withheld]')
      expect(gap.message).not.toMatch(/IQoJ|token[/%]|ASIAEXAMPLE|0123456789abcdef/)
    })

    it('nor of the command that should have given them', () => {
      const failed = Object.assign(new Error('Command failed: vault --password hunter2\nno such user'), { name: 'CredentialsProviderError' })
      expect(gapOf(call, failed)).toMatchObject({ code: 'CredentialsProviderError', message: 'Command failed' })
    })
  })

  it('is the gap that an error carries', () => {
    const gap = { cause: 'refused', call: 'sts:AssumeRole', code: 'AccessDenied', message: 'no' } as const
    expect(gapOf(call, Object.assign(new Error('no'), { gap }))).toBe(gap)
  })
})
