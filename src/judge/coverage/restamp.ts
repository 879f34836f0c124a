/** A made-up event as it would happen in another account and region. */
import type { EventIdentity, EventResource, Witness } from '../../nouns/event.ts'
import { exampleArn, exampleIdentity, freeName, type Stage } from './plausible.ts'

/** The same event in another account and region. Its made-up ARNs move along; those that had to meet a condition stay. */
export function restamp(witness: Witness, account: string, region: string): Witness {
  return restamper(witness)(account, region)
}

/** `restamp` for an event that moves to thousands of accounts: what of it moves is found once. */
export function restamper(witness: Witness): (account: string, region: string) => Witness {
  const { userIdentity, resources } = witness
  const identity = userIdentity && identityMover(userIdentity, witness)
  const movers = resources?.map((resource) => resourceMover(resource, witness))
  return (account, region) => {
    const moved = { ...witness, awsRegion: region, recipientAccountId: account }
    const to = { account, region }
    if (identity !== undefined) moved.userIdentity = identity(to)
    if (movers !== undefined) moved.resources = movers.map((move) => move(to))
    return moved
  }
}

type Move<T> = (to: Omit<Stage, 'partition'>) => T

function identityMover(identity: EventIdentity, witness: Witness): Move<EventIdentity> {
  const move = identity.arn === undefined ? undefined : arnMover(identity.arn, (stage) => exampleIdentity(freeName, stage), witness)
  return move === undefined ? () => identity : (to) => ({ ...identity, arn: move(to), accountId: to.account })
}

function resourceMover(resource: EventResource, witness: Witness): Move<EventResource> {
  const { ARN: arn, type } = resource
  const move = arn === undefined ? undefined : arnMover(arn, (stage) => exampleArn(type, freeName, stage), witness)
  return move === undefined ? () => resource : (to) => ({ ...resource, ARN: move(to) })
}

/** Undefined for an ARN that is not the example of its kind. */
function arnMover(arn: string, make: (stage: Stage) => string, witness: Witness): Move<string> | undefined {
  const partition = arn.split(':')[1] ?? 'aws'
  const { recipientAccountId: account = '', awsRegion: region = '' } = witness
  return arn === make({ partition, account, region }) ? (to) => make({ partition, ...to }) : undefined
}
