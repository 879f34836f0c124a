/** A made-up event as it would happen in another account and region. */
import type { EventIdentity, EventResource, Witness } from '../../nouns/event.ts'
import { exampleArn, exampleIdentity, freeName, type Stage } from './plausible.ts'

/** The same event in another account and region. Its made-up ARNs move along; those that had to meet a condition stay. */
export function restamp(witness: Witness, account: string, region: string): Witness {
  const { userIdentity, resources } = witness
  const move = mover(witness, { account, region })
  return {
    ...witness,
    awsRegion: region,
    recipientAccountId: account,
    ...(userIdentity === undefined ? {} : { userIdentity: movedIdentity(userIdentity, move) }),
    ...(resources === undefined ? {} : { resources: resources.map((resource) => movedResource(resource, move)) }),
  }
}

type Move = (arn: string, type: string | undefined, isIdentity: boolean) => string

function mover(witness: Witness, to: Omit<Stage, 'partition'>): Move {
  return (arn, type, isIdentity) => {
    const partition = arn.split(':')[1] ?? 'aws'
    const make = (where: Omit<Stage, 'partition'>) =>
      isIdentity ? exampleIdentity(freeName, { partition, ...where }) : exampleArn(type, freeName, { partition, ...where })
    const from = { account: witness.recipientAccountId ?? '', region: witness.awsRegion ?? '' }
    return arn === make(from) ? make(to) : arn
  }
}

function movedIdentity(identity: EventIdentity, move: Move): EventIdentity {
  if (identity.arn === undefined) return identity
  const arn = move(identity.arn, undefined, true)
  return arn === identity.arn ? identity : { ...identity, arn, accountId: arn.split(':')[4] ?? '' }
}

function movedResource(resource: EventResource, move: Move): EventResource {
  return resource.ARN === undefined ? resource : { ...resource, ARN: move(resource.ARN, resource.type, false) }
}
