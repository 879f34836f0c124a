/** Which statements make a bucket policy public. Source: S3 guide, "Blocking public access", section "The meaning of public". */
import { blockOf, covers, type Block } from './address.ts'
import { holds, partsOf } from './condition.ts'
import type { PrincipalElement, Statement } from './document.ts'
import { aboutAction, aboutPrincipal, aboutResource } from './may-do.ts'
import { anyText, isFixed } from './pattern.ts'
import type { RequestContext } from './request.ts'
import { all, any, type Truth } from './truth.ts'

export interface PublicStatement {
  /** Undefined: it may be public. */
  readonly truth: true | undefined
  readonly why: string
}

/** The statements that are public, or may be. S3 takes a policy for public until each of its grants is to fixed values. */
export function publicStatements(statements: readonly Statement[]): readonly PublicStatement[] {
  const denies = statements.filter(({ effect }) => effect === 'Deny')
  return statements.flatMap((statement) => (statement.effect === 'Allow' ? openness(statement, denies) : []))
}

function openness(statement: Statement, denies: readonly Statement[]): readonly PublicStatement[] {
  const { label } = statement
  const limited = any([namesWhom(statement), limits(statement)])
  if (limited === true) return []
  if (limited === undefined) return [{ truth: undefined, why: `whether S3 takes the condition of ${label} for a limit is not documented` }]
  const takenBack = grantsOf(statement).every((grant) => denies.some((deny) => mayTakeBack(deny, grant)))
  const open = `${label} lets everybody in`
  return [takenBack ? { truth: undefined, why: `${open}, which a Deny may take back` } : { truth: true, why: open }]
}

/** A fixed principal is no public. With NotPrincipal everybody else is let in. */
function namesWhom({ principal }: Statement): Truth {
  return principal !== undefined && isFixedPrincipal(principal)
}

function isFixedPrincipal(principal: PrincipalElement): boolean {
  return principal !== '*' && Object.values(principal).flat().every((value) => !value.includes('*'))
}

/** The keys that the guide names, and the principal's; aws:SourceIp, aws:userid and s3:DataAccessPointArn have rules of their own. */
const limiting = new Set([
  'aws:principalorgid',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  's3:dataaccesspointaccount',
])
/** Keys that say who asks or from where. */
const whoOrWhence = /^aws:(principal|source|vpce|userid$)|^s3:dataaccesspoint/

/** Whether the condition lets only fixed values of one of the documented keys through. */
function limits({ condition }: Statement): Truth {
  const truths = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => limitsBy(operator, key.toLowerCase(), values)),
  )
  return any(truths)
}

function limitsBy(name: string, key: string, values: readonly string[]): Truth {
  const { quantifier, base, ifExists } = partsOf(name)
  const truth = base === 'IpAddress' ? key === 'aws:sourceip' && narrowRanges(values) : isPositive(base) && fixedFor(key, values)
  // A request without the key gets past these: how S3 takes that is not documented.
  return truth === true && (ifExists || quantifier === 'ForAllValues') ? undefined : truth
}

function isPositive(base: string): boolean {
  return ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'].includes(base)
}

function fixedFor(key: string, values: readonly string[]): Truth {
  if (key === 's3:dataaccesspointarn') return values.every((value) => /^arn:[^:*?]+:s3:[^:]*:\d{12}:/.test(value) && !value.includes('${'))
  if (!values.every(isFixed)) return false
  if (limiting.has(key)) return true
  // A fixed user id counts, one of the form `AROA…:session` does not, says the guide, and leaves open what it means by that.
  if (key === 'aws:userid') return values.every((value) => !value.includes(':')) || undefined
  // The guide is silent about the others that say who asks.
  return whoOrWhence.test(key) ? undefined : false
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((range) => blockOf(range) as Block)

/** IPv4 ranges of /8 and narrower, IPv6 ranges of /32 and narrower, and the private ones. */
function narrowRanges(ranges: readonly string[]): Truth {
  const blocks = ranges.map(blockOf)
  if (blocks.includes(undefined)) return undefined
  return blocks.every((block) => block !== undefined && isNarrow(block))
}

function isNarrow(block: Block): boolean {
  return block.prefix >= (block.bits === 32 ? 8 : 32) || privateRanges.some((range) => covers(range, block))
}

/** One action and one resource of a statement, either of which may stand for many. */
interface Pair {
  readonly action: string
  readonly resource: string
}

function grantsOf({ action = ['s3:*'], resource = ['*'] }: Statement): readonly Pair[] {
  return action.flatMap((each) => resource.map((one) => ({ action: everyOf(each), resource: everyOf(one) })))
}

function everyOf(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, anyText)
}

/** What is certain of a stranger's request, who may choose all that the request itself says. */
const stranger: RequestContext = {
  'aws:SecureTransport': 'true',
  'aws:PrincipalIsAWSService': 'false',
  'aws:PrincipalOrgID': 'o-0000000000',
}

/** Whether a Deny covers a grant and may stand against strangers. One that asks for TLS, or for a header, they can meet. */
function mayTakeBack(deny: Statement, { action, resource }: Pair): boolean {
  const request = { principal: 'anonymous', resource, context: stranger } as const
  const about = all([aboutPrincipal(deny, request), aboutAction(deny, action), aboutResource(deny, request)])
  const asksWho = Object.values(deny.condition).flatMap(Object.keys).some((key) => whoOrWhence.test(key.toLowerCase()))
  const unconditional = Object.keys(deny.condition).length === 0
  return about === true && (unconditional || (asksWho && holds(deny.condition, stranger, deny.variables).truth !== false))
}
