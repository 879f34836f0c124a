/** KMS (JSON 1.1): a key's metadata, by key ARN or alias ARN, and its policy and rotation, in the key's own account and region. */
import type { Fact, Key } from '../../nouns/snapshot.ts'
import { error, gapReply, notHeld, value, type Reply } from './reply.ts'
import { textOf, type Ask } from './world.ts'

export const kms = {
  DescribeKey: ofKey('DescribeKey', (fact) => value({ KeyMetadata: metadataOf(fact.value) })),
  GetKeyPolicy: ofKey('GetKeyPolicy', (fact) => partReply(fact, 'policy', (Policy) => value({ Policy, PolicyName: 'default' }))),
  GetKeyRotationStatus: ofKey('GetKeyRotationStatus', (fact) => partReply(fact, 'rotationEnabled', (on) => rotationReply(fact.value, on))),
}

type SeenKey = Fact<'key'> & { readonly value: Key }

/** Only DescribeKey takes an alias; for the others a key is found by its own ARN. */
function ofKey(operation: string, reply: (fact: SeenKey) => Reply): (ask: Ask) => Reply {
  return ({ world, identity, account, region, parameters }) => {
    const id = textOf(parameters['KeyId'])
    const [, , , home, owner] = id.split(':')
    if (owner !== undefined && owner !== account) {
      return error('AccessDeniedException', `User: ${identity.arn} is not authorized to perform: kms:${operation} on resource: ${id}`)
    }
    const fact = operation === 'DescribeKey' ? world.snapshot.keys.get(id) : world.keysByArn.get(id)?.[0]
    if (home !== region || fact === undefined) return error('NotFoundException', `Key '${id}' does not exist`)
    return fact.gap === undefined ? reply(fact) : gapReply(fact.gap)
  }
}

/** What DescribeKey tells; the rest of a key has calls of its own. */
function metadataOf(key: Key): object {
  return { ...key, policy: undefined, rotationEnabled: undefined }
}

function partReply<P extends 'policy' | 'rotationEnabled'>(fact: SeenKey, part: P, reply: (of: NonNullable<Key[P]>) => Reply): Reply {
  const gap = fact.unseen?.[part]
  if (gap !== undefined) return gapReply(gap)
  const seen = fact.value[part]
  return seen === undefined ? notHeld(`${part} of ${fact.value.Arn}`) : reply(seen)
}

/** A key that is not symmetric has no rotation to tell of (AWS KMS, "GetKeyRotationStatus"). */
function rotationReply({ Arn, KeySpec = 'SYMMETRIC_DEFAULT' }: Key, KeyRotationEnabled: boolean): Reply {
  if (KeySpec === 'SYMMETRIC_DEFAULT') return value({ KeyId: Arn, KeyRotationEnabled })
  return error('UnsupportedOperationException', `Key '${Arn}' does not support automatic rotation`)
}
