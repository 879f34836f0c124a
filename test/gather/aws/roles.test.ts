/** Which identity reads an account: the role, assumed once and renewed in time. */
import { describe, expect, it } from 'vitest'
import type { Ask } from '../../../src/gather/aws/ask.ts'
import { openRoles, sessionPolicy } from '../../../src/gather/aws/roles.ts'
import { memberActions } from '../../../src/nouns/call.ts'
import { readerOf } from './one-answer.ts'

/** The readers, where STS answers for `account` with sessions that end at these times, one after the other. */
function rolesOf(account: string, expires: readonly Date[], asked: unknown[] = []): ReturnType<typeof openRoles> {
  const ask = (async (...args: readonly unknown[]) => {
    asked.push(args)
    const ends = { Expiration: expires[asked.length - 1] }
    const Credentials = { AccessKeyId: `AKIA${asked.length}`, SecretAccessKey: 's', SessionToken: 't', ...ends }
    return { output: { Credentials, AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/r/trailgate` } }, body: '' }
  }) as unknown as Ask
  const options = { ask, caller: readerOf('111111111111'), partition: 'aws', region: 'us-east-1', roleName: 'r', externalId: 'e' }
  return openRoles(options, (id) => id === '222222222222')
}

describe('a role', () => {
  const far = new Date(Date.now() + 3_600_000)

  it('that answers for another account ends the run', async () => {
    await expect(rolesOf('333333333333', [far])('222222222222')).rejects.toThrow('answered as arn:aws:sts::333333333333')
  })

  it('is assumed once for all who ask, with its external id and the session policy', async () => {
    const asked: unknown[] = []
    const readers = rolesOf('222222222222', [far], asked)
    const both = await Promise.all([readers('222222222222'), readers('222222222222')])
    for (const role of both) await role?.reader?.credentials.current()
    expect(asked).toHaveLength(1)
    expect(JSON.stringify(asked[0])).toContain('"ExternalId":"e"')
    expect(JSON.stringify(asked[0])).toContain('2012-10-17')
  })

  it('is assumed again, once, before its session ends', async () => {
    const asked: unknown[] = []
    const role = await rolesOf('222222222222', [new Date(Date.now() + 60_000), far], asked)('222222222222')
    const used = await Promise.all([role?.reader?.credentials.current(), role?.reader?.credentials.current()])
    expect(asked).toHaveLength(2)
    expect(used.map((credentials) => credentials?.accessKeyId)).toEqual(['AKIA2', 'AKIA2'])
  })

  it('is not assumed in an account outside the run', async () => {
    const asked: unknown[] = []
    expect(await rolesOf('444444444444', [far], asked)('444444444444')).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('may do in a session what the list of calls says, in one policy that STS takes', () => {
    const { Statement } = JSON.parse(sessionPolicy()) as { Statement: readonly { Action: readonly string[] }[] }
    expect(Statement[0]?.Action).toEqual(memberActions())
    expect(sessionPolicy().length).toBeLessThanOrEqual(2048)
  })
})
