/** A resource policy as it is written, read into statements. Source: IAM guide, "Grammar of the IAM JSON policy language". */

/** A condition block: operator, then key, then values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** `*`, or values by type (AWS, Service, Federated, CanonicalUser). */
export type PrincipalElement = '*' | Readonly<Record<string, readonly string[]>>

export interface Statement {
  /** `statement "its Sid"`, or its ordinal. */
  readonly label: string
  readonly effect: 'Allow' | 'Deny'
  readonly principal?: PrincipalElement
  readonly notPrincipal?: PrincipalElement
  readonly action?: readonly string[]
  readonly notAction?: readonly string[]
  readonly resource?: readonly string[]
  readonly notResource?: readonly string[]
  readonly condition: ConditionBlock
  /** Whether `${…}` stands for a value of the request: only from version 2012-10-17 on. */
  readonly variables: boolean
}

/** The statements, or why the text is no policy. */
export type PolicyDocument = { readonly statements: readonly Statement[] } | { readonly malformed: string }

const members = new Set(['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'])
const pairs = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const

/** Reads a policy from its text or from parsed JSON. AWS refuses what is malformed, so that a malformed one proves nothing either way. */
export function readDocument(policy: unknown): PolicyDocument {
  try {
    const parsed: unknown = typeof policy === 'string' ? JSON.parse(policy) : policy
    if (!isMap(parsed)) return { malformed: 'the policy is not a JSON object' }
    const { Statement: written, Version: version } = parsed
    const list = Array.isArray(written) ? (written as readonly unknown[]) : written === undefined ? [] : [written]
    if (list.length === 0) return { malformed: 'the policy has no Statement' }
    return { statements: list.map((each, index) => readStatement(each, index, version === '2012-10-17')) }
  } catch (error) {
    return { malformed: error instanceof SyntaxError ? 'the policy is not JSON' : (error as Error).message }
  }
}

function readStatement(written: unknown, index: number, variables: boolean): Statement {
  if (!isMap(written)) throw new Error(`statement ${index + 1} is not an object`)
  const { Sid: sid } = written
  const label = typeof sid === 'string' && sid !== '' ? `statement "${sid}"` : `statement ${index + 1}`
  const foreign = Object.keys(written).find((member) => !members.has(member))
  if (foreign !== undefined) throw new Error(`${label} has a member ${foreign}, which no policy has`)
  const unpaired = pairs.find(([one, other]) => (written[one] === undefined) === (written[other] === undefined))
  if (unpaired !== undefined) throw new Error(`${label} needs one of ${unpaired.join(' and ')}`)
  const { Effect: effect } = written
  if (effect !== 'Allow' && effect !== 'Deny') throw new Error(`${label} has neither Effect Allow nor Deny`)
  return { label, effect, variables, ...partsOf(written, label), condition: conditionOf(written.Condition, label) }
}

function partsOf(written: Readonly<Record<string, unknown>>, label: string): Partial<Statement> {
  const lists = (['Action', 'NotAction', 'Resource', 'NotResource'] as const).flatMap((member) =>
    written[member] === undefined ? [] : [[lowerFirst(member), texts(written[member], `${label}: ${member}`)] as const],
  )
  const principals = (['Principal', 'NotPrincipal'] as const).flatMap((member) =>
    written[member] === undefined ? [] : [[lowerFirst(member), principalOf(written[member], `${label}: ${member}`)] as const],
  )
  return Object.fromEntries([...lists, ...principals])
}

function principalOf(written: unknown, where: string): PrincipalElement {
  if (written === '*') return '*'
  if (!isMap(written)) throw new Error(`${where} is neither * nor an object`)
  return Object.fromEntries(Object.entries(written).map(([type, values]) => [type, texts(values, `${where}.${type}`)]))
}

function conditionOf(written: unknown, label: string): ConditionBlock {
  if (written === undefined) return {}
  if (!isMap(written)) throw new Error(`${label}: Condition is not an object`)
  const entries = Object.entries(written)
  return Object.fromEntries(entries.map(([operator, keys]) => [operator, valuesByKey(keys, `${label}: Condition.${operator}`)]))
}

function valuesByKey(keys: unknown, where: string): Readonly<Record<string, readonly string[]>> {
  if (!isMap(keys)) throw new Error(`${where} is not an object`)
  return Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, texts(values, `${where}.${key}`)]))
}

/** One scalar or a list of them; JSON booleans and numbers are their own text. */
function texts(written: unknown, where: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(written) ? written : [written]
  const wrong = list.length === 0 || list.some((value) => !['string', 'number', 'boolean'].includes(typeof value))
  if (wrong) throw new Error(`${where} is not text`)
  return list.map(String)
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function lowerFirst(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1)
}
