/** Whether a resource policy lets someone do something. Source: IAM guide, "Policy evaluation logic". */
import { holds } from './condition.ts'
import { readDocument, type Statement } from './document.ts'
import { matches } from './pattern.ts'
import { names } from './principal.ts'
import { variablesOf, type AccessRequest } from './request.ts'
import { all, any, opposite, type Truth } from './truth.ts'

export interface Decision {
  /** Undefined: it hangs on something that the request does not tell, or the policy is malformed. */
  readonly truth: Truth
  /** The statement that decided, or may: `statement "its Sid"`, or its ordinal. */
  readonly by?: string
  /** Part of a sentence: `statement "Write" allows it`. */
  readonly why: string
}

/** Whether a statement is about a request, and what of its condition is open. */
interface Application {
  readonly statement: Statement
  readonly truth: Truth
  readonly open: readonly string[]
}

/**
 * What the resource policy alone says: an explicit Deny wins over every Allow, and what nothing allows is denied. What other policies
 * (of the identity, the organization) add or take away is not looked at; a service principal has no other.
 */
export function mayDo(policy: unknown, request: AccessRequest): Decision {
  const document = readDocument(policy)
  return 'malformed' in document ? { truth: undefined, why: document.malformed } : decideAmong(document.statements, request)
}

/** Of what no statement is about; without a policy, of everything. */
export const notAllowed: Decision = { truth: false, why: 'no statement allows it' }

/** The same of statements that have been read. */
export function decideAmong(statements: readonly Statement[], request: AccessRequest): Decision {
  const applications = statements.map((statement) => applies(statement, request))
  const first = (effect: Statement['effect'], truth: Truth) =>
    applications.find((application) => application.statement.effect === effect && application.truth === truth)
  const [denied, allowed] = [first('Deny', true), first('Allow', true)]
  const [perhapsDenied, perhapsAllowed] = [first('Deny', undefined), first('Allow', undefined)]
  if (denied !== undefined) return { truth: false, by: denied.statement.label, why: `${denied.statement.label} denies it` }
  if (allowed !== undefined && perhapsDenied !== undefined) return perhaps(perhapsDenied, 'deny')
  if (allowed !== undefined) return { truth: true, by: allowed.statement.label, why: `${allowed.statement.label} allows it` }
  return perhapsAllowed === undefined ? notAllowed : perhaps(perhapsAllowed, 'allow')
}

function perhaps({ statement, open }: Application, verb: string): Decision {
  return { truth: undefined, by: statement.label, why: `${statement.label} may ${verb} it: it hangs on ${open.join(' and ')}` }
}

/** Whether a statement is about this request: principal, action, resource and condition together. */
export function applies(statement: Statement, request: AccessRequest): Application {
  const condition = holds(statement.condition, request.context, statement.variables)
  const principal = aboutPrincipal(statement, request)
  const resource = aboutResource(statement, request)
  const open = [
    ...(principal === undefined ? ['its Principal'] : []),
    ...(resource === undefined ? ['its Resource, which takes in a part only'] : []),
    ...condition.open.map((entry) => `its condition ${entry}`),
  ]
  return { statement, truth: all([principal, aboutAction(statement, request.action), resource, condition.truth]), open }
}

/** AWS does not support NotPrincipal in an Allow: it keeps out those it names, and what it gives the others nobody can say. */
export function aboutPrincipal({ effect, principal, notPrincipal = {} }: Statement, request: Pick<AccessRequest, 'principal'>): Truth {
  if (principal !== undefined) return names(principal, request.principal)
  const others = opposite(names(notPrincipal, request.principal))
  return effect === 'Allow' && others === true ? undefined : others
}

/** Without regard to case. */
export function aboutAction({ action, notAction }: Statement, asked: string): Truth {
  const some = (patterns: readonly string[]) => any(patterns.map((pattern) => matches(pattern.toLowerCase(), asked.toLowerCase())))
  return action === undefined ? opposite(some(notAction ?? [])) : some(action)
}

export function aboutResource(statement: Statement, { resource, context }: Pick<AccessRequest, 'resource' | 'context'>): Truth {
  const valueOf = statement.variables ? variablesOf(context) : undefined
  const some = (patterns: readonly string[]) => any(patterns.map((pattern) => matches(pattern, resource, valueOf)))
  return statement.resource === undefined ? opposite(some(statement.notResource ?? [])) : some(statement.resource)
}
