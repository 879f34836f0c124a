/** KMS (JSON 1.1): a key's metadata, by key ARN or alias ARN, in the key's own account and region. */
import { error, gapReply, value, type Reply } from './reply.ts'
import { textOf, type Ask } from './world.ts'

export const kms = { DescribeKey: describeKey }

function describeKey({ world, identity, account, region, parameters }: Ask): Reply {
  const id = textOf(parameters['KeyId'])
  const [, , , home, owner] = id.split(':')
  const fact = world.snapshot.keys.get(id)
  if (owner !== undefined && owner !== account) {
    return error('AccessDeniedException', `User: ${identity.arn} is not authorized to perform: kms:DescribeKey on resource: ${id}`)
  }
  if (home !== region || fact === undefined) return error('NotFoundException', `Key '${id}' does not exist`)
  return fact.gap === undefined ? value({ KeyMetadata: fact.value }) : gapReply(fact.gap)
}
