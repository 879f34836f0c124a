/** Who may do what in a simulation: identity policies of the caller and of the reader role, and the session policy of an AssumeRole. */
import { calls, type Call, type CallName } from '../../nouns/call.ts'
import type { Identity } from './identities.ts'

/** One statement that allows, in IAM's spelling; anything but `*` in the resource is asked of sts:AssumeRole alone. */
export interface Allowance {
  readonly Action: string | readonly string[]
  readonly Resource: string
}

/** What the caller and the reader role in every member may do. */
export interface Permissions {
  readonly caller: readonly Allowance[]
  readonly reader: readonly Allowance[]
}

export interface PermissionAsked {
  /** `service:Operation`, as in nouns/call.ts. */
  readonly call: string
  readonly identity: Identity
  readonly isCaller: boolean
  /** The ARN of the role to assume; undefined for every other call. */
  readonly role: string | undefined
}

/** Allowed to everybody, whatever a policy says (AWS STS, "GetCallerIdentity"). */
const allowedToAll = 'sts:GetCallerIdentity'

/** The IAM action that is wanting; undefined where the request is allowed. A session policy bounds what the role allows. */
export function actionRefused(permissions: Permissions | undefined, asked: PermissionAsked): string | undefined {
  const action = (calls[asked.call as CallName] as Call | undefined)?.action
  if (action === undefined || action === allowedToAll) return undefined
  const own = asked.isCaller ? permissions?.caller : permissions?.reader
  const bounds = [own, asked.identity.sessionPolicy].filter((policy) => policy !== undefined)
  return bounds.every((policy) => policy.some((statement) => allows(statement, action, asked.role))) ? undefined : action
}

function allows({ Action, Resource }: Allowance, action: string, role: string | undefined): boolean {
  const isNamed = [Action].flat().some((pattern) => matches(pattern, action))
  return isNamed && (Resource === '*' || (role !== undefined && matches(Resource, role)))
}

function matches(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.+^${}()|[\]\\?]/g, String.raw`\$&`))
  return new RegExp(`^${literal.join('.*')}$`).test(text)
}

/** The statements of a session policy, as it was given to AssumeRole; undefined where none was. */
export function sessionPolicyIn(text: unknown): readonly Allowance[] | undefined {
  return typeof text === 'string' ? (JSON.parse(text) as { readonly Statement: readonly Allowance[] }).Statement : undefined
}
