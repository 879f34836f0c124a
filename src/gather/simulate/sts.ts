/** STS (query): who one is, and the way into a member account. */
import { sessionIdentity } from './identities.ts'
import { sessionPolicyIn } from './permissions.ts'
import { error, gapReply, value, type Reply } from './reply.ts'
import { factsOf, textOf, type Ask, type World } from './world.ts'

export const sts = { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity }

function getCallerIdentity({ identity }: Ask): Reply {
  return value({ UserId: identity.userId, Account: identity.account, Arn: identity.arn })
}

/** The reader role trusts the snapshot's caller, in every account of the snapshot that did not refuse it. */
function assumeRole({ world, identity, parameters }: Ask): Reply {
  const RoleArn = textOf(parameters['RoleArn'])
  const [, account, role] = /^arn:[^:]+:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(RoleArn) ?? []
  if (account === undefined || role === undefined) return error('ValidationError', `${RoleArn} is invalid`, 400)
  const gap = factsOf(world, account)?.account?.unseen?.['identity']
  if (gap !== undefined) return gapReply(gap)
  if (identity !== world.caller || !isReadable(world, account)) {
    return error('AccessDenied', `User: ${identity.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`)
  }
  const session = sessionIdentity(world.header.partition, account, role, textOf(parameters['RoleSessionName']))
  const sessionPolicy = sessionPolicyIn(parameters['Policy'])
  world.ended.delete(session.accessKeyId)
  world.identities.set(session.accessKeyId, { ...session, ...(sessionPolicy === undefined ? {} : { sessionPolicy }) })
  const expires = new Date(Date.now() + Number(parameters['DurationSeconds'] ?? 3600) * 1000)
  return value({
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: expires.toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
  })
}

function isReadable(world: World, account: string): boolean {
  const fact = factsOf(world, account)?.account
  return fact?.value !== undefined && fact.value.skipped === undefined
}
