/**
 * Whether a policy's grant to a service holds for its own accounts only: a service acts for whoever asks it to, so that a grant which
 * does not look at whom it acts for lets a stranger in (IAM guide, "The confused deputy problem").
 */
import { holds } from './condition.ts'
import type { Statement } from './document.ts'
import { aboutAction, aboutPrincipal, applies } from './may-do.ts'
import { anyText } from './pattern.ts'
import type { Principal, RequestContext } from './request.ts'
import { any, type Truth } from './truth.ts'

/** On whose behalf the service may come. */
export interface Own {
  /** Account numbers, those of `delivering` aside. */
  readonly accounts: Pick<ReadonlySet<string>, 'has'>
  /** The accounts on whose behalf it does come. */
  readonly delivering: readonly string[]
  readonly organization?: string
}

/** A grant, and the service's requests on behalf of an account. */
export interface Grant {
  readonly principal: Principal
  /** The actions that are meant; a statement that allows none of them is another grant. */
  readonly actions: readonly string[]
  /** What a Deny must cover to take the grant back; it may hold `anyText`. */
  readonly resources: readonly string[]
  /** What the service's requests carry on behalf of this account of this organization. */
  readonly contextFor: (account: string, organization: string) => RequestContext
}

export interface Bound {
  readonly truth: Truth
  /** The account, or the organization, of a stranger that gets in, or may. */
  readonly stranger?: string
  /** Whether the policy names it itself. */
  readonly named?: boolean
  /** Keys of the condition that left it open. */
  readonly open: readonly string[]
}

/** The statements that allow the grant's principal one of its actions. */
export function grantsIn(statements: readonly Statement[], of: Pick<Grant, 'principal' | 'actions'>): readonly Statement[] {
  const isMeant = (statement: Statement): boolean => any(of.actions.map((action) => aboutAction(statement, action))) === true
  return statements.filter((statement) => statement.effect === 'Allow' && aboutPrincipal(statement, of) === true && isMeant(statement))
}

/**
 * Whether this statement, with the Deny statements beside it, keeps every stranger out. Strangers are tried: each account that the policy
 * names and that is not one of its own, one that no policy names, those that fit a pattern in it, and for each account that delivers
 * twelve that differ from it in one digit, so that no pattern with a wildcard in the account passes for a number.
 */
export function isBound(statement: Statement, beside: readonly Statement[], grant: Grant, own: Own): Bound {
  const open: string[] = []
  let perhaps: Bound | undefined
  for (const stranger of strangersTo(statement, beside, own)) {
    const context = grant.contextFor(stranger.account, stranger.organization)
    const admitted = holds(statement.condition, context, statement.variables)
    if (admitted.truth === false || isDenied(statement, beside, grant, context)) continue
    const found = { stranger: stranger.organization === noOrganization ? stranger.account : stranger.organization, named: stranger.named }
    if (admitted.truth === true) return { truth: false, ...found, open: [] }
    open.push(...admitted.open)
    perhaps ??= { truth: undefined, ...found, open }
  }
  return perhaps === undefined ? { truth: true, open: [] } : { ...perhaps, open: [...new Set(open)] }
}

/** Whether some Deny certainly covers everything that the statement grants. */
function isDenied(statement: Statement, beside: readonly Statement[], grant: Grant, context: RequestContext): boolean {
  const { principal } = grant
  const granted = grant.actions.filter((action) => aboutAction(statement, action) !== false)
  const requests = granted.flatMap((action) => grant.resources.map((resource) => ({ principal, action, resource, context })))
  const denies = beside.filter(({ effect }) => effect === 'Deny')
  return requests.every((request) => denies.some((deny) => applies(deny, request).truth === true))
}

interface Stranger {
  readonly account: string
  readonly organization: string
  readonly named: boolean
}

const nobody = '000000000000'
const noOrganization = 'o-0000000000'

function strangersTo(statement: Statement, beside: readonly Statement[], { accounts, delivering, organization }: Own): readonly Stranger[] {
  const isOwn = (account: string): boolean => accounts.has(account) || delivering.includes(account)
  const text = [statement, ...beside].map(({ condition }) => JSON.stringify(condition)).join(' ')
  const foreign = new Set((text.match(/\d{12}/g) ?? []).filter((account) => !isOwn(account)))
  const loose = [statement, ...beside].flatMap(valuesOf).filter(isLoose)
  const invented = [nobody, ...loose.flatMap(accountsLike), ...(loose.length === 0 ? [] : delivering.flatMap(neighboursOf))]
  const unnamed = new Set(invented.filter((account) => !isOwn(account) && !foreign.has(account)))
  const others = new Set((text.match(/o-[a-z0-9]{10,32}/g) ?? []).filter((other) => other !== organization))
  return [
    ...Array.from(unnamed, (account) => ({ account, organization: noOrganization, named: false })),
    ...Array.from(foreign, (account) => ({ account, organization: noOrganization, named: true })),
    ...Array.from(others, (other) => ({ account: nobody, organization: other, named: true })),
  ]
}

/** The twelve numbers that differ in one digit. */
function neighboursOf(account: string): readonly string[] {
  return Array.from(account, (digit, index) => `${account.slice(0, index)}${(Number(digit) + 1) % 10}${account.slice(index + 1)}`)
}

function valuesOf({ condition }: Statement): readonly string[] {
  return Object.values(condition).flatMap((keys) => Object.values(keys).flat())
}

/** Whether wildcards may stand for a part of an account's number: for anything but a number in full between colons. */
function isLoose(value: string): boolean {
  return /[*?]/.test(value) && !/(?:^|:)\d{12}(?::|$)/.test(value)
}

/** Numbers that fit a pattern for an account, by itself or in an ARN: the wildcards filled up with zeros. */
function accountsLike(value: string): readonly string[] {
  const part = value.startsWith('arn:') ? (value.split(':')[4] ?? '') : value
  if (!/^[\d*?]+$/.test(part)) return []
  const missing = Math.max(0, 12 - part.replaceAll('*', '').length)
  const filled = part.replace('*', '0'.repeat(missing)).replaceAll('*', '').replaceAll('?', '0')
  return filled.length === 12 ? [filled] : []
}

/** The objects of a bucket, and the bucket itself. */
export function everyPartOf(bucketArn: string): readonly string[] {
  return [bucketArn, `${bucketArn}/${anyText}`]
}
