/** The front desk of a simulation: who signed a request, what it asks, and the reply, or why there is none. */
import type { Snapshot } from '../../nouns/snapshot.ts'
import { codes, type Protocol } from './answers.ts'
import { delayOf, faultFinder, faultReply, type Fault } from './faults.ts'
import { requestId, type Identity } from './identities.ts'
import { latencyOf, type Latency } from './latency.ts'
import { actionRefused, type Permissions } from './permissions.ts'
import { rateKeeper, type RateLimit } from './rates.ts'
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
  /** Whether it was one too many for its rate. */
  readonly throttled: boolean
}

export interface Front {
  readonly world: World
  readonly asked: Asked[]
  readonly latency: Latency
  readonly faults: readonly Fault[]
  readonly fault: ReturnType<typeof faultFinder>
  /** How often each request came; not counted where nothing hangs on it. */
  readonly repetitions: Map<string, number>
  readonly withinRate: ReturnType<typeof rateKeeper>
  readonly permissions?: Permissions | undefined
}

/** A reply with all that its form needs. */
interface Said {
  readonly protocol: Protocol
  readonly operation: string
  readonly id: string
  readonly reply: Reply
  /** Milliseconds to wait before it is said. */
  readonly delay: number
}

/** What a simulation is made to do beside answering. */
export interface FrontOptions {
  readonly latency?: Latency
  /** Beyond it, requests are throttled. */
  readonly rate?: RateLimit
  /** The first that a request meets is its answer. */
  readonly faults?: readonly Fault[]
  /** What identities may do; without them the reader role and the caller may do all that a session policy leaves them. */
  readonly permissions?: Permissions
}

export function frontOf(snapshot: Snapshot, { latency = 0, rate, faults = [], permissions }: FrontOptions): Front {
  const counting = { asked: [], repetitions: new Map(), fault: faultFinder(faults), withinRate: rateKeeper(rate) }
  return { world: worldOf(snapshot), latency, faults, permissions, ...counting }
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
  const unknown = { ...said, id: requestId(claim.accessKeyId, ...parts), reply: stranger(said.protocol), delay: 0 }
  if (identity === undefined) return unknown
  const id = requestId(identity.account, ...parts)
  const refusal = credentialsRefusal(front.world, identity, claim, question, request)
  if (refusal !== undefined) return { ...said, id, reply: refusal, delay: 0 }
  return { ...said, id, ...reply(front, identity, claim.region, question, id) }
}

function unnamed(refusal: Reply): Said {
  return { protocol: 'json', operation: '', id: requestId(), reply: refusal, delay: 0 }
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

/** The reply to somebody known, and how long it takes. */
function reply(front: Front, identity: Identity, region: string, question: Question, id: string): Pick<Said, 'reply' | 'delay'> {
  const { name, operation } = question
  const { account, accessKeyId } = identity
  const throttled = !front.withinRate({ call: `${name}:${operation}`, account, region })
  front.asked.push({ account, region, service: name, operation, accessKeyId, throttled })
  const repetition = repetitionOf(front, id)
  const fault = front.fault({ call: `${name}:${operation}`, account, region, id, repetition })
  if (fault?.answer === 'end-sessions') endSessions(front.world)
  const { protocol } = question.service
  const wrong = throttled ? faultReply({ answer: 'throttle' }, protocol) : fault === undefined || spares(fault, identity) ? undefined : faultReply(fault, protocol)
  const delay = latencyOf(front.latency, id, repetition) + delayOf(fault)
  return { reply: wrong ?? rightReply(front, identity, region, question), delay }
}

/** The caller's key is no session: a fault that ends the sessions leaves it as it is. */
function spares(fault: Fault, { sessionToken }: Identity): boolean {
  return fault.answer === 'end-sessions' && sessionToken === undefined
}

function repetitionOf({ faults, latency, repetitions }: Front, id: string): number {
  if (faults.length === 0 && typeof latency === 'number') return 1
  const repetition = (repetitions.get(id) ?? 0) + 1
  repetitions.set(id, repetition)
  return repetition
}

function endSessions({ identities, caller, ended }: World): void {
  for (const [accessKeyId] of identities) if (accessKeyId !== caller.accessKeyId) ended.add(accessKeyId)
}

/** What AWS would reply: that the session has ended, that this is not allowed, or what was asked for. */
function rightReply({ world, permissions }: Front, identity: Identity, region: string, question: Question): Reply {
  const { name, operation, parameters } = question
  const { protocol, operations } = question.service
  const { account } = identity
  const call = `${name}:${operation}`
  if (world.ended.has(identity.accessKeyId)) return faultReply({ answer: 'expire' }, protocol) as Reply
  const role = call === 'sts:AssumeRole' ? textOf(parameters['RoleArn']) : undefined
  const action = actionRefused(permissions, { call, identity, isCaller: identity === world.caller, role })
  if (action !== undefined) return error(codes[protocol].refused, `User: ${identity.arn} is not authorized to perform: ${action}`)
  const handler = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (handler === undefined) return error(codes[protocol].unknownOperation, `The simulation does not know ${name}:${operation}`, 400)
  return handler({ world, identity, account, region, operation, parameters })
}
