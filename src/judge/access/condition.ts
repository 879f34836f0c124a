/** Whether a condition block holds of a request. Source: IAM guide, "Condition operators", "Single-valued vs. multivalued context keys". */
import type { ConditionBlock } from './document.ts'
import { operatorNamed, type Operator } from './operators.ts'
import type { VariableValue } from './pattern.ts'
import { contextValue, variablesOf, type RequestContext } from './request.ts'
import { all, any, opposite, type Truth } from './truth.ts'

/** What a condition came to, and the keys and operators that left it open. */
export interface Held {
  readonly truth: Truth
  readonly open: readonly string[]
}

type Quantifier = 'ForAllValues' | 'ForAnyValue' | undefined

/** Every operator and every key of it must hold. `variables`: whether `${…}` in a value is one. */
export function holds(block: ConditionBlock, context: RequestContext, variables: boolean): Held {
  const parts = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, truth: entryHolds(operator, key, values, context, variables) })),
  )
  const truth = all(parts.map((part) => part.truth))
  const open = truth === undefined ? parts.filter((part) => part.truth === undefined).map(({ operator, key }) => `${operator} ${key}`) : []
  return { truth, open }
}

function entryHolds(name: string, key: string, written: readonly string[], context: RequestContext, variables: boolean): Truth {
  const asked = contextValue(context, key)
  if (name === 'Null') return isAbsent(asked, written)
  const { quantifier, base, ifExists } = partsOf(name)
  const operator = operatorNamed(base)
  if (operator === undefined || asked === undefined) return undefined
  if (asked === null) return ofAbsent(operator, quantifier, ifExists)
  const valueOf = variables ? variablesOf(context) : undefined
  const compared = asked.map((value) => compare(operator, value, written, valueOf))
  if (quantifier === 'ForAnyValue') return any(compared)
  // What several values come to without a quantifier is certain only where they agree.
  return quantifier === 'ForAllValues' || new Set(compared).size === 1 ? all(compared) : undefined
}

/** `ForAllValues:StringLikeIfExists` in its three parts. */
export function partsOf(name: string): { readonly quantifier: Quantifier; readonly base: string; readonly ifExists: boolean } {
  const [, quantifier, base = '', suffix] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? []
  return { quantifier: quantifier as Quantifier, base, ifExists: suffix !== undefined }
}

/** `true` wants the key to be absent. */
function isAbsent(asked: readonly string[] | null | undefined, written: readonly string[]): Truth {
  const wanted = written.map((value) => value.toLowerCase())
  const wrong = wanted.some((value) => value !== 'true' && value !== 'false')
  return asked === undefined || wrong ? undefined : wanted.includes(String(asked === null))
}

/**
 * A key that the request does not carry: positive operators fail, negated ones hold, IfExists holds, ForAnyValue fails. For a negated
 * ForAllValues the guide's text and its table disagree, and IfExists beside a quantifier is not described: both stay open.
 */
function ofAbsent(operator: Operator, quantifier: Quantifier, ifExists: boolean): Truth {
  if (quantifier !== undefined && ifExists) return undefined
  if (quantifier === 'ForAnyValue') return false
  if (quantifier === 'ForAllValues') return operator.negated ? undefined : true
  return ifExists || operator.negated
}

function compare(operator: Operator, asked: string, written: readonly string[], valueOf: VariableValue | undefined): Truth {
  const one = any(written.map((value) => operator.compare(asked, value, valueOf)))
  return operator.negated ? opposite(one) : one
}
