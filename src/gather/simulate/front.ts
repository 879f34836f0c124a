/** The front desk of a simulation: who signed a request, what it asks, and the reply, or why there is none. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import { codes, type Protocol } from './answers.ts'
import { faultFinder, rateKeeper, type Fault, type RateLimit } from './faults.ts'
import { requestId, type Identity } from './identities.ts'
import { actionRefused, type Permissions } from './permissions.ts'
import { error, type Reply } from './reply.ts'
import { questionOf, type Question } from './services.ts'
import { claimOf, isSignedBy, type Claim, type WireRequest } from './signature.ts'
import { isValidIn, textOf, worldOf, type World } from './world.ts'

/** One request that was signed by somebody known. */
export interface Asked {
  readonly account: string
  readonly region: string
  /** As in nouns/call.ts. */
  readonly service: string
  readonly operation: string
  readonly accessKeyId: string
}

export interface Front {
  readonly world: World
  readonly asked: Asked[]
  readonly fault: ReturnType<typeof faultFinder>
  readonly withinRate: ReturnType<typeof rateKeeper>
  readonly permissions?: Permissions | undefined
}

/** A reply with all that its form needs. */
interface Said {
  readonly protocol: Protocol
  readonly operation: string
  readonly id: string
  readonly reply: Reply
}

/** What a simulation is made to do beside answering. */
export interface FrontOptions {
  /** Beyond it, requests are throttled. */
  readonly rate?: RateLimit
  /** The first that a request meets is its answer. */
  readonly faults?: readonly Fault[]
  /** What identities may do; without them the reader role and the caller may do all that a session policy leaves them. */
  readonly permissions?: Permissions
}

export function frontOf(snapshot: Snapshot, { rate, faults = [], permissions }: FrontOptions): Front {
  return { world: worldOf(snapshot), asked: [], fault: faultFinder(faults), withinRate: rateKeeper(rate), permissions }
}

/** Reads, checks and answers one request; every one that is well signed is noted in `asked`. */
export function answer(front: Front, request: WireRequest): Said {
  const claim = claimOf(request)
  if (claim === undefined) return unnamed(error('MissingAuthenticationTokenException', 'Missing Authentication Token', 403))
  const question = questionOf(claim.service, request)
  if (question === undefined) return unnamed(error('SerializationException', `no request of ${claim.service} that can be read`))
  const identity = front.world.identities.get(claim.accessKeyId)
  const said = { protocol: question.service.protocol, operation: question.operation }
  const parts = [claim.region, question.name, question.operation, JSON.stringify(question.parameters)]
  if (identity === undefined) return { ...said, id: requestId(claim.accessKeyId, ...parts), reply: stranger(said.protocol) }
  const id = requestId(identity.account, ...parts)
  const refusal = credentialsRefusal(front.world, identity, claim, question, request)
  return { ...said, id, reply: refusal ?? reply(front, identity, claim.region, question, id) }
}

function unnamed(refusal: Reply): Said {
  return { protocol: 'json', operation: '', id: requestId(), reply: refusal }
}

/** Why the credentials do not count here, if they do not. */
function credentialsRefusal(world: World, identity: Identity, claim: Claim, question: Question, request: WireRequest): Reply | undefined {
  const { protocol, regional } = question.service
  if (request.headers['x-amz-security-token'] !== identity.sessionToken) return stranger(protocol)
  if (!isSignedBy(identity.secretAccessKey, claim, request)) {
    return error('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.', 403)
  }
  return regional && !isValidIn(world, identity.account, claim.region) ? stranger(protocol) : undefined
}

function stranger(protocol: Protocol): Reply {
  return error(codes[protocol].unknownCredentials, 'The security token included in the request is invalid.')
}

function reply(front: Front, identity: Identity, region: string, question: Question, id: string): Reply {
  const { name, operation, parameters } = question
  const { protocol, operations } = question.service
  const { account, accessKeyId } = identity
  front.asked.push({ account, region, service: name, operation, accessKeyId })
  const call = `${name}:${operation}`
  const fault = front.fault({ call, account, region, protocol, id })
  if (fault !== undefined) return fault
  const role = call === 'sts:AssumeRole' ? textOf(parameters['RoleArn']) : undefined
  const action = actionRefused(front.permissions, { call, identity, isCaller: identity === front.world.caller, role })
  if (action !== undefined) return error(codes[protocol].refused, `User: ${identity.arn} is not authorized to perform: ${action}`)
  if (!front.withinRate([account, region, name].join(' '))) return error(codes[protocol].throttled, 'Rate exceeded', 400)
  const handler = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (handler === undefined) return error(codes[protocol].unknownOperation, `The simulation does not know ${name}:${operation}`, 400)
  return handler({ world: front.world, identity, account, region, operation, parameters })
}
